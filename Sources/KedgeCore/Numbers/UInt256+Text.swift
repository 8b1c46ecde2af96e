extension UInt256 {
    /// Reads digits, or hex digits behind `0x`; no sign, no space, no empty text.
    ///
    /// - Returns: nil for anything else, and for 2^256 and more.
    public init?(_ text: String) {
        var text = text
        let number = text.withUTF8 { Self.read($0) }
        guard let number else { return nil }
        self = number
    }

    /// Reads UTF-8 text as `init(_: String)` does.
    package init?(text: RawSpan) {
        let number = text.withUnsafeBytes { bytes in bytes.withMemoryRebound(to: UInt8.self) { Self.read($0) } }
        guard let number else { return nil }
        self = number
    }

    /// The number in decimal digits.
    public var decimal: String {
        withDecimalDigits { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the decimal digits for the length of `body`.
    ///
    /// - Parameter minimum: how many digits there are at least, with zeros in front; at most 80.
    package func withDecimalDigits<Value>(
        atLeast minimum: Int = 1, _ body: (UnsafeRawBufferPointer) -> Value
    ) -> Value {
        // 2^256 has 78 digits; the groups of 19 are written from the end.
        withUnsafeTemporaryAllocation(byteCount: 5 * 19, alignment: 1) { room in
            var start = room.count
            var rest = self
            while start > 0, rest != .zero || room.count &- start < minimum {
                let (quotient, group) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
                start &-= 19
                DecimalText.write(group, digitCount: 19, to: UnsafeMutableRawBufferPointer(rebasing: room[start...]))
                rest = quotient
            }
            while room.count &- start > minimum, room[start] == UInt8(ascii: "0") { start &+= 1 }
            return body(UnsafeRawBufferPointer(rebasing: room[start...]))
        }
    }

    /// The number as JSON-RPC writes a quantity: `0x`, then hex digits without leading zeros; `0x0` for 0.
    public var quantity: String {
        if self == .zero { return "0x0" }
        let digits = Hex.encode(bigEndianBytes)
        return "0x" + digits.drop { $0 == "0" }
    }

    private static func read(_ text: UnsafeBufferPointer<UInt8>) -> UInt256? {
        if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x") {
            return read(text[2...], base: 16)
        }
        return text.isEmpty ? nil : read(text[...], base: 10)
    }

    private static func read(_ digits: Slice<UnsafeBufferPointer<UInt8>>, base: UInt64) -> UInt256? {
        var number = UInt256(0)
        for character in digits {
            guard let digit = value(of: character), digit < base,
                let next = number.multiplied(by: base, adding: digit)
            else { return nil }
            number = next
        }
        return number
    }

    private static func value(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character &- UInt8(ascii: "a") &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }
}

extension UInt256: CustomStringConvertible {
    public var description: String { decimal }
}
