import KedgeBalancing
import KedgeTestSupport
import Testing

@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence))
struct EnvoyVectorTests {
    private struct Envoy: Decodable {
        struct Ring: Decodable {
            let hash: String
            let min_ring_size: UInt32
            let hosts: [String]
            let points: [[String]]
        }

        struct Maglev: Decodable {
            let table_size: UInt32
            let hosts: [String]
            let table: [String]
            let weights: [UInt32]?
        }

        let rings: [Ring]
        let maglev: [Maglev]
    }

    @Test func `rings have Envoy's points, and retries go along them`() throws {
        for set in try Vectors.json("consistent_hashing/envoy.json", as: Envoy.self).rings {
            let hash: EnvoyHash = set.hash == "murmur2" ? .murmurHash2 : .xxHash64
            let ring = try Rings.make(.envoyRing(hash: hash, minimumSize: set.min_ring_size), set.hosts)
            let points = try set.points.map { (hash: try #require(UInt64($0[0])), host: $0[1]) }
            for (index, point) in points.enumerated() {
                let next = points[(index + 1) % points.count].host
                #expect(try ring.name(ring.owner(ofHash: point.hash)) == point.host)
                #expect(try ring.name(ring.owner(ofHash: point.hash &+ 1)) == next)
                for attempt in 0..<30 {
                    let host = points[(index + attempt) % points.count].host
                    #expect(try ring.name(ring.choice(forHash: point.hash, attempt: UInt32(attempt))) == host)
                }
            }
            #expect(try ring.name(ring.owner(ofHash: .max)) == points[0].host)
        }
    }

    @Test func `Maglev tables are Envoy's, and retries change the hash`() throws {
        for set in try Vectors.json("consistent_hashing/envoy.json", as: Envoy.self).maglev {
            let ring = try HashRing(.maglev(tableSize: set.table_size))
            try ring.apply(
                set.hosts.enumerated().map { .add(name: Array($1.utf8), weight: set.weights?[$0] ?? 1) })
            let size = UInt64(set.table_size)
            for (slot, host) in set.table.enumerated() {
                #expect(try ring.name(ring.owner(ofHash: UInt64(slot))) == host)
                #expect(try ring.name(ring.owner(ofHash: UInt64(slot) + 5 * size)) == host)
                for attempt in UInt64(1)...5 {
                    let changed = UInt64(slot) ^ (UInt64.max - attempt + 1)
                    let choice = try ring.name(ring.choice(forHash: UInt64(slot), attempt: UInt32(attempt)))
                    #expect(choice == set.table[Int(changed % size)])
                }
            }
        }
    }

    /// The rule as it stands, round after round, beside the queue that the ring keeps.
    private func table(_ nodes: [(name: String, weight: UInt32)], size: Int, hash: (String, UInt64) -> UInt64) -> [Int]
    {
        var table = [Int](repeating: -1, count: size)
        var targets = [Double](repeating: 0, count: nodes.count)
        var taken = [UInt64](repeating: 0, count: nodes.count)
        // Envoy has normalised its weights by then.
        let total = Double(nodes.reduce(0) { $0 + UInt64($1.weight) })
        let largest = Double(nodes.map(\.weight).max() ?? 1) / total
        var round = 1
        while table.contains(-1) {
            for (index, node) in nodes.enumerated() where table.contains(-1) {
                if Double(round) * (Double(node.weight) / total) < targets[index] { continue }
                targets[index] += largest
                while true {
                    let offset = hash(node.name, 0) % UInt64(size)
                    let skip = hash(node.name, 1) % UInt64(size - 1) + 1
                    let slot = Int((offset + skip * taken[index]) % UInt64(size))
                    taken[index] += 1
                    if table[slot] < 0 {
                        table[slot] = index
                        break
                    }
                }
            }
            round += 1
        }
        return table
    }

    @Test func `tables of random weights are those of the rule, round by round`() throws {
        var numbers = SeededNumbers(6)
        // Names whose hashes are known from tables: the ring's own, asked for one node and then two.
        for _ in 0..<40 {
            let weights = (0..<Int.random(in: 1...12, using: &numbers)).map { _ in
                UInt32.random(in: 1...40, using: &numbers)
            }
            let nodes = weights.enumerated().map { (name: "host-\($0)", weight: $1) }.sorted { $0.name < $1.name }
            let size = [13, 31, 251].randomElement(using: &numbers) ?? 13
            let ring = try HashRing(.maglev(tableSize: UInt32(size)))
            try ring.apply(nodes.shuffled(using: &numbers).map { .add(name: Array($0.name.utf8), weight: $0.weight) })
            let expected = table(nodes, size: size) { name, seed in ReferenceXXH64.hash(Array(name.utf8), seed: seed) }
            for slot in 0..<size {
                #expect(try ring.name(ring.owner(ofHash: UInt64(slot))) == nodes[expected[slot]].name)
            }
        }
    }
}
