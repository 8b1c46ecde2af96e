extension JSONParser {
    @inline(__always)
    internal func byte(at offset: Int) -> UInt8 {
        base.load(fromByteOffset: offset, as: UInt8.self)
    }

    @inline(__always)
    internal mutating func skipSpace() {
        while position < end {
            let next = byte(at: position)
            // One comparison for the usual text, which has no white space at all.
            if next > 0x20 { return }
            guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { return }
            position &+= 1
        }
    }

    @inline(__always)
    internal mutating func literal(
        _ text: StaticString, _ kind: JSONToken.Kind, _ tape: inout JSONTape
    ) throws(JSONError) {
        let length = text.utf8CodeUnitCount
        let start = position
        for offset in 0..<length {
            guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
            guard byte(at: position) == text.utf8Start[offset] else { throw JSONError(.valueExpected, at: start) }
            position &+= 1
        }
        try append(JSONToken(kind, start: start, length: length), &tape)
    }

    /// Steps over a number; whether it has neither fraction nor exponent.
    ///
    /// Source: RFC 8259 §6
    @inline(__always)
    internal mutating func number() throws(JSONError) -> Bool {
        if byte(at: position) == UInt8(ascii: "-") { position &+= 1 }
        let first = position
        position = try Self.endOfDigits(base, position, end)
        if byte(at: first) == UInt8(ascii: "0"), position &- first > 1 {
            throw JSONError(.malformedNumber, at: first)
        }
        guard position < end else { return true }
        let next = byte(at: position)
        if next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") {
            position = try Self.fractionAndExponent(base, position, end)
            return false
        }
        return true
    }

    /// Whether `text` is one number and nothing else.
    internal static func isNumber(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let base = text.baseAddress, text.count > 0 else { return false }
        let noTape = JSONTape(borrowing: UnsafeMutableBufferPointer(start: nil, count: 0))
        var parser = JSONParser(base: base, end: text.count, tape: noTape)
        do throws(JSONError) {
            _ = try parser.number()
        } catch {
            return false
        }
        return parser.position == parser.end
    }

    /// Checks the fraction and the exponent at `position`; where they end.
    @inline(never)
    private static func fractionAndExponent(
        _ base: UnsafeRawPointer, _ position: Int, _ end: Int
    ) throws(JSONError) -> Int {
        var position = position
        if base.load(fromByteOffset: position, as: UInt8.self) == UInt8(ascii: ".") {
            position = try endOfDigits(base, position &+ 1, end)
        }
        if position < end, base.load(fromByteOffset: position, as: UInt8.self) | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if position < end {
                let sign = base.load(fromByteOffset: position, as: UInt8.self)
                if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position &+= 1 }
            }
            position = try endOfDigits(base, position, end)
        }
        return position
    }

    /// Where the digits at `position` end, of which there must be one or more.
    @inline(__always)
    private static func endOfDigits(_ base: UnsafeRawPointer, _ position: Int, _ end: Int) throws(JSONError) -> Int {
        var offset = position
        while offset < end, base.load(fromByteOffset: offset, as: UInt8.self) &- UInt8(ascii: "0") < 10 {
            offset &+= 1
        }
        if offset == position {
            throw JSONError(position == end ? .unexpectedEnd : .malformedNumber, at: position)
        }
        return offset
    }
}
