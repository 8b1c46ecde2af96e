/// Whether a node is given keys.
public enum NodeState: UInt32, CaseIterable, Hashable, Sendable {
    /// It is.
    case up = 1
    /// It keeps its place and is passed over, so that it can end what it has begun; only its own keys go elsewhere meanwhile.
    case draining
    /// It is passed over as it is when draining, because it cannot be reached.
    case down
}
