import Foundation
import KedgeBalancing
import KedgeCore
import Testing

struct ExportTests {
    private func imported(_ text: String) throws(RingError) -> HashRing {
        try HashRing(membership: text.utf8Span.span.bytes)
    }

    @Test(arguments: Rings.allPlacements) func `a ring comes back as it was`(placement: Placement) throws {
        let ring = try HashRing(placement)
        for index in 0..<8 { try ring.add("node-\(index)", zone: index % 2 == 0 ? "z\u{0}ö\(index)" : nil) }
        try ring.add(name: [0xFF, 0, 0xFE])
        if placement != .jump {
            try ring.setState(.draining, of: ring.id("node-1"))
            try ring.setState(.down, of: ring.id("node-2"))
            try ring.remove(ring.id("node-3"))
        }
        let text = try ring.exportMembership()
        let copy = try HashRing(membership: text.span.bytes)
        #expect(copy.nodes == ring.nodes && copy.version == ring.version && copy.placement == placement)
        #expect(try copy.exportMembership() == text)
        for key in Rings.keys(500) { #expect(try copy.owner(of: key) == ring.owner(of: key)) }
        // The next id is the same in both.
        #expect(try copy.add("next") == ring.add("next"))
    }

    @Test func `the text is the one of the specification`() throws {
        let ring = try HashRing(.circle(pointsPerWeight: 40))
        #expect(
            String(decoding: try ring.exportMembership(), as: UTF8.self)
                == #"{"kedge_ring":1,"placement":{"name":"circle","points_per_weight":40},"version":0,"next_id":1,"nodes":[]}"#
        )
        let id = try ring.add("a", weight: 3, zone: "east")
        try ring.add(name: [0xC0])
        try ring.setState(.draining, of: id)
        #expect(
            String(decoding: try ring.exportMembership(), as: UTF8.self)
                == #"{"kedge_ring":1,"placement":{"name":"circle","points_per_weight":40},"version":3,"next_id":3,"#
                + #""nodes":[{"id":1,"name":"a","weight":3,"zone":"east","state":"draining"},"#
                + #"{"id":2,"name_hex":"c0","weight":1,"state":"up"}]}"#)
    }

    @Test func `what is no membership is refused, with what is wrong`() throws {
        let good =
            #"{"kedge_ring":1,"placement":{"name":"circle","points_per_weight":40},"version":3,"next_id":3,"nodes":[{"id":1,"name":"a","weight":3,"state":"up"}]}"#
        #expect(try imported(good).nodeCount == 1)
        let cases: [(String, String, JSONFormatError)] = [
            ("}]}", "}]", .notJSON), (#"{"kedge"#, #"{"kedge_ring":1,"kedge"#, .notJSON),
            ("ring\":1", "ring\":2", .unknownFormat),
            (#""version""#, #""more":1,"version""#, .unknownMember), ("\"id\":1", "\"id\":0", .invalidMember("id")),
            ("\"id\":1", "\"id\":3", .invalidMember("id")), ("\"id\":1", "\"id\":-1", .invalidMember("id")),
            ("\"id\":1", "\"id\":18446744073709551615", .invalidMember("id")),
            ("\"id\":1", "\"id\":1.5", .invalidMember("id")),
            ("\"weight\":3", "\"weight\":0", .invalidMember("weight")),
            ("\"weight\":3", "\"weight\":4294967296", .invalidMember("weight")),
            ("\"up\"", "\"Up\"", .invalidMember("state")), ("\"circle\"", "\"square\"", .invalidMember("name")),
            ("\"name\":\"a\"", "\"name_hex\":\"0\"", .invalidMember("name_hex")),
            ("\"name\":\"a\"", "\"name\":1", .invalidMember("name")),
            ("\"name\":\"a\"", "\"name\":\"a\",\"name_hex\":\"00\"", .unknownMember),
            ("\"state\"", "\"zone\":null,\"state\"", .invalidMember("zone")),
            ("\"next_id\":3", "\"next_id\":0", .invalidMember("next_id")),
            ("\"next_id\":3", "\"next_id\":1099511627777", .invalidMember("next_id")),
            ("\"version\":3", "\"version\":18446744073709551616", .invalidMember("version")),
            ("\"nodes\":[", "\"nodes\":{},\"x\":[", .unknownMember),
            (
                "\"points_per_weight\":40", "\"points\":40",
                .invalidMember("points_per_weight")
            ),
        ]
        for (old, new, error) in cases {
            let text = good.replacingOccurrences(of: old, with: new)
            #expect(throws: RingError.invalidMembership(error), "\(text)") { try imported(text) }
        }
        let twice = good.replacingOccurrences(of: "}]}", with: #"},{"id":2,"name":"a","weight":1,"state":"up"}]}"#)
        #expect(throws: RingError.duplicateName) { try imported(twice) }
        let falling = good.replacingOccurrences(of: "}]}", with: #"},{"id":1,"name":"b","weight":1,"state":"up"}]}"#)
        #expect(throws: RingError.invalidMembership(.invalidMember("id"))) { try imported(falling) }
        let heavy = good.replacingOccurrences(of: "\"weight\":3", with: "\"weight\":4000000")
        #expect(throws: RingError.tooManyPoints) { try imported(heavy) }
        #expect(throws: RingError.invalidPointCount(0)) {
            try imported(good.replacingOccurrences(of: ":40", with: ":0"))
        }
    }
}
