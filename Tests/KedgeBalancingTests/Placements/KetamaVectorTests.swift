import KedgeBalancing
import KedgeCrypto
import KedgeTestSupport
import Testing

@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence))
struct KetamaVectorTests {
    private struct Spymemcached: Decodable {
        struct ByIndex: Decodable {
            let nodes: [String]
            let lookups: [String: Int]
        }

        struct ByLabel: Decodable {
            let nodes: [String]
            let lookups: [[String]]
        }

        let index_lookups: [ByIndex]
        let label_lookups: [ByLabel]
    }

    private struct Libmemcached: Decodable {
        struct Server: Decodable {
            let host: String
            let port: Int
            let weight: UInt32
        }

        struct Lookup: Decodable {
            let key: String
            let hash: UInt64
            let point: UInt64
            let server: String
        }

        let servers: [Server]
        let total_points: Int
        let lookups: [Lookup]
        let wraparound: Lookup
    }

    @Test func `keys are hashed as libhashkit does with MD5`() throws {
        struct Hashes: Decodable {
            let inputs: [String]
            let outputs: [String: [UInt32]]
        }
        let vectors = try Vectors.json("consistent_hashing/hash_functions.json", as: Hashes.self)
        let expected = try #require(vectors.outputs["md5"])
        for (text, hash) in zip(vectors.inputs, expected) {
            #expect(Array(text.utf8).withUnsafeBytes { MD5.words($0).0 } == hash, "\(text)")
        }
        #expect(expected.count == 26 && vectors.inputs.count == 26)
    }

    @Test func `spymemcached's keys find spymemcached's nodes`() throws {
        let vectors = try Vectors.json("consistent_hashing/ketama_spymemcached.json", as: Spymemcached.self)
        for set in vectors.index_lookups {
            let ring = try Rings.make(.ketama(.spymemcached), set.nodes)
            for (key, index) in set.lookups { #expect(try ring.ownerName(key) == set.nodes[index], "\(key)") }
        }
        for set in vectors.label_lookups {
            let ring = try Rings.make(.ketama(.spymemcached), set.nodes)
            for lookup in set.lookups { #expect(try ring.ownerName(lookup[0]) == lookup[1], "\(lookup[0])") }
        }
    }

    @Test func `libmemcached's keys find libmemcached's servers`() throws {
        let vectors = try Vectors.json("consistent_hashing/ketama_libmemcached_weighted.json", as: Libmemcached.self)
        let ring = try HashRing(.ketama(.libmemcached))
        try ring.apply(
            vectors.servers.map { .add(name: Array("\($0.host):\($0.port)".utf8), weight: $0.weight) })
        for lookup in vectors.lookups + [vectors.wraparound] {
            #expect(try ring.ownerName(lookup.key) == "\(lookup.server):11211", "\(lookup.key)")
            #expect(try ring.name(ring.owner(ofHash: lookup.hash)) == "\(lookup.server):11211", "\(lookup.hash)")
            #expect(try ring.name(ring.owner(ofHash: lookup.point)) == "\(lookup.server):11211", "\(lookup.point)")
        }
    }
}
