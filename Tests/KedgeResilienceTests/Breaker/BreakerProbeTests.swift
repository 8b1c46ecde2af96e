import KedgeCore
import KedgeResilience
@_spi(HotPath) import KedgeResilienceCore
import KedgeTestSupport
import Testing

@Suite struct BreakerProbeTests {
    private func options(probes: Int = 5, failureRate: Double? = 50) -> BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 1)
        options.openTimeJitter = 0
        options.probes = probes
        options.probeFailureRate = failureRate
        options.probeTime = .seconds(10)
        options.maximumHalfOpenTime = .seconds(60)
        return options
    }

    private func halfOpen(_ options: BreakerOptions) throws -> BreakerRig {
        let rig = try BreakerRig(options)
        rig.breaker.change(to: .halfOpen)
        _ = rig.events()
        return rig
    }

    private func expectConservation(_ rig: BreakerRig) {
        let snapshot = rig.snapshot
        #expect(
            snapshot.probesAdmitted
                == snapshot.probesFinished + snapshot.probesTakenBack + snapshot.probesUnderWay)
    }

    @Test(arguments: [1, 2, 5, 100, 10_000]) func `as many calls pass as there are probes`(probes: Int) throws {
        let rig = try halfOpen(options(probes: probes))
        let permits = (0..<probes + 1).compactMap { _ in rig.breaker.rawPermit() }
        #expect(permits.count == probes && rig.snapshot.probesUnderWay == UInt64(probes))
        #expect(Set(permits.map(\.moment)).count == probes && permits.allSatisfy { $0.isProbe })
        for permit in permits { #expect(rig.breaker.finishCopy(permit, .success) == .counted) }
        #expect(rig.state == .closed && rig.reasons() == [.probesSucceeded])
        expectConservation(rig)
    }

    @Test func `a place whose call succeeded is not given to another`() throws {
        let rig = try halfOpen(options(probes: 2))
        let first = try #require(rig.breaker.rawPermit())
        let second = try #require(rig.breaker.rawPermit())
        #expect(rig.breaker.finishCopy(first, .success) == .counted)
        #expect(rig.breaker.rawPermit() == nil)
        #expect(rig.breaker.finishCopy(second, .success) == .counted && rig.state == .closed)
    }

    @Test func `a place whose call was ignored is given to another`() throws {
        let rig = try halfOpen(options(probes: 1))
        for _ in 0..<100 {
            let permit = try rig.breaker.acquire()
            #expect(rig.breaker.rejection() == .halfOpen(retryAfter: .seconds(10)))
            permit.ignore()
        }
        #expect(rig.state == .halfOpen && rig.snapshot.probesFinished == 100 && rig.snapshot.ignored == 100)
        expectConservation(rig)
    }

    @Test(
        arguments: [
            (nil, 5, 1), (0.000_1, 5, 1), (20, 5, 1), (20.000_1, 5, 2), (50, 5, 3), (60, 5, 3), (60.000_1, 5, 4),
            (100, 5, 5),
            (33.333_3, 3, 1), (33.333_4, 3, 2), (50, 1, 1), (100, 1, 1),
        ] as [(Double?, Int, Int)])
    func `it opens again with the failure that decides, and not before`(rate: Double?, probes: Int, least: Int) throws {
        let rig = try halfOpen(options(probes: probes, failureRate: rate))
        try rig.call(String(repeating: "f", count: least - 1))
        #expect(rig.state == .halfOpen)
        try rig.call("f")
        #expect(rig.state == .open && rig.reasons() == [.probesFailed])
        // And where one fewer fails it closes.
        let good = try halfOpen(options(probes: probes, failureRate: rate))
        try good.call(String(repeating: "f", count: least - 1) + String(repeating: "g", count: probes - least))
        #expect(good.state == .halfOpen)
        try good.call("g")
        #expect(good.state == .closed)
    }

    @Test func `without a rate of their own probes have the failure rate`() throws {
        var options = BreakerOptions()
        options.failureRate = 40
        let rig = try halfOpen(options)
        try rig.call("f")
        #expect(rig.state == .halfOpen)
        try rig.call("f")
        #expect(rig.state == .open)
    }

    @Test func `slow probes open it again at the slow call rate`() throws {
        var options = options(failureRate: 100)
        options.slowCallRate = 40
        options.slowCallDuration = .seconds(1)
        options.countWindow = 100
        let rig = try halfOpen(options)
        try rig.call("gs")
        #expect(rig.state == .halfOpen)
        try rig.call("s")
        #expect(rig.state == .open && rig.reasons() == [.probesSlow])
    }

    @Test func `calls of the last round under way when it opens again count for nothing`() throws {
        let rig = try halfOpen(options(probes: 3, failureRate: 10))
        let permits = (0..<3).compactMap { _ in rig.breaker.rawPermit() }
        #expect(rig.breaker.finishCopy(permits[0], .failure) == .counted)
        #expect(rig.state == .open && rig.snapshot.probesTakenBack == 2)
        rig.pass(.seconds(30))
        #expect(rig.breaker.rejection() == nil && rig.state == .halfOpen)
        for permit in permits[1...] {
            #expect(rig.breaker.finishCopy(permit, .failure) == .takenBack)
            #expect(rig.breaker.finishCopy(permit, .success) == .takenBack)
        }
        #expect(rig.state == .halfOpen)
        expectConservation(rig)
    }

    // MARK: Finished once

    @Test(arguments: CallOutcome.allCases, CallOutcome.allCases)
    func `a probe that is finished twice is an error, and changes nothing`(first: CallOutcome, second: CallOutcome)
        throws
    {
        let rig = try halfOpen(options(probes: 3, failureRate: 100))
        var permit = try #require(rig.breaker.rawPermit())
        let copy = permit
        #expect(rig.breaker.finishRaw(&permit, first) == .counted)
        let before = rig.snapshot
        #expect(rig.breaker.finishRaw(&permit, second) == .finishedBefore)
        #expect(rig.breaker.finishCopy(copy, second) == .finishedBefore)
        #expect(rig.snapshot == before)
        expectConservation(rig)
    }

    @Test func `a permit of no call was finished before`() throws {
        let rig = try halfOpen(options())
        for state in BreakerState.allCases {
            rig.breaker.change(to: state)
            for outcome in CallOutcome.allCases {
                #expect(rig.breaker.finishCopy(RawPermit(), outcome) == .finishedBefore)
            }
        }
    }

    @Test func `a permit of no probe there is was finished before`() throws {
        let rig = try halfOpen(options())
        var permit = try #require(rig.breaker.rawPermit())
        for (word, moment) in [
            (permit.word + 1, permit.moment), (permit.word | 0xFFFF_FFFF, permit.moment),
            (permit.word, permit.moment + 1),
            (permit.word, 0), (permit.word, .max),
        ] as [(UInt64, UInt64)] {
            var other = permit
            other.word = word
            other.moment = moment
            #expect(rig.breaker.finishCopy(other, .failure) == .finishedBefore)
        }
        #expect(rig.breaker.finishRaw(&permit, .success) == .counted)
    }

    @Test func `a closed breaker's permit is spent by its end`() throws {
        let rig = try BreakerRig(options())
        for outcome in CallOutcome.allCases {
            rig.breaker.reset()
            var permit = try #require(rig.breaker.rawPermit())
            #expect(rig.breaker.finishRaw(&permit, outcome) == .counted)
            for second in CallOutcome.allCases { #expect(rig.breaker.finishRaw(&permit, second) == .finishedBefore) }
        }
    }

    // MARK: Taken back

    @Test func `a probe that reports in time is not taken back`() throws {
        let rig = try halfOpen(options())
        let permit = try rig.breaker.acquire()
        rig.pass(.seconds(10) - .nanoseconds(1))
        rig.breaker.runDue()
        #expect(permit.succeed() == .counted)
    }

    @Test(arguments: CallOutcome.allCases)
    func `a probe that reports at its deadline was taken back, and failed`(outcome: CallOutcome) throws {
        let rig = try halfOpen(options())
        let permit = try rig.breaker.acquire()
        rig.pass(.seconds(10))
        #expect(permit.finish(outcome) == .takenBack)
        let snapshot = rig.snapshot
        #expect(snapshot.failures == 1 && snapshot.successes == 0 && snapshot.ignored == 0 && snapshot.stale == 0)
        #expect(snapshot.probesTakenBack == 1 && snapshot.probesFinished == 0)
        expectConservation(rig)
    }

    @Test func `each probe has a deadline of its own`() throws {
        let rig = try halfOpen(options(probes: 3, failureRate: 100))
        var permits: [RawPermit] = []
        for _ in 0..<3 {
            permits.append(try #require(rig.breaker.rawPermit()))
            rig.pass(.seconds(4))
        }
        // At 12 s: the first is over since 10, the second will be at 14.
        rig.breaker.runDue()
        #expect(rig.snapshot.probesTakenBack == 1)
        #expect(rig.breaker.rejection() == .halfOpen(retryAfter: .seconds(2)))
        rig.pass(.seconds(2))
        #expect(rig.breaker.finishCopy(permits[2], .success) == .counted)
        #expect(rig.snapshot.probesTakenBack == 2)
        // Two of three failed, where all would have had to.
        #expect(rig.state == .closed)
        expectConservation(rig)
    }

    @Test func `a probe that was taken back leaves its place to nobody`() throws {
        let rig = try halfOpen(options(probes: 2, failureRate: 100))
        _ = rig.breaker.rawPermit()
        rig.pass(.seconds(10))
        let second = try rig.breaker.acquire()
        #expect(rig.breaker.rejection() == .halfOpen(retryAfter: .seconds(10)))
        second.fail()
        #expect(rig.state == .open && rig.reasons() == [.probesFailed])
    }

    @Test func `a dropped probe is given back`() throws {
        let rig = try halfOpen(options(probes: 1))
        do { _ = try rig.breaker.acquire() }
        #expect(rig.snapshot.probesUnderWay == 0 && rig.snapshot.ignored == 1)
        #expect(rig.breaker.rejection() == nil)
    }

    // MARK: Stay

    @Test func `the longest stay ends with the calls that are under way`() throws {
        var options = options()
        options.maximumHalfOpenTime = .seconds(5)
        let rig = try halfOpen(options)
        let permit = try rig.breaker.acquire()
        rig.pass(.seconds(5))
        #expect(permit.succeed() == .takenBack)
        #expect(rig.state == .open && rig.reasons() == [.halfOpenTimeOver] && rig.snapshot.reopenings == 1)
        expectConservation(rig)
    }

    @Test func `who is rejected in half-open state is told the end of the stay where that is first`() throws {
        var options = options(probes: 1)
        options.maximumHalfOpenTime = .seconds(5)
        let rig = try halfOpen(options)
        _ = rig.breaker.rawPermit()
        rig.pass(.seconds(1))
        #expect(rig.breaker.rejection() == .halfOpen(retryAfter: .seconds(4)))
        #expect(rig.snapshot.retryAfterNanoseconds == 4_000_000_000)
    }

    @Test func `admitted calls are finished, taken back or under way, whatever happens`() throws {
        var numbers = SeededGenerator(seed: 7)
        let rig = try halfOpen(options(probes: 4))
        var permits: [RawPermit] = []
        for _ in 0..<breakerTries(20_000) {
            switch Int(numbers.next() % 10) {
            case 0...4: if let permit = rig.breaker.rawPermit() { permits.append(permit) }
            case 5...7:
                if let permit = permits.randomElement(using: &numbers) {
                    _ = rig.breaker.finishCopy(permit, CallOutcome.allCases[Int(numbers.next() % 3)])
                }
            case 8: rig.pass(.seconds(Int64(Int(numbers.next() % 12))))
            default: rig.breaker.change(to: BreakerState.allCases[Int(numbers.next() % 6)])
            }
            permits = permits.suffix(20)
            expectConservation(rig)
            #expect(rig.snapshot.probesUnderWay <= 4)
        }
        #expect(rig.snapshot.probesAdmitted > 10)
    }
}
