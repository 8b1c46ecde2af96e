extension JSONParser {
    /// Steps from behind the opening quote to the closing one; whether there was an escape sequence.
    @inline(__always)
    internal mutating func string() throws(JSONError) -> Bool {
        var isEscaped = false
        while true {
            if end &- position >= 16 {
                let plain = Self.plainByteCount(base + position)
                position &+= plain
                if plain == 16 { continue }
            } else {
                while position < end, Self.isPlain(byte(at: position)) { position &+= 1 }
                guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
            }
            if byte(at: position) == UInt8(ascii: "\"") { return isEscaped }
            position = try Self.stepOverSpecial(base, position, end, acceptsNUL, &isEscaped)
        }
    }

    /// Whether a byte stands for itself in a string and is ASCII.
    @inline(__always)
    internal static func isPlain(_ byte: UInt8) -> Bool {
        byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && Int8(bitPattern: byte) >= 0x20
    }

    /// How many of the 16 bytes at `bytes` come before the first that is not plain: a quote, a backslash, a control
    /// character or a part of a character beyond ASCII.
    @inline(__always)
    internal static func plainByteCount(_ bytes: UnsafeRawPointer) -> Int {
        // One comparison a statement, with vectors of a stated type: otherwise the compiler takes the generic operators,
        // which go lane by lane. As signed numbers, control characters and bytes from 0x80 are both below the space.
        let block = bytes.loadUnaligned(as: SIMD16<Int8>.self)
        let isQuote = block .== SIMD16<Int8>(repeating: 0x22)
        let isBackslash = block .== SIMD16<Int8>(repeating: 0x5C)
        let isControlOrBeyondASCII = block .< SIMD16<Int8>(repeating: 0x20)
        let special = isQuote .| isBackslash .| isControlOrBeyondASCII
        let words = unsafeBitCast(special, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return words[0].littleEndian.trailingZeroBitCount &>> 3 }
        return 8 &+ words[1].littleEndian.trailingZeroBitCount &>> 3
    }

    /// Checks the escape sequence, or the run of characters beyond ASCII, at `position`; where it ends.
    @inline(never)
    private static func stepOverSpecial(
        _ base: UnsafeRawPointer, _ position: Int, _ end: Int, _ acceptsNUL: Bool, _ isEscaped: inout Bool
    ) throws(JSONError) -> Int {
        let first = base.load(fromByteOffset: position, as: UInt8.self)
        if first == UInt8(ascii: "\\") {
            isEscaped = true
            return try stepOverEscape(base, position, end, acceptsNUL)
        }
        guard first >= 0x20 else {
            throw JSONError(first == 0 ? .nulCharacter : .controlCharacter, at: position)
        }
        var position = position
        while position < end, base.load(fromByteOffset: position, as: UInt8.self) >= 0x80 {
            let length = UTF8Check.characterByteCount(base + position, readable: end &- position)
            guard length > 0 else { throw JSONError(.malformedUTF8, at: position) }
            position &+= length
        }
        return position
    }

    /// Source: RFC 8259 §7
    private static func stepOverEscape(
        _ base: UnsafeRawPointer, _ position: Int, _ end: Int, _ acceptsNUL: Bool
    ) throws(JSONError) -> Int {
        guard end &- position >= 2 else { throw JSONError(.unexpectedEnd, at: end) }
        switch base.load(fromByteOffset: position &+ 1, as: UInt8.self) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return position &+ 2
        case UInt8(ascii: "u"):
            break
        default:
            throw JSONError(.malformedEscape, at: position)
        }
        let unit = try codeUnit(base, position, end)
        if unit == 0, !acceptsNUL { throw JSONError(.nulCharacter, at: position) }
        guard unit & 0xF800 == 0xD800 else { return position &+ 6 }
        // A pair is a high surrogate and, in an escape sequence right behind it, a low one.
        guard unit < 0xDC00 else { throw JSONError(.loneSurrogate, at: position) }
        let second = position &+ 6
        guard end &- second >= 1 else { throw JSONError(.unexpectedEnd, at: end) }
        guard base.load(fromByteOffset: second, as: UInt8.self) == UInt8(ascii: "\\") else {
            throw JSONError(.loneSurrogate, at: position)
        }
        guard end &- second >= 2 else { throw JSONError(.unexpectedEnd, at: end) }
        guard base.load(fromByteOffset: second &+ 1, as: UInt8.self) == UInt8(ascii: "u") else {
            throw JSONError(.loneSurrogate, at: position)
        }
        let low = try codeUnit(base, second, end)
        guard low & 0xFC00 == 0xDC00 else { throw JSONError(.loneSurrogate, at: position) }
        return position &+ 12
    }

    /// The four hex digits of the `\u` at `position`.
    private static func codeUnit(_ base: UnsafeRawPointer, _ position: Int, _ end: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for offset in (position &+ 2)..<(position &+ 6) {
            guard offset < end else { throw JSONError(.unexpectedEnd, at: end) }
            let digit = Hex.value(of: base.load(fromByteOffset: offset, as: UInt8.self))
            guard digit < 16 else { throw JSONError(.malformedEscape, at: position) }
            unit = unit &<< 4 | UInt32(digit)
        }
        return unit
    }
}
