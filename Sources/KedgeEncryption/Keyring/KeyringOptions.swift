/// How a keyring behaves.
public struct KeyringOptions: Equatable, Sendable {
    /// Whether `exportKey` gives keys out.
    public var allowsExport: Bool
    /// Whether memory for a key that cannot be locked is an error.
    public var requiresLockedMemory: Bool
    /// How long a call waits for another process, or another handle of this one, that is changing the ring's file.
    public var lockTimeoutMilliseconds: UInt64

    /// Nonces that an AES-256-GCM key takes from the file at once, and in all; smaller in tests.
    package var nonceBlock: UInt64 = 1 << 20
    package var nonceLimit: UInt64 = 1 << 32

    /// Makes options.
    ///
    /// - Parameters:
    ///   - allowsExport: whether `exportKey` gives keys out.
    ///   - requiresLockedMemory: whether memory for a key that cannot be locked is an error.
    ///   - lockTimeoutMilliseconds: how long a call waits for the lock of the ring's file.
    public init(
        allowsExport: Bool = false, requiresLockedMemory: Bool = false, lockTimeoutMilliseconds: UInt64 = 10_000
    ) {
        self.allowsExport = allowsExport
        self.requiresLockedMemory = requiresLockedMemory
        self.lockTimeoutMilliseconds = lockTimeoutMilliseconds
    }
}
