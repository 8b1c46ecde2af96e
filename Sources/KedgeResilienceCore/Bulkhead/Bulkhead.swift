import CPlatform
public import KedgeCore
import Synchronization

/// At most so many calls at once, and a bounded, fair queue for the rest.
///
/// It keeps one dependency that has become slow from taking all threads, connections or memory of its caller. Who comes first
/// is served first: while somebody waits, newcomers queue behind them or are refused.
///
/// Any thread, concurrently. A place is given back exactly once: giving it back again is found out, also when somebody else
/// has got it since, and changes nothing. (Of one place 34 billion later holders are told apart.)
///
/// In a child of `fork()` the calls of the parent are not under way and nobody waits: counting begins at zero, and giving back
/// a place from before does nothing.
public final class Bulkhead: @unchecked Sendable {
    // Unchecked: the queue is guarded by a lock, and the rest is constant or atomic.

    internal let clock: TimeSource
    internal let limits: BulkheadLimits
    internal let places: PlaceStack
    private let queue: UnsafeMutablePointer<BulkheadQueue>
    /// The fork generation whose calls are counted.
    private let generation: Atomic<UInt32>
    private let lock = cplatform_next_lock(CPLATFORM_LOCK_BULKHEADS)

    /// Makes a bulkhead with all places free.
    ///
    /// Takes all its memory now: 16 bytes for each place, and where anybody may wait some 90 more for each place and for each who
    /// may wait.
    ///
    /// - Parameters:
    ///   - options: How many, and for how long.
    ///   - clock: Measures how long tickets wait. One that stands still lets nobody's time run out; one that goes back starts
    ///     the waits of the time that it takes back anew.
    /// - Throws: `PolicyError` for an option outside its range, and where there is no memory.
    public init(
        _ options: BulkheadOptions = BulkheadOptions(), clock: any MonotonicClock = SystemClock()
    ) throws(PolicyError) {
        limits = try options.limits()
        self.clock = TimeSource(clock)
        let now = cplatform_fork_generation()
        guard let places = PlaceStack(count: limits.calls) else { throw .outOfMemory }
        guard let queue = BulkheadQueue(limits, places, generation: now) else {
            places.free()
            throw .outOfMemory
        }
        self.places = places
        self.queue = .allocate(capacity: 1)
        self.queue.initialize(to: queue)
        generation = Atomic(now)
    }

    deinit {
        queue.deinitialize(count: 1)
        queue.deallocate()
        places.free()
    }

    /// The fork generation of this process, if it is the one whose calls are counted.
    @inline(__always)
    internal var currentGeneration: UInt32? {
        let current = cplatform_fork_generation()
        return generation.load(ordering: .acquiring) == current ? current : nil
    }

    /// Lends the queue to one thread at a time, and afterwards wakes whom the body has something for.
    internal func withQueue<Answer>(_ body: (inout BulkheadQueue, _ now: UInt64) -> Answer) -> Answer {
        // A clock that somebody brought is asked without the lock, and the system's with it: so its times are in order.
        let before = clock.isSystem ? 0 : clock.now
        cplatform_lock(lock)
        let current = cplatform_fork_generation()
        if generation.load(ordering: .relaxed) != current {
            queue.pointee.reset(current)
            generation.store(current, ordering: .releasing)
        }
        let answer = body(&queue.pointee, clock.isSystem ? clock.now : before)
        if queue.pointee.waiting.isEmpty, queue.pointee.claims.isEmpty { places.endQueue() }
        var wake = queue.pointee.nextWake()
        cplatform_unlock(lock)
        while let next = wake {
            next.perform()
            cplatform_lock(lock)
            wake = queue.pointee.nextWake()
            cplatform_unlock(lock)
        }
        return answer
    }
}
