/// A call that a node was given, with what decided it at that instant.
public struct RingAdmission: Equatable, Sendable {
    /// The node; the call counts for it until ``HashRing/finish(_:)``.
    public let node: NodeID
    /// How many calls are under way on it, this one included.
    public let load: UInt64
    /// How many it may have: the percentage of its share, by weight, of `total`, rounded up.
    public let bound: UInt64
    /// How many calls are under way on all nodes, this one included.
    public let total: UInt64
}
