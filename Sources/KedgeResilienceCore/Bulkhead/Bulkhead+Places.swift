import CPlatform
import Synchronization

extension Bulkhead {
    /// Takes a place without waiting.
    ///
    /// - Returns: The place as a word that is never 0; 0 if all are taken, or others wait.
    /// - Cost: one atomic operation while nobody waits.
    package func takePlace() -> UInt64 {
        if let generation = currentGeneration {
            let place = places.take(generation, isNext: false)
            if place != PlaceStack.queued {
                if place == 0 { countRefusal() }
                return place
            }
        }
        return takePlaceInTurn()
    }

    @inline(never)
    private func takePlaceInTurn() -> UInt64 {
        let place = withQueue { queue, now in queue.takePlace(now) }
        if place == 0 { countRefusal() }
        return place
    }

    internal func countRefusal() {
        places.refused.pointee.wrappingAdd(1, ordering: .relaxed)
    }

    /// Gives a place back, to the first who waits if somebody does. One from before a `fork()` counts nothing.
    ///
    /// - Throws: `BulkheadError.notHeld` if it was given back before, or is none of this bulkhead's.
    /// - Cost: two atomic operations while nobody waits.
    package func release(_ place: UInt64) throws(BulkheadError) {
        let word = BulkheadWord(bits: place)
        guard word.number != 0 else { throw .notHeld }
        guard let generation = currentGeneration else { return try releaseAfterFork(word) }
        guard word.isFrom(generation) else { return }
        guard places.end(word) else { throw .notHeld }
        if !places.putBack(word.number, isNext: false) { handOver(word.number) }
    }

    @inline(never)
    private func handOver(_ number: UInt64) {
        withQueue { queue, now in
            queue.settle(now)
            queue.give(number, now)
        }
    }

    @inline(never)
    private func releaseAfterFork(_ word: BulkheadWord) throws(BulkheadError) {
        withQueue { _, _ in }
        guard !word.isFrom(cplatform_fork_generation()) else { throw .notHeld }
    }

    /// The counts at this moment.
    ///
    /// - Cost: a lock.
    public var snapshot: BulkheadSnapshot {
        withQueue { queue, now in
            queue.settle(now)
            let (taken, notFree) = queue.places.counts
            let granted = queue.grantedCount
            return BulkheadSnapshot(
                callsUnderWay: notFree &- granted, granted: granted, waiting: queue.waiting.count,
                admitted: taken &+ queue.claimed, refused: queue.places.refused.pointee.load(ordering: .relaxed),
                timedOut: queue.timedOut, reclaimed: queue.reclaimed)
        }
    }
}
