import CPlatform
import Synchronization

/// The places that are free, in a list without a lock, and for each place whose turn it is.
///
/// One word holds the first free place, how many were taken (so that a thread that slept over changes cannot mistake the list
/// for what it was), and whether somebody waits: then places are taken and put back under the queue's lock only. Hence
/// taking a place costs one compare-and-swap, and giving it back one more to make sure that it is given back once.
internal struct PlaceStack: @unchecked Sendable {
    // Unchecked: a pointer to atomic words.

    private struct Slot: ~Copyable {
        /// The turn, and in the lowest bit whether the place is held.
        internal let turn: Atomic<UInt64>
        /// Of a free place: the next free one, and in the upper half how many are free from here on.
        internal let link: Atomic<UInt64>
    }

    /// What `take` answers where somebody waits; no place is that.
    internal static var queued: UInt64 { .max }
    private static var queueFlag: UInt64 { 1 &<< 20 }
    private static var numberMask: UInt64 { queueFlag &- 1 }
    private static var admission: UInt64 { queueFlag &<< 1 }
    /// Words that are changed by different threads lie in pairs of cache lines of their own.
    private static var slotOffset: Int { 256 }

    private let memory: UnsafeMutableRawPointer
    private let count: Int

    /// - Returns: nil if there is no memory.
    internal init?(count: Int) {
        let size = Self.slotOffset &+ count &* MemoryLayout<Slot>.stride
        guard let memory = cplatform_allocate_aligned(size) else { return nil }
        self.memory = memory
        self.count = count
        memory.bindMemory(to: Atomic<UInt64>.self, capacity: 1).initialize(to: Atomic(0))
        (memory + 128).bindMemory(to: Atomic<UInt64>.self, capacity: 1).initialize(to: Atomic(0))
        let slots = (memory + Self.slotOffset).bindMemory(to: Slot.self, capacity: count)
        for index in 0..<count { (slots + index).initialize(to: Slot(turn: Atomic(0), link: Atomic(0))) }
        reset()
    }

    internal func free() { cplatform_free(memory) }

    /// Makes all places free and all counts zero; nobody else may be at work on it.
    internal func reset() {
        for index in 0..<count {
            let number = UInt64(truncatingIfNeeded: index &+ 1)
            let slot = slot(number)
            slot.pointee.turn.store(0, ordering: .relaxed)
            let isLast = index &+ 1 == count
            let free = UInt64(truncatingIfNeeded: count &- index)
            slot.pointee.link.store(free &<< 32 | (isLast ? 0 : number &+ 1), ordering: .relaxed)
        }
        refused.pointee.store(0, ordering: .relaxed)
        head.pointee.store(1, ordering: .releasing)
    }

    private var head: UnsafeMutablePointer<Atomic<UInt64>> { memory.assumingMemoryBound(to: Atomic<UInt64>.self) }

    /// How many were turned away.
    internal var refused: UnsafeMutablePointer<Atomic<UInt64>> {
        (memory + 128).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    @inline(__always)
    private func slot(_ number: UInt64) -> UnsafeMutablePointer<Slot> {
        (memory + Self.slotOffset).assumingMemoryBound(to: Slot.self) + Int(truncatingIfNeeded: number &- 1)
    }

    /// Takes a free place.
    ///
    /// - Parameter isNext: Whether it is the caller's turn although there is a queue: it holds the lock.
    /// - Returns: The place; 0 if there is none, and `queued` if there is a queue.
    @inline(__always)
    internal func take(_ generation: UInt32, isNext: Bool) -> UInt64 {
        var word = head.pointee.load(ordering: .acquiring)
        while true {
            guard isNext || word & Self.queueFlag == 0 else { return Self.queued }
            let number = word & Self.numberMask
            guard number != 0 else { return 0 }
            let next = slot(number).pointee.link.load(ordering: .relaxed) & Self.numberMask
            let rest = (word &+ Self.admission) & ~Self.numberMask
            let (exchanged, original) = head.pointee.weakCompareExchange(
                expected: word, desired: rest | next, successOrdering: .acquiringAndReleasing,
                failureOrdering: .acquiring)
            if exchanged { return hold(number, generation) }
            word = original
        }
    }

    /// The same for who is first to wait; if there is none, the queue begins at that very moment.
    internal func takeOrBeginQueue(_ generation: UInt32) -> UInt64 {
        while true {
            let place = take(generation, isNext: true)
            guard place == 0 else { return place }
            let word = head.pointee.load(ordering: .acquiring)
            guard word & Self.numberMask == 0 else { continue }
            let (exchanged, _) = head.pointee.compareExchange(
                expected: word, desired: word | Self.queueFlag, ordering: .acquiringAndReleasing)
            if exchanged { return 0 }
        }
    }

    internal func endQueue() { head.pointee.bitwiseAnd(~Self.queueFlag, ordering: .acquiringAndReleasing) }

    /// Begins the next turn of a place that the caller has, and nobody holds.
    @inline(__always)
    internal func hold(_ number: UInt64, _ generation: UInt32) -> UInt64 {
        // A plain store: words of earlier turns change nothing while the place is not held.
        let turn = slot(number).pointee.turn.load(ordering: .relaxed) &+ 3
        slot(number).pointee.turn.store(turn, ordering: .relaxed)
        return BulkheadWord(
            number: number, serial: turn &>> 1 & BulkheadWord.serialMask, generation: generation
        ).bits
    }

    /// Ends a place's turn, after which the caller has the place.
    ///
    /// - Returns: Whether it was held: false the second time.
    @inline(__always)
    internal func end(_ place: BulkheadWord) -> Bool {
        let number = place.number
        guard number != 0, number <= UInt64(truncatingIfNeeded: count) else { return false }
        let turn = slot(number).pointee.turn.load(ordering: .relaxed)
        guard turn & 1 == 1, turn &>> 1 & BulkheadWord.serialMask == place.serial else { return false }
        return slot(number).pointee.turn.compareExchange(
            expected: turn, desired: turn &- 1, ordering: .relaxed
        ).exchanged
    }

    /// Puts a place that the caller has back among the free ones.
    ///
    /// - Parameter isNext: Whether the caller holds the lock, and nobody waits.
    /// - Returns: Whether it did: not if there is a queue.
    @inline(__always)
    internal func putBack(_ number: UInt64, isNext: Bool) -> Bool {
        var word = head.pointee.load(ordering: .acquiring)
        while true {
            guard isNext || word & Self.queueFlag == 0 else { return false }
            let next = word & Self.numberMask
            let free = next == 0 ? 0 : slot(next).pointee.link.load(ordering: .relaxed) &>> 32
            slot(number).pointee.link.store((free &+ 1) &<< 32 | next, ordering: .relaxed)
            let (exchanged, original) = head.pointee.weakCompareExchange(
                expected: word, desired: word & ~Self.numberMask | number, successOrdering: .acquiringAndReleasing,
                failureOrdering: .acquiring)
            if exchanged { return true }
            word = original
        }
    }

    /// How many places were taken here, and how many are not free, at one moment.
    internal var counts: (taken: UInt64, notFree: Int) {
        while true {
            let word = head.pointee.load(ordering: .acquiring)
            let next = word & Self.numberMask
            let free = next == 0 ? 0 : slot(next).pointee.link.load(ordering: .acquiring) &>> 32
            // A place that was first all the time has had the same link.
            guard head.pointee.load(ordering: .acquiring) == word else { continue }
            return (word &>> 21, count &- Int(truncatingIfNeeded: free))
        }
    }
}
