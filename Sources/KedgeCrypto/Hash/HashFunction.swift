/// A cryptographic hash, fed piece by piece.
///
/// A value holds its whole state inline: copying it forks the computation, and no operation but those that return an
/// array allocates memory.
public protocol HashFunction: Sendable {
    /// Length of the digest, in bytes.
    static var digestByteCount: Int { get }

    /// A hash of no bytes yet.
    init()

    /// Appends `bytes` to the message.
    ///
    /// - Parameter bytes: Any length; splitting a message differently does not change its digest.
    mutating func update(_ bytes: RawSpan)

    /// The digest of everything appended so far.
    ///
    /// The value itself is not finished by it: further updates continue the same message.
    ///
    /// - Returns: `digestByteCount` bytes.
    func digest() -> [UInt8]
}

extension HashFunction {
    /// Appends `bytes` to the message.
    ///
    /// - Parameter bytes: Any length.
    public mutating func update(_ bytes: [UInt8]) {
        update(bytes.span.bytes)
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: `digestByteCount` bytes.
    public static func hash(_ bytes: RawSpan) -> [UInt8] {
        var hash = Self()
        hash.update(bytes)
        return hash.digest()
    }

    /// Hashes one whole message.
    ///
    /// - Parameter bytes: Any length.
    /// - Returns: `digestByteCount` bytes.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        hash(bytes.span.bytes)
    }
}
