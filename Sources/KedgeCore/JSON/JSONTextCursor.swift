/// The bytes of a string that was already checked, with its escapes resolved, one after another.
internal struct JSONTextCursor {
    private var position: UnsafeRawPointer
    private let end: UnsafeRawPointer
    /// The rest of a character that came from an escape: its next byte in the low 8 bits.
    private var pending: UInt32 = 0

    /// The text between quotes in `bytes`.
    internal init(_ bytes: UnsafeRawBufferPointer) {
        // An empty buffer may have no address; any will do, since nothing is read.
        let start = bytes.baseAddress ?? UnsafeRawPointer(JSONTape.nowhere)
        position = start
        end = start + bytes.count
    }

    internal init(_ token: JSONToken, in base: UnsafeRawPointer) {
        position = base + Int(token.start)
        end = position + Int(token.length)
    }

    @inline(__always)
    internal mutating func next() -> UInt8? {
        if pending == 0 {
            guard position < end else { return nil }
            let byte = position.load(as: UInt8.self)
            position += 1
            if byte != UInt8(ascii: "\\") { return byte }
            return escape()
        }
        let byte = UInt8(truncatingIfNeeded: pending)
        pending &>>= 8
        return byte
    }

    /// The first byte of what stands behind the backslash just read.
    private mutating func escape() -> UInt8? {
        guard position < end else { return nil }
        let letter = position.load(as: UInt8.self)
        position += 1
        switch letter {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "u"): break
        default: return letter
        }
        var scalar = codeUnit()
        if scalar & 0xFC00 == 0xD800, end - position >= 6 {
            position += 2
            scalar = 0x1_0000 &+ ((scalar & 0x3FF) &<< 10) &+ (codeUnit() & 0x3FF)
        }
        if scalar < 0x80 { return UInt8(truncatingIfNeeded: scalar) }
        let last = 0x80 | scalar & 0x3F
        if scalar < 0x800 {
            pending = last
            return UInt8(truncatingIfNeeded: 0xC0 | scalar &>> 6)
        }
        let third = 0x80 | scalar &>> 6 & 0x3F
        if scalar < 0x1_0000 {
            pending = third | last &<< 8
            return UInt8(truncatingIfNeeded: 0xE0 | scalar &>> 12)
        }
        pending = 0x80 | scalar &>> 12 & 0x3F | third &<< 8 | last &<< 16
        return UInt8(truncatingIfNeeded: 0xF0 | scalar &>> 18)
    }

    private mutating func codeUnit() -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 where position < end {
            unit = unit &<< 4 | UInt32(Hex.value(of: position.load(as: UInt8.self)) & 15)
            position += 1
        }
        return unit
    }
}
