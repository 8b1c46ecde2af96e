/// Reads DER values, one after the other.
///
/// Lengths are definite and in their shortest form, tags are single bytes, and integers are in their shortest form and not
/// negative. Whatever breaks that is `.malformed`.
///
/// - Source: ITU-T X.690 §8.1, §8.3, §10.1
internal struct DERReader {
    internal enum Tag {
        internal static let integer: UInt8 = 0x02
        internal static let bitString: UInt8 = 0x03
        internal static let octetString: UInt8 = 0x04
        internal static let null: UInt8 = 0x05
        internal static let objectIdentifier: UInt8 = 0x06
        internal static let sequence: UInt8 = 0x30

        /// A value that takes the place of another by its number, with values inside.
        internal static func context(_ number: UInt8) -> UInt8 { 0xA0 | number }
        /// A value that takes the place of another by its number, without values inside.
        internal static func primitiveContext(_ number: UInt8) -> UInt8 { 0x80 | number }
    }

    private var rest: UnsafeRawBufferPointer

    internal init(_ bytes: UnsafeRawBufferPointer) {
        rest = bytes
    }

    /// The tag of the next value; nil at the end.
    internal var next: UInt8? { rest.first }

    /// Whether no value is left.
    internal var isAtEnd: Bool { rest.isEmpty }

    /// Makes sure that no value is left.
    internal func end() throws(SignatureKeyError) {
        guard isAtEnd else { throw .malformed }
    }

    /// The contents of the next value, which has to have this tag.
    internal mutating func read(_ tag: UInt8) throws(SignatureKeyError) -> UnsafeRawBufferPointer {
        guard rest.count >= 2, rest[0] == tag else { throw .malformed }
        var count = Int(rest[1])
        var start = 2
        if count >= 0x80 {
            let byteCount = count & 0x7F
            // Inputs are far below 2^24 bytes.
            guard byteCount >= 1, byteCount <= 3, rest.count >= 2 &+ byteCount else { throw .malformed }
            count = 0
            for offset in 0..<byteCount { count = count &<< 8 | Int(rest[2 &+ offset]) }
            guard rest[2] != 0, count >= 0x80 else { throw .malformed }
            start &+= byteCount
        }
        guard count <= rest.count &- start else { throw .malformed }
        let contents = UnsafeRawBufferPointer(rebasing: rest[start..<(start &+ count)])
        rest = UnsafeRawBufferPointer(rebasing: rest[(start &+ count)...])
        return contents
    }

    /// The values within the next one, which has to have this tag.
    internal mutating func enter(_ tag: UInt8) throws(SignatureKeyError) -> DERReader {
        DERReader(try read(tag))
    }

    /// Passes over the next value, which has to have this tag.
    internal mutating func skip(_ tag: UInt8) throws(SignatureKeyError) {
        _ = try read(tag)
    }

    /// The next integer, big-endian without leading zeros; a single zero byte for 0.
    internal mutating func integer() throws(SignatureKeyError) -> UnsafeRawBufferPointer {
        let bytes = try read(Tag.integer)
        guard let first = bytes.first, first < 0x80 else { throw .malformed }
        guard first == 0, bytes.count > 1 else { return bytes }
        guard bytes[1] >= 0x80 else { throw .malformed }
        return UnsafeRawBufferPointer(rebasing: bytes[1...])
    }

    /// The next integer, which has to be below 256.
    internal mutating func smallInteger() throws(SignatureKeyError) -> UInt8 {
        let bytes = try integer()
        guard bytes.count == 1 else { throw .malformed }
        return bytes[0]
    }

    /// The bytes of the next bit string, which has to be whole bytes.
    internal mutating func bitString() throws(SignatureKeyError) -> UnsafeRawBufferPointer {
        try Self.wholeBytes(try read(Tag.bitString))
    }

    /// The bytes of a bit string's contents.
    internal static func wholeBytes(_ contents: UnsafeRawBufferPointer) throws(SignatureKeyError)
        -> UnsafeRawBufferPointer
    {
        guard contents.first == 0 else { throw .malformed }
        return UnsafeRawBufferPointer(rebasing: contents[1...])
    }
}
