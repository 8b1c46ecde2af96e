extension BulkheadQueue {
    /// Does what is due: ends tickets that waited for too long, and gives on places that nobody came for.
    internal mutating func settle(_ now: UInt64) {
        rebase(waiting, now)
        rebase(claims, now)
        while !waiting.isEmpty, remainingWait(waiting.first, now) == 0 { timeOut(waiting.first) }
        while !claims.isEmpty, remainingClaim(claims.first, now) == 0 {
            let number = claims.first
            let place = tickets[number].pointee.place
            reclaimed &+= 1
            move(number, to: .none)
            finish(number, isTold: false)
            giveOn(place, now)
        }
    }

    /// Has those who came at a time that is yet to come, because the clock went back, have come now: so nobody waits for
    /// longer than the clock went, and who is first in a list is due first.
    private func rebase(_ list: TicketList, _ now: UInt64) {
        var number = list.last
        while number != 0, tickets[number].pointee.since > now {
            tickets[number].pointee.since = now
            number = tickets[number].pointee.previous
        }
    }

    internal func remainingWait(_ number: UInt32, _ now: UInt64) -> UInt64 {
        limits.wait.saturatingSubtracting(now.saturatingSubtracting(tickets[number].pointee.since))
    }

    private func remainingClaim(_ number: UInt32, _ now: UInt64) -> UInt64 {
        limits.claim.saturatingSubtracting(now.saturatingSubtracting(tickets[number].pointee.since))
    }

    /// In how many nanoseconds a granted place is due to go on; nil if there is none.
    internal func nextClaim(_ now: UInt64) -> UInt64? { claims.isEmpty ? nil : remainingClaim(claims.first, now) }

    private mutating func timeOut(_ number: UInt32) {
        timedOut &+= 1
        let slot = tickets[number]
        guard slot.pointee.attendants > 0 else {
            move(number, to: .none)
            return finish(number, isTold: false)
        }
        slot.pointee.state = .timedOut
        slot.pointee.changes &+= 1
        move(number, to: .notices)
    }

    /// Gives a place that a ticket was granted to the next.
    internal mutating func giveOn(_ place: UInt64, _ now: UInt64) {
        grantedCount &-= 1
        let word = BulkheadWord(bits: place)
        if places.end(word) { give(word.number, now) }
    }

    /// Gives a place that the caller has to the first who waits, or puts it back.
    internal mutating func give(_ place: UInt64, _ now: UInt64) {
        guard !waiting.isEmpty else {
            _ = places.putBack(place, isNext: true)
            return
        }
        let number = waiting.first
        let slot = tickets[number]
        slot.pointee.state = .granted
        grantedCount &+= 1
        slot.pointee.place = places.hold(place, generation)
        if slot.pointee.attendants > 0 {
            slot.pointee.changes &+= 1
            move(number, to: .notices)
        } else {
            slot.pointee.since = now
            move(number, to: .claims)
        }
    }
}
