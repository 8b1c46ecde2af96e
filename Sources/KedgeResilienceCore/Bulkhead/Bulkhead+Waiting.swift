import CPlatform

extension Bulkhead {
    /// How often a waiting thread or task looks at a clock that somebody brought, which may be moved at any time.
    internal static var lookInterval: UInt64 { 2_000_000 }

    /// Blocks the calling thread until a ticket has become a place or timed out.
    ///
    /// While it does, a place that the ticket is granted need not be claimed in time.
    ///
    /// - Parameters:
    ///   - ticket: Any; for one that has ended it does not block.
    ///   - timeout: How long to block, in nanoseconds of the system's clock; the ticket outlives that.
    /// - Returns: `.waiting` when so much time has gone by.
    package func wait(_ ticket: UInt64, nanoseconds timeout: UInt64) -> BulkheadTicketState {
        wait(ticket, timeout, isAttending: false)
    }

    internal func wait(_ ticket: UInt64, _ timeout: UInt64, isAttending: Bool) -> BulkheadTicketState {
        let start = cplatform_monotonic_ns()
        var isAttending = isAttending
        while true {
            let rest = timeout.saturatingSubtracting(cplatform_monotonic_ns().saturatingSubtracting(start))
            let (state, word, seen) = withQueue { queue, now in
                queue.attend(ticket, now, wasAttending: isAttending, staysAttending: rest > 0)
            }
            guard case .waiting(let due) = state, let word, rest > 0 else { return state }
            isAttending = true
            cplatform_sleep_while(word, seen, min(rest, longestSleep(due)))
        }
    }

    /// How long one may sleep to whom something is due.
    ///
    /// A place that is granted meanwhile to somebody ahead who does not come is due a claim time later.
    internal func longestSleep(_ due: UInt64) -> UInt64 {
        let longest = min(due, limits.claim)
        return clock.isSystem ? longest : min(longest, Self.lookInterval)
    }
}
