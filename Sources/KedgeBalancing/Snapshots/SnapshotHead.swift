/// What every snapshot of a ring begins with.
internal struct SnapshotHead: BitwiseCopyable {
    internal static let byteCount = 64

    /// How many nodes there are, in whatever state.
    internal var nodeCount: UInt64 = 0
    /// How many of them are up.
    internal var upCount: UInt64 = 0
    /// In how many places apart the nodes stand that are up: each zone is one, and each node without a zone.
    internal var siteCount: UInt64 = 0
    /// The sum of the weights of the nodes that are up.
    internal var upWeight: UInt64 = 0
    /// Which state of the ring it shows.
    internal var version: UInt64 = 0

    /// What stands for the node of any key where nobody has keys.
    internal var nobody: NodeEntry { nodeCount == 0 ? .none : .noneUp }
}

/// Something in memory that readers find as a whole, and that never changes once they do.
internal protocol Snapshot {
    var address: UnsafeMutableRawPointer { get }
}

extension Snapshot {
    internal var head: SnapshotHead {
        get { address.load(as: SnapshotHead.self) }
        nonmutating set { address.storeBytes(of: newValue, as: SnapshotHead.self) }
    }
}
