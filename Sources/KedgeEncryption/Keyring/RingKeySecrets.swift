import KedgeCore
import KedgeCrypto

/// The secrets of one ring key.
///
/// - Source: docs/formats.md, "Keys"
internal struct RingKeySecrets: ~Copyable, Sendable {
    internal static let keyLength = 32
    private static let commitmentOffset = 64
    private static let streamOffset = 96
    private static let logOffset = 128

    /// K, message key, message commitment, stream secret, log secret: 32 bytes each.
    private let bytes: SecretBytes
    internal let id: UInt64
    internal let algorithm: KeyAlgorithm

    /// Derives what follows from `key`, which has 32 bytes.
    internal init(
        _ key: UnsafeRawBufferPointer, id: UInt64, algorithm: KeyAlgorithm, requireLocked: Bool
    ) throws(EncryptionError) {
        guard key.count == Self.keyLength else { throw .keyLength(key.count) }
        var bytes = try SecretBytes.forKeyring(160, requireLocked)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.part(0, Self.keyLength).copyMemory(from: key)
            Self.derive("message", key, id, algorithm, into: bytes.part(32, 64))
            Self.derive(FilePurpose.stream.secretName, key, id, algorithm, into: bytes.part(Self.streamOffset, 32))
            Self.derive(FilePurpose.log.secretName, key, id, algorithm, into: bytes.part(Self.logOffset, 32))
        }
        self.bytes = bytes
        self.id = id
        self.algorithm = algorithm
    }

    /// K itself, for saving and exporting.
    internal func withKey<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try bytes.withUnsafeBytes { bytes throws(Failure) in try body(bytes.part(0, Self.keyLength)) }
    }

    /// The key for messages, and what they commit to it with.
    internal func withMessageKey<Value: ~Copyable, Failure: Error>(
        _ body: (_ key: UnsafeRawBufferPointer, _ commitment: UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try bytes.withUnsafeBytes { bytes throws(Failure) in
            try body(bytes.part(32, 32), bytes.part(Self.commitmentOffset, 32))
        }
    }

    /// Derives the keys of one file, and its commitment behind them.
    ///
    /// - Parameters:
    ///   - header: what stands before the commitment.
    ///   - out: `purpose.keyCount * 32 + 32` bytes.
    internal func deriveFileKeys(
        _ purpose: FilePurpose, salt: UnsafeRawBufferPointer, header: UnsafeRawBufferPointer,
        _ associatedData: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) {
        bytes.withUnsafeBytes { bytes in
            let secret = bytes.part(purpose == .stream ? Self.streamOffset : Self.logOffset, 32)
            let label = purpose.label
            withUnsafeTemporaryAllocation(
                byteCount: label.utf8CodeUnitCount &+ header.count &+ SHA256.digestByteCount, alignment: 1
            ) { info in
                info.part(0, label.utf8CodeUnitCount).copyMemory(
                    from: UnsafeRawBufferPointer(start: label.utf8Start, count: label.utf8CodeUnitCount))
                info.part(label.utf8CodeUnitCount, header.count).copyMemory(from: header)
                if let digest = info.baseAddress {
                    SHA256.hash(associatedData, into: digest + label.utf8CodeUnitCount + header.count)
                }
                // At most 255 digests are asked for, so it cannot fail.
                try? HKDF.derive(
                    from: secret, salt: salt, info: UnsafeRawBufferPointer(info), using: .sha256, into: out)
            }
        }
    }

    private static func derive(
        _ purpose: StaticString, _ key: UnsafeRawBufferPointer, _ id: UInt64, _ algorithm: KeyAlgorithm,
        into out: UnsafeMutableRawBufferPointer
    ) {
        let label: StaticString = "kedge ring key v1 "
        let labelCount = label.utf8CodeUnitCount
        let purposeCount = purpose.utf8CodeUnitCount
        withUnsafeTemporaryAllocation(byteCount: labelCount &+ purposeCount &+ 9, alignment: 1) { info in
            info.part(0, labelCount).copyMemory(
                from: UnsafeRawBufferPointer(start: label.utf8Start, count: labelCount))
            info.part(labelCount, purposeCount).copyMemory(
                from: UnsafeRawBufferPointer(start: purpose.utf8Start, count: purposeCount))
            info[labelCount &+ purposeCount] = algorithm.rawValue
            info.storeBigEndian(id, at: labelCount &+ purposeCount &+ 1)
            // At most 64 bytes are asked for, so it cannot fail.
            try? HKDF.derive(
                from: key, salt: UnsafeRawBufferPointer(start: nil, count: 0), info: UnsafeRawBufferPointer(info),
                using: .sha256, into: out)
        }
    }
}
