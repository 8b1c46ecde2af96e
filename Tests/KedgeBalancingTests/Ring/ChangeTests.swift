import KedgeBalancing
import KedgeTestSupport
import Testing

struct ChangeTests {
    /// What a ring does: enough to tell whether it changed.
    private func behaviour(_ ring: HashRing) throws -> ([RingNode], UInt64, [NodeID]) {
        let owners = ring.nodes.contains { $0.state == .up } ? try Rings.keys(300).map { try ring.owner(of: $0) } : []
        return (ring.nodes, ring.version, owners)
    }

    private func expectRefusal(_ ring: HashRing, _ error: RingError, _ changes: [RingChange]) throws {
        let before = try behaviour(ring)
        #expect(throws: error) { try ring.apply(changes) }
        #expect(throws: error) { try ring.preview(changes) }
        #expect(throws: error) { try ring.applyReporting(changes) }
        #expect(try behaviour(ring) == before)
    }

    @Test func `bad changes have errors of their own, and change nothing`() throws {
        let ring = try Rings.make(.circle(), Rings.names(5))
        let id = try ring.id("node-1")
        let stranger = NodeID(rawValue: 99)
        let fine = RingChange.add(name: [1], weight: 7, zone: "a")
        try expectRefusal(ring, .unknownNode(stranger), [fine, .remove(stranger)])
        try expectRefusal(ring, .unknownNode(stranger), [fine, .setWeight(stranger, 2)])
        try expectRefusal(ring, .unknownNode(stranger), [fine, .setState(stranger, .down)])
        try expectRefusal(ring, .unknownNode(stranger), [fine, .setZone(stranger, nil)])
        try expectRefusal(ring, .unknownNode(NodeID(rawValue: 0)), [.remove(NodeID(rawValue: 0))])
        try expectRefusal(ring, .unknownNode(NodeID(rawValue: .max)), [.remove(NodeID(rawValue: .max))])
        try expectRefusal(ring, .unknownNode(id), [fine, .remove(id), .setWeight(id, 2)])
        try expectRefusal(ring, .duplicateName, [fine, fine])
        try expectRefusal(ring, .duplicateName, [.add(name: Array("node-2".utf8))])
        try expectRefusal(ring, .invalidWeight(0), [fine, .add(name: [2], weight: 0)])
        try expectRefusal(ring, .invalidWeight(0), [.setWeight(id, 0)])
        try expectRefusal(ring, .tooManyPoints, [.remove(id), .add(name: [2], weight: 200_000)])
        try expectRefusal(ring, .tooManyPoints, [.setWeight(id, .max - 100)])
        try expectRefusal(ring, .tooManyPoints, (0..<12).map { .add(name: [9, $0], weight: 10_000) })
    }

    @Test func `weights that add up to 2^32 are refused`() throws {
        let ring = try HashRing(.ketama(.libmemcached))
        try ring.add("a", weight: .max - 5)
        try ring.add("b", weight: 5)
        try expectRefusal(ring, .invalidWeight(1), [.add(name: [1])])
        try expectRefusal(ring, .invalidWeight(6), [.setWeight(ring.id("b"), 6)])
    }

    @Test func `sizes outside their ranges are refused`() throws {
        #expect(throws: RingError.invalidPointCount(0)) { try HashRing(.circle(pointsPerWeight: 0)) }
        #expect(throws: RingError.invalidPointCount(65_537)) { try HashRing(.circle(pointsPerWeight: 65_537)) }
        #expect(throws: RingError.invalidPointCount(0)) { try HashRing(.envoyRing(minimumSize: 0)) }
        #expect(throws: RingError.invalidPointCount(9)) { try HashRing(.envoyRing(minimumSize: 10, maximumSize: 9)) }
        #expect(throws: RingError.invalidPointCount(8_388_609)) { try HashRing(.envoyRing(maximumSize: 8_388_609)) }
        for size: UInt32 in [0, 1, 4, 9, 65_536, 5_000_011 - 2, 5_000_013, .max] {
            #expect(throws: RingError.invalidTableSize(size)) { try HashRing(.maglev(tableSize: size)) }
        }
        for size: UInt32 in [2, 3, 7, 65_537, 5_000_011] { _ = try HashRing(.maglev(tableSize: size)) }
    }

    @Test func `a Maglev table takes no more nodes than it has slots`() throws {
        let ring = try Rings.make(.maglev(tableSize: 7), Rings.names(7))
        #expect(Set(try (0..<7).map { try ring.owner(ofHash: $0) }).count == 7)
        try expectRefusal(ring, .tooManyPoints, [.add(name: [1])])
    }

    @Test func `a ring without nodes, and one with none up, say which they are`() throws {
        for placement in Rings.allPlacements {
            let ring = try HashRing(placement)
            #expect(throws: RingError.empty) { try ring.owner(of: "key") }
            guard placement != .jump else { continue }
            #expect(throws: RingError.empty) { try ring.owners(of: "key", count: 2) }
            #expect(throws: RingError.empty) { try ring.choice(for: "key", attempt: 1) }
            #expect(throws: RingError.empty) { try ring.admit("key", loadBound: 125) }
            let id = try ring.add("only", state: .draining)
            #expect(throws: RingError.noNodeUp) { try ring.owner(of: "key") }
            #expect(throws: RingError.noNodeUp) { try ring.owners(of: "key", count: 2) }
            #expect(throws: RingError.noNodeUp) { try ring.choice(for: "key", attempt: 2) }
            #expect(throws: RingError.noNodeUp) { try ring.admit("key", loadBound: 125) }
            try ring.setState(.up, of: id)
            #expect(try ring.owner(of: "key") == id && ring.owners(of: "key", count: 9) == [id])
            try ring.remove(id)
            #expect(throws: RingError.empty) { try ring.owner(of: "key") }
        }
    }

    @Test func `hashes of more bits than ketama has are refused`() throws {
        let ring = try Rings.make(.ketama(.libketama), Rings.names(3))
        _ = try ring.owner(ofHash: UInt64(UInt32.max))
        #expect(throws: RingError.invalidHash(1 << 32)) { try ring.owner(ofHash: 1 << 32) }
        #expect(throws: RingError.invalidHash(.max)) { try ring.owners(ofHashes: [1, .max]) }
    }

    @Test func `several changes are one`() throws {
        let ring = try Rings.make(.circle(), Rings.names(3))
        let before = ring.version
        let added = try ring.apply([
            .add(name: [1], weight: 3), .remove(ring.id("node-0")), .setState(ring.id("node-1"), .draining),
            .add(name: [2]),
            .setZone(ring.id("node-2"), "east"),
        ])
        #expect(ring.version == before + 1 && added.count == 2)
        #expect(ring.nodes.map(\.name) == [Array("node-1".utf8), Array("node-2".utf8), [1], [2]])
        #expect(ring.nodes.map(\.weight) == [1, 1, 3, 1])
        #expect(ring.nodes.map(\.zone) == [nil, "east", nil, nil])
        #expect(ring.nodes.map(\.state) == [.draining, .up, .up, .up])
    }

    @Test func `a name may go and come back in one change, as another node`() throws {
        let ring = try Rings.make(.circle(), Rings.names(3))
        let old = try ring.id("node-1")
        let owners = try Rings.keys(500).map { try ring.ownerName($0) }
        let new = try ring.apply([.remove(old), .add(name: Array("node-1".utf8))])
        #expect(new != [old])
        #expect(try Rings.keys(500).map { try ring.ownerName($0) } == owners)
        #expect(throws: RingError.unknownNode(old)) { try ring.node(old) }
    }

    @Test func `ids are never given twice`() throws {
        let ring = try HashRing()
        var seen: Set<NodeID> = []
        for round in 0..<200 {
            let id = try ring.add("node-\(round % 3)")
            #expect(seen.insert(id).inserted)
            try ring.remove(id)
        }
    }

    @Test func `a preview tells what the change then does`() throws {
        var numbers = SeededNumbers(9)
        for placement in Rings.allPlacements {
            let ring = try HashRing(placement)
            try ring.apply(Rings.names(8).map { .add(name: Array($0.utf8)) })
            for step in 0..<Rings.tries(12) {
                let last = try #require(ring.nodes.last).id
                var changes: [RingChange] = [.add(name: Array("new-\(step)".utf8))]
                if Bool.random(using: &numbers) { changes.insert(.remove(last), at: 0) }
                if placement != .jump { changes.append(.setState(try ring.id("node-1"), step % 2 == 0 ? .down : .up)) }
                let keys = (0..<4000).map { _ in UInt64.random(in: 0...UInt64(UInt32.max), using: &numbers) }
                let spread = keys.map { hashed($0, placement) }
                let hasHashes = placement != .rendezvous
                let before = hasHashes ? try spread.map { try ring.owner(ofHash: $0) } : []
                let version = ring.version
                let preview = try ring.preview(changes)
                #expect(ring.version == version)
                let after = try ring.applyReporting(changes)
                #expect(preview == after && after.version == ring.version && ring.version == version + 1)
                #expect(abs(after.shares.reduce(0) { $0 + $1.after } - 1) < 1e-9)
                guard hasHashes else { continue }
                let owners = try spread.map { try ring.owner(ofHash: $0) }
                let moved = Double(zip(before, owners).count { $0 != $1 }) / Double(keys.count)
                #expect(abs(moved - after.moved) < 0.05, "\(placement) \(moved) \(after.moved)")
                guard placement != .jump else { continue }
                for (index, hash) in spread.enumerated() {
                    let position = slot(hash, placement)
                    let range = after.ranges.first { $0.first <= position && position <= $0.last }
                    #expect((range != nil) == (before[index] != owners[index]))
                    if let range { #expect(range.before == before[index] && range.after == owners[index]) }
                }
            }
        }
    }

    private func hashed(_ number: UInt64, _ placement: Placement) -> UInt64 {
        if case .ketama = placement { number } else { number &* 0x9E37_79B9_7F4A_7C15 }
    }

    private func slot(_ hash: UInt64, _ placement: Placement) -> UInt64 {
        if case .maglev(let size) = placement { hash % UInt64(size) } else { hash }
    }

    @Test func `after any history keys are where a ring made anew has them`() throws {
        var numbers = SeededNumbers(10)
        for placement in Rings.allPlacements where placement != .jump {
            let ring = try HashRing(placement)
            let takesWeights = ![.ketama(.spymemcached), .rendezvous].contains(placement)
            for step in 0..<(Rings.tries(60) + 7) {
                let node = ring.nodes.randomElement(using: &numbers)
                let weight = takesWeights ? UInt32.random(in: 1...5, using: &numbers) : 1
                switch (Int.random(in: 0..<5, using: &numbers), node) {
                case (0, let node?): try ring.remove(node.id)
                case (1, let node?): try ring.setWeight(weight, of: node.id)
                case (2, let node?):
                    try ring.setState(NodeState.allCases.randomElement(using: &numbers) ?? .up, of: node.id)
                default: try ring.add("node-\(step)", weight: weight)
                }
                guard step % 6 == 5, ring.nodes.contains(where: { $0.state == .up }) else { continue }
                let anew = try HashRing(placement)
                try anew.apply(ring.nodes.map { .add(name: $0.name, weight: $0.weight, state: $0.state) })
                let keys = Rings.keys(300)
                // Nodes that are up may have no point where others outweigh them.
                #expect(owners(ring, keys) == owners(anew, keys), "\(placement) \(step)")
            }
        }
    }

    private func owners(_ ring: HashRing, _ keys: [String]) -> [String?] { keys.map { try? ring.ownerName($0) } }
}
