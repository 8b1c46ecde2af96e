import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

/// A bulkhead as one would write it down: lists, and no thought of cost.
private struct Model {
    let calls: Int
    let wait = 2_000_000
    let claim = 1_000_000
    var held = 0
    var waiting: [(ticket: UInt64, since: Int)] = []
    var granted: [(ticket: UInt64, since: Int)] = []
    var untold: Set<UInt64> = []
    var admitted = 0
    var refused = 0
    var timedOut = 0
    var reclaimed = 0

    init(calls: Int) { self.calls = calls }

    var free: Int { calls - held - granted.count }

    mutating func settle(_ now: Int) {
        for index in waiting.indices { waiting[index].since = min(waiting[index].since, now) }
        for index in granted.indices { granted[index].since = min(granted[index].since, now) }
        for entry in waiting where now - entry.since >= wait {
            untold.insert(entry.ticket)
            timedOut += 1
        }
        waiting.removeAll { now - $0.since >= wait }
        for entry in granted where now - entry.since >= claim {
            untold.insert(entry.ticket)
            reclaimed += 1
        }
        granted.removeAll { now - $0.since >= claim }
        grant(now)
    }

    mutating func grant(_ now: Int) {
        while free > 0, !waiting.isEmpty { granted.append((waiting.removeFirst().ticket, now)) }
    }

    func state(_ ticket: UInt64, _ now: Int) -> String {
        if let entry = waiting.first(where: { $0.ticket == ticket }) {
            let claims = granted.first.map { claim - (now - $0.since) } ?? .max
            return "waiting(dueIn: \(min(wait - (now - entry.since), claims)))"
        }
        if granted.contains(where: { $0.ticket == ticket }) { return "granted" }
        return untold.contains(ticket) ? "timedOut" : "ended"
    }

    /// Takes a ticket out, and answers whether there was one.
    mutating func remove(_ ticket: UInt64, _ now: Int) -> Bool {
        let count = waiting.count + granted.count + untold.count
        waiting.removeAll { $0.ticket == ticket }
        granted.removeAll { $0.ticket == ticket }
        untold.remove(ticket)
        return waiting.count + granted.count + untold.count < count
    }
}

@Suite struct BulkheadModelTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `a bulkhead does what a list of those who wait does`(seed: UInt64)
        throws
    {
        let random = RandomSource(seed: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        var now = 1 << 40
        let clock = ManualClock(nanoseconds: UInt64(now))
        let (calls, length) = (1 + Int(seed), 5)
        let bulkhead = try Bulkheads.make(clock, calls: calls, waiting: length, wait: .milliseconds(2))
        var model = Model(calls: calls)
        var places: [UInt64] = []
        var old: [UInt64] = []
        var tickets: [UInt64] = []
        for step in 0..<Bulkheads.tries(60_000) {
            let move = below(8) == 0 ? below(3_000_000) : below(100_000)
            let change = below(500) == 0 ? -below(1 << 30) : move
            now += change
            clock.advance(nanoseconds: UInt64(bitPattern: Int64(change)))
            model.settle(now)
            switch below(6) {
            case 0:
                let place = bulkhead.takePlace()
                let isTaken = model.free > 0 && model.waiting.isEmpty
                try #require((place != 0) == isTaken, "step \(step)")
                if isTaken { places.append(place) }
                model.held += isTaken ? 1 : 0
                model.admitted += isTaken ? 1 : 0
                model.refused += isTaken ? 0 : 1
            case 1:
                let isTaken = model.free > 0
                switch bulkhead.enqueue() {
                case .place(let place):
                    try #require(isTaken, "step \(step)")
                    places.append(place)
                    model.held += 1
                    model.admitted += 1
                case .ticket(let ticket):
                    try #require(!isTaken && model.waiting.count < length, "step \(step)")
                    model.waiting.append((ticket, now))
                    tickets.append(ticket)
                    if tickets.count > 20 { tickets.removeFirst() }
                case .full:
                    try #require(!isTaken && model.waiting.count == length, "step \(step)")
                    model.refused += 1
                }
            case 2, 3:
                guard !tickets.isEmpty else { break }
                let ticket = tickets[below(tickets.count)]
                let expected = model.state(ticket, now)
                let state = bulkhead.poll(ticket)
                if case .granted(let place) = state {
                    try #require(expected == "granted", "step \(step)")
                    places.append(place)
                    model.held += 1
                    model.admitted += 1
                } else {
                    try #require("\(state)" == expected, "step \(step)")
                }
                if !expected.hasPrefix("waiting") { _ = model.remove(ticket, now) }
            case 4:
                guard !tickets.isEmpty else { break }
                let ticket = tickets[below(tickets.count)]
                let isCancelled = (try? bulkhead.cancel(ticket)) != nil
                try #require(model.remove(ticket, now) == isCancelled, "step \(step)")
                model.grant(now)
            default:
                if below(5) == 0, !old.isEmpty {
                    let place = old[below(old.count)]
                    try #require(throws: BulkheadError.notHeld, "step \(step)") { try bulkhead.release(place) }
                }
                guard !places.isEmpty else { break }
                let place = places.remove(at: below(places.count))
                try bulkhead.release(place)
                old.append(place)
                if old.count > 20 { old.removeFirst() }
                model.held -= 1
                model.grant(now)
            }
            let snapshot = bulkhead.snapshot
            let counts = [
                snapshot.callsUnderWay, snapshot.granted, snapshot.waiting, Int(snapshot.admitted),
                Int(snapshot.refused), Int(snapshot.timedOut), Int(snapshot.reclaimed),
            ]
            try #require(
                counts == [
                    model.held, model.granted.count, model.waiting.count, model.admitted, model.refused,
                    model.timedOut, model.reclaimed,
                ], "step \(step)")
        }
        #expect(model.timedOut > 0 && model.reclaimed > 0 && model.admitted > 0 && model.refused > 0)
    }
}
