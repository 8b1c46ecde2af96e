/// What stands for a node in hot calls: never given to another node of the same ring.
public struct NodeID: RawRepresentable, Hashable, Sendable {
    /// 1 or more.
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}
