/// What a change moves.
public struct RingReport: Equatable, Sendable {
    /// How large a share of all keys a node has.
    public struct Share: Equatable, Sendable {
        /// The node, as it is after the change, or was before one that removes it.
        public let node: RingNode
        /// From 0 to 1.
        public let before: Double
        /// From 0 to 1.
        public let after: Double
    }

    /// Hashes whose keys change their node.
    public struct Range: Equatable, Sendable {
        /// The first; with Maglev a slot of the table, which has the hashes that are so modulo its size.
        public let first: UInt64
        /// The last, which belongs to the range.
        public let last: UInt64
        /// Whose they are before; nil for nobody's.
        public let before: NodeID?
        /// Whose they are after; nil for nobody's.
        public let after: NodeID?
    }

    /// Of no change, of a ring without nodes.
    package init() {
        self.init(version: 0, added: [], shares: [], ranges: [], moved: 0, collateral: 0)
    }

    internal init(
        version: UInt64, added: [NodeID], shares: [Share], ranges: [Range], moved: Double, collateral: Double
    ) {
        self.version = version
        self.added = added
        self.shares = shares
        self.ranges = ranges
        self.moved = moved
        self.collateral = collateral
    }

    /// The version of the ring after the change.
    public let version: UInt64
    /// The ids of the nodes that the change adds, in their order.
    public let added: [NodeID]
    /// All nodes of before and after, in the order in which they were added.
    public let shares: [Share]
    /// What moves, in ascending order and as few as can be. Jump and rendezvous hashing, which have no ranges, have none here.
    public let ranges: [Range]
    /// The share of all keys that change their node, from 0 to 1.
    public let moved: Double
    /// The part of it that goes from one node to another of which neither was changed: 0 with the default placement.
    public let collateral: Double
}
