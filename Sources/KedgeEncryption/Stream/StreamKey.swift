import KedgeCore
import KedgeCrypto

/// The key of one stream, which seals and opens its segments.
///
/// A class, so that the threads that work on one stream share it. Any thread, concurrently.
internal final class StreamKey: Sendable {
    internal let header: StreamHeader
    private let key: AESGCMKey

    /// The key of a new stream, under the ring's primary key.
    ///
    /// - Throws: `.segmentByteCount`, `.noPrimaryKey`, `.keyDisabled`, `.randomness`, `.memory`, `.unavailable`.
    internal init(
        sealingWith ring: borrowing Keyring, segmentByteCount: Int, _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) {
        var header = try StreamHeader(head: ring.headForSealing(), segmentByteCount: segmentByteCount)
        let keys = try Self.keys(forNew: &header, ring, associatedData)
        header.commit(to: keys)
        key = try Self.key(keys, requireLocked: ring.options.requiresLockedMemory)
        self.header = header
    }

    private static func keys(
        forNew header: inout StreamHeader, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) -> SecretBytes {
        while true {
            do throws(EncryptionError) {
                return try header.keys(from: ring, associatedData)
            } catch {
                // Between the two questions the ring may have got another primary key, and have lost this one.
                let head = try ring.headForSealing()
                guard head != header.head else { throw error }
                header = try StreamHeader(head: head, segmentByteCount: header.segmentByteCount)
            }
        }
    }

    /// The key of a stream that begins with `header`, which is authentic if this succeeds.
    ///
    /// - Throws: `.unknownKey`, `.keyDisabled`, `.keyDestroyed`, `.malformedHeader`, `.memory`, `.unavailable`;
    ///   `.authenticationFailed` if the header or the associated data is not what the stream was sealed with.
    internal init(
        opening header: StreamHeader, with ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) {
        let keys = try header.keys(from: ring, associatedData)
        guard header.isCommitted(to: keys) else { throw .authenticationFailed }
        key = try Self.key(keys, requireLocked: ring.options.requiresLockedMemory)
        self.header = header
    }

    private static func key(
        _ keys: borrowing SecretBytes, requireLocked: Bool
    ) throws(EncryptionError) -> AESGCMKey {
        try keys.withUnsafeBytes { keys throws(EncryptionError) in
            do throws(AESGCMError) {
                return try AESGCMKey(copying: keys.part(0, 32).bytes, requireLocked: requireLocked)
            } catch {
                throw EncryptionError(error)
            }
        }
    }

    /// Seals a segment.
    ///
    /// - Parameters:
    ///   - plaintext: up to `header.segmentByteCount` bytes, in place or apart from `out`.
    ///   - segment: its number, never used before with this key for anything else.
    ///   - out: `plaintext.count + 16` bytes; all zero if it fails.
    internal func seal(
        _ plaintext: UnsafeRawBufferPointer, segment: Int, isFinal: Bool, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        try withNonce(segment, isFinal) { nonce throws(AESGCMError) in
            try key.seal(plaintext, nonce: nonce, UnsafeRawBufferPointer(start: nil, count: 0), into: out)
        }
    }

    /// Opens a segment.
    ///
    /// - Parameters:
    ///   - sealed: at least 16 bytes, in place or apart from `out`.
    ///   - out: `sealed.count - 16` bytes; all zero if it fails.
    internal func open(
        _ sealed: UnsafeRawBufferPointer, segment: Int, isFinal: Bool, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        try withNonce(segment, isFinal) { nonce throws(AESGCMError) in
            try key.open(sealed, nonce: nonce, UnsafeRawBufferPointer(start: nil, count: 0), into: out)
        }
    }

    private func withNonce(
        _ segment: Int, _ isFinal: Bool, _ body: (UnsafeRawBufferPointer) throws(AESGCMError) -> Void
    ) throws(EncryptionError) {
        do throws(AESGCMError) {
            try withUnsafeTemporaryAllocation(byteCount: 12, alignment: 4) { nonce throws(AESGCMError) in
                nonce.storeBigEndian(UInt32(0), at: 0)
                nonce.storeBigEndian(UInt64(truncatingIfNeeded: segment), at: 3)
                nonce[11] = isFinal ? 1 : 0
                try body(UnsafeRawBufferPointer(nonce))
            }
        } catch {
            throw EncryptionError(error)
        }
    }
}
