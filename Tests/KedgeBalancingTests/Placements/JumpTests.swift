import KedgeBalancing
import KedgeTestSupport
import Testing

struct JumpTests {
    private struct Jump: Decodable {
        struct ByCount: Decodable {
            let key: String
            let buckets_1_to_n: [Int]
        }

        struct Single: Decodable {
            let key: String
            let buckets: Int
            let bucket: Int
        }

        let by_bucket_count: [ByCount]
        let keys_0_to_19_with_100_buckets: [Int]
        let single: [Single]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `keys jump to the published buckets`() throws {
        let vectors = try Vectors.json("consistent_hashing/jump.json", as: Jump.self)
        for set in vectors.by_bucket_count {
            let key = try #require(UInt64(set.key))
            let ring = try HashRing(.jump)
            for (index, bucket) in set.buckets_1_to_n.enumerated() {
                try ring.add("\(index)")
                #expect(try ring.name(ring.owner(ofHash: key)) == "\(bucket)")
            }
        }
        let hundred = try Rings.make(.jump, (0..<100).map(String.init))
        for (key, bucket) in vectors.keys_0_to_19_with_100_buckets.enumerated() {
            #expect(try hundred.name(hundred.owner(ofHash: UInt64(key))) == "\(bucket)")
        }
        for single in vectors.single {
            let ring = try Rings.make(.jump, (0..<single.buckets).map(String.init))
            #expect(try ring.name(ring.owner(ofHash: try #require(UInt64(single.key)))) == "\(single.bucket)")
        }
    }

    @Test func `only the last node can go, and it has neither weight nor state`() throws {
        let ring = try Rings.make(.jump, Rings.names(3))
        let ids = ring.nodes.map(\.id)
        #expect(throws: RingError.notInThisPlacement) { try ring.remove(ids[0]) }
        #expect(throws: RingError.notInThisPlacement) { try ring.setState(.down, of: ids[2]) }
        #expect(throws: RingError.notInThisPlacement) { try ring.setWeight(2, of: ids[2]) }
        #expect(throws: RingError.notInThisPlacement) { try ring.owners(of: "key", count: 2) }
        #expect(throws: RingError.notInThisPlacement) { try ring.choice(for: "key", attempt: 1) }
        #expect(throws: RingError.notInThisPlacement) { try ring.admit("key", loadBound: 125) }
        #expect(try ring.choice(for: "key", attempt: 0) == ring.owner(of: "key"))
        try ring.remove(ids[2])
        try ring.remove(ids[1])
        #expect(try ring.owner(of: "key") == ids[0])
        #expect(ring.version == 3)
    }
}
