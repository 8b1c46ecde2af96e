import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BulkheadForkTests {
    @Test(.forks) func `in a child nobody has a place or waits, and what the parent took counts nothing`() throws {
        let bulkhead = try Bulkheads.make()
        let places = [bulkhead.takePlace(), bulkhead.takePlace()]
        let ticket = bulkhead.ticket()
        let isFree = ChildProcess.run {
            guard bulkhead.poll(ticket) == .forked, bulkhead.snapshot.callsUnderWay == 0 else { return false }
            guard (try? bulkhead.cancel(ticket)) == nil else { return false }
            let own = bulkhead.takePlace()
            guard own != 0, !places.contains(own), (try? bulkhead.release(places[0])) != nil else { return false }
            guard bulkhead.snapshot.callsUnderWay == 1, bulkhead.takePlace() != 0 else { return false }
            let next = bulkhead.ticket()
            guard next != 0, (try? bulkhead.release(own)) != nil, bulkhead.claim(next) != 0 else { return false }
            return (try? bulkhead.release(own)) == nil
        }
        #expect(isFree)
        #expect(bulkhead.isWaiting(ticket))
        try bulkhead.release(places[0])
        #expect(bulkhead.claim(ticket) != 0)
    }

    @Test(.forks) func `the first call in a child may give back a place of the parent's`() throws {
        let bulkhead = try Bulkheads.make(calls: 1)
        let place = bulkhead.takePlace()
        let isFree = ChildProcess.run {
            (try? bulkhead.release(place)) != nil && bulkhead.takePlace() != 0 && bulkhead.takePlace() == 0
        }
        #expect(isFree)
    }

    @Test(.forks) func `a child has the whole bulkhead, whatever threads of the parent are doing`() throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 2, maximumWaiting: 4, maximumWait: .seconds(100)))
        let threads = BusyThreads(4) { try? bulkhead.withPlace {} }
        defer { threads.stop() }
        for _ in 0..<Bulkheads.tries(60) {
            let isWhole = ChildProcess.run {
                let places = [bulkhead.takePlace(), bulkhead.takePlace()]
                guard !places.contains(0), bulkhead.takePlace() == 0 else { return false }
                let ticket = bulkhead.ticket()
                guard (try? bulkhead.release(places[1])) != nil, bulkhead.claim(ticket) != 0 else { return false }
                return bulkhead.snapshot.callsUnderWay == 2
            }
            #expect(isWhole)
        }
    }
}
