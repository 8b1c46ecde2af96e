/// One change of a ring's membership.
public enum RingChange: Equatable, Sendable {
    /// A new node, whose id is told when the change is made.
    ///
    /// - Parameters:
    ///   - name: Any bytes that no other node of the ring has for a name.
    ///   - weight: Its share of the keys, in relation to the others' weights: 1 or more.
    ///   - zone: Where it stands, for replicas that are to stand apart.
    case add(name: [UInt8], weight: UInt32 = 1, zone: String? = nil, state: NodeState = .up)
    /// The node is there no more.
    case remove(NodeID)
    /// Another weight.
    case setWeight(NodeID, UInt32)
    /// Another state.
    case setState(NodeID, NodeState)
    /// Another zone, or none.
    case setZone(NodeID, String?)
}

extension RingChange {
    /// The node that it changes; nil for one that is added.
    internal var node: NodeID? {
        switch self {
        case .add: nil
        case .remove(let id), .setWeight(let id, _), .setState(let id, _), .setZone(let id, _): id
        }
    }
}
