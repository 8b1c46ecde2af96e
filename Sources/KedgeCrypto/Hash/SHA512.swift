/// SHA-512.
///
/// - Source: FIPS 180-4, §6.4
public struct SHA512: HashFunction {
    /// Length of the digest: 64 bytes.
    public static var digestByteCount: Int { 64 }

    private var state: SHA2State<SHA512Engine>

    /// A hash of no bytes yet.
    public init() {
        state = SHA2State()
    }

    /// Appends `bytes` to the message.
    ///
    /// - Parameter bytes: Any length.
    public mutating func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Appends `bytes` to the message.
    ///
    /// - Parameter bytes: Any length; not kept.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        state.update(bytes)
    }

    /// The digest of everything appended so far; further updates continue the same message.
    ///
    /// - Returns: 64 bytes.
    public func digest() -> [UInt8] {
        .filled(SHA512.digestByteCount) { digest(into: $0) }
    }

    /// Writes the digest of everything appended so far.
    ///
    /// - Parameter digest: 64 writable bytes, of any alignment.
    package func digest(into digest: UnsafeMutableRawPointer) {
        state.digest(into: digest)
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: 64 bytes.
    public static func hash(_ bytes: RawSpan) -> [UInt8] {
        .filled(digestByteCount) { digest in bytes.withUnsafeBytes { hash($0, into: digest) } }
    }

    /// Hashes one whole message into the caller's memory, without allocating; nothing of it stays on the stack.
    ///
    /// - Parameters:
    ///   - bytes: Any length.
    ///   - digest: 64 writable bytes, of any alignment. May overlap `bytes`.
    package static func hash(_ bytes: UnsafeRawBufferPointer, into digest: UnsafeMutableRawPointer) {
        var state = SHA2State<SHA512Engine>()
        state.update(bytes)
        state.finish(into: digest)
    }
}
