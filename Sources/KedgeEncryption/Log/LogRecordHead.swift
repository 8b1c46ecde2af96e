/// What stands before the ciphertext of a record, once its code was found right.
///
/// - Source: docs/formats.md, "Log"
internal struct LogRecordHead: Sendable {
    internal enum Kind: UInt8, Sendable {
        case data = 0
        case rotation = 1
    }

    internal static let byteCount = 80
    internal static let tagByteCount = 16
    internal static let nonceOffset = 8
    internal static let nonceByteCount = 24
    internal static let chainOffset = 32
    /// Where its code stands, and so how many bytes the code is about.
    internal static let codeOffset = 64
    internal static let codeByteCount = 16
    /// Bytes of a record beside its plaintext.
    internal static let overhead = byteCount + tagByteCount

    /// Bytes of plaintext.
    internal let count: Int
    internal let kind: Kind
    internal let chainBefore: Bytes32

    /// Bytes of the whole record.
    internal var recordByteCount: Int { count &+ Self.overhead }

    internal init(count: Int, kind: Kind, chainBefore: Bytes32) {
        self.count = count
        self.kind = kind
        self.chainBefore = chainBefore
    }

    /// Reads a head of 80 bytes.
    ///
    /// - Returns: nil if a field breaks a rule, which no appender writes.
    internal init?(_ bytes: UnsafeRawBufferPointer) {
        let length = bytes.bigEndian(UInt32.self, at: 0)
        let reserved = bytes.bigEndian(UInt32.self, at: 4) & 0x00FF_FFFF
        guard length <= UInt32(SealedLog.maximumRecordLength), reserved == 0, let kind = Kind(rawValue: bytes[4]),
            kind == .data || length == UInt32(Bytes32.byteCount)
        else { return nil }
        count = Int(length)
        self.kind = kind
        chainBefore = Bytes32(bytes, at: Self.chainOffset)
    }

    /// Writes everything but nonce and code.
    internal func write(to bytes: UnsafeMutableRawBufferPointer) {
        bytes.storeBigEndian(UInt32(truncatingIfNeeded: count), at: 0)
        bytes.storeBigEndian(UInt32(kind.rawValue) &<< 24, at: 4)
        chainBefore.write(to: bytes, at: Self.chainOffset)
    }
}
