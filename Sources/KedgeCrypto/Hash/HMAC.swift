import COpenSSL
public import KedgeCore

/// A key for HMAC with a hash of the SHA-2 family, made ready to authenticate many messages.
///
/// What is kept is not the key but the two hash states it leads to, in secret memory that is wiped with the value; each
/// message starts from them. Safe from any number of threads at once.
///
/// - Source: RFC 2104; FIPS 198-1
public struct HMAC: ~Copyable, Sendable {
    /// The hash that the key is used with.
    public let hash: SHA2
    private let states: SecretBytes

    /// Makes a key ready.
    ///
    /// - Parameters:
    ///   - key: Any length. Keys longer than `hash.blockByteCount` are hashed first; a key shorter than
    ///     `hash.digestByteCount` weakens the code, and whether to accept it is the caller's rule.
    ///   - hash: The hash to use it with, and no other.
    ///   - requireLocked: Whether memory that cannot be locked is an error.
    /// - Throws: `SecretMemoryError`, if there is no secret memory left.
    public init(key: RawSpan, using hash: SHA2, requireLocked: Bool = false) throws(SecretMemoryError) {
        var states = try SecretBytes(count: HMAC.stateByteCount(of: hash), requireLocked: requireLocked)
        key.withUnsafeBytes { key in
            states.withUnsafeMutableBytes { states in
                guard let start = states.baseAddress else { return }
                switch hash {
                case .sha256: HMACComputation<SHA256Engine>.save(key, to: start.assumingMemoryBound(to: UInt32.self))
                case .sha384: HMACComputation<SHA384Engine>.save(key, to: start.assumingMemoryBound(to: UInt64.self))
                case .sha512: HMACComputation<SHA512Engine>.save(key, to: start.assumingMemoryBound(to: UInt64.self))
                }
            }
        }
        self.hash = hash
        self.states = states
    }

    /// Makes a key ready; the caller's array is the caller's to wipe.
    ///
    /// - Parameters:
    ///   - key: Any length.
    ///   - hash: The hash to use it with, and no other.
    /// - Throws: `SecretMemoryError`, if there is no secret memory left.
    public init(key: [UInt8], using hash: SHA2) throws(SecretMemoryError) {
        try self.init(key: key.span.bytes, using: hash)
    }

    /// The tag of a message.
    ///
    /// - Parameter message: Any length.
    /// - Returns: `hash.digestByteCount` bytes.
    public borrowing func tag(for message: RawSpan) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: hash.digestByteCount)
        tag.withUnsafeMutableBytes { tag in
            guard let start = tag.baseAddress else { return }
            message.withUnsafeBytes { self.writeTag(for: $0, to: start) }
        }
        return tag
    }

    /// The tag of a message.
    ///
    /// - Parameter message: Any length.
    /// - Returns: `hash.digestByteCount` bytes.
    public borrowing func tag(for message: [UInt8]) -> [UInt8] {
        tag(for: message.span.bytes)
    }

    /// Whether `tag` is the whole tag of `message`, in a time that does not depend on where the two differ.
    ///
    /// - Parameters:
    ///   - tag: A truncated tag is not valid, nor is one with bytes after it.
    ///   - message: Any length.
    public borrowing func isValid(_ tag: RawSpan, for message: RawSpan) -> Bool {
        tag.withUnsafeBytes { tag in message.withUnsafeBytes { isValid(tag, for: $0) } }
    }

    /// Whether `tag` is the whole tag of `message`, in a time that does not depend on where the two differ.
    ///
    /// - Parameters:
    ///   - tag: A truncated tag is not valid, nor is one with bytes after it.
    ///   - message: Any length.
    public borrowing func isValid(_ tag: [UInt8], for message: [UInt8]) -> Bool {
        isValid(tag.span.bytes, for: message.span.bytes)
    }

    /// Whether `tag` is the whole tag of `message`, in a time that does not depend on where the two differ.
    ///
    /// - Cost: as `writeTag`; no allocation.
    package borrowing func isValid(_ tag: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer) -> Bool {
        guard tag.count == hash.digestByteCount, let received = tag.baseAddress else { return false }
        var isEqual = false
        withScratchBytes(64) { expected in
            writeTag(for: message, to: expected)
            isEqual = CRYPTO_memcmp(received, expected, hash.digestByteCount) == 0
        }
        return isEqual
    }

    /// Writes the tag of a message, without allocating.
    ///
    /// - Parameters:
    ///   - message: Any length.
    ///   - tag: `hash.digestByteCount` writable bytes. May overlap `message`.
    /// - Cost: about 250 ns for 250 bytes with SHA-256, a quarter of what a call that starts from the key takes.
    package borrowing func writeTag(for message: UnsafeRawBufferPointer, to tag: UnsafeMutableRawPointer) {
        states.withUnsafeBytes { states in
            guard let start = states.baseAddress else { return }
            switch hash {
            case .sha256:
                HMACComputation<SHA256Engine>.authenticate(
                    message, states: start.assumingMemoryBound(to: UInt32.self), tag: tag)
            case .sha384:
                HMACComputation<SHA384Engine>.authenticate(
                    message, states: start.assumingMemoryBound(to: UInt64.self), tag: tag)
            case .sha512:
                HMACComputation<SHA512Engine>.authenticate(
                    message, states: start.assumingMemoryBound(to: UInt64.self), tag: tag)
            }
        }
    }

    private static func stateByteCount(of hash: SHA2) -> Int {
        switch hash {
        case .sha256: HMACComputation<SHA256Engine>.stateByteCount
        case .sha384: HMACComputation<SHA384Engine>.stateByteCount
        case .sha512: HMACComputation<SHA512Engine>.stateByteCount
        }
    }
}
