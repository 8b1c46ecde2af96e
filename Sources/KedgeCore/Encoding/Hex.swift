/// Hex: two digits a byte, written in lower case, read in either.
///
/// No branch and no table index depends on the bytes, so neither direction tells a secret through its timing, except
/// that a text with an invalid character takes longer and is reported by its place. A `String` or array that
/// holds a secret cannot be wiped, however.
///
/// Source: RFC 4648 §8
public enum Hex {
    /// Whether a text may, or must, begin with `0x`.
    public enum Prefix: Sendable, Hashable, CaseIterable {
        /// `0x` is an invalid character.
        case refused
        /// With or without.
        case allowed
        /// `0x` must be there, as in Ethereum's JSON-RPC.
        case required
    }

    /// Writes `bytes` as hex, in lower case and without a prefix.
    public static func encode(_ bytes: [UInt8]) -> String {
        encode(bytes.span.bytes)
    }

    /// Writes `bytes` as hex, in lower case and without a prefix.
    public static func encode(_ bytes: RawSpan) -> String {
        bytes.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: bytes.count &* 2) { text in
                HexCodec.encode(bytes, to: UnsafeMutableRawBufferPointer(text))
                return bytes.count &* 2
            }
        }
    }

    /// Reads `text`, which must be whole bytes of hex and nothing else.
    ///
    /// - Parameter prefix: Whether `0x`, with a lower-case x, may or must come first.
    /// - Throws: `HexError`
    public static func decode(_ text: String, prefix: Prefix = .refused) throws(HexError) -> [UInt8] {
        try decode(text.utf8Span.span.bytes, prefix: prefix)
    }

    /// Reads `text`, the bytes of a text, which must be whole bytes of hex and nothing else.
    ///
    /// - Parameter prefix: Whether `0x`, with a lower-case x, may or must come first.
    /// - Throws: `HexError`
    public static func decode(_ text: RawSpan, prefix: Prefix = .refused) throws(HexError) -> [UInt8] {
        let capacity = text.byteCount &>> 1
        // Never zero, which would be written into the one empty array that all threads share.
        return try [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { (buffer, count) throws(HexError) in
            var output = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<capacity])
                .mutableBytes
            count = try decode(text, prefix: prefix, into: &output)
        }
    }

    /// Writes `bytes` as hex, two bytes of ASCII for each, to the start of `output`, and returns how many it wrote.
    ///
    /// - Throws: `HexError.bufferTooSmall`, and nothing was written.
    @discardableResult
    package static func encode(_ bytes: RawSpan, into output: inout MutableRawSpan) throws(HexError) -> Int {
        let needed = bytes.byteCount &* 2
        guard output.byteCount >= needed else { throw .bufferTooSmall(needed: needed) }
        bytes.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { HexCodec.encode(bytes, to: $0) }
        }
        return needed
    }

    /// Reads `text` to the start of `output`, and returns how many bytes it wrote.
    ///
    /// - Throws: `HexError`. After `.invalidCharacter` the output holds what the valid digits gave.
    @discardableResult
    package static func decode(
        _ text: RawSpan, prefix: Prefix = .refused, into output: inout MutableRawSpan
    ) throws(HexError) -> Int {
        try text.withUnsafeBytes { (text) throws(HexError) -> Int in
            try output.withUnsafeMutableBytes { (output) throws(HexError) -> Int in
                let hasPrefix = text.count >= 2 && text[0] == UInt8(ascii: "0") && text[1] == UInt8(ascii: "x")
                if prefix == .required, !hasPrefix { throw .missingPrefix }
                let start = hasPrefix && prefix != .refused ? 2 : 0
                let digits = UnsafeRawBufferPointer(rebasing: text[start...])
                guard digits.count.isMultiple(of: 2) else { throw .oddDigitCount(digits.count) }
                let needed = digits.count &>> 1
                guard output.count >= needed else { throw .bufferTooSmall(needed: needed) }
                if !HexCodec.decode(digits, to: output) {
                    throw .invalidCharacter(offset: start &+ HexCodec.firstInvalidOffset(digits))
                }
                return needed
            }
        }
    }

    /// The value of a digit of hex, 0xFF for any other byte. Not in constant time.
    @inline(__always)
    internal static func value(of digit: UInt8) -> UInt8 {
        let decimal = digit &- UInt8(ascii: "0")
        if decimal < 10 { return decimal }
        let letter = (digit | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter &+ 10 : 0xFF
    }
}
