import KedgeCore

/// Fixed-point numbers as decimal text.
internal enum ContractDecimal {
    /// Reads digits, then perhaps a point and at most `decimals` digits; a minus may come first.
    ///
    /// - Parameter decimals: 1 to 80.
    /// - Throws: `.fixedPoint` for anything else, `.range` for a number that is too large once its point is gone.
    internal static func read(
        _ text: RawSpan, decimals: Int
    ) throws(ContractError) -> (isNegative: Bool, magnitude: UInt256) {
        var offset = 0
        func next() -> UInt8? {
            offset < text.byteCount ? text.unsafeLoad(fromByteOffset: offset, as: UInt8.self) : nil
        }
        let isNegative = next() == UInt8(ascii: "-")
        if isNegative { offset = 1 }
        var magnitude = UInt256(0)
        var isTooLarge = false
        func append(_ digit: UInt64) {
            guard let larger = magnitude.multiplied(by: 10, adding: digit) else { return isTooLarge = true }
            magnitude = larger
        }
        func digits() -> Int {
            let start = offset
            while let character = next(), character &- UInt8(ascii: "0") < 10 {
                append(UInt64(character &- UInt8(ascii: "0")))
                offset &+= 1
            }
            return offset &- start
        }
        guard digits() > 0 else { throw .value(path: "", .fixedPoint) }
        var places = 0
        if next() == UInt8(ascii: ".") {
            offset &+= 1
            places = digits()
            guard places > 0, places <= decimals else { throw .value(path: "", .fixedPoint) }
        }
        guard offset == text.byteCount else { throw .value(path: "", .fixedPoint) }
        for _ in places..<decimals { append(0) }
        guard !isTooLarge else { throw .value(path: "", .range) }
        return (isNegative, magnitude)
    }

    /// Writes a number without zeros at its end, and without a point where it has no use.
    ///
    /// - Parameter decimals: 1 to 80.
    internal static func text(isNegative: Bool, magnitude: UInt256, decimals: Int) -> String {
        var digits = magnitude.decimal
        if digits.utf8.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
        }
        let whole = digits.dropLast(decimals)
        var fraction = digits.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}
