/// What a ring knows of one key.
internal struct KeyRecord: Sendable {
    internal let id: UInt64
    internal let algorithm: KeyAlgorithm
    internal var state: KeyState
    /// Unix seconds.
    internal let createdAt: Int64
    /// An AES-256-GCM key whose nonces are counted in another file.
    internal var isOpenOnly = false
    /// Messages that the saved ring counts.
    internal var savedCount: UInt64 = 0
    /// How many of this handle's own messages those include.
    internal var savedOwnCount: UInt64 = 0
    internal var reservedCount: UInt64 = 0
    /// Nil once the key is destroyed.
    internal var key: RingKey?

    /// Messages that were sealed with it, as far as this handle knows.
    internal var sealedCount: UInt64 {
        guard let key else { return savedCount }
        return savedCount &+ (key.read { $0.sealed.value } &- savedOwnCount)
    }

    fileprivate mutating func settleCount() {
        guard let key else { return }
        let own = key.read { $0.sealed.value }
        savedCount &+= own &- savedOwnCount
        savedOwnCount = own
    }

    /// Forgets the key.
    internal mutating func destroy() {
        settleCount()
        state = .destroyed
        key = nil
    }
}

/// A ring, to be changed and put into a table.
internal struct RingContents: Sendable {
    internal static let maximumKeyCount = 1000

    /// Random; nil in a ring that is new and has no key.
    internal var id: UInt64?
    /// In the order in which they came.
    internal var records: [KeyRecord] = []
    /// 0 while there is none.
    internal var primary: UInt64 = 0
    /// What the ring's file is locked with; nil in a ring without a file.
    internal var lock: KeyringLock?

    /// Counts this handle's messages into what is saved. What is sealed after that is for the next time.
    internal mutating func settleCounts() {
        for index in records.indices { records[index].settleCount() }
    }

    /// Where the key with an id stands.
    internal func index(of id: UInt64) throws(EncryptionError) -> Int {
        guard let index = records.firstIndex(where: { $0.id == id }) else { throw .unknownKey(id) }
        return index
    }

    /// Where the key with an id stands, if it was not destroyed.
    internal func indexOfLiving(_ id: UInt64) throws(EncryptionError) -> Int {
        let index = try index(of: id)
        guard records[index].state != .destroyed else { throw .keyDestroyed(id) }
        return index
    }
}
