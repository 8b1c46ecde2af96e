import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BreakerOpenTimeTests {
    private func options() -> BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 1)
        options.openTime = .seconds(10)
        options.openTimeJitter = 0
        options.probes = 1
        return options
    }

    /// How long a breaker stays open each time that it opens, again and again.
    private func openTimes(_ rig: BreakerRig, _ count: Int) throws -> [UInt64] {
        var times: [UInt64] = []
        for _ in 0..<count {
            try rig.call("f")
            let time = rig.snapshot.retryAfterNanoseconds
            times.append(time)
            rig.clock.advance(nanoseconds: time)
        }
        return times
    }

    @Test func `the open time is the same each time unless it is to grow`() throws {
        let rig = try BreakerRig(options())
        #expect(try openTimes(rig, 4) == [UInt64](repeating: 10_000_000_000, count: 4))
        #expect(rig.snapshot.reopenings == 3)
    }

    @Test func `the open time grows by its factor up to its maximum`() throws {
        var options = options()
        options.openTimeFactor = 3
        options.maximumOpenTime = .seconds(100)
        let rig = try BreakerRig(options)
        #expect(try openTimes(rig, 5) == [10, 30, 90, 100, 100].map { $0 * 1_000_000_000 })
    }

    @Test func `the open time begins anew after it closed`() throws {
        var options = options()
        options.openTimeFactor = 2
        let rig = try BreakerRig(options)
        #expect(try openTimes(rig, 2) == [10_000_000_000, 20_000_000_000])
        try rig.call("g")
        #expect(rig.state == .closed && rig.snapshot.reopenings == 0)
        #expect(try openTimes(rig, 1) == [10_000_000_000])
    }

    @Test func `jitter shortens each open time by its share at most`() throws {
        var options = options()
        options.openTimeJitter = 0.2
        for seed in UInt64(0)..<20 {
            options.seed = seed
            let times = try openTimes(BreakerRig(options), 20)
            #expect(times.allSatisfy { (8_000_000_000...10_000_000_000).contains($0) })
            #expect(Set(times).count == 20)
            // A seed decides it.
            #expect(try openTimes(BreakerRig(options), 20) == times)
        }
    }

    @Test func `full jitter leaves a nanosecond or more`() throws {
        var options = options()
        options.openTimeJitter = 1
        options.openTime = .nanoseconds(1)
        let times = try openTimes(BreakerRig(options), 50)
        #expect(times == [UInt64](repeating: 1, count: 50))
    }

    @Test func `growth without end stops at the longest time there is`() throws {
        var options = options()
        options.openTimeFactor = 1_000
        options.maximumOpenTime = .seconds(365 * 86_400)
        let rig = try BreakerRig(options)
        #expect(try openTimes(rig, 40).last == 365 * 86_400 * 1_000_000_000)
    }

    // MARK: The rule

    @Test func `a rule is told how often it opened again, and decides`() throws {
        let asked = Told<Int>()
        var options = options()
        options.openTimeRule = { reopenings in
            asked.add(reopenings)
            return .seconds(5 + reopenings)
        }
        let rig = try BreakerRig(options)
        #expect(try openTimes(rig, 3) == [5_000_000_000, 6_000_000_000, 7_000_000_000])
        #expect(asked.values == [0, 1, 2])
        // By hand it does not open again: it was open.
        rig.breaker.change(to: .open)
        #expect(rig.breaker.rejection() == .open(retryAfter: .seconds(7)) && asked.values == [0, 1, 2, 2])
    }

    @Test(
        arguments: [
            (Duration.zero, 1), (.seconds(-5), 1), (.seconds(Int64.min), 1), (.nanoseconds(1), 1),
            (Duration(secondsComponent: 0, attosecondsComponent: 1), 1), (.seconds(Int64.max), 31_536_000_000_000_000),
            (.seconds(365 * 86_400 + 1), 31_536_000_000_000_000),
        ] as [(Duration, UInt64)])
    func `an absurd answer counts as the nearest time there is`(answer: Duration, nanoseconds: UInt64) throws {
        var options = options()
        options.openTimeRule = { _ in answer }
        let rig = try BreakerRig(options)
        #expect(try openTimes(rig, 1) == [nanoseconds])
        #expect(rig.breaker.rejection() == nil && rig.state == .halfOpen)
    }

    @Test func `while a rule has not answered the open time is that without it`() throws {
        let asking = Guarded<BreakerRig?>(nil)
        let states = Told<BreakerError?>()
        var options = options()
        options.openTimeRule = { reopenings in
            guard let rig = asking.withLock({ $0 }), reopenings == 0 else { return .seconds(20) }
            // As another thread would find the breaker.
            states.add(rig.breaker.rejection())
            rig.pass(.seconds(10))
            states.add(rig.breaker.rejection())
            _ = try? rig.call("f")
            return .seconds(1_000)
        }
        let rig = try BreakerRig(options)
        asking.withLock { $0 = rig }
        try rig.call("f")
        asking.withLock { $0 = nil }
        #expect(states.values == [.open(retryAfter: .seconds(10)), nil])
        // Its answer comes too late: meanwhile it has opened again, and asked again.
        #expect(rig.breaker.rejection() == .open(retryAfter: .seconds(20)) && rig.snapshot.reopenings == 1)
    }

    @Test func `a rule may change the breaker that asks it`() throws {
        let asking = Guarded<Breaker?>(nil)
        var options = options()
        options.openTimeRule = { _ in
            if let breaker = asking.withLock({ $0 }) {
                _ = breaker.snapshot
                breaker.change(to: .forcedOpen)
                breaker.reset()
            }
            return .seconds(1)
        }
        let rig = try BreakerRig(options)
        asking.withLock { $0 = rig.breaker }
        try rig.call("f")
        asking.withLock { $0 = nil }
        #expect(rig.state == .closed && rig.breaker.rejection() == nil)
        #expect(rig.events().map(\.to) == [.open, .forcedOpen, .closed])
    }

    @Test func `who is rejected is told the time that is left`() throws {
        let rig = try BreakerRig(options())
        try rig.call("f")
        for left: Int64 in [10_000_000_000, 9_999_999_999, 3, 2, 1] {
            rig.pass(.nanoseconds(Int64(rig.snapshot.retryAfterNanoseconds) - left))
            let error = rig.breaker.rejection()
            #expect(error == .open(retryAfter: .nanoseconds(left)) && error?.retryAfter == .nanoseconds(left))
        }
        rig.pass(.nanoseconds(1))
        #expect(rig.breaker.rejection() == nil)
        rig.breaker.change(to: .forcedOpen)
        #expect(rig.breaker.rejection() == .forcedOpen && rig.breaker.rejection()?.retryAfter == nil)
    }

    @Test func `a clock that goes back makes the wait longer and no more`() throws {
        let rig = try BreakerRig(options())
        try rig.call("f")
        rig.goBack(.seconds(3))
        #expect(rig.breaker.rejection() == .open(retryAfter: .seconds(13)))
        #expect(rig.snapshot.nanosecondsInState == 0)
        rig.pass(.seconds(13))
        #expect(rig.breaker.rejection() == nil)
    }
}
