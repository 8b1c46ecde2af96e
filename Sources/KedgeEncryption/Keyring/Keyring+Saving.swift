package import KedgeCore

extension Keyring {
    /// Loads a ring that was saved to bytes, into memory.
    ///
    /// - Parameters:
    ///   - bytes: what `saved(with:)` gave, or what the file of a ring holds. AES-256-GCM keys only open in such a ring.
    ///   - unlock: what it was saved with.
    /// - Throws: `EncryptionError.keyringDamaged`, `.unknownVersion`, `.wrongUnlock`, `.derivationTooCostly`,
    ///   `.authenticationFailed` for bytes that somebody changed on purpose, `.keyServiceFailed`, `.memory`,
    ///   `.outOfMemory`, `.unavailable`.
    /// - Cost: what the unlock costs, and about 10 µs for each key.
    public init(
        _ bytes: RawSpan, unlock: borrowing KeyringUnlock, options: KeyringOptions = KeyringOptions()
    ) throws(EncryptionError) {
        guard bytes.byteCount <= SealedKeyring.maximumByteCount else { throw .keyringDamaged }
        let copy = bytes.withUnsafeBytes { Array($0) }
        var contents = try Self.opened(try SealedKeyring(copy), unlock, options)
        contents.lock = nil
        self.init(contents, options, file: nil, SystemClock())
    }

    /// Loads a ring that was saved to an array. See `init(_:unlock:options:)`.
    public init(
        _ bytes: [UInt8], unlock: borrowing KeyringUnlock, options: KeyringOptions = KeyringOptions()
    ) throws(EncryptionError) {
        try self.init(bytes.span.bytes, unlock: unlock, options: options)
    }

    /// Saves a copy of the ring, as it is now, to bytes. AES-256-GCM keys only open in it.
    ///
    /// - Throws: `EncryptionError.keyServiceFailed`, `.randomness`, `.memory`, `.outOfMemory`, `.unavailable`.
    /// - Cost: what the unlock costs: it is derived anew for each copy.
    public borrowing func saved(with unlock: borrowing KeyringUnlock) throws(EncryptionError) -> [UInt8] {
        try sealedCopy(of: try namedSnapshot(), unlock)
    }

    /// Saves a copy of the ring to a new file, durably. The ring is not tied to it, and AES-256-GCM keys only open in it.
    ///
    /// - Throws: as `saved(with:)`; `EncryptionError.file(.exists)` if there is a file.
    public borrowing func save(
        to path: String, with unlock: borrowing KeyringUnlock
    ) throws(EncryptionError) {
        try save(to: try FilePath.forKeyring(path), with: unlock)
    }

    package borrowing func save(
        to path: FilePath, with unlock: borrowing KeyringUnlock
    ) throws(EncryptionError) {
        try Self.writeNew(try saved(with: unlock), to: path)
    }

    /// Saves a copy of the ring to the caller's memory.
    ///
    /// - Parameter place: gets the most bytes that the copy may have, before anything is derived.
    /// - Returns: how many bytes it has; nil if there was no place.
    package borrowing func save(
        with unlock: borrowing KeyringUnlock, into place: Place
    ) throws(EncryptionError) -> Int? {
        let contents = try namedSnapshot()
        let most = SealedKeyring.byteCount(
            keys: contents.records.count, parameters: unlock.maximumParametersByteCount)
        guard let out = place(most) else { return nil }
        let bytes = try sealedCopy(of: contents, unlock)
        guard bytes.count <= out.count else { return nil }
        out.copyBytes(from: bytes)
        return bytes.count
    }

    private borrowing func sealedCopy(
        of contents: RingContents, _ unlock: borrowing KeyringUnlock
    ) throws(EncryptionError) -> [UInt8] {
        let lock = try callsUnderWay.during { () throws(EncryptionError) in
            try KeyringLock.make(unlock, ringID: contents.id ?? 0, requireLocked: options.requiresLockedMemory)
        }
        var contents = contents
        contents.settleCounts()
        return try SealedKeyring.seal(
            try KeyringBody.encode(contents, isCopy: true, requireLocked: options.requiresLockedMemory), lock)
    }

    /// The ring as it is now, with an id.
    private borrowing func namedSnapshot() throws(EncryptionError) -> RingContents {
        let contents = snapshot()
        if contents.id != nil { return contents }
        let id = try newRandomID()
        try change { contents throws(EncryptionError) in
            if contents.id == nil { contents.id = id }
            return true
        }
        return snapshot()
    }

    /// Unlocks a ring that was saved.
    internal static func opened(
        _ ring: SealedKeyring, _ unlock: borrowing KeyringUnlock, _ options: KeyringOptions
    ) throws(EncryptionError) -> RingContents {
        let lock = try KeyringLock.open(ring, unlock, requireLocked: options.requiresLockedMemory)
        var contents = RingContents(lock: lock)
        try read(ring, lock, into: &contents, options)
        return contents
    }

    internal static func writeNew(_ bytes: [UInt8], to path: FilePath) throws(EncryptionError) {
        let written = bytes.withUnsafeBytes { bytes in
            Result { () throws(FileError) in try AtomicFile.write(bytes, to: path, replacing: false) }
        }
        try withFileErrors { () throws(FileError) in try written.get() }
    }
}

extension FilePath {
    /// A path, and this module's error for one that is none.
    internal static func forKeyring(_ path: String) throws(EncryptionError) -> FilePath {
        try withFileErrors { () throws(FileError) in try FilePath(path) }
    }
}
