public import KedgeCore

/// An XAES-256-GCM key, for any number of messages and threads.
///
/// AES-256-GCM under a key of each message's own, which comes from the first half of a nonce of 24 bytes. So nonces may be
/// random without a count: after 2^80 of them, two are alike with a probability of 2^-32.
///
/// - Source: C2SP, "XAES-256-GCM"
public struct XAESGCMKey: ~Copyable, Sendable {
    /// Bytes of a key.
    public static let keyLength = 32
    /// Bytes of a nonce.
    public static let nonceLength = 24
    /// Bytes of a tag.
    public static let tagLength = 16
    /// Bytes of the longest message.
    public static let maximumMessageLength = AESGCMKey.maximumMessageLength
    /// Bytes of the nonce that the key of the message comes from; the others are the nonce of AES-256-GCM.
    internal static var derivingLength: Int { 12 }

    /// Whether the operating system keeps the key itself out of swap.
    public var isLocked: Bool { contexts.isKeyLocked }
    internal let contexts: XAESGCMContexts

    /// Takes over a key.
    ///
    /// - Parameter key: 32 bytes.
    /// - Throws: `AESGCMError.keyLength`, `.memory`, `.unavailable`.
    public init(_ key: consuming SecretBytes) throws(AESGCMError) {
        contexts = try XAESGCMContexts(key: key, requireLocked: false)
    }

    /// Copies a key out of ordinary memory; the caller wipes its own copy.
    ///
    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - requireLocked: whether memory that cannot be locked is an error.
    /// - Throws: as `init(_:)`.
    public init(copying key: RawSpan, requireLocked: Bool = false) throws(AESGCMError) {
        // Before the copy, so that a wrong length does not reserve secret memory.
        guard key.byteCount == Self.keyLength else { throw .keyLength(key.byteCount) }
        contexts = try XAESGCMContexts(
            key: try AESGCMKey.secret(copying: key, requireLocked), requireLocked: requireLocked)
    }

    /// Encrypts and authenticates a message under a nonce that the library makes.
    ///
    /// - Parameters:
    ///   - plaintext: up to `maximumMessageLength` bytes.
    ///   - associatedData: authenticated, not encrypted, and not part of the result.
    /// - Returns: nonce (24 bytes), ciphertext (as long as `plaintext`), tag (16 bytes).
    /// - Throws: `AESGCMError.messageTooLong`, `.randomness`.
    public borrowing func seal(
        _ plaintext: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(AESGCMError) -> [UInt8] {
        try AESGCMKey.check(messageLength: plaintext.byteCount)
        return try output(of: plaintext.byteCount &+ Self.overhead) { out throws(AESGCMError) in
            try lend(plaintext, associatedData) { plaintext, associatedData throws(AESGCMError) in
                try seal(plaintext, .none, associatedData, into: out)
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
        guard sealed.byteCount >= Self.overhead else { throw .messageTooShort(sealed.byteCount) }
        try AESGCMKey.check(messageLength: sealed.byteCount &- Self.overhead)
        return try output(of: sealed.byteCount &- Self.overhead) { out throws(AESGCMError) in
            try lend(sealed, associatedData) { sealed, associatedData throws(AESGCMError) in
                try open(sealed, .none, associatedData, into: out)
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
    ///   - nonce: 24 bytes, never used before with this key.
    ///   - associatedData: authenticated, not encrypted, and not part of the result.
    /// - Returns: ciphertext (as long as `plaintext`), tag (16 bytes).
    /// - Throws: `AESGCMError.nonceLength`, `.messageTooLong`.
    public borrowing func seal(
        _ plaintext: RawSpan, nonce: RawSpan, authenticating associatedData: RawSpan = RawSpan()
    ) throws(AESGCMError) -> [UInt8] {
        try AESGCMKey.check(messageLength: plaintext.byteCount)
        return try output(of: plaintext.byteCount &+ Self.tagLength) { out throws(AESGCMError) in
            try lend(plaintext, nonce, associatedData) { plaintext, nonce, associatedData throws(AESGCMError) in
                try seal(plaintext, nonce: nonce, .none, associatedData, into: out)
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
        guard sealed.byteCount >= Self.tagLength else { throw .messageTooShort(sealed.byteCount) }
        try AESGCMKey.check(messageLength: sealed.byteCount &- Self.tagLength)
        return try output(of: sealed.byteCount &- Self.tagLength) { out throws(AESGCMError) in
            try lend(sealed, nonce, associatedData) { sealed, nonce, associatedData throws(AESGCMError) in
                try open(sealed, nonce: nonce, .none, associatedData, into: out)
            }
        }
    }
}
