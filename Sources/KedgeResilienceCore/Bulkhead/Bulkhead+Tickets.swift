extension Bulkhead {
    /// Takes a place, or a ticket for one.
    ///
    /// Of a ticket nobody hears again without asking: ``poll(_:)``, ``wait(_:nanoseconds:)``. It ends when a place was taken
    /// with it, when it is cancelled, or by itself when its time has run out.
    ///
    /// - Cost: one atomic operation if a place is free; a lock otherwise. No allocation.
    package func enqueue() -> BulkheadEntry { enqueue(isAttended: false) }

    /// - Parameter isAttended: Whether somebody is going to wait for the ticket without a break, so that a place that it is
    ///   granted need not be claimed.
    internal func enqueue(isAttended: Bool) -> BulkheadEntry {
        if let generation = currentGeneration {
            let place = places.take(generation, isNext: false)
            if place != 0, place != PlaceStack.queued { return .place(place) }
        }
        guard limits.hasQueue else {
            let place = takePlace()
            return place == 0 ? .full : .place(place)
        }
        while true {
            // Without an answer the notices that it waited for have been given meanwhile.
            guard let entry = withQueue({ queue, now in queue.enqueue(now, isAttended: isAttended) }) else { continue }
            if case .full = entry { countRefusal() }
            return entry
        }
    }

    /// What has become of a ticket; a place that was granted is the caller's from here on.
    ///
    /// - Cost: a lock. No allocation.
    package func poll(_ ticket: UInt64) -> BulkheadTicketState {
        withQueue { queue, now in queue.poll(ticket, now) }
    }

    /// Leaves the queue, or gives a place that was granted to the next. A ticket that has just timed out is no error.
    ///
    /// - Throws: `BulkheadError.unknownTicket`, `.forked`.
    /// - Cost: a lock. No allocation.
    package func cancel(_ ticket: UInt64) throws(BulkheadError) {
        if let error = withQueue({ queue, now in queue.cancel(ticket, now) }) { throw error }
    }
}
