import CPlatform

/// A table whose slots belong to nodes: a key's hash modulo its size finds the owner.
///
/// In memory: the head, how many slots and how many owners there are, the owners, then for each slot which of them.
internal struct SlotTable: Snapshot {
    private static let slotCountOffset = SnapshotHead.byteCount
    private static let ownersOffset = slotCountOffset + 16

    internal let address: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - owners: The nodes that the slots belong to.
    ///   - slots: For each slot an index into them; empty where no node is up.
    /// - Returns: nil if there is no memory.
    internal init?(owners: [NodeEntry], slots: [UInt32]) {
        guard let address = cplatform_allocate_aligned(Self.ownersOffset &+ owners.count &* 8 &+ slots.count &* 4)
        else {
            return nil
        }
        self.address = address
        head = SnapshotHead()
        address.storeBytes(of: UInt64(slots.count), toByteOffset: Self.slotCountOffset, as: UInt64.self)
        address.storeBytes(of: UInt64(owners.count), toByteOffset: Self.slotCountOffset &+ 8, as: UInt64.self)
        for (index, owner) in owners.enumerated() { (self.owners + index).initialize(to: owner) }
        for (index, slot) in slots.enumerated() { (self.slots + index).initialize(to: slot) }
    }

    internal init(_ address: UnsafeMutableRawPointer) {
        self.address = address
    }

    @inline(__always)
    internal var slotCount: UInt64 { address.load(fromByteOffset: Self.slotCountOffset, as: UInt64.self) }

    private var ownerCount: Int {
        Int(truncatingIfNeeded: address.load(fromByteOffset: Self.slotCountOffset &+ 8, as: UInt64.self))
    }

    @inline(__always)
    private var owners: UnsafeMutablePointer<NodeEntry> {
        (address + Self.ownersOffset).assumingMemoryBound(to: NodeEntry.self)
    }

    @inline(__always)
    private var slots: UnsafeMutablePointer<UInt32> {
        (address + (Self.ownersOffset &+ ownerCount &* 8)).assumingMemoryBound(to: UInt32.self)
    }

    /// Whose slot it is; `slot` is below the number of slots.
    @inline(__always)
    internal func owner(ofSlot slot: UInt64) -> NodeEntry { owners[Int(slots[Int(truncatingIfNeeded: slot)])] }

    /// Nobody where the table is empty.
    @inline(__always)
    internal func owner(of hash: UInt64) -> NodeEntry {
        let count = slotCount
        return count == 0 ? head.nobody : owner(ofSlot: hash % count)
    }

    /// The owners of all slots in their order.
    internal var slotOwners: [NodeEntry] { (0..<slotCount).map { owner(ofSlot: $0) } }

    /// A walk from a key's slot over all that follow, once around.
    internal struct Walk: CandidateWalk {
        private let table: SlotTable
        private var slot: UInt64
        private var left: UInt64

        internal init(_ table: SlotTable, from hash: UInt64) {
            self.table = table
            left = table.slotCount
            slot = left == 0 ? 0 : hash % left
        }

        internal mutating func next() -> NodeEntry? {
            guard left > 0 else { return nil }
            defer {
                left &-= 1
                slot = slot &+ 1 == table.slotCount ? 0 : slot &+ 1
            }
            return table.owner(ofSlot: slot)
        }
    }
}
