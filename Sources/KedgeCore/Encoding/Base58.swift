/// Base58 as Bitcoin writes it, without a checksum: a large number in the digits 1 to 9, A to Z and a to z, less I, O, 0
/// and l. Each leading zero byte is a leading `1`.
///
/// Its work grows with the square of the length, so lengths are capped. Nothing here is constant-time: digits are looked up
/// in a table and leading zeros are counted. Its working memory is wiped.
///
/// Source: Bitcoin Core, `src/base58.h`, for the alphabet and the leading zeros
public enum Base58 {
    /// The most bytes that are encoded, or that a text may decode to: 1,024. An extended key has 82.
    public static let maximumByteCount: Int = 1_024

    /// The most characters that `maximumByteCount` bytes can become: 1,399.
    package static let maximumCharacterCount: Int = 1_399

    /// Writes `bytes` in Base58.
    ///
    /// - Throws: `Base58Error.tooLong`
    /// - Complexity: O(n²): 82 bytes take about 0.4 µs, 1,024 about 50.
    public static func encode(_ bytes: [UInt8]) throws(Base58Error) -> String {
        try encode(bytes.span.bytes)
    }

    /// Writes `bytes` in Base58.
    ///
    /// - Throws: `Base58Error.tooLong`
    /// - Complexity: O(n²): 82 bytes take about 0.4 µs, 1,024 about 50.
    public static func encode(_ bytes: RawSpan) throws(Base58Error) -> String {
        try withUnsafeTemporaryAllocation(byteCount: maximumCharacterCount, alignment: 1) {
            (text) throws(Base58Error) in
            var output = text.mutableBytes
            let count = try encode(bytes, into: &output)
            defer { Base58Number.wipe(text) }
            return String(decoding: text[..<count], as: UTF8.self)
        }
    }

    /// Reads `text`.
    ///
    /// - Throws: `Base58Error.invalidCharacter`; `.tooLong` if it stands for more than `maximumByteCount` bytes.
    /// - Complexity: O(n²), as for `encode`.
    public static func decode(_ text: String) throws(Base58Error) -> [UInt8] {
        try decode(text.utf8Span.span.bytes)
    }

    /// Reads `text`, the bytes of a text.
    ///
    /// - Throws: `Base58Error.invalidCharacter`; `.tooLong` if it stands for more than `maximumByteCount` bytes.
    /// - Complexity: O(n²), as for `encode`.
    public static func decode(_ text: RawSpan) throws(Base58Error) -> [UInt8] {
        let capacity = min(text.byteCount, maximumByteCount)
        // A capacity of zero would be written into the one empty array that all threads share, a data race to
        // ThreadSanitizer.
        guard capacity > 0 else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: capacity) { (buffer, count) throws(Base58Error) in
            var output = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<capacity])
                .mutableBytes
            count = try decode(text, into: &output)
        }
    }

    /// Writes `bytes` to the start of `output`, one byte of ASCII a character, and returns how many it wrote.
    ///
    /// - Throws: `Base58Error.tooLong` or `.bufferTooSmall`, and nothing was written.
    @discardableResult
    package static func encode(_ bytes: RawSpan, into output: inout MutableRawSpan) throws(Base58Error) -> Int {
        guard bytes.byteCount <= maximumByteCount else { throw .tooLong }
        return try bytes.withUnsafeBytes { (bytes) throws(Base58Error) -> Int in
            try output.withUnsafeMutableBytes { (output) throws(Base58Error) -> Int in
                let zeroCount = bytes.prefix { $0 == 0 }.count
                return try Base58Number.withLimbs { (limbs) throws(Base58Error) -> Int in
                    var number = Base58Number(limbs)
                    number.read(bytes: UnsafeRawBufferPointer(rebasing: bytes[zeroCount...]))
                    let needed = zeroCount &+ number.digitCount
                    guard output.count >= needed else { throw .bufferTooSmall(needed: needed) }
                    for offset in 0..<zeroCount { output[offset] = Base58Number.character(of: 0) }
                    number.writeDigits(to: UnsafeMutableRawBufferPointer(rebasing: output[zeroCount..<needed]))
                    return needed
                }
            }
        }
    }

    /// Reads `text` to the start of `output`, and returns how many bytes it wrote.
    ///
    /// - Throws: `Base58Error`, and nothing was written.
    @discardableResult
    package static func decode(_ text: RawSpan, into output: inout MutableRawSpan) throws(Base58Error) -> Int {
        guard text.byteCount <= maximumCharacterCount else { throw .tooLong }
        return try text.withUnsafeBytes { (text) throws(Base58Error) -> Int in
            try output.withUnsafeMutableBytes { (output) throws(Base58Error) -> Int in
                if let offset = text.firstIndex(where: { Base58Number.value(of: $0) == nil }) {
                    throw .invalidCharacter(offset: offset)
                }
                let zeroCount = text.prefix { $0 == Base58Number.character(of: 0) }.count
                return try Base58Number.withLimbs { (limbs) throws(Base58Error) -> Int in
                    var number = Base58Number(limbs)
                    number.read(digits: UnsafeRawBufferPointer(rebasing: text[zeroCount...]))
                    let needed = zeroCount &+ number.byteCount
                    guard needed <= maximumByteCount else { throw .tooLong }
                    guard output.count >= needed else { throw .bufferTooSmall(needed: needed) }
                    for offset in 0..<zeroCount { output[offset] = 0 }
                    number.writeBytes(to: UnsafeMutableRawBufferPointer(rebasing: output[zeroCount..<needed]))
                    return needed
                }
            }
        }
    }
}
