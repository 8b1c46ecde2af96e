extension JSONView {
    /// Whether this is a number written without fraction and exponent.
    @inlinable package var isInteger: Bool { token.kind == .integer }

    /// The number exactly as it was written; `nil` for any other kind of value.
    package var numberText: String? {
        guard kind == .number else { return nil }
        return String(
            decoding: UnsafeRawBufferPointer(start: text + Int(token.start), count: Int(token.length)), as: UTF8.self)
    }

    /// An integer from -2^63 to 2^63 - 1; `nil` if this is none, or is written with a fraction or an exponent.
    package var int64: Int64? {
        guard let (isNegative, magnitude) = integer else { return nil }
        if !isNegative { return Int64(exactly: magnitude) }
        return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }

    /// An integer from 0 to 2^64 - 1; `nil` if this is none, or is written with a fraction or an exponent.
    package var uint64: UInt64? {
        guard let (isNegative, magnitude) = integer else { return nil }
        return isNegative && magnitude != 0 ? nil : magnitude
    }

    /// The binary number nearest to what was written.
    ///
    /// `nil` if this is no number, or its magnitude is too large for a `Double`, or it is not zero and would become zero.
    /// Digits beyond a `Double` are rounded away; use `numberText` where they count.
    package var double: Double? {
        guard let text = numberText, let value = Double(text), value.isFinite else { return nil }
        if value == 0 {
            let significand = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
            guard significand.allSatisfy({ !(UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        }
        return value
    }

    /// A number rounded down to an integer, however it is written, and whether that lost nothing.
    ///
    /// For a NumericDate, which may have a fraction or an exponent. `nil` if this is no number or the result is not an
    /// `Int64`.
    package var roundedDown: (value: Int64, isExact: Bool)? {
        switch token.kind {
        case .integer: int64.map { ($0, true) }
        case .decimal: JSONDecimal(source).roundedDown
        default: nil
        }
    }

    private var integer: (isNegative: Bool, magnitude: UInt64)? {
        let token = token
        guard token.kind == .integer else { return nil }
        let start = text + Int(token.start)
        let isNegative = start.load(as: UInt8.self) == UInt8(ascii: "-")
        var magnitude: UInt64 = 0
        var offset = isNegative ? 1 : 0
        // The first 16 digits of any number are below 2^64.
        while Int(token.length) &- offset >= 8, offset <= 8 {
            magnitude = magnitude &* 100_000_000 &+ Self.eightDigits(start + offset)
            offset &+= 8
        }
        for offset in offset..<Int(token.length) {
            let digit = UInt64(start.load(fromByteOffset: offset, as: UInt8.self) &- UInt8(ascii: "0"))
            let (shifted, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carries) = shifted.addingReportingOverflow(digit)
            if isTooLarge || carries { return nil }
            magnitude = sum
        }
        return (isNegative, magnitude)
    }

    /// The number that eight digits are: pairs of them, then fours, then all.
    @inline(__always)
    private static func eightDigits(_ text: UnsafeRawPointer) -> UInt64 {
        let digits = text.loadUnaligned(as: UInt64.self).littleEndian & 0x0F0F_0F0F_0F0F_0F0F
        let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
    }
}
