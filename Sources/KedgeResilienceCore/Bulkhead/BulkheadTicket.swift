/// A slot for a ticket. Guarded by the queue's lock.
internal struct BulkheadTicket {
    internal enum State { case free, waiting, granted, timedOut }
    internal enum Membership { case none, waiting, claims, notices }

    internal var state = State.free
    /// The list that it is in.
    internal var membership = Membership.none
    internal var previous: UInt32 = 0
    internal var next: UInt32 = 0
    /// How many threads or tasks wait for it, and so will not forget it.
    internal var attendants: UInt32 = 0
    /// Changes when they are to look again; threads sleep on it.
    internal var changes: UInt32 = 0
    /// Wakes the task that waits for it.
    internal var waker: BulkheadWaker?
    /// Whose turn in this slot it is; goes on when a ticket ends.
    internal var serial: UInt64 = 0
    /// A bit for each of the last 64 turns, the latest lowest: it ended by time, and nobody has been told.
    internal var untold: UInt64 = 0
    /// When it began to wait, or was granted its place.
    internal var since: UInt64 = 0
    /// What it was granted.
    internal var place: UInt64 = 0
}

/// Tickets one after another, linked in their slots; the numbers of slots begin at 1.
internal struct TicketList {
    internal private(set) var first: UInt32 = 0
    internal private(set) var last: UInt32 = 0
    internal private(set) var count = 0

    internal var isEmpty: Bool { first == 0 }

    internal mutating func append(_ number: UInt32, _ tickets: TicketSlots) {
        let ticket = tickets[number]
        ticket.pointee.previous = last
        ticket.pointee.next = 0
        if last == 0 { first = number } else { tickets[last].pointee.next = number }
        last = number
        count &+= 1
    }

    internal mutating func remove(_ number: UInt32, _ tickets: TicketSlots) {
        let ticket = tickets[number]
        let (previous, next) = (ticket.pointee.previous, ticket.pointee.next)
        if previous == 0 { first = next } else { tickets[previous].pointee.next = next }
        if next == 0 { last = previous } else { tickets[next].pointee.previous = previous }
        count &-= 1
    }
}

/// Where the slots are.
internal struct TicketSlots {
    internal let memory: UnsafeMutablePointer<BulkheadTicket>

    internal subscript(_ number: UInt32) -> UnsafeMutablePointer<BulkheadTicket> { memory + (Int(number) &- 1) }
}
