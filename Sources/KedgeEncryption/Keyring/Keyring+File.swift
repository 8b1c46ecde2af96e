package import KedgeCore

extension Keyring {
    /// Makes a ring without keys, in a new file that it stays tied to: mode 0600, written in one step and durably.
    ///
    /// - Parameters:
    ///   - path: a file that is not there; the working directory may change afterwards.
    ///   - unlock: what will unlock it.
    /// - Throws: `EncryptionError.file(.exists)` and the other errors of files, `.keyServiceFailed`, `.randomness`, `.memory`,
    ///   `.outOfMemory`, `.unavailable`.
    /// - Cost: what the unlock costs, and a durable write.
    public static func createFile(
        _ path: String, unlock: borrowing KeyringUnlock, options: KeyringOptions = KeyringOptions()
    ) throws(EncryptionError) -> Keyring {
        try createFile(try FilePath.forKeyring(path), unlock: unlock, options: options)
    }

    package static func createFile(
        _ path: FilePath, unlock: borrowing KeyringUnlock, options: KeyringOptions = KeyringOptions(),
        clock: any WallClock = SystemClock()
    ) throws(EncryptionError) -> Keyring {
        let path = try withFileErrors { () throws(FileError) in try path.resolvedInFolder() }
        let id = try newRandomID()
        let lock = try KeyringLock.make(unlock, ringID: id, requireLocked: options.requiresLockedMemory)
        let contents = RingContents(id: id, lock: lock)
        let bytes = try SealedKeyring.seal(
            try KeyringBody.encode(contents, isCopy: false, requireLocked: options.requiresLockedMemory), lock)
        try writeNew(bytes, to: path)
        return Keyring(contents, options, file: KeyringFile(path), clock)
    }

    /// Opens a ring's file, and stays tied to it.
    ///
    /// Every change that this handle makes goes to the file before the call returns, and is made to what the file says then.
    /// What others change shows with the next change of this handle, or after `reload()`.
    ///
    /// A copy of the file that other software made has AES-256-GCM keys that seal too, and counts their nonces apart from it:
    /// copy with `save(to:with:)`.
    ///
    /// - Parameters:
    ///   - path: the file; the working directory may change afterwards.
    ///   - unlock: what unlocks it.
    /// - Throws: `EncryptionError.file`, and as `init(_:unlock:options:)`.
    /// - Cost: what the unlock costs, and about 10 µs for each key.
    public static func openFile(
        _ path: String, unlock: borrowing KeyringUnlock, options: KeyringOptions = KeyringOptions()
    ) throws(EncryptionError) -> Keyring {
        try openFile(try FilePath.forKeyring(path), unlock: unlock, options: options)
    }

    package static func openFile(
        _ path: FilePath, unlock: borrowing KeyringUnlock, options: KeyringOptions = KeyringOptions(),
        clock: any WallClock = SystemClock()
    ) throws(EncryptionError) -> Keyring {
        let path = try withFileErrors { () throws(FileError) in try path.resolved() }
        let contents = try opened(try KeyringFile.contents(of: path), unlock, options)
        return Keyring(contents, options, file: KeyringFile(path), clock)
    }

    /// Takes over what other handles and processes wrote to the ring's file.
    ///
    /// - Throws: `EncryptionError.noFile`, `.forked`, `.file`, `.unknownVersion`; `.wrongUnlock` if another unlock was set:
    ///   open the ring again; `.keyringDamaged`, also for an older file that was put back: it lacks keys that this
    ///   handle knows, or undoes what was destroyed or reserved; `.authenticationFailed`, `.memory`, `.unavailable`. The
    ///   ring is then as it was.
    /// - Cost: about 15 µs, and 1 µs for each key; no write.
    public borrowing func reload() throws(EncryptionError) {
        guard isTiedToFile else { throw .noFile }
        try change { _ in false }
    }

    /// Changes what unlocks the ring's file: another passphrase, another key, another service.
    ///
    /// Other handles that have the file open go on opening and sealing, and answer `.wrongUnlock` when they have to read it
    /// again. Copies that were saved before still open with the old unlock.
    ///
    /// - Throws: `EncryptionError.noFile`, `.keyServiceFailed`, and what a change of the ring's file may throw: see
    ///   `generateKey`.
    /// - Cost: what the new unlock costs, and a durable write.
    public borrowing func changeUnlock(to unlock: borrowing KeyringUnlock) throws(EncryptionError) {
        guard let file, let id = snapshot().id else { throw .noFile }
        try file.checkProcess()
        // Before the file is locked: it takes its time, and may call the host.
        let lock = try callsUnderWay.during { () throws(EncryptionError) in
            try KeyringLock.make(unlock, ringID: id, requireLocked: options.requiresLockedMemory)
        }
        try change { contents throws(EncryptionError) in
            contents.lock = lock
            return true
        }
    }
}
