import KedgeCore

/// A key service did not do what it was asked.
public struct KeyServiceError: Error, Equatable, Sendable {
    /// The service's own number for what went wrong.
    public let code: Int32

    public init(code: Int32) {
        self.code = code
    }
}

/// The calls of a key service, on memory.
package struct KeyService: Sendable {
    /// Reads the one and writes the other; answers with how many bytes it wrote.
    package typealias Call =
        @Sendable (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(EncryptionError) -> Int

    /// Bytes of the longest wrapped key.
    package static let maximumWrappedByteCount = 4096

    internal let wrap: Call
    internal let unwrap: Call

    package init(wrap: @escaping Call, unwrap: @escaping Call) {
        self.wrap = wrap
        self.unwrap = unwrap
    }

    /// Wraps a data key.
    internal borrowing func wrapped(_ dataKey: borrowing SecretBytes) throws(EncryptionError) -> [UInt8] {
        var room = [UInt8](repeating: 0, count: Self.maximumWrappedByteCount)
        let wrap = wrap
        let count = try dataKey.withUnsafeBytes { dataKey throws(EncryptionError) in
            try room.withUnsafeMutableBytes { room in
                Result { () throws(EncryptionError) in try wrap(dataKey, room) }
            }.get()
        }
        guard (1...Self.maximumWrappedByteCount).contains(count) else { throw .keyServiceFailed(nil) }
        return Array(room.prefix(count))
    }

    /// Unwraps a data key.
    internal borrowing func unwrapped(
        _ wrapped: [UInt8], requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        var dataKey = try SecretBytes.forKeyring(RingKeySecrets.keyLength, requireLocked)
        let unwrap = unwrap
        let count = try dataKey.withUnsafeMutableBytes { dataKey throws(EncryptionError) in
            try wrapped.withUnsafeBytes { wrapped in
                Result { () throws(EncryptionError) in try unwrap(wrapped, dataKey) }
            }.get()
        }
        guard count == RingKeySecrets.keyLength else { throw .keyServiceFailed(nil) }
        return dataKey
    }
}

extension SecretBytes {
    /// Secret memory, and this module's error where there is none.
    internal static func forKeyring(_ count: Int, _ requireLocked: Bool) throws(EncryptionError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(count: count, requireLocked: requireLocked)
        } catch {
            throw .memory(error)
        }
    }

    /// A copy in secret memory, and this module's error where there is none.
    internal static func forKeyring(
        copying bytes: UnsafeRawBufferPointer, _ requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(copying: bytes.bytes, requireLocked: requireLocked)
        } catch {
            throw .memory(error)
        }
    }

    /// New randomness, and this module's error where there is none.
    internal static func randomForKeyring(_ count: Int, _ requireLocked: Bool) throws(EncryptionError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes.random(count: count, requireLocked: requireLocked)
        } catch {
            throw .memory(error)
        }
    }
}

/// Fills memory with randomness, with this module's error where there is none.
internal func fillWithRandomness(_ bytes: UnsafeMutableRawBufferPointer) throws(EncryptionError) {
    do throws(RandomnessError) {
        try SystemRandom.fill(bytes)
    } catch {
        throw .randomness(error)
    }
}
