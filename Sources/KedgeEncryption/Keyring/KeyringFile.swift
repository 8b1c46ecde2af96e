import CPlatform
import KedgeCore

/// The file that a ring is tied to.
internal struct KeyringFile: Sendable {
    /// Absolute, so that it stays the same whatever becomes of the working directory.
    internal let path: FilePath
    private let forkGeneration = cplatform_fork_generation()

    internal init(_ path: FilePath) {
        self.path = path
    }

    /// - Throws: `.forked` in a child of the process that tied the ring to the file.
    internal func checkProcess() throws(EncryptionError) {
        guard forkGeneration == cplatform_fork_generation() else { throw .forked }
    }

    /// What the file holds now. Its writers replace it as a whole, so no lock is needed.
    internal static func contents(of path: FilePath) throws(EncryptionError) -> SealedKeyring {
        let bytes = try withFileErrors { () throws(FileError) in
            try File.contents(of: path, limit: SealedKeyring.maximumByteCount)
        }
        guard let bytes else { throw .keyringDamaged }
        return try SealedKeyring(bytes)
    }

    /// Lets `body` change the file, which nobody else changes meanwhile.
    ///
    /// - Parameters:
    ///   - milliseconds: how long to wait for whoever is changing it.
    ///   - body: gets what the file holds now, and answers with what it shall hold, or nil if that is the same.
    ///   - publish: runs when the file holds that, before anybody else may change it; gets whether it does so durably. If
    ///     not, the change fails after that.
    internal func change(
        waiting milliseconds: UInt64,
        _ body: (SealedKeyring) throws(EncryptionError) -> [UInt8]?,
        then publish: (_ isDurable: Bool) -> Void
    ) throws(EncryptionError) {
        let locked = try withFileErrors { () throws(FileError) in try File.locked(path, waiting: milliseconds) }
        defer { withExtendedLifetime(locked) {} }
        guard let bytes = try body(try Self.contents(of: path)) else { return publish(true) }
        try withFileErrors { () throws(FileError) in
            let new = try AtomicFile(at: path)
            // Nobody else knows it yet. Whoever finds it in its place waits for what follows.
            try new.file.lock(waiting: 0)
            try new.file.takeOwner(of: locked)
            let written = bytes.withUnsafeBytes { bytes in
                Result { () throws(FileError) in try new.file.write(bytes, at: 0) }
            }
            try written.get()
            try new.commit(replacing: true, durable: true) { publish($1) }
        }
    }
}
