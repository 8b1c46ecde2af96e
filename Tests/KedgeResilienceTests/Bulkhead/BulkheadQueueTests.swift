import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BulkheadQueueTests {
    @Test func `who comes first gets the first place`() throws {
        let bulkhead = try Bulkheads.make()
        let places = [bulkhead.takePlace(), bulkhead.takePlace()]
        let (first, second) = (bulkhead.ticket(), bulkhead.ticket())
        #expect(bulkhead.isWaiting(first) && bulkhead.isWaiting(second))
        try bulkhead.release(places[0])
        #expect(bulkhead.isWaiting(second))
        #expect(bulkhead.claim(first) != 0)
        try bulkhead.release(places[1])
        #expect(bulkhead.claim(second) != 0)
    }

    @Test func `newcomers do not overtake those who wait, nor take what was granted`() throws {
        let bulkhead = try Bulkheads.make(calls: 1)
        let place = bulkhead.takePlace()
        let (first, second) = (bulkhead.ticket(), bulkhead.ticket())
        try bulkhead.release(place)
        #expect(bulkhead.takePlace() == 0)
        let granted = bulkhead.claim(first)
        try bulkhead.release(granted)
        #expect(bulkhead.takePlace() == 0)
        try bulkhead.release(bulkhead.claim(second))
        #expect(bulkhead.takePlace() != 0)
    }

    @Test func `no more may wait than the queue is long, and granted tickets do not count`() throws {
        let bulkhead = try Bulkheads.make(calls: 2, waiting: 1)
        let places = [bulkhead.takePlace(), bulkhead.takePlace()]
        let first = bulkhead.ticket()
        #expect(bulkhead.enqueue() == .full)
        try bulkhead.release(places[0])
        let second = bulkhead.ticket()
        #expect(second != 0)
        #expect(bulkhead.enqueue() == .full)
        try bulkhead.release(places[1])
        let third = bulkhead.ticket()
        let snapshot = bulkhead.snapshot
        #expect(snapshot.callsUnderWay == 0)
        #expect(snapshot.granted == 2)
        #expect(snapshot.waiting == 1)
        #expect(snapshot.admitted == 2)
        #expect(snapshot.refused == 2)
        for ticket in [first, second] { #expect(bulkhead.claim(ticket) != 0) }
        #expect(bulkhead.isWaiting(third))
        #expect(bulkhead.snapshot.admitted == 4)
    }

    @Test func `a ticket tells when it is due, and times out then, once`() throws {
        let clock = ManualClock(nanoseconds: 5)
        let bulkhead = try Bulkheads.make(clock, calls: 1)
        let place = bulkhead.takePlace()
        let ticket = bulkhead.ticket()
        clock.advance(nanoseconds: 99)
        #expect(bulkhead.poll(ticket) == .waiting(dueIn: 1))
        clock.advance(nanoseconds: 1)
        #expect(bulkhead.poll(ticket) == .timedOut)
        #expect(bulkhead.poll(ticket) == .ended)
        #expect(throws: BulkheadError.unknownTicket) { try bulkhead.cancel(ticket) }
        try bulkhead.release(place)
        #expect(bulkhead.takePlace() != 0)
        #expect(bulkhead.snapshot.timedOut == 1)
    }

    @Test func `a ticket that nobody asks for leaves by itself, and is told of later`() throws {
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 1, waiting: 1)
        let place = bulkhead.takePlace()
        var forgotten: [UInt64] = []
        for _ in 0..<40 {
            forgotten.append(bulkhead.ticket())
            clock.advance(nanoseconds: 100)
        }
        #expect(!forgotten.contains(0))
        #expect(bulkhead.snapshot.timedOut == 40)
        for ticket in forgotten { #expect(bulkhead.poll(ticket) == .timedOut) }
        for ticket in forgotten { #expect(bulkhead.poll(ticket) == .ended) }
        try bulkhead.release(place)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `a ticket of long ago has timed out, and one that is yet to come is none`() throws {
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 1, waiting: 1)
        _ = bulkhead.takePlace()
        let tickets = (0..<200).map { _ in
            clock.advance(nanoseconds: 100)
            return bulkhead.ticket()
        }
        #expect(bulkhead.poll(tickets[0]) == .timedOut)
        #expect(bulkhead.poll(tickets[199] &+ 1 << 21) == .ended)
        // There is no slot 0, and none of the third on have been used.
        for word in [0, 3, 0x1F_FFFF] as [UInt64] { #expect(bulkhead.poll(word) == .ended) }
    }

    @Test func `a granted place that nobody claims in time goes to the next, and then to anybody`() throws {
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 1, wait: .seconds(1))
        let place = bulkhead.takePlace()
        let (first, second) = (bulkhead.ticket(), bulkhead.ticket())
        try bulkhead.release(place)
        clock.advance(nanoseconds: 999_999)
        #expect(bulkhead.poll(second) == .waiting(dueIn: 1))
        clock.advance(nanoseconds: 1)
        #expect(bulkhead.takePlace() == 0)
        #expect(bulkhead.snapshot.reclaimed == 1)
        clock.advance(nanoseconds: 1_000_000)
        #expect(bulkhead.takePlace() != 0)
        #expect(bulkhead.snapshot.reclaimed == 2)
        for ticket in [first, second] { #expect(bulkhead.poll(ticket) == .timedOut) }
    }

    @Test func `cancelling leaves the queue, or gives a granted place on, and does it once`() throws {
        let bulkhead = try Bulkheads.make(calls: 1)
        let place = bulkhead.takePlace()
        let (first, second) = (bulkhead.ticket(), bulkhead.ticket())
        try bulkhead.cancel(first)
        #expect(throws: BulkheadError.unknownTicket) { try bulkhead.cancel(first) }
        #expect(bulkhead.poll(first) == .ended)
        let third = bulkhead.ticket()
        try bulkhead.release(place)
        try bulkhead.cancel(second)
        let granted = bulkhead.claim(third)
        #expect(granted != 0)
        #expect(throws: BulkheadError.unknownTicket) { try bulkhead.cancel(third) }
        try bulkhead.release(granted)
        #expect(bulkhead.takePlace() != 0)
    }

    @Test func `cancelling a ticket that has just timed out is no error, and what was cancelled last frees its place`()
        throws
    {
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 1)
        let place = bulkhead.takePlace()
        let late = bulkhead.ticket()
        clock.advance(nanoseconds: 100)
        try bulkhead.cancel(late)
        let ticket = bulkhead.ticket()
        try bulkhead.release(place)
        try bulkhead.cancel(ticket)
        #expect(bulkhead.takePlace() != 0)
    }

    @Test func `a clock that goes back starts waits anew, and one that leaps forward ends them`() throws {
        let clock = ManualClock(nanoseconds: 1 << 60)
        let bulkhead = try Bulkheads.make(clock, calls: 1)
        let place = bulkhead.takePlace()
        let first = bulkhead.ticket()
        clock.advance(nanoseconds: 0 &- 1 << 59)
        let second = bulkhead.ticket()
        #expect(bulkhead.poll(first) == .waiting(dueIn: 100))
        clock.advance(nanoseconds: 99)
        #expect(bulkhead.isWaiting(first) && bulkhead.isWaiting(second))
        clock.advance(nanoseconds: 1 << 62)
        #expect(bulkhead.poll(first) == .timedOut)
        #expect(bulkhead.poll(second) == .timedOut)
        try bulkhead.release(place)
        #expect(bulkhead.takePlace() != 0)
    }
}
