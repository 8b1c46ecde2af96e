import Foundation
import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

/// What the breaker once did wrong.
@Suite struct BreakerRegressionTests {
    /// The last 10 s, in steps of 1 s.
    private var timed: BreakerOptions {
        var options = BreakerOptions()
        options.countWindow = nil
        options.timeWindow = .seconds(10)
        options.minimumCalls = 4
        return options
    }

    private func halfOpen(probes: Int) throws -> BreakerRig {
        var options = BreakerOptions(consecutiveFailures: 1)
        options.probes = probes
        options.probeFailureRate = 100
        options.probeTime = .seconds(10)
        let rig = try BreakerRig(options)
        rig.breaker.change(to: .halfOpen)
        return rig
    }

    // A snapshot turned the time window, and the next good result was not judged.
    @Test func `a snapshot does not keep the next result from opening it`() throws {
        let rig = try BreakerRig(timed)
        try rig.call("gggggggg")
        rig.pass(.seconds(1))
        try rig.call("fffgg")
        rig.pass(.seconds(9))
        // Three of five are left; with the next result, three of six.
        _ = rig.snapshot
        try rig.call("g")
        #expect(rig.state == .open)
    }

    // The same, where the window fell below its minimum.
    @Test func `a snapshot does not keep a good result that reaches the minimum from opening it`() throws {
        let rig = try BreakerRig(timed)
        try rig.call("gggg")
        rig.pass(.seconds(1))
        try rig.call("ffg")
        rig.pass(.seconds(9))
        _ = rig.snapshot
        try rig.call("g")
        #expect(rig.state == .open)
    }

    @Test func `a probe that was finished, and then finished again after the round, is an error`() throws {
        let rig = try halfOpen(probes: 1)
        let permit = try #require(rig.breaker.rawPermit())
        #expect(rig.breaker.finishCopy(permit, .success) == .counted && rig.state == .closed)
        #expect(rig.breaker.finishCopy(permit, .success) == .finishedBefore)
    }

    // The earliest deadline was kept after its probe had reported.
    @Test func `who is rejected in half-open state is told of the deadline of a probe that is under way`() throws {
        let rig = try halfOpen(probes: 2)
        let first = try rig.breaker.acquire()
        rig.pass(.seconds(9))
        let second = try rig.breaker.acquire()
        first.succeed()
        #expect(rig.breaker.rejection() == .halfOpen(retryAfter: .seconds(10)))
        second.ignore()
    }

    // 0 would mean that a call may pass now.
    @Test func `a snapshot does not say that a call may pass where none may`() throws {
        let rig = try halfOpen(probes: 2)
        let first = try rig.breaker.acquire()
        rig.pass(.seconds(9))
        let second = try rig.breaker.acquire()
        first.succeed()
        rig.pass(.seconds(2))
        #expect(rig.snapshot.retryAfterNanoseconds == 8_000_000_000)
        #expect(rig.breaker.rejection() == .halfOpen(retryAfter: .seconds(8)))
        second.ignore()
    }

    @Test func `a disabled breaker counts nothing`() throws {
        let rig = try BreakerRig(BreakerOptions())
        rig.breaker.change(to: .disabled)
        try rig.call("gfi")
        #expect(rig.snapshot.successes == 0 && rig.snapshot.failures == 0 && rig.snapshot.ignored == 0)
    }

    @Test func `probes that the end of a round took back are no failures`() throws {
        let rig = try halfOpen(probes: 2)
        _ = rig.breaker.rawPermit()
        rig.breaker.reset()
        #expect(rig.snapshot.probesTakenBack == 1 && rig.snapshot.failures == 0)
    }

    @Test func `no call is slow without a limit, even for a clock at the end of its range`() throws {
        let rig = try BreakerRig(BreakerOptions(), at: .max)
        try rig.call("f")
        #expect(rig.snapshot.slowCalls == 0)
    }

    // MARK: A change while a success reads the clock

    // The success has read the word when the state changes, and then counts itself for the generation that is over.
    @Test func `a success counts or is stale, also when the state changes within`() throws {
        let clock = BusyClock()
        let breaker = try Breaker(timed, clock: clock)
        let permit = try breaker.acquire()
        clock.onNextReading { onThreads(1) { _ in breaker.change(to: .metricsOnly) } }
        let report = permit.succeed()
        let snapshot = breaker.snapshot
        #expect(snapshot.successes == (report == .counted ? 1 : 0))
        #expect(snapshot.stale == (report == .stale ? 1 : 0))
    }

    // Where threads share a stripe, the one that was late threw away what the others had counted since.
    @Test func `a success that comes late takes nothing from the counts of others`() throws {
        let clock = BusyClock()
        let breaker = try Breaker(timed, clock: clock)
        // Threads that have all stripes of their own, so that the two that follow share one.
        let stripes = try Stripes(64)
        defer { stripes.end() }
        let permit = try #require(breaker.rawPermit())
        let reports = Told<PermitReport>()
        onThreads(1) { _ in
            clock.onNextReading {
                onThreads(1) { _ in
                    breaker.change(to: .metricsOnly)
                    for _ in 0..<100 {
                        if let permit = breaker.rawPermit() { _ = breaker.finishCopy(permit, .success) }
                    }
                }
            }
            reports.add(breaker.finishCopy(permit, .success))
        }
        let snapshot = breaker.snapshot
        #expect(reports.values.count == 1 && snapshot.countWindow == nil)
        #expect(snapshot.successes >= 100)
    }

    // What others counted between the sum of a change and its new word was in no sum, in nearly every run.
    @Test func `successes add up while another thread changes the state`() throws {
        let breaker = try Breaker(BreakerOptions(consecutiveFailures: 5))
        let counted = Told<Int>()
        let stale = Told<Int>()
        let calls = breakerTries(1_000_000)
        onThreads(4) { thread in
            guard thread != 0 else {
                for step in 0..<calls / 10 { breaker.change(to: step % 2 == 0 ? .metricsOnly : .closed) }
                return
            }
            var count = 0
            for _ in 0..<calls {
                if let permit = breaker.rawPermit(), breaker.finishCopy(permit, .success) == .counted { count += 1 }
            }
            counted.add(count)
            stale.add(calls - count)
        }
        #expect(breaker.snapshot.successes == UInt64(counted.values.reduce(0, +)))
        #expect(breaker.snapshot.stale == UInt64(stale.values.reduce(0, +)))
    }

    /// Threads that each have counted something, and stay.
    private final class Stripes: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        private let group = DispatchGroup()
        private let count: Int

        init(_ count: Int) throws {
            self.count = count
            let breaker = try Breaker()
            let ready = DispatchSemaphore(value: 0)
            for _ in 0..<count {
                group.enter()
                Thread.detachNewThread { [gate, group] in
                    if let permit = breaker.rawPermit() { _ = breaker.finishCopy(permit, .success) }
                    ready.signal()
                    gate.wait()
                    group.leave()
                }
            }
            for _ in 0..<count { ready.wait() }
        }

        func end() {
            for _ in 0..<count { gate.signal() }
            group.wait()
        }
    }

    // MARK: Dates and rules

    private struct Date: WallClock {
        let unixTime: (seconds: Int64, nanoseconds: UInt32)
        var unixSeconds: Int64 { unixTime.seconds }
    }

    @Test func `what was saved can be restored, whatever the date`() throws {
        let rig = try BreakerRig(BreakerOptions())
        let date = Date(unixTime: (.max / 1_000, 999_999_999))
        try rig.breaker.restore(rig.breaker.savedState(date: date), date: date)
    }

    // The sum of seconds and milliseconds wrapped around.
    @Test func `a date at the end of its range is late`() throws {
        let rig = try BreakerRig(BreakerOptions())
        rig.breaker.change(to: .open)
        let text = rig.breaker.savedState(date: rig.clock)
        try rig.breaker.restore(text, date: Date(unixTime: (.max, 999_999_999)))
        #expect(rig.snapshot.retryAfterNanoseconds == 0)
    }

    // Whoever opened it asked the rule first: where that never answers, nobody was told until the next change.
    @Test func `a change is told although the rule of open times has not answered`() throws {
        let told = Told<BreakerEvent>()
        let seen = Told<Int>()
        var options = BreakerOptions(consecutiveFailures: 1)
        options.onStateChange = { told.add($0) }
        options.openTimeRule = { _ in
            seen.add(told.values.count)
            return .seconds(1)
        }
        try BreakerRig(options).call("f")
        #expect(seen.values == [1])
    }

    // MARK: In children, because they waited for ever

    @Test(.forks) func `a restored number of reopenings does not hold up the breaker`() throws {
        var options = BreakerOptions(consecutiveFailures: 1)
        options.openTimeFactor = 1.000_000_000_1
        options.probes = 1
        let rig = try BreakerRig(options)
        try rig.breaker.restore(
            #"{"kedge_breaker":1,"state":"open","open_ns":0,"reopenings":18446744073709551614,"saved_at_ms":0}"#,
            date: rig.clock)
        #expect(
            ChildProcess.run {
                guard let permit = rig.breaker.rawPermit() else { return false }
                _ = rig.breaker.finishCopy(permit, .failure)
                return rig.state == .open
            })
    }

    /// Uses the registry when it goes.
    private final class Owned: Sendable {
        let registry: BreakerRegistry
        init(_ registry: BreakerRegistry) { self.registry = registry }
        deinit { _ = registry.count }
    }

    @Test(.forks) func `options that go may use the registry that had them`() throws {
        let registry = try BreakerRegistry()
        #expect(
            ChildProcess.run {
                var options = BreakerOptions()
                options.openTimeRule = { [owned = Owned(registry)] _ in
                    owned.registry.count == 0 ? .seconds(1) : .seconds(2)
                }
                try? registry.setOptions(options, forName: "a")
                options.openTimeRule = nil
                try? registry.setOptions(options, forName: "a")
                return registry.count == 0
            })
    }
}
