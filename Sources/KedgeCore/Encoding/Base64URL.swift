/// The alphabet with - and _, never padded: what tokens and JSON Web Keys use.
///
/// A text that a more forgiving reader would take is refused: padding, white space, or non-zero bits beyond the last
/// byte. So every sequence of bytes has one text and no other.
///
/// No branch and no table index depends on the bytes, so neither direction tells a secret through its timing, except
/// that a text with an invalid character takes longer and is reported by its place. A `String` or array that
/// holds a secret cannot be wiped, however.
///
/// Source: RFC 4648 §5; RFC 7515 §2
public enum Base64URL {
    /// Writes `bytes` as base64url, without padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        Base64Codec.url.encode(bytes.span.bytes)
    }

    /// Writes `bytes` as base64url, without padding.
    public static func encode(_ bytes: RawSpan) -> String {
        Base64Codec.url.encode(bytes)
    }

    /// Reads `text`, which must be base64url, without padding, and nothing else.
    ///
    /// - Throws: `Base64Error`
    public static func decode(_ text: String) throws(Base64Error) -> [UInt8] {
        try Base64Codec.url.decode(text.utf8Span.span.bytes)
    }

    /// Reads `text`, the bytes of a text, which must be base64url, without padding, and nothing else.
    ///
    /// - Throws: `Base64Error`
    public static func decode(_ text: RawSpan) throws(Base64Error) -> [UInt8] {
        try Base64Codec.url.decode(text)
    }

    /// How many characters `byteCount` bytes become.
    package static func encodedCount(ofByteCount byteCount: Int) -> Int {
        Base64Codec.url.encodedCount(byteCount)
    }

    /// The most bytes that `count` characters can become.
    package static func decodedCount(ofCharacterCount count: Int) -> Int {
        Base64Codec.decodedCount(count)
    }

    /// Writes `bytes` to the start of `output`, one byte of ASCII a character, and returns how many it wrote.
    ///
    /// - Throws: `Base64Error.bufferTooSmall`, and nothing was written.
    @discardableResult
    package static func encode(_ bytes: RawSpan, into output: inout MutableRawSpan) throws(Base64Error) -> Int {
        try Base64Codec.url.encode(bytes, into: &output)
    }

    /// Reads `text` to the start of `output`, and returns how many bytes it wrote.
    ///
    /// - Throws: `Base64Error`. After `.invalidCharacter` and `.strayBits` the output holds what the valid characters gave.
    @discardableResult
    package static func decode(_ text: RawSpan, into output: inout MutableRawSpan) throws(Base64Error) -> Int {
        try Base64Codec.url.decode(text, into: &output)
    }
}
