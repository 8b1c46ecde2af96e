/// What a ring knows of a node.
internal struct RingMember {
    internal let entry: NodeEntry
    internal let name: [UInt8]
    internal var weight: UInt32
    internal var zone: String?
    /// Stands for the zone; 0 for none.
    internal var zoneNumber: UInt32 = 0
    internal var state: NodeState
    /// How many points the placement gives it; 1 where it has none.
    internal var pointCount = 1
    /// How many of them readers find.
    internal var publishedCount = 0
    /// The node that was added before it.
    internal var previous: NodeID?
    /// It has been removed by a change that readers do not see yet.
    internal var isRemoved = false

    /// Whether it is given keys.
    internal var serves: Bool { state == .up && !isRemoved && pointCount > 0 }

    /// How many points readers are to find.
    internal var wantedCount: Int { serves ? pointCount : 0 }

    internal var node: RingNode { RingNode(id: entry.id, name: name, weight: weight, zone: zone, state: state) }
}
