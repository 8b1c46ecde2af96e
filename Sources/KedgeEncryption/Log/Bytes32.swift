import KedgeCrypto

/// Thirty-two bytes: a salt, a commitment, or a link of a log's chain. Compared in a time that does not depend on them.
internal struct Bytes32: Equatable, Sendable {
    internal static let byteCount = 32

    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Zeros.
    internal init() {}

    /// The 32 bytes of `bytes` from `offset` on, which the caller has checked to be there.
    internal init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes.part(offset, Self.byteCount)) }
    }

    /// The SHA-256 of `bytes`.
    internal init(hashing bytes: UnsafeRawBufferPointer) {
        withUnsafeMutableBytes(of: &words) { words in
            if let digest = words.baseAddress { SHA256.hash(bytes, into: digest) }
        }
    }

    internal func write(to bytes: UnsafeMutableRawBufferPointer, at offset: Int = 0) {
        withUnsafeBytes { bytes.part(offset, Self.byteCount).copyMemory(from: $0) }
    }

    internal func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try Swift.withUnsafeBytes(of: words) { bytes throws(Failure) in try body(bytes) }
    }

    internal static func == (left: Bytes32, right: Bytes32) -> Bool {
        (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1) | (left.words.2 ^ right.words.2)
            | (left.words.3 ^ right.words.3) == 0
    }
}
