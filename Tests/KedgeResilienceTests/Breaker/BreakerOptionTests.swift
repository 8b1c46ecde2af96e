import KedgeCore
import KedgeResilience
import Testing

@Suite struct BreakerOptionTests {
    /// Options with a limit of each kind and both windows, all of which are used.
    private var full: BreakerOptions {
        var options = BreakerOptions()
        options.consecutiveFailures = 5
        options.slowCallRate = 50
        options.slowCallDuration = .seconds(1)
        options.timeWindow = .seconds(10)
        return options
    }

    private func expectRefusal(_ option: String, _ rule: String, _ change: (inout BreakerOptions) -> Void) {
        var options = full
        change(&options)
        let error = #expect(throws: PolicyError.self) { try Breaker(options) }
        #expect(error?.option == option && error?.rule == rule)
        #expect(error?.description == "\(option): \(rule)")
    }

    private func expectAcceptance(_ change: (inout BreakerOptions) -> Void) throws {
        var options = full
        change(&options)
        let rig = try BreakerRig(options)
        rig.breaker.change(to: .metricsOnly)
        try rig.call("gsfi")
        rig.breaker.change(to: .halfOpen)
        try rig.call("g")
    }

    @Test func `the defaults are valid`() throws {
        #expect(try Breaker().state == .closed)
        #expect(try Breaker(BreakerOptions(consecutiveFailures: 1)).state == .closed)
        try expectAcceptance { _ in }
    }

    @Test func `one limit has to be set`() {
        expectRefusal("limits", "one of consecutive failures, failure rate and slow call rate has to be set") {
            $0.consecutiveFailures = nil
            $0.failureRate = nil
            $0.slowCallRate = nil
            $0.slowCallDuration = nil
        }
    }

    @Test func `a rate needs a window, and a window a rate`() {
        expectRefusal("window", "a rate needs a count window or a time window") {
            $0.countWindow = nil
            $0.timeWindow = nil
        }
        for hasTimeWindow in [false, true] {
            expectRefusal("window", "it needs a failure rate or a slow call rate") {
                $0 = BreakerOptions(consecutiveFailures: 1)
                if hasTimeWindow { $0.timeWindow = .seconds(1) } else { $0.countWindow = 10 }
            }
        }
    }

    @Test func `slowness needs both its duration and its rate`() {
        expectRefusal("slow call duration", "a slow call rate needs it") { $0.slowCallDuration = nil }
        expectRefusal("slow call duration", "it needs a slow call rate") { $0.slowCallRate = nil }
    }

    @Test func `counts outside their ranges are refused by name`() {
        for value in [Int.min, -1, 0, 268_435_456, .max] {
            expectRefusal("consecutive failures", "1 to 268,435,455") { $0.consecutiveFailures = value }
        }
        for value in [Int.min, -1, 0, 1_000_001, .max] {
            expectRefusal("count window", "1 to 1,000,000") { $0.countWindow = value }
            expectRefusal("minimum calls", "1 to 1,000,000") { $0.minimumCalls = value }
        }
        for value in [Int.min, -1, 0, 1_001, .max] {
            expectRefusal("time window steps", "1 to 1,000") { $0.timeWindowSteps = value }
        }
        for value in [Int.min, -1, 0, 10_001, .max] {
            expectRefusal("probes", "1 to 10,000") { $0.probes = value }
        }
        for value in [Int.min, -1, 0, 65_537, .max] {
            expectRefusal("event capacity", "1 to 65,536") { $0.eventCapacity = value }
        }
        expectRefusal("minimum calls", "the count window never has so many calls") { $0.minimumCalls = 101 }
    }

    @Test func `counts at the ends of their ranges are accepted`() throws {
        for value in [1, 268_435_455] { try expectAcceptance { $0.consecutiveFailures = value } }
        for value in [10, 1_000_000] { try expectAcceptance { $0.countWindow = value } }
        for value in [1, 100] { try expectAcceptance { $0.minimumCalls = value } }
        try expectAcceptance {
            $0.countWindow = nil
            $0.minimumCalls = 1_000_000
        }
        for value in [1, 1_000] { try expectAcceptance { $0.timeWindowSteps = value } }
        for value in [1, 10_000] { try expectAcceptance { $0.probes = value } }
        for value in [1, 65_536] { try expectAcceptance { $0.eventCapacity = value } }
    }

    @Test func `rates that are not above 0 and up to 100 percent are refused by name`() {
        let rates: [Double] = [
            0, -0.0, -1, 100.000_1, .nan, .signalingNaN, .infinity, -.infinity, .greatestFiniteMagnitude,
            -.leastNonzeroMagnitude,
        ]
        for rate in rates {
            expectRefusal("failure rate", "above 0, up to 100 percent") { $0.failureRate = rate }
            expectRefusal("slow call rate", "above 0, up to 100 percent") { $0.slowCallRate = rate }
            expectRefusal("probe failure rate", "above 0, up to 100 percent") { $0.probeFailureRate = rate }
        }
    }

    @Test func `rates at the ends of their range are accepted`() throws {
        for rate in [100, .leastNonzeroMagnitude, 0.000_1, 33.333_3] {
            try expectAcceptance { $0.failureRate = rate }
            try expectAcceptance { $0.slowCallRate = rate }
            try expectAcceptance { $0.probeFailureRate = rate }
        }
    }

    private static let impossibleTimes: [Duration] = [
        .zero, .nanoseconds(-1), Duration(secondsComponent: 0, attosecondsComponent: 1),
        Duration(secondsComponent: 0, attosecondsComponent: 999_999_999), .seconds(365 * 86_400) + .nanoseconds(1),
        .seconds(Int64.max), .seconds(Int64.min),
        Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999),
    ]

    @Test(arguments: impossibleTimes) func `times outside their range are refused by name`(time: Duration) {
        let rule = "1 ns to 365 days"
        expectRefusal("slow call duration", rule) { $0.slowCallDuration = time }
        expectRefusal("time window", rule) { $0.timeWindow = time }
        expectRefusal("open time", rule) { $0.openTime = time }
        expectRefusal("maximum open time", rule) { $0.maximumOpenTime = time }
        expectRefusal("probe time", rule) { $0.probeTime = time }
        expectRefusal("maximum half-open time", rule) { $0.maximumHalfOpenTime = time }
    }

    @Test(arguments: [Duration.nanoseconds(1), .seconds(365 * 86_400)])
    func `times at the ends of their range are accepted`(time: Duration) throws {
        try expectAcceptance { $0.slowCallDuration = time }
        try expectAcceptance {
            $0.timeWindow = time
            $0.timeWindowSteps = 1
        }
        try expectAcceptance { $0.openTime = time }
        try expectAcceptance {
            $0.openTime = .nanoseconds(1)
            $0.maximumOpenTime = time
        }
        try expectAcceptance { $0.probeTime = time }
        try expectAcceptance { $0.maximumHalfOpenTime = time }
    }

    @Test func `each step of a time window lasts a nanosecond or more`() throws {
        expectRefusal("time window steps", "each has to last 1 ns or more") { $0.timeWindow = .nanoseconds(9) }
        try expectAcceptance { $0.timeWindow = .nanoseconds(10) }
    }

    @Test func `growth and jitter outside their ranges are refused by name`() throws {
        for factor in [0.999_999, 0, -1, 1_000.001, .nan, .infinity, -.infinity] {
            expectRefusal("open time factor", "1 to 1,000") { $0.openTimeFactor = factor }
        }
        for jitter in [-0.000_1, 1.000_1, .nan, .infinity, -.infinity] {
            expectRefusal("open time jitter", "0 to 1") { $0.openTimeJitter = jitter }
        }
        for factor in [1, 1_000.0] { try expectAcceptance { $0.openTimeFactor = factor } }
        for jitter in [-0.0, 0, 1] { try expectAcceptance { $0.openTimeJitter = jitter } }
    }

    @Test func `an open time above its maximum is refused, but for the default maximum`() throws {
        expectRefusal("maximum open time", "it may not be below the open time") {
            $0.maximumOpenTime = .seconds(29)
        }
        try expectAcceptance { $0.maximumOpenTime = .seconds(30) }
        try expectAcceptance { $0.openTime = .seconds(7_200) }
    }

    @Test func `a refusal by the registry's options is the same`() {
        var options = full
        options.probes = 0
        #expect(throws: PolicyError("probes", "1 to 10,000")) { try BreakerRegistry(defaults: options) }
    }
}
