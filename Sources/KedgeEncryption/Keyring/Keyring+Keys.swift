public import KedgeCore

extension Keyring {
    /// Adds a new key; the first one of a ring becomes its primary key.
    ///
    /// - Parameter algorithm: AES-256-GCM only in a ring that is tied to a file.
    /// - Returns: its id.
    /// - Throws: `EncryptionError.keyNeedsFile` with id 0, `.tooManyKeys`, `.randomness`, `.memory`, `.unavailable`, and what
    ///   a change of the ring's file may throw: `.file`, `.forked`, `.keyringDamaged`, `.wrongUnlock`, `.unknownVersion`,
    ///   `.authenticationFailed`.
    /// - Cost: some 20 µs; tied to a file, what it takes to write one durably.
    @discardableResult
    public borrowing func generateKey(_ algorithm: KeyAlgorithm = .xaes256GCM) throws(EncryptionError) -> UInt64 {
        let key = try SecretBytes.randomForKeyring(RingKeySecrets.keyLength, options.requiresLockedMemory)
        return try key.withUnsafeBytes { key throws(EncryptionError) in try addKey(key, algorithm) }
    }

    /// Adds a key that was made elsewhere. It is used only through keys that are derived from it.
    ///
    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - algorithm: AES-256-GCM only in a ring that is tied to a file.
    /// - Returns: its id, which is new.
    /// - Throws: `EncryptionError.keyLength`, and as `generateKey`.
    @discardableResult
    public borrowing func importKey(
        _ key: borrowing SecretBytes, _ algorithm: KeyAlgorithm = .xaes256GCM
    ) throws(EncryptionError) -> UInt64 {
        try key.withUnsafeBytes { key throws(EncryptionError) in try addKey(key, algorithm) }
    }

    /// Adds a key that lies in ordinary memory; the caller wipes its own copy. See `importKey(_:_:)`.
    @discardableResult
    public borrowing func importKey(
        copying key: RawSpan, _ algorithm: KeyAlgorithm = .xaes256GCM
    ) throws(EncryptionError) -> UInt64 {
        try key.withUnsafeBytes { key throws(EncryptionError) in try addKey(key, algorithm) }
    }

    /// Gives a key out, for a ring elsewhere. The options have to allow it.
    ///
    /// - Throws: `EncryptionError.exportNotAllowed`, `.unknownKey`, `.keyDestroyed`, `.memory`.
    public borrowing func exportKey(_ id: UInt64) throws(EncryptionError) -> SecretBytes {
        var out = try SecretBytes.forKeyring(RingKeySecrets.keyLength, options.requiresLockedMemory)
        try out.withUnsafeMutableBytes { out throws(EncryptionError) in try exportKey(id, into: out) }
        return out
    }

    /// Gives a key out into the caller's memory.
    ///
    /// - Parameter out: 32 bytes.
    package borrowing func exportKey(
        _ id: UInt64, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        guard options.allowsExport else { throw .exportNotAllowed }
        let contents = snapshot()
        guard let key = contents.records[try contents.indexOfLiving(id)].key else { throw .keyDestroyed(id) }
        key.read { work in work.secrets.withKey { out.copyMemory(from: $0) } }
    }

    /// Makes a key the one that seals from now on. What other keys sealed still opens.
    ///
    /// - Throws: `EncryptionError.unknownKey`, `.keyDisabled`, `.keyDestroyed`, and what a change of the ring's file may
    ///   throw: see `generateKey`.
    public borrowing func setPrimary(_ id: UInt64) throws(EncryptionError) {
        try change { contents throws(EncryptionError) in
            let record = contents.records[try contents.indexOfLiving(id)]
            guard record.state == .enabled else { throw .keyDisabled(id) }
            contents.primary = id
            return true
        }
    }

    /// Lets a disabled key open again.
    ///
    /// - Throws: `EncryptionError.unknownKey`, `.keyDestroyed`, and what a change of the ring's file may throw: see
    ///   `generateKey`.
    public borrowing func enable(_ id: UInt64) throws(EncryptionError) {
        try change { contents throws(EncryptionError) in
            contents.records[try contents.indexOfLiving(id)].state = .enabled
            return true
        }
    }

    /// Keeps a key from being used, until it is enabled again.
    ///
    /// - Throws: `EncryptionError.unknownKey`, `.keyDestroyed`, `.keyIsPrimary`, and what a change of the ring's file may
    ///   throw: see `generateKey`.
    public borrowing func disable(_ id: UInt64) throws(EncryptionError) {
        try change { contents throws(EncryptionError) in
            let index = try contents.indexOfLiving(id)
            guard contents.primary != id else { throw .keyIsPrimary(id) }
            contents.records[index].state = .disabled
            return true
        }
    }

    /// Destroys a key for ever: nothing that was sealed with it opens again, in this ring. Copies of the ring that were saved
    /// before, backups of its file included, still have the key.
    ///
    /// The key is wiped from this process's memory when the last call that uses it ends. A key that is destroyed already stays
    /// so, without an error.
    ///
    /// - Throws: `EncryptionError.unknownKey`, `.keyIsPrimary`, and what a change of the ring's file may throw: see
    ///   `generateKey`.
    public borrowing func destroy(_ id: UInt64) throws(EncryptionError) {
        try change { contents throws(EncryptionError) in
            let index = try contents.index(of: id)
            guard contents.primary != id else { throw .keyIsPrimary(id) }
            contents.records[index].destroy()
            return true
        }
    }

    /// The id of the key that seals, nil while there is none.
    public var primaryKeyID: UInt64? {
        let primary = table.read { $0.contents.primary }
        return primary == 0 ? nil : primary
    }

    /// What is known of every key, destroyed ones included, in the order in which they came.
    public var keys: [KeyInfo] {
        let contents = snapshot()
        return contents.records.map { info($0, contents) }
    }

    /// What is known of one key.
    ///
    /// - Throws: `EncryptionError.unknownKey`.
    public borrowing func key(_ id: UInt64) throws(EncryptionError) -> KeyInfo {
        let contents = snapshot()
        return info(contents.records[try contents.index(of: id)], contents)
    }

    private borrowing func info(_ record: KeyRecord, _ contents: RingContents) -> KeyInfo {
        let isCountedHere = record.algorithm == .xaes256GCM || (isTiedToFile && !record.isOpenOnly)
        return KeyInfo(
            id: record.id, algorithm: record.algorithm, state: record.state, createdAt: record.createdAt,
            sealedCount: record.sealedCount, reservedCount: record.reservedCount,
            isPrimary: record.id == contents.primary, canSeal: record.state == .enabled && isCountedHere)
    }

    private borrowing func addKey(
        _ key: UnsafeRawBufferPointer, _ algorithm: KeyAlgorithm
    ) throws(EncryptionError) -> UInt64 {
        guard algorithm == .xaes256GCM || isTiedToFile else { throw .keyNeedsFile(0) }
        let createdAt = clock.unixSeconds
        while true {
            let id = try newRandomID()
            let key = try RingKey(
                key, id: id, algorithm: algorithm, requireLocked: options.requiresLockedMemory)
            let ringID = try newRandomID()
            var isAdded = false
            try change { contents throws(EncryptionError) in
                guard contents.records.count < RingContents.maximumKeyCount else { throw .tooManyKeys }
                guard !contents.records.contains(where: { $0.id == id }) else { return false }
                if contents.id == nil { contents.id = ringID }
                contents.records.append(
                    KeyRecord(id: id, algorithm: algorithm, state: .enabled, createdAt: createdAt, key: key))
                if contents.primary == 0 { contents.primary = id }
                isAdded = true
                return true
            }
            if isAdded { return id }
        }
    }
}

/// An id that nobody has: 64 random bits, never 0.
internal func newRandomID() throws(EncryptionError) -> UInt64 {
    var id: UInt64 = 0
    while id == 0 {
        try withUnsafeMutableBytes(of: &id) { id throws(EncryptionError) in try fillWithRandomness(id) }
    }
    return id
}
