import KedgeCore

/// The keys of a ring at one moment, arranged so that one is found at once. Never changed: a change makes a new one.
internal struct KeyTable: ~Copyable, @unchecked Sendable {
    // Unchecked: the slots are written once, here.

    /// What sealing and opening wants to know of a key, without counting references.
    internal struct Slot {
        /// 0 where there is none.
        internal var id: UInt64 = 0
        internal var state = KeyState.destroyed
        internal var isOpenOnly = false
        /// Owned by `contents`.
        internal var key: UnsafeMutablePointer<RingKeyWork>?
    }

    internal let contents: RingContents
    private let slots: UnsafeMutablePointer<Slot>
    private let mask: Int
    private let primary: Slot

    internal init(_ contents: consuming RingContents) {
        // At least twice as many slots as keys, so that a search ends soon, and at an empty one.
        var capacity = 2
        while capacity < 2 * contents.records.count { capacity *= 2 }
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        slots.initialize(repeating: Slot(), count: capacity)
        mask = capacity &- 1
        var primary = Slot()
        for record in contents.records {
            let slot = Slot(
                id: record.id, state: record.state, isOpenOnly: record.isOpenOnly, key: record.key?.work)
            slots[KeyTable.place(of: record.id, in: slots, mask)] = slot
            if record.id == contents.primary { primary = slot }
        }
        self.slots = slots
        self.primary = primary
        self.contents = contents
    }

    deinit {
        slots.deallocate()
    }

    /// The key to seal with.
    @inline(__always)
    internal func primarySlot() throws(EncryptionError) -> Slot {
        guard primary.id != 0 else { throw .noPrimaryKey }
        return primary
    }

    /// The key with an id, if it may be used.
    ///
    /// - Throws: `.unknownKey`, `.keyDisabled`, `.keyDestroyed`.
    @inline(__always)
    internal func key(_ id: UInt64) throws(EncryptionError) -> UnsafeMutablePointer<RingKeyWork> {
        guard id != 0 else { throw .unknownKey(id) }
        let slot = slots[Self.place(of: id, in: slots, mask)]
        guard slot.id == id else { throw .unknownKey(id) }
        return try slot.usableKey()
    }

    // Ids are random, so they spread by themselves.
    @inline(__always)
    private static func place(of id: UInt64, in slots: UnsafeMutablePointer<Slot>, _ mask: Int) -> Int {
        var index = Int(truncatingIfNeeded: id) & mask
        while slots[index].id != 0, slots[index].id != id { index = (index &+ 1) & mask }
        return index
    }
}

extension KeyTable.Slot {
    @inline(__always)
    internal func usableKey() throws(EncryptionError) -> UnsafeMutablePointer<RingKeyWork> {
        switch state {
        case .enabled:
            guard let key else { throw .keyDestroyed(id) }
            return key
        case .disabled: throw .keyDisabled(id)
        case .destroyed: throw .keyDestroyed(id)
        }
    }
}
