extension HashRing {
    /// Goes up by one with each change, and begins with 0.
    public var version: UInt64 { read { PointTop($0).head.version } }

    /// How many nodes there are, in whatever state.
    public var nodeCount: Int { read { Int(truncatingIfNeeded: PointTop($0).head.nodeCount) } }

    /// The version and how many nodes there are, all and those that are up with a share of the keys, at one moment.
    package var counts: (version: UInt64, nodes: UInt64, up: UInt64) {
        read { snapshot in
            let head = PointTop(snapshot).head
            return (head.version, head.nodeCount, head.upCount)
        }
    }

    /// The nodes in the order in which they were added.
    public var nodes: [RingNode] { withState { $0.membership.members.map(\.node) } }

    /// The ids of all nodes in the order in which they were added.
    ///
    /// - Throws: `RingError.outOfMemory`.
    package func nodeIDs() throws(RingError) -> [NodeID] {
        try withState { state throws(RingError) in
            guard state.membership.hasMemory(forAll: true) else { throw .outOfMemory }
            return state.membership.members.map(\.entry.id)
        }
    }

    /// A node by its id.
    ///
    /// - Throws: `RingError.unknownNode`.
    public func node(_ id: NodeID) throws(RingError) -> RingNode {
        guard let member = withState({ $0.membership[id] }) else { throw .unknownNode(id) }
        return member.node
    }

    /// The id of the node of a name; nil where there is none.
    public func id(ofName name: [UInt8]) -> NodeID? { withState { $0.membership.id(ofName: name) } }
}
