public import KedgeCore

/// An AES-GCM key, for any number of messages and threads.
///
/// This is the bare algorithm, for data that other software seals or opens. The application is left with two duties that
/// a keyring would take from it: never to use a nonce twice with `seal(_:nonce:authenticating:)`, and to change keys.
///
/// - Source: NIST SP 800-38D
public struct AESGCMKey: ~Copyable, Sendable {
    /// Bytes of a key: AES-128, AES-192, AES-256.
    public static let keyLengths = [16, 24, 32]
    /// Bytes of the nonce that the library makes.
    public static let nonceLength = 12
    /// Bytes of a tag unless told otherwise.
    public static let defaultTagLength = 16
    /// Bytes of tags that are accepted.
    public static let tagLengths = 12...16
    /// Bytes of a caller's nonce.
    public static let nonceLengths = 1...128
    /// Bytes of the longest message.
    public static let maximumMessageLength = (1 << 36) - 32
    /// How many nonces the library makes for one key: after that many random nonces of 96 bits, two are alike with a
    /// probability of 2^-32 (NIST SP 800-38D section 8.3).
    package static let nonceLimit: UInt64 = 1 << 32

    /// Bytes of every tag made or checked with this key.
    public let tagLength: Int
    /// Whether the operating system keeps the key itself out of swap.
    public var isLocked: Bool { contexts.isKeyLocked }
    internal let contexts: AESGCMContexts

    /// Takes over a key.
    ///
    /// - Parameters:
    ///   - key: 16, 24 or 32 bytes.
    ///   - tagLength: 12 to 16 bytes, the same for every message of the key (NIST SP 800-38D section 5.2.1.2).
    /// - Throws: `AESGCMError.keyLength`, `.tagLength`, `.unavailable`.
    public init(_ key: consuming SecretBytes, tagLength: Int = defaultTagLength) throws(AESGCMError) {
        try self.init(key, tagLength: tagLength, nonceLimit: Self.nonceLimit)
    }

    /// Takes over a key that makes no more than `nonceLimit` nonces.
    package init(
        _ key: consuming SecretBytes, tagLength: Int = defaultTagLength, nonceLimit: UInt64
    ) throws(AESGCMError) {
        guard Self.tagLengths.contains(tagLength) else { throw .tagLength(tagLength) }
        contexts = try AESGCMContexts(key: key, nonceLimit: nonceLimit)
        self.tagLength = tagLength
    }

    /// Copies a key out of ordinary memory; the caller wipes its own copy.
    ///
    /// - Parameter requireLocked: whether memory that cannot be locked is an error.
    /// - Throws: as `init(_:tagLength:)`, and `AESGCMError.memory`.
    public init(
        copying key: RawSpan, tagLength: Int = defaultTagLength, requireLocked: Bool = false
    ) throws(AESGCMError) {
        try self.init(try Self.secret(copying: key, requireLocked), tagLength: tagLength)
    }

    /// A copy of a key in secret memory.
    ///
    /// - Throws: `AESGCMError.keyLength`, `.memory`.
    package static func secret(copying key: RawSpan, _ requireLocked: Bool) throws(AESGCMError) -> SecretBytes {
        // Before the copy, so that a wrong length does not reserve secret memory.
        guard keyLengths.contains(key.byteCount) else { throw .keyLength(key.byteCount) }
        do throws(SecretMemoryError) {
            return try SecretBytes(copying: key, requireLocked: requireLocked)
        } catch {
            throw .memory(error)
        }
    }

    /// Encrypts and authenticates a message under a nonce that the library makes.
    ///
    /// - Parameters:
    ///   - plaintext: up to `maximumMessageLength` bytes.
    ///   - associatedData: authenticated, not encrypted, and not part of the result.
    /// - Returns: nonce (12 bytes), ciphertext (as long as `plaintext`), tag.
    /// - Throws: `AESGCMError.messageTooLong`, `.keyExhausted`, `.randomness`.
    public borrowing func seal(
        _ plaintext: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(AESGCMError) -> [UInt8] {
        try Self.check(messageLength: plaintext.byteCount)
        return try output(of: plaintext.byteCount &+ overhead) { out throws(AESGCMError) in
            try lend(plaintext, associatedData) { plaintext, associatedData throws(AESGCMError) in
                try seal(plaintext, associatedData, into: out)
            }
        }
    }

    /// Opens what `seal(_:authenticating:)` made.
    ///
    /// - Parameters:
    ///   - sealed: nonce, ciphertext, tag.
    ///   - associatedData: what was authenticated with it.
    /// - Throws: `AESGCMError.messageTooShort`, `.messageTooLong`, `.authenticationFailed`.
    public borrowing func open(
        _ sealed: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(AESGCMError) -> [UInt8] {
        guard sealed.byteCount >= overhead else { throw .messageTooShort(sealed.byteCount) }
        try Self.check(messageLength: sealed.byteCount &- overhead)
        return try output(of: sealed.byteCount &- overhead) { out throws(AESGCMError) in
            try lend(sealed, associatedData) { sealed, associatedData throws(AESGCMError) in
                try open(sealed, associatedData, into: out)
            }
        }
    }

    /// Encrypts and authenticates a message under the caller's nonce.
    ///
    /// Two messages under one nonce reveal both, and the means to forge others: use `seal(_:authenticating:)` unless a
    /// protocol dictates the nonce.
    ///
    /// - Parameters:
    ///   - plaintext: up to `maximumMessageLength` bytes.
    ///   - nonce: 1 to 128 bytes, never used before with this key; 12 are fastest.
    ///   - associatedData: authenticated, not encrypted, and not part of the result.
    /// - Returns: ciphertext (as long as `plaintext`), tag.
    /// - Throws: `AESGCMError.nonceLength`, `.messageTooLong`.
    public borrowing func seal(
        _ plaintext: RawSpan, nonce: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(AESGCMError) -> [UInt8] {
        try Self.check(messageLength: plaintext.byteCount)
        return try output(of: plaintext.byteCount &+ tagLength) { out throws(AESGCMError) in
            try lend(plaintext, nonce, associatedData) { plaintext, nonce, associatedData throws(AESGCMError) in
                try seal(plaintext, nonce: nonce, associatedData, into: out)
            }
        }
    }

    /// Opens what was sealed under the caller's nonce.
    ///
    /// - Parameters:
    ///   - sealed: ciphertext, tag.
    ///   - nonce: the nonce that it was sealed under.
    ///   - associatedData: what was authenticated with it.
    /// - Throws: `AESGCMError.nonceLength`, `.messageTooShort`, `.messageTooLong`, `.authenticationFailed`.
    public borrowing func open(
        _ sealed: RawSpan, nonce: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(AESGCMError) -> [UInt8] {
        guard sealed.byteCount >= tagLength else { throw .messageTooShort(sealed.byteCount) }
        try Self.check(messageLength: sealed.byteCount &- tagLength)
        return try output(of: sealed.byteCount &- tagLength) { out throws(AESGCMError) in
            try lend(sealed, nonce, associatedData) { sealed, nonce, associatedData throws(AESGCMError) in
                try open(sealed, nonce: nonce, associatedData, into: out)
            }
        }
    }
}
