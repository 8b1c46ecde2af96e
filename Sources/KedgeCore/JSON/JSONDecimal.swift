/// A number with a fraction or an exponent, read exactly.
internal struct JSONDecimal: ~Escapable {
    private let text: RawSpan

    /// - Parameter text: A number that the parser accepted.
    @_lifetime(copy text)
    internal init(_ text: RawSpan) {
        self.text = text
    }

    /// The largest integer that is not above the number; `nil` if it is not an `Int64`.
    ///
    /// Only digits are moved about, so 1e18 and 0.1e19 are the same and nothing is rounded twice.
    internal var roundedDown: (value: Int64, isExact: Bool)? {
        let isNegative = text.unsafeLoad(as: UInt8.self) == UInt8(ascii: "-")
        // How many digits stand before the point once the exponent is applied. A point further off than any text is long
        // is as good as infinitely far, so the exponent may saturate.
        var pointPosition = 0
        var hasPoint = false
        var exponentOffset = text.byteCount
        for offset in (isNegative ? 1 : 0)..<text.byteCount {
            let byte = byte(at: offset)
            if byte | 0x20 == UInt8(ascii: "e") {
                exponentOffset = offset
                break
            }
            if byte == UInt8(ascii: ".") {
                hasPoint = true
            } else if !hasPoint {
                pointPosition &+= 1
            }
        }
        pointPosition &+= exponent(from: exponentOffset &+ 1)

        var magnitude: UInt64 = 0
        var digitPosition = 0
        var isExact = true
        for offset in (isNegative ? 1 : 0)..<exponentOffset where byte(at: offset) != UInt8(ascii: ".") {
            let digit = UInt64(byte(at: offset) &- UInt8(ascii: "0"))
            if digitPosition < pointPosition {
                guard let next = Self.appending(digit, to: magnitude) else { return nil }
                magnitude = next
            } else if digit != 0 {
                isExact = false
            }
            digitPosition &+= 1
        }
        if magnitude != 0 {
            while digitPosition < pointPosition {
                guard let next = Self.appending(0, to: magnitude) else { return nil }
                magnitude = next
                digitPosition &+= 1
            }
        }
        guard isNegative else { return (Int64(truncatingIfNeeded: magnitude), isExact) }
        let value = 0 &- Int64(truncatingIfNeeded: magnitude)
        return (isExact ? value : value &- 1, isExact)
    }

    private func byte(at offset: Int) -> UInt8 {
        text.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    private func exponent(from start: Int) -> Int {
        guard start < text.byteCount else { return 0 }
        let sign = byte(at: start)
        let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        var magnitude = 0
        for offset in (hasSign ? start &+ 1 : start)..<text.byteCount {
            magnitude = min(1 << 40, magnitude &* 10 &+ Int(byte(at: offset) &- UInt8(ascii: "0")))
        }
        return sign == UInt8(ascii: "-") ? 0 &- magnitude : magnitude
    }

    /// `nil` above 2^63 - 1: -2^63 itself is left out, so that rounding down a negative number cannot pass the end.
    private static func appending(_ digit: UInt64, to magnitude: UInt64) -> UInt64? {
        let (shifted, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carries) = shifted.addingReportingOverflow(digit)
        return isTooLarge || carries || sum > UInt64(Int64.max) ? nil : sum
    }
}
