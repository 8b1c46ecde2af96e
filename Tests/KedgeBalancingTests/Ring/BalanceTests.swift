import KedgeBalancing
import KedgeTestSupport
import Testing

/// How evenly keys spread, and which of them move.
struct BalanceTests {
    /// How far a node's share lies above the mean, at most, in a random membership.
    private func peak(_ nodeCount: Int, _ numbers: inout SeededNumbers) throws -> Double {
        let ring = try HashRing()
        let names = Set(
            (0..<nodeCount).map { _ in "10.\(UInt16.random(in: 0...999, using: &numbers)).\(numbers.next() % 9999)" })
        let report = try ring.applyReporting(names.map { .add(name: Array($0.utf8)) })
        let shares = report.shares.map(\.after)
        #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
        return (shares.max() ?? 0) * Double(shares.count)
    }

    @Test(arguments: [(10, 600, 1.14), (100, 300, 1.23)])
    func `the largest share is hardly above the mean`(nodeCount: Int, memberships: Int, limit: Double) throws {
        var numbers = SeededNumbers(4)
        var sum = 0.0
        let tries = Rings.tries(memberships)
        for _ in 0..<tries { sum += try peak(nodeCount, &numbers) }
        let mean = sum / Double(tries)
        // Of few memberships the mean strays more.
        #expect(mean <= limit + (tries < memberships ? 0.04 : 0) && mean > 1.05, "peak over mean \(mean)")
    }

    @Test func `shares follow the weights`() throws {
        var numbers = SeededNumbers(5)
        for _ in 0..<Rings.tries(30) {
            let weights = (0..<20).map { _ in UInt32.random(in: 1...8, using: &numbers) }
            let ring = try HashRing()
            let report = try ring.applyReporting(
                weights.enumerated().map { .add(name: Array("node-\($0)-\(weights)".utf8), weight: $1) })
            let total = Double(weights.reduce(0, +))
            for share in report.shares {
                // 160 random points for each unit: the share's deviation is near 1 / sqrt(160 w); five of them.
                let expected = Double(share.node.weight) / total
                let deviation = 5 / Double(160 * share.node.weight).squareRoot()
                #expect(abs(share.after / expected - 1) < deviation, "\(share)")
            }
        }
    }

    @Test func `reported shares are those of random keys`() throws {
        let ring = try Rings.make(.circle(), Rings.names(7))
        let shares = try ring.preview([]).shares
        var counts: [NodeID: Double] = [:]
        for key in Rings.keys(70_000) { counts[try ring.owner(of: key), default: 0] += 1 }
        for share in shares { #expect(abs((counts[share.node.id] ?? 0) / 70_000 - share.after) < 0.01) }
    }

    @Test func `in random histories only keys of nodes that change move`() throws {
        var numbers = SeededNumbers(7)
        let keys = Rings.keys(Rings.tries(3000))
        for round in 0..<Rings.tries(12) {
            let ring = try Rings.make(.circle(pointsPerWeight: round % 2 == 0 ? 160 : 7), Rings.names(round + 2))
            var owners = try keys.map { try ring.owner(of: $0) }
            for step in 0..<40 {
                let node = try #require(ring.nodes.randomElement(using: &numbers))
                let change: RingChange =
                    switch Int.random(in: 0..<6, using: &numbers) {
                    case 0, 1: .add(name: Array("new-\(step)".utf8), weight: .random(in: 1...3, using: &numbers))
                    case 2 where ring.nodeCount > 2: .remove(node.id)
                    case 3: .setState(node.id, [.up, .draining, .down].randomElement(using: &numbers) ?? .up)
                    default: .setWeight(node.id, .random(in: 1...4, using: &numbers))
                    }
                let report = try ring.applyReporting([change])
                let changed = report.added.first ?? node.id
                #expect(report.collateral == 0)
                guard ring.nodes.contains(where: { $0.state == .up }) else {
                    try ring.setState(.up, of: node.id)
                    owners = try keys.map { try ring.owner(of: $0) }
                    continue
                }
                let after = try keys.map { try ring.owner(of: $0) }
                let strays = zip(owners, after).filter { $0 != $1 && $0 != changed && $1 != changed }
                #expect(strays.isEmpty, "\(strays.count) after \(change)")
                owners = after
            }
        }
    }

    @Test(arguments: [Placement.circle(), .maglev(), .rendezvous])
    func `the order of additions and what was before do not matter`(placement: Placement) throws {
        var numbers = SeededNumbers(8)
        let names = Rings.names(25)
        let first = try Rings.make(placement, names)
        let second = try HashRing(placement)
        for name in (names + ["gone-1", "gone-2"]).shuffled(using: &numbers) { try second.add(name) }
        try second.remove(second.id("gone-1"))
        try second.remove(second.id("gone-2"))
        for key in Rings.keys(2000) { #expect(try first.ownerName(key) == second.ownerName(key)) }
    }

    @Test func `names and keys are any bytes`() throws {
        let ring = try HashRing()
        let names: [[UInt8]] = [[], [0], [0, 0], [0xFF, 0xFE], Array("a".utf8), [UInt8](repeating: 7, count: 10_000)]
        let ids = try ring.apply(names.map { .add(name: $0) })
        #expect(try ids.map { try ring.node($0).name } == names)
        for name in names { #expect(ids.contains(try ring.owner(of: name.span.bytes))) }
        #expect(ring.id(ofName: [0xFF, 0xFE]) == ids[3])
    }

    @Test func `a drained node's keys go where they would go without it`() throws {
        for placement in Rings.allPlacements where placement != .jump {
            let names = Rings.names(10)
            let ring = try Rings.make(placement, names)
            let keys = Rings.keys(2000)
            let before = try keys.map { try ring.ownerName($0) }
            let second = try keys.map { try ring.owners(of: $0, count: 2) }
            try ring.setState(.draining, of: ring.id("node-3"))
            for (index, key) in keys.enumerated() {
                let owner = try ring.owner(of: key)
                if before[index] == "node-3" {
                    #expect(try owner == second[index][1] && ring.name(owner) != "node-3", "\(placement)")
                } else {
                    #expect(try ring.name(owner) == before[index], "\(placement)")
                }
            }
            try ring.setState(.up, of: ring.id("node-3"))
            #expect(try keys.map { try ring.ownerName($0) } == before)
        }
    }

    @Test func `the other placements move keys of nodes that stay, and the report says so`() throws {
        for placement in [Placement.envoyRing(), .maglev(), .ketama(.libmemcached)] {
            let ring = try HashRing(placement)
            try ring.apply((0..<10).map { .add(name: Array("host-\($0)".utf8), weight: UInt32($0 * 7 % 10 + 1)) })
            let keys = Rings.keys(20_000)
            let before = try keys.map { try ring.owner(of: $0) }
            let report = try ring.applyReporting([.remove(ring.id("host-4"))])
            let after = try keys.map { try ring.owner(of: $0) }
            let moved = Double(zip(before, after).count { $0 != $1 }) / Double(keys.count)
            let gone = Set(before).subtracting(after)
            let collateral = Double(zip(before, after).count { $0 != $1 && !gone.contains($0) }) / Double(keys.count)
            #expect(
                abs(moved - report.moved) < 0.02 && abs(collateral - report.collateral) < 0.02,
                "\(placement) \(report.moved)")
            #expect(report.collateral > 0, "\(placement)")
        }
    }
}
