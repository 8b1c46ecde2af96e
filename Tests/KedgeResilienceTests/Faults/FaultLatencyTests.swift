import KedgeResilience
import Testing

@Suite struct FaultLatencyTests {
    private static let count = RetryTesting.tries(60_000)

    /// Delays in nanoseconds, in rising order.
    private func delays(_ latency: FaultLatency) throws -> [Double] {
        let injector = try FaultInjector(FaultOptions(latency: latency, maximumFaults: .max, seed: 11))
        injector.enable()
        return (0..<Self.count).map { _ in Double(injector.next().delayNanoseconds) }.sorted()
    }

    private func mean(_ delays: [Double]) -> Double { delays.reduce(0, +) / Double(delays.count) }

    /// The share of delays up to a time, which has to be `expected` but for five standard deviations.
    private func expectShare(_ delays: [Double], upTo time: Double, _ expected: Double) {
        let share = Double(delays.count { $0 <= time }) / Double(delays.count)
        #expect(abs(share - expected) <= 5 * (expected * (1 - expected) / Double(delays.count)).squareRoot())
    }

    @Test func `without latency nothing is held up, and with a constant one all is held up alike`() throws {
        #expect(try delays(.none).allSatisfy { $0 == 0 })
        #expect(try delays(.constant(.microseconds(3))).allSatisfy { $0 == 3_000 })
    }

    @Test func `uniform times spread evenly between their ends`() throws {
        let delays = try delays(.uniform(.microseconds(10), .microseconds(20)))
        #expect(try #require(delays.first) >= 10_000)
        #expect(try #require(delays.last) <= 20_000)
        for tenth in 1..<10 { expectShare(delays, upTo: 10_000 + 1_000 * Double(tenth), Double(tenth) / 10) }
    }

    @Test func `exponential times have their mean, their median and their tail`() throws {
        let delays = try delays(.exponential(mean: .milliseconds(1), cap: .seconds(3_600)))
        // The deviation of an exponential distribution is its mean.
        #expect(abs(mean(delays) - 1e6) <= 5 * 1e6 / Double(Self.count).squareRoot())
        expectShare(delays, upTo: 693_147, 0.5)
        expectShare(delays, upTo: 2_302_585, 0.9)
        expectShare(delays, upTo: 4_605_170, 0.99)
    }

    @Test func `exponential times end at their cap`() throws {
        let delays = try delays(.exponential(mean: .milliseconds(1), cap: .milliseconds(1)))
        #expect(delays.last == 1e6)
        // e to the minus one are longer.
        expectShare(delays, upTo: 999_999, 0.632_121)
    }

    @Test func `normal times have their mean and their deviation, and stay within six of them`() throws {
        let delays = try delays(.normal(mean: .milliseconds(10), deviation: .milliseconds(1)))
        #expect(abs(mean(delays) - 1e7) <= 5 * 1e6 / Double(Self.count).squareRoot())
        // The sum of twelve even numbers has a little less in its tails than a normal distribution.
        let within = Double(delays.count { abs($0 - 1e7) <= 1e6 }) / Double(delays.count)
        #expect(abs(within - 0.68) <= 0.03)
        #expect(try #require(delays.first) >= 4e6)
        #expect(try #require(delays.last) <= 16e6)
    }

    @Test func `normal times are not below zero nor longer than an hour`() throws {
        let short = try delays(.normal(mean: .zero, deviation: .milliseconds(1)))
        expectShare(short, upTo: 0, 0.5)
        let long = try delays(.normal(mean: .seconds(3_600), deviation: .seconds(3_600)))
        #expect(long.last == 3_600e9)
    }

    @Test func `times of a table have its percentiles`() throws {
        let delays = try delays(
            .percentiles([
                FaultPercentile(share: 0, time: .microseconds(1)), FaultPercentile(share: 0.5, time: .microseconds(10)),
                FaultPercentile(share: 0.9, time: .microseconds(100)),
                FaultPercentile(share: 1, time: .microseconds(900)),
            ]))
        #expect(try #require(delays.first) >= 1_000)
        #expect(try #require(delays.last) <= 900_000)
        expectShare(delays, upTo: 5_500, 0.25)
        expectShare(delays, upTo: 10_000, 0.5)
        expectShare(delays, upTo: 55_000, 0.7)
        expectShare(delays, upTo: 100_000, 0.9)
        expectShare(delays, upTo: 500_000, 0.95)
    }

    private static let hour = Duration.seconds(3_600)
    private static let refused: [(FaultLatency, String)] = [
        (.constant(.nanoseconds(-1)), "latency: 0 to 1 hour"), (.constant(.seconds(3_601)), "latency: 0 to 1 hour"),
        (.uniform(.seconds(-1), .seconds(1)), "latency: 0 to 1 hour"),
        (.uniform(.seconds(1), .seconds(Int64.max)), "latency: 0 to 1 hour"),
        (.uniform(.seconds(2), .seconds(1)), "latency: the least time first"),
        (.exponential(mean: .seconds(-1), cap: hour), "latency mean: 0 to 1 hour"),
        (.exponential(mean: hour, cap: .seconds(3_601)), "latency cap: 0 to 1 hour"),
        (.normal(mean: .seconds(-1), deviation: .zero), "latency mean: 0 to 1 hour"),
        (.normal(mean: .zero, deviation: .seconds(3_601)), "latency deviation: 0 to 1 hour"),
    ]

    @Test func `times outside their ranges are refused by name`() {
        for (latency, text) in Self.refused {
            let error = #expect(throws: PolicyError.self) {
                try FaultInjector(FaultOptions(latency: latency, maximumFaults: 1))
            }
            #expect(error?.description == text)
        }
    }

    @Test func `a table that is none is refused by name`() {
        let first = FaultPercentile(share: 0, time: .seconds(1))
        let last = FaultPercentile(share: 1, time: .seconds(2))
        let ends = "latency percentiles: 2 to 100 points, from share 0 to share 1"
        let rise = "latency percentiles: shares that rise, and times that do not fall"
        let refused: [([FaultPercentile], String)] = [
            ([], ends), ([first], ends), ([last, first], ends), ([first, first], ends), ([last, last], ends),
            ([first] + [FaultPercentile](repeating: first, count: 99) + [last], ends),
            ([FaultPercentile(share: .nan, time: .zero), last], ends), ([first, first, last], rise),
            ([first, FaultPercentile(share: .nan, time: .seconds(1)), last], rise),
            ([first, FaultPercentile(share: 0.5, time: .zero), last], rise),
            ([first, FaultPercentile(share: 1.5, time: .seconds(1)), last], rise),
            ([first, FaultPercentile(share: 1, time: .seconds(3_601))], "latency: 0 to 1 hour"),
        ]
        for (points, text) in refused {
            let error = #expect(throws: PolicyError.self) {
                try FaultInjector(FaultOptions(latency: .percentiles(points), maximumFaults: 1))
            }
            #expect(error?.description == text)
        }
    }
}
