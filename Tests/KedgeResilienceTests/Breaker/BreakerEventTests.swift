import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Synchronization
import Testing

@Suite struct BreakerEventTests {
    private func options(_ listener: (@Sendable (BreakerEvent) -> Void)? = nil) -> BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 1)
        options.openTime = .seconds(10)
        options.openTimeJitter = 0
        options.probes = 1
        options.onStateChange = listener
        return options
    }

    @Test func `each change is an event, in its order, with its moment and its reason`() throws {
        let rig = try BreakerRig(options())
        #expect(rig.breaker.nextEvent() == nil)
        rig.pass(.seconds(1))
        try rig.call("f")
        rig.pass(.seconds(10))
        try rig.call("f")
        rig.pass(.seconds(10))
        try rig.call("g")
        let events = rig.events()
        #expect(events.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(
            events.map { ($0.nanoseconds - BreakerRig.start) / 1_000_000_000 } == [1, 11, 11, 21, 21])
        #expect(events.map(\.from) == [.closed, .open, .halfOpen, .open, .halfOpen])
        #expect(events.map(\.to) == [.open, .halfOpen, .open, .halfOpen, .closed])
        #expect(
            events.map(\.reason)
                == [.consecutiveFailures, .openTimeOver, .probesFailed, .openTimeOver, .probesSucceeded])
        #expect(rig.breaker.nextEvent() == nil)
    }

    @Test(arguments: [1, 2, 5]) func `a full queue loses the oldest, and says how many`(capacity: Int) throws {
        var options = options()
        options.eventCapacity = capacity
        let rig = try BreakerRig(options)
        for _ in 0..<5 {
            rig.breaker.change(to: .disabled)
            rig.breaker.change(to: .closed)
        }
        #expect(rig.snapshot.eventsLost == UInt64(10 - capacity))
        #expect(rig.events().map(\.sequence) == (1...10).suffix(capacity).map { UInt64($0) })
        rig.breaker.change(to: .disabled)
        #expect(rig.events().map(\.sequence) == [11] && rig.snapshot.eventsLost == UInt64(10 - capacity))
    }

    @Test func `a state that is the same again is no event`() throws {
        let rig = try BreakerRig(options())
        for state in BreakerState.allCases {
            rig.breaker.change(to: state)
            _ = rig.events()
            rig.breaker.change(to: state)
            #expect(rig.events().isEmpty)
        }
    }

    @Test func `a listener is told each change, and leaves none to be fetched`() throws {
        let told = Told<BreakerEvent>()
        let rig = try BreakerRig(options { told.add($0) })
        try rig.call("f")
        rig.pass(.seconds(10))
        rig.breaker.runDue()
        try rig.call("g")
        #expect(told.values.map(\.to) == [.open, .halfOpen, .closed] && told.values.map(\.sequence) == [1, 2, 3])
        #expect(rig.breaker.nextEvent() == nil && rig.snapshot.eventsLost == 0)
    }

    /// A breaker whose listener gets it, as a program's would.
    private func listened(_ listener: @escaping @Sendable (Breaker, BreakerEvent) -> Void) throws -> (
        BreakerRig, () -> Void
    ) {
        let owner = Owner()
        let rig = try BreakerRig(
            options { event in
                if let breaker = owner.breaker { listener(breaker, event) }
            })
        owner.set(rig.breaker)
        return (rig, { owner.set(nil) })
    }

    private final class Owner: Sendable {
        private let kept = Guarded<Breaker?>(nil)
        var breaker: Breaker? { kept.withLock { $0 } }
        func set(_ breaker: Breaker?) { kept.withLock { $0 = breaker } }
    }

    @Test func `a listener may call, take a snapshot, save, restore and ask for what is due`() throws {
        let told = Told<BreakerState>()
        let (rig, end) = try listened { breaker, event in
            told.add(breaker.snapshot.state)
            told.add(breaker.state)
            _ = breaker.rejection()
            breaker.runDue()
            _ = breaker.nextEvent()
            _ = breaker.savedState()
            if event.to == .open { try? breaker.restore(breaker.savedState()) }
        }
        defer { end() }
        try rig.call("f")
        #expect(told.values == [.open, .open] && rig.state == .open)
    }

    @Test func `what a listener changes it is told afterwards, and not within`() throws {
        let depth = Atomic<Int>(0)
        let deepest = Atomic<Int>(0)
        let told = Told<BreakerEvent>()
        let (rig, end) = try listened { breaker, event in
            let now = depth.wrappingAdd(1, ordering: .relaxed).newValue
            deepest.max(now, ordering: .relaxed)
            told.add(event)
            switch event.to {
            case .open: breaker.change(to: .forcedOpen)
            case .forcedOpen:
                breaker.change(to: .metricsOnly)
                breaker.change(to: .disabled)
            case .disabled: breaker.reset()
            default: break
            }
            depth.wrappingSubtract(1, ordering: .relaxed)
        }
        defer { end() }
        try rig.call("f")
        #expect(told.values.map(\.to) == [.open, .forcedOpen, .metricsOnly, .disabled, .closed])
        #expect(told.values.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(deepest.load(ordering: .relaxed) == 1 && rig.state == .closed)
    }

    @Test func `a listener that is slow holds up nobody else`() throws {
        let told = Told<BreakerEvent>()
        let isTelling = Atomic<Bool>(false)
        let mayEnd = Atomic<Bool>(false)
        let (rig, end) = try listened { _, event in
            told.add(event)
            guard event.sequence == 1 else { return }
            isTelling.store(true, ordering: .sequentiallyConsistent)
            while !mayEnd.load(ordering: .sequentiallyConsistent) {}
        }
        defer { end() }
        onThreads(2) { thread in
            if thread == 0 {
                rig.breaker.change(to: .open)
            } else {
                while !isTelling.load(ordering: .sequentiallyConsistent) {}
                rig.breaker.change(to: .metricsOnly)
                _ = try? rig.breaker.acquire().succeed()
                rig.breaker.reset()
                mayEnd.store(true, ordering: .sequentiallyConsistent)
            }
        }
        #expect(told.values.map(\.to) == [.open, .metricsOnly, .closed])
        #expect(rig.snapshot.successes == 1)
    }

    @Test func `a snapshot has the counts of all that happened`() throws {
        var options = options()
        options.consecutiveFailures = 3
        options.slowCallRate = 100
        options.slowCallDuration = .milliseconds(1)
        options.countWindow = 50
        options.timeWindow = .seconds(50)
        options.minimumCalls = 50
        let rig = try BreakerRig(options)
        let stale = try rig.breaker.acquire()
        try rig.call("ggsiix")
        let window = try #require(rig.snapshot.countWindow)
        #expect(window.calls == 4 && window.failures == 1 && window.slowCalls == 2)
        #expect(rig.snapshot.timeWindow == window)
        #expect(rig.snapshot.consecutiveFailures == 1 && rig.snapshot.generation == 1)
        try rig.call("ff")
        for _ in 0..<4 { #expect(rig.breaker.rejection() != nil) }
        stale.succeed()
        rig.pass(.seconds(10))
        let probe = try rig.breaker.acquire()
        rig.pass(.microseconds(7))
        let snapshot = rig.snapshot
        probe.ignore()
        #expect(snapshot.state == .halfOpen && snapshot.generation == 3 && snapshot.nanosecondsInState == 7_000)
        #expect(snapshot.successes == 3 && snapshot.failures == 3 && snapshot.slowCalls == 2 && snapshot.ignored == 2)
        #expect(snapshot.rejected == 4 && snapshot.stale == 1 && snapshot.consecutiveFailures == 0)
        #expect(snapshot.probesAdmitted == 1 && snapshot.probesUnderWay == 1 && snapshot.eventsLost == 0)
        #expect(snapshot.countWindow?.calls == 0)
    }
}
