/// What a ring knows of one key.
struct KeyRecord: Sendable {
    let id: UInt64
    let algorithm: KeyAlgorithm
    var state: KeyState
    /// Unix seconds.
    let createdAt: Int64
    /// An AES-256-GCM key whose nonces are counted in another file.
    var isOpenOnly = false
    /// Messages that the saved ring counts.
    var savedCount: UInt64 = 0
    /// How many of this handle's own messages those include.
    var savedOwnCount: UInt64 = 0
    var reservedCount: UInt64 = 0
    /// Nil once the key is destroyed.
    var key: RingKey?

    /// Messages that were sealed with it, as far as this handle knows.
    var sealedCount: UInt64 {
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
    mutating func destroy() {
        settleCount()
        state = .destroyed
        key = nil
    }
}

/// A ring, to be changed and put into a table.
struct RingContents: Sendable {
    static let maximumKeyCount = 1000

    /// Random; nil in a ring that is new and has no key.
    var id: UInt64?
    /// In the order in which they came.
    var records: [KeyRecord] = []
    /// 0 while there is none.
    var primary: UInt64 = 0
    /// What the ring's file is locked with; nil in a ring without a file.
    var lock: KeyringLock?

    /// Counts this handle's messages into what is saved. What is sealed after that is for the next time.
    mutating func settleCounts() {
        for index in records.indices { records[index].settleCount() }
    }

    /// Where the key with an id stands.
    func index(of id: UInt64) throws(EncryptionError) -> Int {
        guard let index = records.firstIndex(where: { $0.id == id }) else { throw .unknownKey(id) }
        return index
    }

    /// Where the key with an id stands, if it was not destroyed.
    func indexOfLiving(_ id: UInt64) throws(EncryptionError) -> Int {
        let index = try index(of: id)
        guard records[index].state != .destroyed else { throw .keyDestroyed(id) }
        return index
    }
}
