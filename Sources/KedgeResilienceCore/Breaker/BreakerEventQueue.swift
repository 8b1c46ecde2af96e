import CPlatform

/// The last changes of state that nobody has fetched, in memory that is taken once.
internal struct BreakerEventQueue: ~Copyable {
    private let events: UnsafeMutablePointer<BreakerEvent>
    private let capacity: Int
    private var first = 0
    internal private(set) var count = 0
    internal private(set) var latest: UInt64 = 0
    internal private(set) var lostCount: UInt64 = 0

    /// - Returns: nil if there is no memory.
    internal init?(capacity: Int) {
        guard let memory = cplatform_allocate(capacity &* MemoryLayout<BreakerEvent>.stride) else { return nil }
        events = memory.bindMemory(to: BreakerEvent.self, capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        cplatform_free(events)
    }

    internal mutating func append(from: BreakerState, to: BreakerState, reason: BreakerReason, now: UInt64) {
        if count == capacity {
            first = (first &+ 1) % capacity
            count &-= 1
            lostCount &+= 1
        }
        latest &+= 1
        (events + (first &+ count) % capacity).initialize(
            to: BreakerEvent(sequence: latest, nanoseconds: now, from: from, to: to, reason: reason))
        count &+= 1
    }

    internal mutating func popFirst() -> BreakerEvent? {
        guard count > 0 else { return nil }
        defer {
            first = (first &+ 1) % capacity
            count &-= 1
        }
        return events[first]
    }
}
