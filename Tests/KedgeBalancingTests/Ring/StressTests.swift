import KedgeBalancing
import KedgeTestSupport
import Synchronization
import Testing

struct StressTests {
    /// Nodes come and go, and each lookup must find one that was there at some moment of the call.
    ///
    /// A changer counts a node in before it adds it, and out after it has removed it, each with a clock that goes on. A node that
    /// a lookup found must not have been counted out before the lookup began, nor counted in after it ended.
    @Test(arguments: Rings.allPlacements)
    func `a lookup finds a node that was there at a moment of the call`(placement: Placement) throws {
        let isMaglev = if case .maglev = placement { true } else { false }
        let ring = try HashRing(isMaglev ? .maglev(tableSize: 251) : placement)
        let permanent = try ring.add("permanent")
        let clock = Atomic<UInt64>(1)
        // By id; 0 for not yet.
        let limit = 4000
        let began = (0...limit).map { _ in Moment() }
        let ended = (0...limit).map { _ in Moment() }
        began[Int(permanent.rawValue)].set(1)
        let faults = Tally()
        let readers = BusyThreads(3) {
            let before = clock.load(ordering: .sequentiallyConsistent)
            var numbers = SeededNumbers(before)
            var found: [NodeID] = []
            if let node = try? ring.owner(of: "key-\(numbers.next() % 1000)") {
                found.append(node)
            } else {
                faults.add()
            }
            if placement != .jump {
                if let nodes = try? ring.owners(of: "other", count: 3) { found += nodes } else { faults.add() }
            }
            let after = clock.load(ordering: .sequentiallyConsistent)
            for node in found {
                guard Int(node.rawValue) <= limit else { return faults.add() }
                let start = began[Int(node.rawValue)].value
                let end = ended[Int(node.rawValue)].value
                if start == 0 || start > after || end != 0 && end < before { faults.add() }
            }
        }
        let changes = SlowTests.areEnabled ? 1500 : 120
        var own: [NodeID] = []
        var next = permanent.rawValue + 1
        for step in 0..<changes {
            if own.count > 20 || step % 3 == 2, let node = own.popLast() {
                try ring.remove(node)
                ended[Int(node.rawValue)].set(clock.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue)
            } else {
                began[Int(next)].set(clock.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue)
                own.append(try ring.add("node-\(step)"))
                #expect(own.last?.rawValue == next)
                next += 1
            }
        }
        readers.stop()
        #expect(faults.count == 0)
    }

    private final class Moment: Sendable {
        private let moment = Atomic<UInt64>(0)
        var value: UInt64 { moment.load(ordering: .sequentiallyConsistent) }
        func set(_ value: UInt64) { moment.store(value, ordering: .sequentiallyConsistent) }
    }

    @Test func `replicas stand apart at one moment of the call while zones change`() throws {
        let ring = try HashRing()
        // Two nodes trade their zones over and over, so that the two never stand in one; a third stands with one of them.
        let nodes = try ring.apply([
            .add(name: [1], zone: "east"), .add(name: [2], zone: "west"), .add(name: [3], zone: "east"),
        ])
        let key = try #require(
            (0..<500).lazy.map { "key-\($0)" }.first { key in
                try ring.setZone(nil, of: nodes[2])
                return try ring.owners(of: key, count: 3) == nodes
            })
        try ring.setZone("east", of: nodes[2])
        let faults = Tally()
        let readers = BusyThreads(2) {
            if (try? ring.owners(of: key, count: 2)) != Array(nodes[..<2]) { faults.add() }
        }
        for step in 0..<Rings.tries(2000) {
            let zones = step % 2 == 0 ? ["west", "east"] : ["east", "west"]
            try ring.apply([.setZone(nodes[0], zones[0]), .setZone(nodes[1], zones[1])])
        }
        readers.stop()
        #expect(faults.count == 0)
    }

    @Test func `threads change one ring by turns`() throws {
        let ring = try Rings.make(.circle(), ["permanent"])
        let faults = Tally()
        onThreads(4) { thread in
            for step in 0..<60 {
                do {
                    let node = try ring.add("node-\(thread)-\(step)", zone: "zone-\(thread)")
                    try ring.setWeight(2, of: node)
                    _ = try ring.admit("key-\(step)", loadBound: 150)
                    _ = try ring.preview([.remove(node)])
                    try ring.remove(node)
                } catch {
                    faults.add()
                }
            }
        }
        #expect(faults.count == 0 && ring.nodeCount == 1 && ring.version == 1 + 4 * 60 * 3)
    }

    @Test(.forks) func `a child of fork goes on, whatever other threads were doing`() throws {
        let ring = try Rings.make(.circle(), Rings.names(20))
        let busy = BusyThreads(3) {
            _ = try? ring.owner(of: "key")
            if let node = try? ring.add("more-\(UInt64.random(in: 0...UInt64.max))") { try? ring.remove(node) }
            if let admission = try? ring.admit("key", loadBound: 200) { try? ring.finish(admission.node) }
        }
        defer { busy.stop() }
        for _ in 0..<20 {
            #expect(
                ChildProcess.run {
                    for step in 0..<20 {
                        guard let node = try? ring.add("child-\(step)"), (try? ring.owner(of: "key-\(step)")) != nil,
                            (try? ring.remove(node)) != nil, (try? ring.admit("key", loadBound: 200)) != nil
                        else { return false }
                    }
                    return true
                })
        }
    }
}
