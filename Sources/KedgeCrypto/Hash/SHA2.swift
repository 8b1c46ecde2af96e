/// A member of the SHA-2 family, where the choice between them is a value.
///
/// - Source: FIPS 180-4
public enum SHA2: Sendable, CaseIterable {
    /// SHA-256: digests of 32 bytes, blocks of 64.
    case sha256
    /// SHA-384: digests of 48 bytes, blocks of 128.
    case sha384
    /// SHA-512: digests of 64 bytes, blocks of 128.
    case sha512

    /// Length of the digest, in bytes: 32, 48 or 64.
    public var digestByteCount: Int {
        switch self {
        case .sha256: SHA256.digestByteCount
        case .sha384: SHA384.digestByteCount
        case .sha512: SHA512.digestByteCount
        }
    }

    /// Length of the blocks that the hash works on, in bytes: 64 or 128.
    public var blockByteCount: Int {
        switch self {
        case .sha256: SHA256Engine.blockByteCount
        case .sha384: SHA384Engine.blockByteCount
        case .sha512: SHA512Engine.blockByteCount
        }
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: `digestByteCount` bytes.
    public func hash(_ bytes: RawSpan) -> [UInt8] {
        switch self {
        case .sha256: SHA256.hash(bytes)
        case .sha384: SHA384.hash(bytes)
        case .sha512: SHA512.hash(bytes)
        }
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: `digestByteCount` bytes.
    public func hash(_ bytes: [UInt8]) -> [UInt8] {
        hash(bytes.span.bytes)
    }
}
