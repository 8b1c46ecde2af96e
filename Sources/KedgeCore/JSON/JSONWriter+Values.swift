extension JSONWriter {
    /// Writes a string.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func string(_ value: String) throws(JSONWriterError) {
        try string(value.utf8Span.span.bytes)
    }

    /// Writes a string, given as UTF-8.
    ///
    /// - Throws: `JSONWriterError`; `.malformedUTF8` if it is not.
    public mutating func string(_ value: RawSpan) throws(JSONWriterError) {
        try value.withUnsafeBytes { (value) throws(JSONWriterError) in
            try scalar { (writer) throws(JSONWriterError) in _ = try writer.quoted(value) }
        }
    }

    /// Writes an integer.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func integer(_ value: Int64) throws(JSONWriterError) {
        try scalar { (writer) throws(JSONWriterError) in
            if value < 0 { try writer.text.append(UInt8(ascii: "-")) }
            try writer.decimal(value.magnitude)
        }
    }

    /// Writes an integer from 0 to 2^64 - 1.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func integer(_ value: UInt64) throws(JSONWriterError) {
        try scalar { (writer) throws(JSONWriterError) in try writer.decimal(value) }
    }

    /// Writes a number with the fewest digits that read back as `value`.
    ///
    /// - Throws: `JSONWriterError`; `.notFinite` for infinity and NaN.
    public mutating func number(_ value: Double) throws(JSONWriterError) {
        guard value.isFinite else { throw .notFinite }
        try number(value.description)
    }

    /// Writes a number as it is, whatever its size.
    ///
    /// - Parameter text: A number by RFC 8259 §6.
    /// - Throws: `JSONWriterError`; `.malformedNumber` if it is none.
    public mutating func number(_ text: String) throws(JSONWriterError) {
        let bytes = text.utf8Span.span.bytes
        try bytes.withUnsafeBytes { (bytes) throws(JSONWriterError) in
            guard JSONParser.isNumber(bytes) else { throw .malformedNumber }
            try scalar { (writer) throws(JSONWriterError) in try writer.text.append(bytes) }
        }
    }

    /// Writes `true` or `false`.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func bool(_ value: Bool) throws(JSONWriterError) {
        try scalar { (writer) throws(JSONWriterError) in try writer.text.append(value ? "true" : "false") }
    }

    /// Writes `null`.
    ///
    /// - Throws: `JSONWriterError`
    public mutating func null() throws(JSONWriterError) {
        try scalar { (writer) throws(JSONWriterError) in try writer.text.append("null") }
    }

    private mutating func scalar(
        _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(JSONWriterError) {
        try atomically { (writer) throws(JSONWriterError) in
            try writer.beforeValue()
            try body(&writer)
            writer.afterValue()
        }
    }

    private mutating func decimal(_ value: UInt64) throws(JSONWriterError) {
        // 2^64 - 1 has 20 digits.
        try withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { (digits) throws(JSONWriterError) in
            var rest = value
            var start = 20
            repeat {
                start &-= 1
                digits[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest != 0
            try text.append(UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }
}

extension JSONWriter {
    /// Writes `value` between quotes; whether something in it had to be escaped.
    ///
    /// Source: RFC 8259 §7
    internal mutating func quoted(_ value: UnsafeRawBufferPointer) throws(JSONWriterError) -> Bool {
        try text.append(UInt8(ascii: "\""))
        var isEscaped = false
        var offset = 0
        while let base = value.baseAddress, offset < value.count {
            let start = offset
            while offset < value.count, JSONParser.isPlain(value[offset]) { offset &+= 1 }
            while offset < value.count, value[offset] >= 0x80 {
                let length = UTF8Check.characterByteCount(base + offset, readable: value.count &- offset)
                guard length > 0 else { throw .malformedUTF8(offset: offset) }
                offset &+= length
            }
            try text.append(UnsafeRawBufferPointer(rebasing: value[start..<offset]))
            guard offset < value.count, value[offset] < 0x80, !JSONParser.isPlain(value[offset]) else { continue }
            if value[offset] == 0, !options.acceptsNUL { throw .nulCharacter(offset: offset) }
            try escaped(value[offset])
            isEscaped = true
            offset &+= 1
        }
        try text.append(UInt8(ascii: "\""))
        return isEscaped
    }

    /// Writes the escape sequence of a byte that cannot stand for itself.
    internal mutating func escaped(_ byte: UInt8) throws(JSONWriterError) {
        switch byte {
        case UInt8(ascii: "\""): try text.append("\\\"")
        case UInt8(ascii: "\\"): try text.append("\\\\")
        case 0x08: try text.append("\\b")
        case 0x09: try text.append("\\t")
        case 0x0A: try text.append("\\n")
        case 0x0C: try text.append("\\f")
        case 0x0D: try text.append("\\r")
        default:
            try text.append("\\u00")
            try text.append(UInt8(ascii: "0") &+ byte &>> 4)
            let low = byte & 15
            try text.append(low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ low &- 10)
        }
    }
}
