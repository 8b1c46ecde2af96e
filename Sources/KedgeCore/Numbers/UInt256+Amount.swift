extension UInt256 {
    /// The most decimals that an amount may have: 10^77 is the greatest power of ten below 2^256.
    public static var maximumDecimals: Int { 77 }

    /// Reads an amount: `1.5` with 18 decimals, as ether has, is 1,500,000,000,000,000,000.
    ///
    /// - Parameters:
    ///   - text: digits, or digits, a point and digits; no sign, no exponent, no space.
    ///   - decimals: how many decimals the unit has, 0 to 77; text with more digits behind its point is refused, whatever
    ///     they are.
    /// - Throws: `AmountError`.
    public init(amount text: String, decimals: Int) throws(AmountError) {
        try self.init(amount: text.utf8Span.span.bytes, decimals: decimals)
    }

    /// Reads UTF-8 text as `init(amount:decimals:)` does.
    package init(amount text: RawSpan, decimals: Int) throws(AmountError) {
        guard (0...Self.maximumDecimals).contains(decimals) else { throw .decimals(decimals) }
        self = try text.withUnsafeBytes { text throws(AmountError) in
            let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count
            let whole = text[..<point]
            let fraction = text[min(point &+ 1, text.count)...]
            guard !whole.isEmpty, point == text.count || !fraction.isEmpty, whole.allSatisfy(Self.isDigit),
                fraction.allSatisfy(Self.isDigit)
            else { throw .invalidText }
            guard fraction.count <= decimals else { throw .tooManyDecimals(fraction.count) }
            var number: UInt256? = UInt256(0)
            for digit in whole { number = number?.appending(digit) }
            for digit in fraction { number = number?.appending(digit) }
            for _ in fraction.count..<decimals { number = number?.appending(UInt8(ascii: "0")) }
            guard let number else { throw .tooLarge }
            return number
        }
    }

    /// Writes the number as an amount, without zeros at the end of the decimals.
    ///
    /// - Parameter decimals: how many decimals the unit has, 0 to 77.
    /// - Throws: `AmountError.decimals`.
    public func amount(decimals: Int) throws(AmountError) -> String {
        try withAmount(decimals: decimals) { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the amount as text for the length of `body`.
    package func withAmount<Value>(
        decimals: Int, _ body: (UnsafeRawBufferPointer) -> Value
    ) throws(AmountError) -> Value {
        guard (0...Self.maximumDecimals).contains(decimals) else { throw .decimals(decimals) }
        return withDecimalDigits(atLeast: decimals &+ 1) { digits in
            // One more than the digits, for the point.
            withUnsafeTemporaryAllocation(byteCount: digits.count &+ 1, alignment: 1) { room in
                let whole = digits.count &- decimals
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: digits[..<whole]))
                room[whole] = UInt8(ascii: ".")
                for index in whole..<digits.count { room[index &+ 1] = digits[index] }
                var count = digits.count &+ 1
                while count > whole &+ 1, room[count &- 1] == UInt8(ascii: "0") { count &-= 1 }
                if count == whole &+ 1 { count = whole }
                return body(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
        }
    }

    private func appending(_ digit: UInt8) -> UInt256? {
        multiplied(by: 10, adding: UInt64(digit &- UInt8(ascii: "0")))
    }

    private static func isDigit(_ character: UInt8) -> Bool {
        character &- UInt8(ascii: "0") < 10
    }
}
