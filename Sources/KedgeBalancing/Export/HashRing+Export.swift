import CPlatform
import KedgeCore

// The format is in docs/formats.md, "Memberships of rings".

extension HashRing {
    /// The placement and all nodes with their ids, for a ring that places keys alike, elsewhere or later.
    ///
    /// - Returns: JSON; the same bytes for the same ring.
    /// - Throws: `RingError.outOfMemory`.
    public func exportMembership() throws(RingError) -> [UInt8] {
        let (members, version, nextID) = try withState { state throws(RingError) in
            guard state.membership.hasMemory(forAll: true) else { throw .outOfMemory }
            return (state.membership.members, state.membership.head.version, state.membership.nextID)
        }
        let longest = members.lazy.map { $0.name.count &+ ($0.zone?.utf8.count ?? 0) }.max() ?? 0
        guard longest < 1 << 10 || cplatform_can_allocate(longest &* 8) else { throw .outOfMemory }
        do throws(JSONWriterError) {
            var json = JSONWriter(options: RingFormat.options)
            try json.beginObject()
            try json.number("kedge_ring", RingFormat.version)
            try json.name("placement")
            try json.placement(placement)
            try json.number("version", version)
            try json.number("next_id", nextID)
            try json.name("nodes")
            try json.beginArray()
            for member in members { try json.node(member.node) }
            try json.endArray()
            try json.endObject()
            return try json.withText(mapError: { $0 }) { text throws(JSONWriterError) in
                guard cplatform_can_allocate(text.byteCount) else { throw .outOfMemory }
                return text.withUnsafeBytes { Array($0) }
            }
        } catch {
            // All that is written can be, so only memory can be missing.
            throw .outOfMemory
        }
    }

    /// A ring as it was exported: with the same ids, and the version that it had.
    ///
    /// - Parameter membership: JSON as ``exportMembership()`` gives it.
    /// - Throws: `RingError.invalidMembership` where it is none, or what ``init(_:)`` and ``apply(_:)`` throw.
    public convenience init(membership: RawSpan) throws(RingError) {
        let read = try RingImport(membership)
        try self.init(read.placement)
        try withState { state throws(RingError) in
            // The nodes come with one change, which counts.
            state.membership.setVersion(read.version &- 1)
            _ = try change(&state, read.changes, ids: read.ids)
            state.membership.skipIDs(before: read.nextID)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func text(_ name: String, _ value: String) throws(JSONWriterError) {
        try self.name(name)
        try string(value)
    }

    fileprivate mutating func placement(_ placement: Placement) throws(JSONWriterError) {
        try beginObject()
        try text("name", placement.name)
        switch placement {
        case .circle(let pointsPerWeight): try number("points_per_weight", UInt64(pointsPerWeight))
        case .envoyRing(_, let minimumSize, let maximumSize):
            try number("minimum_size", UInt64(minimumSize))
            try number("maximum_size", UInt64(maximumSize))
        case .maglev(let tableSize): try number("table_size", UInt64(tableSize))
        case .ketama, .jump, .rendezvous: break
        }
        try endObject()
    }

    fileprivate mutating func node(_ node: RingNode) throws(JSONWriterError) {
        try beginObject()
        try number("id", node.id.rawValue)
        if let name = String(validating: node.name, as: UTF8.self) {
            try text("name", name)
        } else {
            try text("name_hex", Hex.encode(node.name))
        }
        try number("weight", UInt64(node.weight))
        if let zone = node.zone { try text("zone", zone) }
        try text("state", node.state.name)
        try endObject()
    }
}
