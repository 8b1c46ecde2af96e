/// What one gets who is ready to wait.
package enum BulkheadEntry: Equatable, Sendable {
    case place(UInt64)
    case ticket(UInt64)
    case full
}

/// What has become of a ticket.
package enum BulkheadTicketState: Equatable, Sendable {
    /// It waits, and changes by time alone in so many nanoseconds at the earliest.
    case waiting(dueIn: UInt64)
    /// It has become this place, and ended.
    case granted(place: UInt64)
    /// It waited in vain, or was granted a place and not claimed in time; it has ended.
    case timedOut
    /// It ended before, or never was a ticket.
    case ended
    /// It is from before a `fork()`.
    case forked
}
