import KedgeBalancing
import Testing

struct ReplicaTests {
    private static let placements = Rings.allPlacements.filter { $0 != .jump }

    @Test(arguments: placements)
    func `replicas are distinct, the owner first, and all that are up if there are too few`(
        placement: Placement
    ) throws {
        let ring = try Rings.make(placement, Rings.names(40))
        try ring.setState(.down, of: ring.id("node-7"))
        for key in Rings.keys(100) {
            let all = try ring.owners(of: key, count: 100)
            #expect(all.count == 39 && Set(all).count == 39)
            for count in [1, 2, 3, 5, 33, 39] {
                #expect(try ring.owners(of: key, count: count) == Array(all[..<count]))
            }
            #expect(try ring.owner(of: key) == all[0])
            #expect(try ring.owners(of: key, count: 0).isEmpty && ring.owners(of: key, count: -1).isEmpty)
        }
    }

    @Test(arguments: placements) func `replicas stand in different zones while there are zones left`(
        placement: Placement
    ) throws {
        let ring = try HashRing(placement)
        for index in 0..<12 { try ring.add("node-\(index)", zone: index < 10 ? "zone-\(index % 3)" : nil) }
        for key in Rings.keys(200) {
            let five = try ring.owners(of: key, count: 5).map { try ring.node($0).zone }
            #expect(Set(five.compactMap { $0 }).count == 3 && five.count { $0 == nil } == 2)
            let all = try ring.owners(of: key, count: 12)
            #expect(Set(all).count == 12)
            #expect(try ring.owners(of: key, count: 5) == Array(all[..<5]))
        }
        // The zone of a node that is not up is no place to stand.
        for index in [0, 3, 6, 9] { try ring.setState(.down, of: ring.id("node-\(index)")) }
        for key in Rings.keys(200) {
            let four = try ring.owners(of: key, count: 4).map { try ring.node($0).zone }
            #expect(Set(four.compactMap { $0 }) == ["zone-1", "zone-2"] && four.count { $0 == nil } == 2)
        }
        try ring.apply(ring.nodes.map { .setZone($0.id, "one") })
        let key = "some key"
        #expect(try Set(ring.owners(of: key, count: 8)).count == 8)
    }

    @Test func `after failures the next distinct node is chosen`() throws {
        for placement in [Placement.circle(), .ketama(.libketama), .rendezvous] {
            let ring = try Rings.make(placement, Rings.names(50))
            for key in Rings.keys(50) {
                let all = try ring.owners(of: key, count: 50)
                for attempt in [0, 1, 2, 7, 40, 49] {
                    #expect(try ring.choice(for: key, attempt: UInt32(attempt)) == all[attempt])
                }
                #expect(throws: RingError.noFurtherNode) { try ring.choice(for: key, attempt: 50) }
                #expect(throws: RingError.noFurtherNode) { try ring.choice(for: key, attempt: .max) }
            }
        }
        for placement in [Placement.envoyRing(), .maglev()] {
            let ring = try Rings.make(placement, Rings.names(5))
            try ring.setState(.down, of: ring.id("node-2"))
            var chosen: Set<String> = []
            for attempt: UInt32 in (0..<200) + [1000, .max] {
                chosen.insert(try ring.name(ring.choice(for: "key", attempt: attempt)))
            }
            #expect(chosen == ["node-0", "node-1", "node-3", "node-4"])
        }
    }

    @Test func `many keys in one call find what each finds alone`() throws {
        for placement in Rings.allPlacements {
            let ring = try Rings.make(placement, Rings.names(9))
            let keys = Rings.keys(500)
            #expect(try ring.owners(ofKeys: keys) == keys.map { try ring.owner(of: $0) })
            guard placement != .rendezvous else { continue }
            let hashes = (0..<500).map { UInt64($0) * 8_589_934 }
            #expect(try ring.owners(ofHashes: hashes) == hashes.map { try ring.owner(ofHash: $0) })
        }
        #expect(throws: RingError.empty) { try HashRing().owners(ofKeys: ["a"]) }
        #expect(try HashRing().owners(ofKeys: []) == [])
    }
}
