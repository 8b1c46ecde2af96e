import KedgeCore

/// A membership that was read.
internal struct RingImport {
    private static let largestNextID = NodeEntry.maximumID + 1

    internal let placement: Placement
    internal let version: UInt64
    internal let nextID: UInt64
    internal private(set) var changes: [RingChange] = []
    internal private(set) var ids: [NodeID] = []

    internal init(_ text: RawSpan) throws(RingError) {
        do throws(JSONFormatError) {
            try self.init(JSONDocument(formatted: text, options: RingFormat.options).root)
        } catch {
            throw error == .outOfMemory ? .outOfMemory : .invalidMembership(error)
        }
    }

    private init(_ root: JSONValue) throws(JSONFormatError) {
        var members = try JSONMembers(root, of: nil)
        guard try members.number("kedge_ring", in: 0...UInt64.max) == RingFormat.version else { throw .unknownFormat }
        placement = try Self.placement(try members.take("placement"))
        version = try members.number("version", in: 0...UInt64.max)
        nextID = try members.number("next_id", in: 1...Self.largestNextID)
        let nodes = try members.take("nodes")
        try members.end()
        guard nodes.kind == .array else { throw .invalidMember("nodes") }
        var latest: UInt64 = 0
        for node in nodes.elements {
            var members = try JSONMembers(node, of: "nodes")
            // In the order in which they were added.
            let id = try members.number("id", in: latest &+ 1...max(latest &+ 1, nextID &- 1))
            guard id < nextID else { throw .invalidMember("id") }
            latest = id
            ids.append(NodeID(rawValue: id))
            changes.append(
                .add(
                    name: try Self.name(&members),
                    weight: UInt32(try members.number("weight", in: 1...UInt64(UInt32.max))),
                    zone: try members.optionalText("zone"),
                    state: try Self.state(try members.text("state"))))
            try members.end()
        }
    }

    private static func name(_ members: inout JSONMembers) throws(JSONFormatError) -> [UInt8] {
        if let name = try members.optionalText("name") { return Array(name.utf8) }
        let digits = try members.text("name_hex")
        do throws(HexError) {
            return try Hex.decode(digits)
        } catch {
            throw .invalidMember("name_hex")
        }
    }

    private static func state(_ name: String) throws(JSONFormatError) -> NodeState {
        guard let state = NodeState.allCases.first(where: { $0.name == name }) else { throw .invalidMember("state") }
        return state
    }

    private static func placement(_ value: JSONValue) throws(JSONFormatError) -> Placement {
        var members = try JSONMembers(value, of: "placement")
        let name = try members.text("name")
        guard var placement = Placement.named.first(where: { $0.name == name }) else { throw .invalidMember("name") }
        let sizes: ClosedRange<UInt64> = 0...UInt64(UInt32.max)
        switch placement {
        case .circle:
            placement = .circle(pointsPerWeight: UInt32(try members.number("points_per_weight", in: sizes)))
        case .envoyRing(let hash, _, _):
            placement = .envoyRing(
                hash: hash, minimumSize: UInt32(try members.number("minimum_size", in: sizes)),
                maximumSize: UInt32(try members.number("maximum_size", in: sizes)))
        case .maglev:
            placement = .maglev(tableSize: UInt32(try members.number("table_size", in: sizes)))
        case .ketama, .jump, .rendezvous: break
        }
        try members.end()
        return placement
    }
}
