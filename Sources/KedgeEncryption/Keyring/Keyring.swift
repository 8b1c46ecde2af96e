package import KedgeCore

/// Keys with ids, and what seals and opens with them.
///
/// A ring lives in memory, where it may be saved to bytes, or is tied to a file, which every change goes to before the call
/// returns and which other handles and processes may change too.
///
/// Any thread, concurrently. In a child of `fork()` a ring in memory goes on working, changes included. A ring that was tied
/// to its file before the fork goes on opening, and sealing with XAES-256-GCM keys; whatever touches the file
/// (changes, `reload()`, AES-256-GCM keys that seal) answers `EncryptionError.forked`.
public struct Keyring: ~Copyable, Sendable {
    internal let table: Published<KeyTable>
    internal let options: KeyringOptions
    internal let file: KeyringFile?
    internal let clock: any WallClock
    /// How many calls with a callback are under way on behalf of this ring, for whoever wants to end it.
    package let callsUnderWay = CallsUnderWay()

    /// Makes a ring without keys, in memory.
    public init(options: KeyringOptions = KeyringOptions()) {
        self.init(RingContents(), options, file: nil, SystemClock())
    }

    /// Makes a ring without keys, in memory, whose keys are dated by `clock`.
    package init(options: KeyringOptions = KeyringOptions(), clock: any WallClock) {
        self.init(RingContents(), options, file: nil, clock)
    }

    internal init(
        _ contents: consuming RingContents, _ options: KeyringOptions, file: KeyringFile?, _ clock: any WallClock
    ) {
        table = Published(KeyTable(contents))
        self.options = options
        self.file = file
        self.clock = clock
    }

    /// Whether every change goes to a file.
    public var isTiedToFile: Bool { file != nil }
}

// MARK: - What streams and logs need

extension Keyring {
    /// The head of a file that is to be sealed with the primary key.
    internal borrowing func headForSealing() throws(EncryptionError) -> CommonHead {
        try table.read { table throws(EncryptionError) in
            let key = try table.primarySlot().usableKey()
            return CommonHead(algorithm: key.pointee.algorithm.rawValue, id: key.pointee.id)
        }
    }

    /// Derives the keys of a file from the ring key that its head names.
    ///
    /// - Parameters:
    ///   - header: what stands before the commitment, the head included.
    ///   - associatedData: the caller's.
    /// - Returns: `purpose.keyCount` keys of 32 bytes, and 32 bytes of commitment behind them.
    /// - Throws: `.unknownKey`, `.keyDisabled`, `.keyDestroyed`; `.malformedHeader` if the head names another algorithm than
    ///   the key's; `.memory`.
    internal borrowing func fileKeys(
        _ purpose: FilePurpose, _ head: CommonHead, salt: UnsafeRawBufferPointer, header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) -> SecretBytes {
        var keys = try SecretBytes.forKeyring(purpose.keyCount * 32 + 32, options.requiresLockedMemory)
        try table.read { table throws(EncryptionError) in
            let key = try table.key(head.id)
            guard head.algorithm == key.pointee.algorithm.rawValue else { throw .malformedHeader }
            keys.withUnsafeMutableBytes {
                key.pointee.secrets.deriveFileKeys(purpose, salt: salt, header: header, associatedData, into: $0)
            }
        }
        return keys
    }
}
