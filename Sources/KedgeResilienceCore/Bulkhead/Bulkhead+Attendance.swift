extension Bulkhead {
    /// Takes a place if one is free and nobody waits; 0 if not, which is no refusal: whoever asks goes on to queue.
    package func takeFreePlace() -> UInt64 {
        guard let generation = currentGeneration else { return 0 }
        let place = places.take(generation, isNext: false)
        return place == PlaceStack.queued ? 0 : place
    }
}

// Of those who wait for a ticket without a break, as tasks do.
extension Bulkhead {
    /// Takes a place, or a ticket that somebody is going to wait for without a break.
    package func enqueueAttended() -> BulkheadEntry { enqueue(isAttended: true) }

    /// Has somebody be woken when there is something to look at.
    ///
    /// - Returns: Whether there will be: false if it is to look at once.
    package func attach(_ waker: BulkheadWaker, to ticket: UInt64) -> Bool {
        withQueue { queue, now in queue.attach(waker, to: ticket, now) }
    }

    /// Ends a ticket that is wanted no more, if it has not ended.
    package func discard(_ ticket: UInt64) {
        _ = withQueue { queue, now in queue.cancel(ticket, now) }
    }

    /// What has become of a ticket that was waited for; a place that was granted is the caller's from here on.
    package func endAttendance(_ ticket: UInt64) -> BulkheadTicketState {
        withQueue { queue, now in queue.attend(ticket, now, wasAttending: true, staysAttending: false).state }
    }

    /// Whether nobody looks after the time; who asks is expected to, with ``restUntilDue()``.
    package func needsTimekeeper() -> Bool {
        withQueue { queue, _ in
            defer { queue.hasTimekeeper = true }
            return !queue.hasTimekeeper
        }
    }

    /// Does what is due, and tells when to come back, in nanoseconds; nil if nobody waits any more.
    package func restUntilDue() -> Int64? {
        withQueue { queue, now in
            queue.settle(now)
            guard !queue.waiting.isEmpty else {
                queue.hasTimekeeper = false
                return nil
            }
            let due = min(queue.remainingWait(queue.waiting.first, now), queue.nextClaim(now) ?? .max)
            return Int64(clamping: longestSleep(due))
        }
    }
}
