extension BulkheadQueue {
    /// A place, if one is free and nobody waits; 0 otherwise.
    internal mutating func takePlace(_ now: UInt64) -> UInt64 {
        settle(now)
        return waiting.isEmpty ? places.take(generation, isNext: true) : 0
    }

    /// A place or a ticket.
    ///
    /// - Returns: nil if slots are only waiting for notices to be given: then it is to be tried again.
    internal mutating func enqueue(_ now: UInt64, isAttended: Bool) -> BulkheadEntry? {
        settle(now)
        if waiting.isEmpty {
            let place = places.takeOrBeginQueue(generation)
            if place != 0 { return .place(place) }
        }
        guard waiting.count < limits.waiting else { return .full }
        guard let number = takeSlot() else { return notices.isEmpty ? .full : nil }
        let slot = tickets[number]
        slot.pointee.state = .waiting
        slot.pointee.since = now
        slot.pointee.attendants = isAttended ? 1 : 0
        move(number, to: .waiting)
        return .ticket(
            BulkheadWord(number: UInt64(number), serial: slot.pointee.serial, generation: generation).bits)
    }

    internal mutating func poll(_ ticket: UInt64, _ now: UInt64) -> BulkheadTicketState {
        settle(now)
        let (number, otherwise) = find(ticket)
        guard number != 0 else { return otherwise }
        let slot = tickets[number]
        switch slot.pointee.state {
        case .free: return .ended
        case .waiting: return .waiting(dueIn: min(remainingWait(number, now), nextClaim(now) ?? .max))
        case .timedOut:
            tellTimeOut(number)
            return .timedOut
        case .granted:
            let place = slot.pointee.place
            claimed &+= 1
            grantedCount &-= 1
            move(number, to: .none)
            finish(number, isTold: true)
            return .granted(place: place)
        }
    }

    /// Ends a ticket whose time ran out, unless a task is still to be told.
    private mutating func tellTimeOut(_ number: UInt32) {
        guard tickets[number].pointee.waker == nil else { return }
        move(number, to: .none)
        finish(number, isTold: true)
    }

    /// - Returns: Why there was nothing to cancel; nil if there was, or if time had come before.
    internal mutating func cancel(_ ticket: UInt64, _ now: UInt64) -> BulkheadError? {
        settle(now)
        let (number, otherwise) = find(ticket)
        guard number != 0 else {
            switch otherwise {
            case .timedOut: return nil
            case .forked: return .forked
            case .waiting, .granted, .ended: return .unknownTicket
            }
        }
        let slot = tickets[number]
        if slot.pointee.state == .timedOut {
            tellTimeOut(number)
            return nil
        }
        let place = slot.pointee.state == .granted ? slot.pointee.place : 0
        move(number, to: .none)
        finish(number, isTold: true)
        if place != 0 { giveOn(place, now) }
        return nil
    }

    /// Looks at a ticket for a thread that waits for it.
    ///
    /// - Parameters:
    ///   - wasAttending: Whether the thread is counted among the attendants.
    ///   - staysAttending: Whether it is to be, if the ticket goes on waiting.
    /// - Returns: What to sleep on, while it is `seen`; nil where there is nothing to wait for.
    internal mutating func attend(
        _ ticket: UInt64, _ now: UInt64, wasAttending: Bool, staysAttending: Bool
    ) -> (state: BulkheadTicketState, word: UnsafePointer<UInt32>?, seen: UInt32) {
        settle(now)
        let (number, otherwise) = find(ticket)
        guard number != 0 else { return (otherwise, nil, 0) }
        let slot = tickets[number]
        if wasAttending, slot.pointee.attendants > 0 { slot.pointee.attendants &-= 1 }
        let state = poll(ticket, now)
        guard case .waiting = state else { return (state, nil, 0) }
        if staysAttending { slot.pointee.attendants &+= 1 }
        return (state, wake(number).word, slot.pointee.changes)
    }

    /// Has a task that is counted among the attendants be woken when there is something to look at.
    ///
    /// - Returns: Whether there will be: false if it is to look at once.
    internal mutating func attach(_ waker: BulkheadWaker, to ticket: UInt64, _ now: UInt64) -> Bool {
        settle(now)
        let word = BulkheadWord(bits: ticket)
        let number = UInt32(truncatingIfNeeded: word.number)
        // Not find(): whoever is resumed asks for the end of the ticket, which is told once.
        guard word.isFrom(generation), tickets[number].pointee.serial == word.serial,
            tickets[number].pointee.state == .waiting
        else { return false }
        tickets[number].pointee.waker = waker
        return true
    }
}
