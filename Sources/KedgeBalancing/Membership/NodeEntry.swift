/// How snapshots name a node: its id, and the slot where what readers need of it is kept.
internal struct NodeEntry: RawRepresentable, BitwiseCopyable, Hashable {
    internal static let slotBits: UInt64 = 24
    /// The largest id that fits.
    internal static let maximumID: UInt64 = (1 << 40) - 1
    /// No node, in a ring that has none.
    internal static var none: Self { Self(rawValue: 0) }
    /// No node, in a ring of which none is up.
    internal static var noneUp: Self { Self(rawValue: 1) }

    internal let rawValue: UInt64

    @inline(__always)
    internal init(rawValue: UInt64) { self.rawValue = rawValue }

    internal init(id: NodeID, slot: Int) {
        rawValue = id.rawValue &<< Self.slotBits | UInt64(truncatingIfNeeded: slot)
    }

    /// Whether it stands for a node: ids begin with 1.
    @inline(__always)
    internal var isNode: Bool { rawValue &>> Self.slotBits != 0 }

    /// Why it does not.
    internal var refusal: RingError { self == .none ? .empty : .noNodeUp }

    @inline(__always)
    internal var id: NodeID { NodeID(rawValue: rawValue &>> Self.slotBits) }

    @inline(__always)
    internal var slot: Int { Int(truncatingIfNeeded: rawValue & ((1 &<< Self.slotBits) &- 1)) }
}
