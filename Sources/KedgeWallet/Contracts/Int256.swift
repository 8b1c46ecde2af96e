public import KedgeCore

/// A signed integer of 256 bits, as contracts have them.
public struct Int256: Hashable, Sendable, BitwiseCopyable {
    /// The two's complement of the number.
    package let word: UInt256

    /// 0.
    public static var zero: Int256 { Int256(word: UInt256(0)) }
    /// -2^255.
    public static var min: Int256 { Int256(word: UInt256(words: (0, 0, 0, 1 << 63))) }
    /// 2^255 - 1.
    public static var max: Int256 { Int256(word: UInt256(words: (.max, .max, .max, .max >> 1))) }

    package init(word: UInt256) {
        self.word = word
    }

    /// The same number.
    public init(_ value: Int64) {
        let magnitude = UInt256(value.magnitude)
        word = value < 0 ? magnitude.twosComplement : magnitude
    }

    /// The number of that sign and magnitude.
    ///
    /// - Returns: nil where it does not fit: a magnitude of 2^255 has to be negative, and none is larger.
    public init?(isNegative: Bool, magnitude: UInt256) {
        let word = isNegative ? magnitude.twosComplement : magnitude
        self.init(word: word)
        guard self.isNegative == isNegative || magnitude == .zero else { return nil }
    }

    /// Reads decimal digits with or without a minus, or hex digits behind `0x` and without one; no space, no empty
    /// text.
    ///
    /// - Returns: nil for anything else, and for what does not fit.
    public init?(_ text: String) {
        self.init(text: text.utf8Span.span.bytes)
    }

    /// Reads UTF-8 text as `init(_: String)` does.
    package init?(text: RawSpan) {
        let isNegative = text.byteCount > 0 && text.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == UInt8(ascii: "-")
        let digits = text.extracting((isNegative ? 1 : 0)..<text.byteCount)
        guard let magnitude = UInt256(text: digits), !isNegative || !Self.isHex(digits) else { return nil }
        self.init(isNegative: isNegative, magnitude: magnitude)
    }

    private static func isHex(_ digits: RawSpan) -> Bool {
        digits.byteCount > 1 && digits.unsafeLoad(fromByteOffset: 1, as: UInt8.self) == UInt8(ascii: "x")
    }

    /// Whether the number is below 0.
    public var isNegative: Bool { word.words.3 >> 63 == 1 }

    /// The number without its sign.
    public var magnitude: UInt256 { isNegative ? word.twosComplement : word }

    /// The number in decimal digits, with a minus where it is below 0.
    public var decimal: String { (isNegative ? "-" : "") + magnitude.decimal }

    /// Whether the number fits into so many bits, one of which is for the sign.
    ///
    /// - Parameter bits: 1 to 256.
    internal func fits(bits: Int) -> Bool {
        let ones = isNegative ? UInt256(words: (~word.words.0, ~word.words.1, ~word.words.2, ~word.words.3)) : word
        return 256 - ones.leadingZeroBitCount < bits
    }
}

extension Int256: Comparable {
    public static func < (first: Int256, second: Int256) -> Bool {
        first.isNegative == second.isNegative ? first.word < second.word : first.isNegative
    }
}

extension Int256: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) {
        self.init(value)
    }
}

extension Int256: CustomStringConvertible {
    public var description: String { decimal }
}
