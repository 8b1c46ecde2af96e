import Foundation
import KedgeCore
import KedgeResilience
@_spi(HotPath) import KedgeResilienceCore
import KedgeTestSupport
import Synchronization
import Testing

@Suite struct BreakerThreadTests {
    /// Opens and closes all the time, as time goes in steps of 1 to 1,000 ns.
    private func restless(_ change: (inout BreakerOptions) -> Void = { _ in }) throws -> BreakerRig {
        var options = BreakerOptions(consecutiveFailures: 3)
        options.openTime = .nanoseconds(2_000)
        options.probes = 4
        options.probeFailureRate = 75
        options.probeTime = .nanoseconds(5_000)
        options.maximumHalfOpenTime = .nanoseconds(40_000)
        options.seed = 1
        change(&options)
        return try BreakerRig(options)
    }

    /// What threads counted themselves.
    private final class Counts: Sendable {
        let successes = Tally()
        let failures = Tally()
        let ignored = Tally()
        let stale = Tally()
        let takenBack = Tally()
        let finishedBefore = Tally()
        let rejected = Tally()
        let probes = Tally()

        func add(_ report: PermitReport, _ outcome: CallOutcome) {
            switch report {
            case .counted:
                switch outcome {
                case .success: successes.add()
                case .failure: failures.add()
                case .ignored: ignored.add()
                }
            case .stale: stale.add()
            case .takenBack: takenBack.add()
            case .finishedBefore: finishedBefore.add()
            }
        }
    }

    /// Probes of each generation that are under way, as the test knows.
    private final class ProbeCounts: Sendable {
        private let counts = Guarded<[UInt64: Int]>([:])
        private let most = Atomic<Int>(0)
        var mostAtOnce: Int { most.load(ordering: .relaxed) }

        func add(_ change: Int, _ generation: UInt64) {
            counts.withLock { counts in
                counts[generation, default: 0] += change
                most.max(counts[generation] ?? 0, ordering: .relaxed)
            }
        }
    }

    /// Eight threads call, and end what they hold in any order; the first moves the clock as well.
    private func stress(_ rig: BreakerRig, _ counts: Counts, _ underWay: ProbeCounts, failures: UInt64 = 4) {
        let steps = breakerTries(20_000)
        onThreads(8) { thread in
            var numbers = SeededGenerator(seed: UInt64(thread))
            var held: [RawPermit] = []
            func finishOne() {
                guard !held.isEmpty else { return }
                var permit = held.remove(at: Int(numbers.next() % UInt64(held.count)))
                let choice = numbers.next() % 12
                let outcome: CallOutcome = choice < failures ? .failure : choice < 10 ? .success : .ignored
                if permit.isProbe { underWay.add(-1, permit.generation) }
                counts.add(rig.breaker.finishRaw(&permit, outcome), outcome)
                counts.add(rig.breaker.finishRaw(&permit, outcome), outcome)
            }
            for _ in 0..<steps {
                if thread == 0 { rig.clock.advance(nanoseconds: 1 + numbers.next() % 1_000) }
                if let permit = rig.breaker.rawPermit() {
                    if permit.isProbe {
                        underWay.add(1, permit.generation)
                        counts.probes.add()
                    }
                    held.append(permit)
                } else {
                    counts.rejected.add()
                }
                if held.count > 2 || numbers.next() % 3 == 0 { finishOne() }
            }
            while !held.isEmpty { finishOne() }
        }
    }

    @Test func `probes are conserved, and never more at once than there may be`() throws {
        let rig = try restless()
        let counts = Counts()
        let underWay = ProbeCounts()
        stress(rig, counts, underWay)
        let snapshot = rig.snapshot
        #expect(underWay.mostAtOnce <= 4)
        #expect(snapshot.probesUnderWay == 0)
        #expect(snapshot.probesAdmitted == snapshot.probesFinished + snapshot.probesTakenBack)
        #expect(snapshot.probesAdmitted == UInt64(counts.probes.count))
        #expect(snapshot.probesTakenBack == UInt64(counts.takenBack.count))
        #expect(snapshot.rejected == UInt64(counts.rejected.count))
        #expect(snapshot.stale == UInt64(counts.stale.count) && snapshot.ignored == UInt64(counts.ignored.count))
        // Each permit was finished twice.
        let ended =
            counts.successes.count + counts.failures.count + counts.ignored.count + counts.stale.count
            + counts.takenBack.count
        #expect(counts.finishedBefore.count == ended)
    }

    @Test func `failures, ignored, stale and rejected calls add up while states change`() throws {
        let rig = try restless {
            // Nothing is taken back but by the end of a round.
            $0.probeTime = .seconds(86_400)
            $0.maximumHalfOpenTime = .seconds(86_400)
        }
        let counts = Counts()
        stress(rig, counts, ProbeCounts())
        let snapshot = rig.snapshot
        #expect(snapshot.failures == UInt64(counts.failures.count))
        #expect(snapshot.ignored == UInt64(counts.ignored.count) && snapshot.stale == UInt64(counts.stale.count))
        #expect(snapshot.rejected == UInt64(counts.rejected.count))
        #expect(snapshot.successes == UInt64(counts.successes.count))
    }

    @Test(arguments: [BreakerState.closed, .metricsOnly])
    func `all results add up while the state stays`(state: BreakerState) throws {
        let rig = try restless {
            $0.consecutiveFailures = 268_435_455
            $0.failureRate = 100
            $0.slowCallRate = 100
            $0.slowCallDuration = .nanoseconds(3_000)
            $0.countWindow = 1_000
            $0.timeWindow = .nanoseconds(100_000)
            $0.minimumCalls = 1_000
        }
        rig.breaker.change(to: state)
        let counts = Counts()
        stress(rig, counts, ProbeCounts(), failures: 1)
        let snapshot = rig.snapshot
        #expect(snapshot.state == state && snapshot.generation == 2)
        #expect(snapshot.successes == UInt64(counts.successes.count))
        #expect(snapshot.failures == UInt64(counts.failures.count) && snapshot.ignored == UInt64(counts.ignored.count))
        #expect(snapshot.stale == 0 && snapshot.rejected == 0)
    }

    @Test func `results add up over changes that come between calls`() throws {
        let rig = try restless()
        let counts = Counts()
        for round in 0..<breakerTries(300) {
            let permits = (0..<20).compactMap { _ in rig.breaker.rawPermit() }
            if round % 2 == 1 { rig.breaker.change(to: round % 4 == 1 ? .closed : .metricsOnly) }
            onThreads(4) { thread in
                for permit in permits[(5 * thread)..<(5 * thread + 5)] {
                    counts.add(rig.breaker.finishCopy(permit, .success), .success)
                }
            }
            if round % 2 == 0 { rig.breaker.change(to: round % 4 == 0 ? .closed : .metricsOnly) }
        }
        let snapshot = rig.snapshot
        #expect(snapshot.stale == UInt64(counts.stale.count))
        #expect(counts.successes.count + counts.stale.count == 20 * breakerTries(300))
        #expect(snapshot.successes == UInt64(counts.successes.count))
    }

    @Test func `a listener sees each change once, in an order without gaps`() throws {
        let told = Told<BreakerEvent>()
        let listeners = Atomic<Int>(0)
        let faults = Tally()
        let rig = try restless {
            $0.eventCapacity = 65_536
            $0.onStateChange = { event in
                if listeners.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue != 0 { faults.add() }
                told.add(event)
                listeners.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            }
        }
        stress(rig, Counts(), ProbeCounts())
        rig.breaker.change(to: .forcedOpen)
        let events = told.values
        #expect(faults.count == 0 && rig.snapshot.eventsLost == 0 && rig.breaker.nextEvent() == nil)
        #expect(events.map(\.sequence) == (0..<UInt64(events.count)).map { $0 + 1 })
        #expect(events.first?.from == .closed && events.last?.to == .forcedOpen)
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.to == $1.from && $0.from != $0.to })
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.nanoseconds <= $1.nanoseconds })
    }

    @Test func `events that threads fetch are each fetched once`() throws {
        let rig = try restless { $0.eventCapacity = 65_536 }
        let fetched = Told<UInt64>()
        let faults = Tally()
        onThreads(4) { thread in
            var last: UInt64 = 0
            for step in 0..<breakerTries(2_000) {
                rig.breaker.change(to: BreakerState.allCases[(thread + step) % 6])
                guard let event = rig.breaker.nextEvent() else { continue }
                if event.sequence <= last { faults.add() }
                last = event.sequence
                fetched.add(event.sequence)
            }
        }
        let all = (fetched.values + rig.events().map(\.sequence)).sorted()
        #expect(faults.count == 0 && all == (0..<UInt64(all.count)).map { $0 + 1 })
    }

    // MARK: Stripes

    @Test func `more threads at once than stripes count exactly`() throws {
        let rig = try restless { $0.consecutiveFailures = 1_000 }
        let threads = 48
        let arrivals = Arrivals(threads)
        let calls = breakerTries(5_000)
        onThreads(threads) { thread in
            // Once more before each ends, so that all of them have a stripe at once.
            arrivals.wait()
            for step in 0..<calls {
                guard var permit = rig.breaker.rawPermit() else { continue }
                _ = rig.breaker.finishRaw(&permit, step == thread ? .failure : .success)
            }
            arrivals.wait()
        }
        let snapshot = rig.snapshot
        #expect(snapshot.failures == UInt64(threads))
        #expect(snapshot.successes == UInt64(threads * (calls - 1)))
    }

    @Test func `more threads at once than stripes count their rejected calls exactly`() throws {
        let rig = try restless()
        rig.breaker.change(to: .forcedOpen)
        let arrivals = Arrivals(48)
        let calls = breakerTries(5_000)
        onThreads(48) { _ in
            arrivals.wait()
            for _ in 0..<calls { _ = rig.breaker.rawPermit() }
            arrivals.wait()
        }
        #expect(rig.snapshot.rejected == UInt64(48 * calls))
    }

    @Test func `threads that come and go count exactly`() throws {
        let rig = try restless()
        let rounds = breakerTries(120)
        for _ in 0..<rounds {
            onThreads(8) { thread in
                for _ in 0...thread { _ = try? rig.breaker.acquire().succeed() }
            }
        }
        // 1 to 8 calls.
        #expect(rig.snapshot.successes == UInt64(36 * rounds))
    }

    @Test func `a window of calls that do not overlap is exact, whoever makes them`() throws {
        let rig = try restless {
            $0.failureRate = 100
            $0.slowCallRate = 100
            $0.slowCallDuration = .nanoseconds(10)
            $0.countWindow = 50
            $0.minimumCalls = 50
        }
        rig.breaker.change(to: .metricsOnly)
        let baton = Guarded<[Character]>([])
        let faults = Tally()
        onThreads(8) { thread in
            var numbers = SeededGenerator(seed: UInt64(thread))
            for _ in 0..<breakerTries(2_000) {
                let call = Array("ggggggggfsxi")[Int(numbers.next() % 12)]
                baton.withLock { list in
                    guard (try? rig.call(String(call))) != nil else { return faults.add() }
                    if call != "i" { list.append(call) }
                    if list.count > 50 { list.removeFirst() }
                    guard numbers.next() % 8 == 0 else { return }
                    let window = rig.snapshot.countWindow
                    let failures = UInt64(list.count { $0 == "f" || $0 == "x" })
                    let slowCalls = UInt64(list.count { $0 == "s" || $0 == "x" })
                    if window?.calls != UInt64(list.count) || window?.failures != failures
                        || window?.slowCalls != slowCalls
                    {
                        faults.add()
                    }
                }
            }
        }
        #expect(faults.count == 0)
    }

    /// Lets threads go on when all of them have come.
    private final class Arrivals: @unchecked Sendable {
        private let condition = NSCondition()
        private let count: Int
        private var arrived = 0

        init(_ count: Int) { self.count = count }

        func wait() {
            condition.lock()
            defer { condition.unlock() }
            arrived += 1
            let round = (arrived + count - 1) / count
            condition.broadcast()
            while arrived < round * count { condition.wait() }
        }
    }

    // MARK: Fork

    @Test(.forks) func `a child of fork goes on, whatever other threads were doing`() throws {
        let told = Atomic<UInt64>(0)
        let rig = try restless { $0.onStateChange = { told.store($0.sequence, ordering: .relaxed) } }
        let busy = BusyThreads(3) {
            rig.clock.advance(nanoseconds: 300)
            guard let permit = rig.breaker.rawPermit() else { return }
            _ = rig.breaker.finishCopy(permit, rig.clock.nanoseconds % 3 == 0 ? .success : .failure)
        }
        defer { busy.stop() }
        for _ in 0..<20 {
            #expect(
                ChildProcess.run {
                    let earlier = told.load(ordering: .relaxed)
                    rig.breaker.change(to: .disabled)
                    rig.breaker.reset()
                    let before = rig.snapshot
                    for _ in 0..<10 {
                        guard let permit = rig.breaker.rawPermit(), rig.breaker.finishCopy(permit, .success) == .counted
                        else { return false }
                    }
                    for _ in 0..<3 {
                        guard let permit = rig.breaker.rawPermit() else { return false }
                        _ = rig.breaker.finishCopy(permit, .failure)
                    }
                    let after = rig.snapshot
                    // Its listener is told too, by a thread that is there.
                    return after.successes == before.successes + 10 && after.failures == before.failures + 3
                        && after.state == .open && told.load(ordering: .relaxed) > earlier
                        && rig.breaker.nextEvent() == nil
                })
        }
    }

    @Test(.forks) func `a child of fork tells its listener, whoever was telling in the parent`() throws {
        let told = Atomic<UInt64>(0)
        let mayEnd = Atomic<Bool>(false)
        let rig = try restless {
            $0.onStateChange = { event in
                told.store(event.sequence, ordering: .sequentiallyConsistent)
                guard event.sequence == 1 else { return }
                while !mayEnd.load(ordering: .sequentiallyConsistent) {}
            }
        }
        onThreads(2) { thread in
            guard thread == 1 else { return rig.breaker.change(to: .disabled) }
            while told.load(ordering: .sequentiallyConsistent) != 1 {}
            #expect(
                ChildProcess.run {
                    rig.breaker.change(to: .metricsOnly)
                    rig.breaker.reset()
                    return told.load(ordering: .sequentiallyConsistent) == 3
                })
            mayEnd.store(true, ordering: .sequentiallyConsistent)
        }
        #expect(told.load(ordering: .sequentiallyConsistent) == 1)
    }
}
