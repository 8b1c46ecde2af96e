/// How snapshots name a node: its id, and the slot where what readers need of it is kept.
struct NodeEntry: RawRepresentable, BitwiseCopyable, Hashable {
    static let slotBits: UInt64 = 24
    /// The largest id that fits.
    static let maximumID: UInt64 = (1 << 40) - 1
    /// No node, in a ring that has none.
    static var none: Self { Self(rawValue: 0) }
    /// No node, in a ring of which none is up.
    static var noneUp: Self { Self(rawValue: 1) }

    let rawValue: UInt64

    @inline(__always)
    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(id: NodeID, slot: Int) {
        rawValue = id.rawValue &<< Self.slotBits | UInt64(truncatingIfNeeded: slot)
    }

    /// Whether it stands for a node: ids begin with 1.
    @inline(__always)
    var isNode: Bool { rawValue &>> Self.slotBits != 0 }

    /// Why it does not.
    var refusal: RingError { self == .none ? .empty : .noNodeUp }

    @inline(__always)
    var id: NodeID { NodeID(rawValue: rawValue &>> Self.slotBits) }

    @inline(__always)
    var slot: Int { Int(truncatingIfNeeded: rawValue & ((1 &<< Self.slotBits) &- 1)) }
}
