import KedgeBalancing
import KedgeTestSupport
import Testing

struct RendezvousTests {
    private struct Rendezvous: Decodable {
        struct Lookup: Decodable {
            let nodes: [String]
            let lookups: [String: String]
        }

        struct Movement: Decodable {
            let expected: Int
        }

        let lookups: [Lookup]
        let movement: [Movement]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `keys find pymemcache's nodes, and as many move`() throws {
        let vectors = try Vectors.json("consistent_hashing/rendezvous.json", as: Rendezvous.self)
        for set in vectors.lookups {
            let ring = try Rings.make(.rendezvous, set.nodes)
            for (key, node) in set.lookups { #expect(try ring.ownerName(key) == node, "\(key)") }
        }
        let keys = (0..<1000).map(String.init)
        func owners(_ nodes: Range<Int>) throws -> [String] {
            let ring = try Rings.make(.rendezvous, nodes.map(String.init))
            return try keys.map { try ring.ownerName($0) }
        }
        // Counted once where a key was and once where it is.
        let ten = try owners(0..<10)
        for (nodes, movement) in zip([0..<20, 0..<9], vectors.movement) {
            #expect(2 * zip(ten, try owners(nodes)).count { $0 != $1 } == movement.expected)
        }
    }

    @Test func `a hash alone finds nobody`() throws {
        let ring = try Rings.make(.rendezvous, Rings.names(2))
        #expect(throws: RingError.notInThisPlacement) { try ring.owner(ofHash: 1) }
        #expect(throws: RingError.notInThisPlacement) { try ring.add("heavy", weight: 2) }
        #expect(ring.nodeCount == 2)
    }

    @Test func `names of all lengths are hashed as one text with the key`() throws {
        var numbers = SeededNumbers(3)
        for length in 0..<24 {
            let names = ["", String(repeating: "n", count: length), "other-\(length)"]
            let ring = try HashRing(.rendezvous)
            try ring.apply(Set(names).map { .add(name: Array($0.utf8)) })
            let key = String((0..<Int.random(in: 0...20, using: &numbers)).map { _ in "k" })
            let best = Set(names).max { score($0, key) < score($1, key) }
            #expect(try ring.ownerName(key) == best)
        }
    }

    private func score(_ name: String, _ key: String) -> (UInt32, String) {
        (murmur3(Array("\(name)-\(key)".utf8)), name)
    }

    /// MurmurHash3_x86_32 as published, over a whole text.
    private func murmur3(_ bytes: [UInt8]) -> UInt32 {
        func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 { value << count | value >> (32 - count) }
        var hash: UInt32 = 0
        var rest = bytes[...]
        while !rest.isEmpty {
            let word = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            hash ^= rotated(word &* 0xcc9e_2d51, 15) &* 0x1b87_3593
            if rest.count >= 4 { hash = rotated(hash, 13) &* 5 &+ 0xe654_6b64 }
            rest = rest.dropFirst(4)
        }
        hash ^= UInt32(bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85eb_ca6b
        hash = (hash ^ hash >> 13) &* 0xc2b2_ae35
        return hash ^ hash >> 16
    }
}
