import KedgeCore
import KedgeCrypto

/// The first 84 bytes of a stream.
///
/// - Source: docs/formats.md, "Stream and sealed file"
internal struct StreamHeader: Equatable, Sendable {
    internal static let byteCount = 84
    private static let segmentSizeOffset = 16
    private static let salt = 20..<52
    private static let commitmentOffset = 52

    /// All of them. No secret.
    internal private(set) var bytes: [UInt8]
    internal let head: CommonHead
    /// One of `StreamOptions.segmentByteCounts`.
    internal let segmentByteCount: Int

    /// Reads the header at the beginning of `bytes`; whether the commitment is right is seen when the key is derived.
    ///
    /// - Throws: `.tooShort`, `.malformedHeader`, `.unknownVersion`.
    internal init(_ bytes: UnsafeRawBufferPointer) throws(EncryptionError) {
        guard bytes.count >= Self.byteCount else { throw .tooShort(bytes.count) }
        do throws(HeaderError) {
            head = try CommonHead(bytes, as: .stream)
        } catch {
            switch error {
            case .malformed: throw .malformedHeader
            case .unknownVersion(let version): throw .unknownVersion(version)
            }
        }
        segmentByteCount = Int(bytes.bigEndian(UInt32.self, at: Self.segmentSizeOffset))
        // Before anything that depends on it is reserved.
        guard StreamOptions.segmentByteCounts.contains(segmentByteCount) else { throw .malformedHeader }
        self.bytes = Array(bytes.prefix(Self.byteCount))
    }

    /// A new header with a salt of its own; `commit(to:)` completes it.
    ///
    /// - Throws: `.segmentByteCount`, `.randomness`.
    internal init(head: CommonHead, segmentByteCount: Int) throws(EncryptionError) {
        guard StreamOptions.segmentByteCounts.contains(segmentByteCount) else {
            throw .segmentByteCount(segmentByteCount)
        }
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        let filled = bytes.withUnsafeMutableBytes { bytes in
            head.write(to: bytes, as: .stream)
            bytes.storeBigEndian(UInt32(truncatingIfNeeded: segmentByteCount), at: Self.segmentSizeOffset)
            return Result { () throws(RandomnessError) in
                try SystemRandom.fill(bytes.part(Self.salt.lowerBound, Self.salt.count))
            }
        }
        do throws(RandomnessError) {
            try filled.get()
        } catch {
            throw .randomness(error)
        }
        self.bytes = bytes
        self.head = head
        self.segmentByteCount = segmentByteCount
    }

    /// The stream key, 32 bytes, and behind it the commitment that the header ought to have.
    ///
    /// - Throws: `.unknownKey`, `.keyDisabled`, `.keyDestroyed`, `.malformedHeader`, `.memory`.
    internal func keys(
        from ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) -> SecretBytes {
        let bytes = bytes.span.bytes
        return try bytes.withUnsafeBytes { bytes throws(EncryptionError) in
            try ring.fileKeys(
                .stream, head, salt: bytes.part(Self.salt.lowerBound, Self.salt.count),
                header: bytes.part(0, Self.commitmentOffset), associatedData)
        }
    }

    /// Takes the commitment from `keys`.
    internal mutating func commit(to keys: borrowing SecretBytes) {
        keys.withUnsafeBytes { keys in
            bytes.withUnsafeMutableBytes { $0.part(Self.commitmentOffset, 32).copyMemory(from: keys.part(32, 32)) }
        }
    }

    /// Whether the header has the commitment of `keys`, in a time that does not depend on where it differs.
    internal func isCommitted(to keys: borrowing SecretBytes) -> Bool {
        keys.withUnsafeBytes { keys in
            bytes.withUnsafeBytes {
                isEqualInConstantTime(keys.part(32, 32), $0.part(Self.commitmentOffset, 32))
            }
        }
    }
}
