import CPlatform

/// Who waits for a place, in the order in which they came. One thread at a time.
///
/// Slots and lists lie in memory that is taken once. While somebody waits, no place is free.
internal struct BulkheadQueue: ~Copyable {
    internal let limits: BulkheadLimits
    internal let places: PlaceStack
    internal let tickets: TicketSlots
    internal var generation: UInt32

    /// Those who wait for a place.
    internal var waiting = TicketList()
    /// Those who were granted one, and of whom nobody knows whether they come for it.
    internal var claims = TicketList()
    /// Those whose attendants have to be told something.
    internal var notices = TicketList()
    /// Slots that have been used and are free; the longest free comes first, so that old tickets are remembered for long.
    private var free = TicketList()
    /// How many slots have been used: later ones have never been written to.
    private var usedCount = 0

    /// Of a ticket that ended under its attendants.
    internal var ended: BulkheadWake?
    /// Whether a task looks after the time for tasks that wait.
    internal var hasTimekeeper = false

    /// How many tickets have a place that was not claimed yet.
    internal var grantedCount = 0
    internal var claimed: UInt64 = 0
    internal var timedOut: UInt64 = 0
    internal var reclaimed: UInt64 = 0

    /// - Returns: nil if there is no memory.
    internal init?(_ limits: BulkheadLimits, _ places: PlaceStack, generation: UInt32) {
        let size = max(limits.ticketCount, 1) &* MemoryLayout<BulkheadTicket>.stride
        guard let memory = cplatform_allocate_aligned(size) else { return nil }
        self.limits = limits
        self.places = places
        self.generation = generation
        tickets = TicketSlots(
            memory: memory.bindMemory(to: BulkheadTicket.self, capacity: max(limits.ticketCount, 1)))
    }

    deinit { cplatform_free(tickets.memory) }

    /// Forgets everything, in a child of `fork()`.
    internal mutating func reset(_ generation: UInt32) {
        places.reset()
        self.generation = generation
        (waiting, claims, notices, free) = (TicketList(), TicketList(), TicketList(), TicketList())
        usedCount = 0
        ended = nil
        hasTimekeeper = false
        (grantedCount, claimed, timedOut, reclaimed) = (0, 0, 0, 0)
    }

    /// The slot of a ticket that has not ended, or what has become of it.
    internal mutating func find(_ ticket: UInt64) -> (number: UInt32, otherwise: BulkheadTicketState) {
        let word = BulkheadWord(bits: ticket)
        guard word.number != 0 else { return (0, .ended) }
        guard word.isFrom(generation) else { return (0, .forked) }
        guard word.number <= UInt64(truncatingIfNeeded: usedCount) else { return (0, .ended) }
        let number = UInt32(truncatingIfNeeded: word.number)
        let slot = tickets[number]
        let age = slot.pointee.serial &- word.serial & BulkheadWord.serialMask
        if age == 0 { return slot.pointee.state == .free ? (0, .ended) : (number, .ended) }
        // Of those before the last 64 it is not known; whoever asks so late has surely been waiting for too long. A ticket of
        // a turn that is yet to come is none.
        guard age <= 64 else { return (0, age <= slot.pointee.serial ? .timedOut : .ended) }
        let bit: UInt64 = 1 &<< (age &- 1)
        guard slot.pointee.untold & bit != 0 else { return (0, .ended) }
        slot.pointee.untold &= ~bit
        return (0, .timedOut)
    }

    /// A free slot; nil if there is none.
    internal mutating func takeSlot() -> UInt32? {
        if !free.isEmpty {
            let number = free.first
            free.remove(number, tickets)
            return number
        }
        guard usedCount < limits.ticketCount else { return nil }
        usedCount &+= 1
        let number = UInt32(truncatingIfNeeded: usedCount)
        tickets[number].initialize(to: BulkheadTicket())
        return number
    }

    /// Ends a ticket, which must be in no list.
    ///
    /// - Parameter isTold: Whether its holder knows, or is to be told when they ask.
    internal mutating func finish(_ number: UInt32, isTold: Bool) {
        let slot = tickets[number]
        if slot.pointee.attendants > 0 {
            slot.pointee.changes &+= 1
            ended = wake(number)
        }
        slot.pointee.state = .free
        slot.pointee.attendants = 0
        slot.pointee.waker = nil
        slot.pointee.serial = (slot.pointee.serial &+ 1) & BulkheadWord.serialMask
        slot.pointee.untold = slot.pointee.untold &<< 1 | (isTold ? 0 : 1)
        free.append(number, tickets)
    }

    internal mutating func move(_ number: UInt32, to membership: BulkheadTicket.Membership) {
        let slot = tickets[number]
        switch slot.pointee.membership {
        case .none: break
        case .waiting: waiting.remove(number, tickets)
        case .claims: claims.remove(number, tickets)
        case .notices: notices.remove(number, tickets)
        }
        slot.pointee.membership = membership
        switch membership {
        case .none: break
        case .waiting: waiting.append(number, tickets)
        case .claims: claims.append(number, tickets)
        case .notices: notices.append(number, tickets)
        }
    }
}
