import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

/// The known holes of circuit breakers: each scenario runs against a breaker of the textbooks, which falls into it, and Kedge's.
@Suite struct BreakerHoleTests {
    /// Both open after 2 failures for 30 s, and let 2 probes pass.
    private let clock = ManualClock(nanoseconds: BreakerRig.start, unixSeconds: 1_700_000_000)
    private let naive: NaiveBreaker
    private let breaker: Breaker

    private static func options() -> BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 2)
        options.openTimeJitter = 0
        options.probes = 2
        options.probeTime = .seconds(10)
        return options
    }

    init() throws {
        naive = NaiveBreaker(failureLimit: 2, probes: 2, openSeconds: 30, date: clock)
        breaker = try Breaker(Self.options(), clock: clock)
    }

    /// Both sides of the clock go on.
    private func pass(seconds: Int64) {
        clock.advance(nanoseconds: UInt64(seconds) * 1_000_000_000)
        clock.set(unixSeconds: clock.unixSeconds + seconds)
    }

    private func open() throws {
        for _ in 0..<2 {
            #expect(naive.admit())
            naive.report(isFailure: true)
            try breaker.acquire().fail()
        }
        #expect(naive.stateIfFree == .open && breaker.state == .open)
    }

    @Test(arguments: [false, true])
    func `results of calls from before it opened do not decide the half-open state`(isFailure: Bool) throws {
        // Two calls that take long.
        #expect(naive.admit() && naive.admit())
        let old = (0..<2).compactMap { _ in breaker.rawPermit() }
        try open()
        pass(seconds: 30)
        #expect(naive.admit())
        let probe = try breaker.acquire()
        // They end now; no probe has.
        for permit in old {
            naive.report(isFailure: isFailure)
            #expect(breaker.finishCopy(permit, isFailure ? .failure : .success) == .stale)
        }
        #expect(naive.stateIfFree != .halfOpen)
        #expect(old.count == 2 && breaker.state == .halfOpen && breaker.snapshot.stale == 2)
        #expect(probe.succeed() == .counted)
    }

    @Test func `probes that never report do not keep it half-open for ever`() throws {
        try open()
        pass(seconds: 30)
        #expect(naive.admit() && naive.admit() && naive.admit())
        let lost = (0..<2).compactMap { _ in breaker.rawPermit() }
        #expect(!naive.admit() && breaker.rejection() == .halfOpen(retryAfter: .seconds(10)))
        pass(seconds: 86_400)
        #expect(!naive.admit() && naive.stateIfFree == .halfOpen)
        // Taken back as failures, after which it opens again, and asks again.
        #expect(breaker.rejection() == .open(retryAfter: .seconds(30)))
        #expect(lost.count == 2 && breaker.snapshot.probesTakenBack == 2)
        pass(seconds: 30)
        #expect(breaker.rejection() == nil && breaker.state == .halfOpen)
    }

    @Test func `a listener may use the breaker that calls it`() throws {
        let naiveStates = Told<NaiveBreaker.State?>()
        naive.onStateChange = { [unowned naive] _ in naiveStates.add(naive.stateIfFree) }
        let seen = Told<BreakerState>()
        let listened = Guarded<Breaker?>(nil)
        var options = Self.options()
        options.onStateChange = { event in
            guard let breaker = listened.withLock({ $0 }) else { return }
            seen.add(breaker.snapshot.state)
            _ = breaker.rejection()
            if event.to == .open { breaker.change(to: .metricsOnly) }
        }
        let other = try Breaker(options, clock: clock)
        listened.withLock { $0 = other }
        try open()
        for _ in 0..<2 { try other.acquire().fail() }
        listened.withLock { $0 = nil }
        // It would have waited for itself.
        #expect(naiveStates.values == [nil])
        #expect(seen.values == [.open, .metricsOnly] && other.state == .metricsOnly)
    }

    @Test func `the date may be set back while it is open`() throws {
        try open()
        clock.set(unixSeconds: clock.unixSeconds - 86_400)
        pass(seconds: 30)
        #expect(!naive.admit())
        #expect(breaker.rejection() == nil && breaker.state == .halfOpen)
        pass(seconds: 3_600)
        #expect(!naive.admit() && naive.stateIfFree == .open)
    }

    @Test func `the date may be set forward while it is open`() throws {
        try open()
        clock.set(unixSeconds: clock.unixSeconds + 86_400)
        #expect(naive.admit() && naive.stateIfFree == .halfOpen)
        #expect(breaker.rejection() == .open(retryAfter: .seconds(30)))
    }

    @Test func `of callers that wait for the end of the open time only the probes pass`() throws {
        try open()
        pass(seconds: 30)
        let naivePassed = Tally()
        let passed = Tally()
        onThreads(8) { [naive, breaker] _ in
            for _ in 0..<50 {
                if naive.admit() { naivePassed.add() }
                if breaker.rawPermit() != nil { passed.add() }
            }
        }
        #expect(naivePassed.count == 3)
        #expect(passed.count == 2)
        #expect(breaker.snapshot.probesUnderWay == 2 && breaker.snapshot.rejected == 398)
    }

    @Test func `a probe that is finished twice frees no second place`() throws {
        try open()
        pass(seconds: 30)
        // The first of the naive one's is not counted.
        #expect(naive.admit() && naive.admit() && naive.admit() && !naive.admit())
        let first = try #require(breaker.rawPermit())
        let second = try #require(breaker.rawPermit())
        naive.report(isFailure: false)
        #expect(breaker.finishCopy(first, .ignored) == .counted)
        #expect(breaker.finishCopy(first, .ignored) == .finishedBefore)
        // One place is free.
        #expect(naive.admit())
        let third = try #require(breaker.rawPermit())
        #expect(!naive.admit() && breaker.rawPermit() == nil)
        // The first again, after its place has passed to another.
        naive.report(isFailure: false)
        for outcome in CallOutcome.allCases { #expect(breaker.finishCopy(first, outcome) == .finishedBefore) }
        #expect(naive.stateIfFree == .closed)
        #expect(breaker.state == .halfOpen && breaker.rawPermit() == nil && breaker.snapshot.probesUnderWay == 2)
        #expect(breaker.finishCopy(second, .success) == .counted && breaker.finishCopy(third, .success) == .counted)
        #expect(breaker.state == .closed)
    }
}
