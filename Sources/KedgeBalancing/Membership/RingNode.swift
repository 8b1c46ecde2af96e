/// A node of a ring.
public struct RingNode: Equatable, Sendable {
    /// Given when it was added.
    public let id: NodeID
    /// Any bytes; no two nodes of a ring have the same.
    public let name: [UInt8]
    /// Its share of the keys, in relation to the others' weights: 1 or more.
    public var weight: UInt32
    /// Where it stands, for replicas that are to stand apart; nil for nowhere in particular.
    public var zone: String?
    /// Whether it is given keys.
    public var state: NodeState
}
