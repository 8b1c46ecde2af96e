import KedgeCore
import Synchronization

/// What sealing and opening needs of a ring key.
internal struct RingKeyWork: ~Copyable, Sendable {
    internal let id: UInt64
    internal let algorithm: KeyAlgorithm
    internal let secrets: RingKeySecrets
    internal let cipher: MessageCipher
    /// What every message of the key begins with: the common head and the commitment.
    internal let prefix: MessagePrefix
    /// Messages sealed with it through this handle.
    internal let sealed = SealCount()
    /// How often this handle reserved nonces for it.
    internal let reservations = Atomic<Int>(0)

    internal init(_ secrets: consuming RingKeySecrets, requireLocked: Bool) throws(EncryptionError) {
        let (id, algorithm) = (secrets.id, secrets.algorithm)
        prefix = secrets.withMessageKey { MessagePrefix(CommonHead(algorithm: algorithm.rawValue, id: id), $1) }
        cipher = try secrets.withMessageKey { key, _ throws(EncryptionError) in
            try MessageCipher(key, algorithm, requireLocked: requireLocked)
        }
        self.secrets = secrets
        self.id = id
        self.algorithm = algorithm
    }
}

/// The owner of a ring key in memory. It goes, wiped, when no table has it any more and no call is using it.
///
/// What it owns lies behind a pointer, so that sealing and opening, which borrow it through a table, count no references.
internal final class RingKey: @unchecked Sendable {
    // Unchecked: the pointer never changes, and what is behind it is Sendable and never moved.
    internal let work: UnsafeMutablePointer<RingKeyWork>

    /// - Parameter key: 32 bytes.
    internal init(
        _ key: UnsafeRawBufferPointer, id: UInt64, algorithm: KeyAlgorithm, requireLocked: Bool
    ) throws(EncryptionError) {
        let new = try RingKeyWork(
            try RingKeySecrets(key, id: id, algorithm: algorithm, requireLocked: requireLocked),
            requireLocked: requireLocked)
        work = .allocate(capacity: 1)
        work.initialize(to: new)
    }

    /// Lends what it owns for the length of `body`.
    internal func read<Value: ~Copyable>(_ body: (borrowing RingKeyWork) -> Value) -> Value {
        defer { extendLifetime(self) }
        return body(work.pointee)
    }

    deinit {
        work.deinitialize(count: 1)
        work.deallocate()
    }
}
