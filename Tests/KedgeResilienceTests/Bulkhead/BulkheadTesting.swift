import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Synchronization
import Testing

/// Bulkheads for tests.
enum Bulkheads {
    /// Two places, two who may wait 100 ns each. Claims have a millisecond, the least there is.
    static func make(
        _ clock: ManualClock = ManualClock(), calls: Int = 2, waiting: Int = 2, wait: Duration = .nanoseconds(100)
    ) throws -> Bulkhead {
        try Bulkhead(
            BulkheadOptions(
                maximumCalls: calls, maximumWaiting: waiting, maximumWait: wait, claimTime: .milliseconds(1)),
            clock: clock)
    }

    /// How often something is tried: less often without optimisation, where each takes many times as long.
    static func tries(_ count: Int) -> Int { SlowTests.areEnabled ? count : max(3, count / 12) }

    /// Waits until something is so, and answers whether it became so within half a minute.
    static func eventually(_ condition: () -> Bool) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while !condition() {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return true
    }

    /// The same, for threads.
    static func eventuallyBlocking(_ condition: () -> Bool) -> Bool {
        let system = SystemClock()
        let start = system.nanoseconds
        while !condition() {
            guard system.nanoseconds - start < 30_000_000_000 else { return false }
        }
        return true
    }
}

extension Bulkhead {
    /// A ticket; 0 where there is a place or nothing.
    func ticket() -> UInt64 {
        if case .ticket(let ticket) = enqueue() { ticket } else { 0 }
    }

    /// A place that a ticket was granted; 0 where it was not.
    func claim(_ ticket: UInt64) -> UInt64 {
        if case .granted(let place) = poll(ticket) { place } else { 0 }
    }

    /// Gives a place back, and answers whether that was possible; quick either way.
    func takesBack(_ place: UInt64) -> Bool {
        do throws(BulkheadError) {
            try release(place)
            return true
        } catch {
            return false
        }
    }

    func isWaiting(_ ticket: UInt64) -> Bool {
        if case .waiting = poll(ticket) { true } else { false }
    }
}

/// How many are inside something at once.
final class Crowd: Sendable {
    private let count = Atomic<Int>(0)
    private let limit: Int
    /// How often there were more than the limit.
    let excesses = Tally()

    init(limit: Int) { self.limit = limit }

    func enter() {
        if count.wrappingAdd(1, ordering: .relaxed).newValue > limit { excesses.add() }
    }

    func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}

/// Numbers in the order in which tasks note them.
final class Notes: Sendable {
    private let list = Guarded<[Int]>([])

    var numbers: [Int] { list.withLock { $0 } }

    func note(_ number: Int) { list.withLock { $0.append(number) } }
}
