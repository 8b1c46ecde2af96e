import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BulkheadThreadsTests {
    @Test(arguments: [0, 8]) func `eight threads never hold more than there are places, and lose none`(waiting: Int)
        throws
    {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 3, maximumWaiting: waiting, maximumWait: .seconds(100)))
        let crowd = Crowd(limit: 3)
        let admitted = Tally()
        onThreads(8) { _ in
            for _ in 0..<Bulkheads.tries(20_000) {
                _ = try? bulkhead.withPlace {
                    admitted.add()
                    crowd.enter()
                    crowd.leave()
                }
            }
        }
        let snapshot = bulkhead.snapshot
        #expect(crowd.excesses.count == 0)
        #expect(snapshot.callsUnderWay == 0)
        #expect(snapshot.granted == 0)
        #expect(snapshot.waiting == 0)
        #expect(snapshot.admitted == UInt64(admitted.count))
        if waiting > 0 { #expect(admitted.count == 8 * Bulkheads.tries(20_000)) }
        #expect(snapshot.refused + snapshot.admitted == UInt64(8 * Bulkheads.tries(20_000)))
        let places = (0..<3).map { _ in bulkhead.takePlace() }
        #expect(!places.contains(0))
    }

    @Test func `tickets that threads poll, cancel, wait for and forget lose no place`() throws {
        // Claims and waits are so short that all of them run out now and then.
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 3, waiting: 5, wait: .milliseconds(1))
        let crowd = Crowd(limit: 3)
        let (released, failures) = (Tally(), Tally())
        @Sendable func use(_ place: UInt64) {
            crowd.enter()
            crowd.leave()
            released.add()
            do { try bulkhead.release(place) } catch { failures.add() }
            if (try? bulkhead.release(place)) != nil { failures.add() }
        }
        onThreads(8) { index in
            let random = RandomSource(seed: UInt64(index))
            for _ in 0..<Bulkheads.tries(20_000) {
                clock.advance(nanoseconds: random.next() % 20_000)
                switch bulkhead.enqueue() {
                case .place(let place): use(place)
                case .full: break
                case .ticket(let ticket):
                    switch random.next() % 4 {
                    case 0: break
                    case 1: try? bulkhead.cancel(ticket)
                    case 2: if case .granted(let place) = bulkhead.poll(ticket) { use(place) }
                    default:
                        if case .granted(let place) = bulkhead.wait(ticket, nanoseconds: 100_000) { use(place) }
                    }
                }
            }
        }
        clock.advance(nanoseconds: 1_000_000)
        _ = bulkhead.snapshot
        clock.advance(nanoseconds: 1_000_000)
        let snapshot = bulkhead.snapshot
        #expect(crowd.excesses.count == 0)
        #expect(failures.count == 0)
        #expect(snapshot.callsUnderWay == 0)
        #expect(snapshot.granted == 0)
        #expect(snapshot.waiting == 0)
        #expect(snapshot.admitted == UInt64(released.count))
        let places = (0..<3).map { _ in bulkhead.takePlace() }
        #expect(!places.contains(0))
    }

    @Test func `of two threads that give one place back at once, one does`() throws {
        let count = Bulkheads.tries(20_000)
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: count))
        for _ in 0..<10 {
            let places = (0..<count).map { _ in bulkhead.takePlace() }
            let (begun, done) = (Tally(), Tally())
            onThreads(2) { _ in
                begun.add()
                _ = Bulkheads.eventuallyBlocking { begun.count == 2 }
                // Whoever is behind has less to do, and catches up: so they meet again and again.
                for place in places where bulkhead.takesBack(place) { done.add() }
            }
            #expect(done.count == count)
        }
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `a thread that waits is woken by a place that is given back`() throws {
        let bulkhead = try Bulkheads.make(calls: 1, wait: .seconds(3_600))
        let place = bulkhead.takePlace()
        onThreads(2) { index in
            if index == 0 {
                #expect(throws: Never.self) { try bulkhead.acquire().release() }
            } else {
                #expect(Bulkheads.eventuallyBlocking { bulkhead.snapshot.waiting == 1 })
                #expect(throws: Never.self) { try bulkhead.release(place) }
            }
        }
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `a thread that waits sees the time run out on a clock that somebody else moves`() throws {
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 1, wait: .seconds(3_600))
        _ = bulkhead.takePlace()
        onThreads(2) { index in
            if index == 0 {
                #expect(throws: BulkheadError.timedOut) { try bulkhead.withPlace {} }
            } else {
                #expect(Bulkheads.eventuallyBlocking { bulkhead.snapshot.waiting == 1 })
                clock.advance(nanoseconds: 3_600_000_000_000)
            }
        }
    }

    @Test func `a thread blocks no longer than it wants to, and its ticket stays`() throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 1, maximumWaiting: 1, maximumWait: .seconds(3_600)))
        let place = bulkhead.takePlace()
        let ticket = bulkhead.ticket()
        for timeout in [0, 1, 3_000_000] as [UInt64] {
            guard case .waiting = bulkhead.wait(ticket, nanoseconds: timeout) else {
                Issue.record("it does not wait any more")
                return
            }
        }
        try bulkhead.release(place)
        guard case .granted(let granted) = bulkhead.wait(ticket, nanoseconds: .max) else {
            Issue.record("it was granted nothing")
            return
        }
        try bulkhead.release(granted)
        #expect(bulkhead.wait(ticket, nanoseconds: .max) == .ended)
    }

    @Test func `a thread that waits is woken when its ticket is cancelled`() throws {
        let bulkhead = try Bulkheads.make(calls: 1, wait: .seconds(3_600))
        _ = bulkhead.takePlace()
        let ticket = bulkhead.ticket()
        onThreads(2) { index in
            if index == 0 {
                #expect(bulkhead.wait(ticket, nanoseconds: .max) == .ended)
            } else {
                #expect(throws: Never.self) { try bulkhead.cancel(ticket) }
            }
        }
    }

    @Test func `a thread that waits gets what others ahead of it were granted and do not claim`() throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(
                maximumCalls: 1, maximumWaiting: 2, maximumWait: .seconds(3_600), claimTime: .milliseconds(1)))
        let place = bulkhead.takePlace()
        let forgotten = bulkhead.ticket()
        onThreads(2) { index in
            if index == 0 {
                #expect(throws: Never.self) { try bulkhead.acquire().release() }
            } else {
                #expect(Bulkheads.eventuallyBlocking { bulkhead.snapshot.waiting == 2 })
                #expect(throws: Never.self) { try bulkhead.release(place) }
            }
        }
        #expect(bulkhead.poll(forgotten) == .timedOut)
        #expect(bulkhead.snapshot.reclaimed == 1)
    }
}
