import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BulkheadPlacesTests {
    @Test func `a bulkhead admits as many calls as it has places, and another when one has ended`() throws {
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 3))
        let places = (0..<3).map { _ in bulkhead.takePlace() }
        #expect(!places.contains(0))
        #expect(Set(places).count == 3)
        #expect(bulkhead.takePlace() == 0)
        try bulkhead.release(places[1])
        #expect(bulkhead.takePlace() != 0)
        #expect(bulkhead.takePlace() == 0)
        let snapshot = bulkhead.snapshot
        #expect(snapshot.callsUnderWay == 3)
        #expect(snapshot.admitted == 4)
        #expect(snapshot.refused == 2)
    }

    @Test func `a place that is given back twice is refused, also when somebody else has it by now`() throws {
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 1))
        let place = bulkhead.takePlace()
        try bulkhead.release(place)
        #expect(throws: BulkheadError.notHeld) { try bulkhead.release(place) }
        let next = bulkhead.takePlace()
        #expect(throws: BulkheadError.notHeld) { try bulkhead.release(place) }
        #expect(bulkhead.snapshot.callsUnderWay == 1)
        try bulkhead.release(next)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `words that never were places are refused and change nothing`() throws {
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 2))
        let place = bulkhead.takePlace()
        for word in [0, 1, 2, 3, place ^ 1 << 21, place &+ 1, place | 0x1F_FFFF] {
            #expect(throws: BulkheadError.notHeld) { try bulkhead.release(word) }
        }
        #expect(bulkhead.snapshot.callsUnderWay == 1)
    }

    @Test func `a place that is dropped is given back`() throws {
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 1))
        func take() -> Bool {
            if bulkhead.tryAcquire() != nil { true } else { false }
        }
        #expect(take())
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        let place = try bulkhead.acquire()
        #expect(!take())
        place.release()
        #expect(take())
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `a full bulkhead without a queue refuses at once`() throws {
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 1))
        #expect(bulkhead.enqueue() != .full)
        #expect(bulkhead.enqueue() == .full)
        #expect(throws: BulkheadError.full) { try bulkhead.withPlace {} }
        #expect(bulkhead.snapshot.refused == 2)
    }

    @Test func `a body's error comes through, and its place is given back`() throws {
        struct Failure: Error {}
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 1))
        #expect(throws: Failure.self) { try bulkhead.withPlace { throw Failure() } }
        #expect(try bulkhead.withPlace { bulkhead.snapshot.callsUnderWay } == 1)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `options outside their ranges are refused, each by name`() {
        let refusals: [(BulkheadOptions, String)] = [
            (BulkheadOptions(maximumCalls: 0), "maximum calls: 1 to 1,000,000"),
            (BulkheadOptions(maximumCalls: 1_000_001), "maximum calls: 1 to 1,000,000"),
            (BulkheadOptions(maximumCalls: .min), "maximum calls: 1 to 1,000,000"),
            (BulkheadOptions(maximumWaiting: -1), "maximum waiting: 0 to 1,000,000"),
            (BulkheadOptions(maximumWaiting: .max), "maximum waiting: 0 to 1,000,000"),
            (BulkheadOptions(maximumWait: .nanoseconds(-1)), "maximum wait: 0 to 365 days"),
            (BulkheadOptions(maximumWait: .seconds(365 * 86_400 + 1)), "maximum wait: 0 to 365 days"),
            (BulkheadOptions(claimTime: .microseconds(999)), "claim time: 1 ms to 365 days"),
            (BulkheadOptions(claimTime: .seconds(Int64.max)), "claim time: 1 ms to 365 days"),
        ]
        for (options, sentence) in refusals {
            let error = #expect(throws: PolicyError.self) { try Bulkhead(options) }
            #expect(error?.description == sentence)
        }
    }

    @Test func `the largest bulkhead has all its places`() throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 1_000_000, maximumWaiting: 1_000_000, maximumWait: .longestPolicyTime))
        var last: UInt64 = 0
        for _ in 0..<1_000_000 { last = bulkhead.takePlace() }
        #expect(last != 0)
        let ticket = bulkhead.ticket()
        #expect(ticket != 0)
        try bulkhead.release(last)
        #expect(bulkhead.claim(ticket) != 0)
        #expect(bulkhead.snapshot.callsUnderWay == 1_000_000)
    }
}
