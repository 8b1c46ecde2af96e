import KedgeBalancing
import KedgeTestSupport
import Synchronization
import Testing

struct LoadTests {
    private func bound(_ percent: UInt32, _ total: UInt64, _ weight: UInt32, of weights: UInt64) -> UInt64 {
        let product = UInt64(percent) * total * UInt64(weight)
        return (product + 100 * weights - 1) / (100 * weights)
    }

    @Test(arguments: [Placement.circle(), .maglev(), .rendezvous, .ketama(.libmemcached), .envoyRing()])
    func `a node is passed over when it has its share`(placement: Placement) throws {
        let ring = try Rings.make(placement, Rings.names(4))
        // One key alone: all its calls would go to one node.
        var order: [NodeID] = []
        for call in 1...400 {
            let admission = try ring.admit("one key", loadBound: 125)
            #expect(admission.total == UInt64(call) && admission.load <= admission.bound)
            #expect(admission.bound == bound(125, UInt64(call), 1, of: 4))
            #expect(try ring.load(of: admission.node) == admission.load)
            if !order.contains(admission.node) { order.append(admission.node) }
        }
        #expect(try order == ring.owners(of: "one key", count: order.count))
        #expect(try ring.load(of: order[0]) == 125 && ring.totalLoad == 400)
        for node in order {
            for _ in 0..<(try ring.load(of: node)) { try ring.finish(node) }
            #expect(throws: RingError.nothingUnderWay(node)) { try ring.finish(node) }
        }
        #expect(ring.totalLoad == 0)
    }

    @Test func `bounds follow the weights of the nodes that are up`() throws {
        let ring = try HashRing()
        let ids = try ring.apply((0..<4).map { .add(name: [$0], weight: UInt32($0) + 1) })
        try ring.setState(.draining, of: ids[3])
        for call in 1...600 {
            let admission = try ring.admit(hash: UInt64(call) &* 0x9E37_79B9_7F4A_7C15, loadBound: 100)
            let weight = try ring.node(admission.node).weight
            #expect(admission.bound == bound(100, UInt64(call), weight, of: 6) && admission.node != ids[3])
        }
        #expect(try ids.map { try ring.load(of: $0) } == [100, 200, 300, 0])
        // Calls go with their node.
        try ring.remove(ids[2])
        #expect(ring.totalLoad == 300)
        #expect(throws: RingError.unknownNode(ids[2])) { try ring.finish(ids[2]) }
        #expect(throws: RingError.unknownNode(ids[2])) { try ring.load(of: ids[2]) }
        // Of a node that drains they still end.
        try ring.setState(.down, of: ids[0])
        try ring.finish(ids[0])
        #expect(ring.totalLoad == 299)
    }

    @Test func `bounds outside their range are refused`() throws {
        let ring = try Rings.make(.circle(), ["a"])
        for percent: UInt32 in [0, 99, 100_001, .max] {
            #expect(throws: RingError.invalidLoadBound(percent)) { try ring.admit("key", loadBound: percent) }
        }
        _ = try ring.admit("key", loadBound: 100_000)
        #expect(ring.totalLoad == 1)
    }

    @Test func `with eight threads every bound holds at its instant, and calls are conserved`() throws {
        let ring = try HashRing()
        let weights: [UInt32] = [1, 1, 2, 3, 5]
        let ids = try ring.apply(weights.enumerated().map { .add(name: [UInt8($0)], weight: $1) })
        let byID = Dictionary(uniqueKeysWithValues: zip(ids, weights))
        let faults = Tally()
        let left = Mutex<[NodeID: UInt64]>([:])
        onThreads(8) { thread in
            var numbers = SeededNumbers(UInt64(thread))
            var own: [NodeID] = []
            for _ in 0..<4000 {
                if own.count > 20 || !own.isEmpty && Int.random(in: 0..<3, using: &numbers) == 0 {
                    let node = own.remove(at: Int.random(in: 0..<own.count, using: &numbers))
                    do { try ring.finish(node) } catch { faults.add() }
                    continue
                }
                guard
                    let admission = try? ring.admit(hash: numbers.next() >> 2, loadBound: 110),
                    let weight = byID[admission.node]
                else { return faults.add() }
                let bound = bound(110, admission.total, weight, of: 12)
                if admission.bound != bound || admission.load > bound || admission.load > admission.total {
                    faults.add()
                }
                own.append(admission.node)
            }
            left.withLock { left in
                for node in own { left[node, default: 0] += 1 }
            }
        }
        #expect(faults.count == 0)
        let loads = left.withLock { $0 }
        for id in ids { #expect(try ring.load(of: id) == loads[id] ?? 0) }
        #expect(ring.totalLoad == loads.values.reduce(0, +))
    }
}
