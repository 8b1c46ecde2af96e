import CPlatform
import KedgeCore

extension Keyring {
    /// Changes the ring, and its file if it has one: wholly, or not at all.
    ///
    /// In a file, the change is made to what the file says now, so what other handles and processes did stays. A change whose
    /// last step fails, which brings the folder to disk, is made here as in the file, and is an error all the same.
    ///
    /// - Parameters:
    ///   - change: answers whether there is something to write.
    ///   - published: runs when the change is made durably, before anybody else may make one.
    internal borrowing func change(
        _ change: (inout RingContents) throws(EncryptionError) -> Bool, then published: () -> Void = {}
    ) throws(EncryptionError) {
        guard let file else {
            // Memory alone: threads take turns under a lock that a child of fork() finds free.
            cplatform_lock(CPLATFORM_LOCK_KEYRINGS)
            defer { cplatform_unlock(CPLATFORM_LOCK_KEYRINGS) }
            var contents = snapshot()
            if try change(&contents) { table.replace(with: KeyTable(contents)) }
            return published()
        }
        try file.checkProcess()
        var contents = RingContents()
        try file.change(waiting: options.lockTimeoutMilliseconds) { ring throws(EncryptionError) in
            contents = snapshot()
            try adopt(ring, into: &contents)
            guard try change(&contents), let lock = contents.lock else { return nil }
            contents.settleCounts()
            return try SealedKeyring.seal(
                try KeyringBody.encode(contents, isCopy: false, requireLocked: options.requiresLockedMemory), lock)
        } then: { isDurable in
            table.replace(with: KeyTable(contents))
            if isDurable { published() }
        }
    }

    /// Puts what a saved ring says into `contents`, which keeps the keys in memory that it has.
    private borrowing func adopt(
        _ ring: SealedKeyring, into contents: inout RingContents
    ) throws(EncryptionError) {
        guard let lock = contents.lock else { throw .noFile }
        try Self.read(ring, lock, into: &contents, options)
    }

    /// Opens a saved ring into `contents`.
    internal static func read(
        _ ring: SealedKeyring, _ lock: KeyringLock, into contents: inout RingContents, _ options: KeyringOptions
    ) throws(EncryptionError) {
        let body = try ring.body(lock, requireLocked: options.requiresLockedMemory)
        var read = contents
        try body.withUnsafeBytes { body throws(EncryptionError) in
            try KeyringBody.decode(body, into: &read, requireLocked: options.requiresLockedMemory)
        }
        read.id = ring.id
        contents = read
    }

    /// The ring as it is now.
    internal borrowing func snapshot() -> RingContents {
        table.read { $0.contents }
    }
}
