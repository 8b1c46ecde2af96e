/// What a ring knows of a node.
struct RingMember {
    let entry: NodeEntry
    let name: [UInt8]
    var weight: UInt32
    var zone: String?
    /// Stands for the zone; 0 for none.
    var zoneNumber: UInt32 = 0
    var state: NodeState
    /// How many points the placement gives it; 1 where it has none.
    var pointCount = 1
    /// How many of them readers find.
    var publishedCount = 0
    /// The node that was added before it.
    var previous: NodeID?
    /// It has been removed by a change that readers do not see yet.
    var isRemoved = false

    /// Whether it is given keys.
    var serves: Bool { state == .up && !isRemoved && pointCount > 0 }

    /// How many points readers are to find.
    var wantedCount: Int { serves ? pointCount : 0 }

    var node: RingNode { RingNode(id: entry.id, name: name, weight: weight, zone: zone, state: state) }
}
