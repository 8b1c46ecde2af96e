import KedgeCore

/// Writes DER from its end to its beginning, so that every length is known when it is written.
///
/// - Source: ITU-T X.690 §8.1, §8.3, §10.1
internal struct DERWriter {
    private let room: UnsafeMutableRawBufferPointer
    private var start: Int
    private var isOverfull = false

    /// - Parameter room: All of it together with what is written has to fit in here.
    internal init(_ room: UnsafeMutableRawBufferPointer) {
        self.room = room
        start = room.count
    }

    /// What was written, unless it did not fit.
    internal var written: UnsafeRawBufferPointer? {
        isOverfull ? nil : UnsafeRawBufferPointer(rebasing: room[start...])
    }

    /// Where the next value will end.
    internal func mark() -> Int { start }

    /// Makes everything that was written since `end` the contents of one value.
    internal mutating func enclose(_ tag: UInt8, upTo end: Int) {
        var count = end &- start
        if count < 0x80 {
            byte(UInt8(truncatingIfNeeded: count))
        } else {
            var lengthByteCount: UInt8 = 0
            while count > 0 {
                byte(UInt8(truncatingIfNeeded: count))
                count &>>= 8
                lengthByteCount &+= 1
            }
            byte(0x80 | lengthByteCount)
        }
        byte(tag)
    }

    /// Writes a value before the others, with what `body` writes in it.
    internal mutating func value(_ tag: UInt8, _ body: (inout DERWriter) -> Void) {
        let end = mark()
        body(&self)
        enclose(tag, upTo: end)
    }

    /// Writes a value before the others.
    internal mutating func value(_ tag: UInt8, _ contents: UnsafeRawBufferPointer) {
        value(tag) { $0.bytes(contents) }
    }

    /// Writes a value before the others.
    internal mutating func value(_ tag: UInt8, _ contents: [UInt8]) {
        contents.withUnsafeBytes { value(tag, $0) }
    }

    /// Writes an integer, big-endian and not negative, before the others.
    internal mutating func integer(_ number: UnsafeRawBufferPointer) {
        var number = number
        while number.count > 1, number.first == 0 { number = UnsafeRawBufferPointer(rebasing: number[1...]) }
        value(DERReader.Tag.integer) { writer in
            writer.bytes(number)
            if (number.first ?? 0x80) >= 0x80 { writer.byte(0) }
        }
    }

    /// Writes an integer, big-endian and not negative, before the others.
    internal mutating func integer(_ number: [UInt8]) {
        number.withUnsafeBytes { integer($0) }
    }

    /// Writes an integer, big-endian and not negative, before the others.
    internal mutating func integer(_ number: borrowing SecretBytes) {
        number.withUnsafeBytes { integer($0) }
    }

    /// Writes an octet string before the others.
    internal mutating func octets(_ contents: borrowing SecretBytes) {
        contents.withUnsafeBytes { value(DERReader.Tag.octetString, $0) }
    }

    /// Writes a byte before the others.
    internal mutating func byte(_ byte: UInt8) {
        guard start > 0 else {
            isOverfull = true
            return
        }
        start &-= 1
        room[start] = byte
    }

    /// Writes bytes before the others.
    internal mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= start else {
            isOverfull = true
            return
        }
        start &-= bytes.count
        UnsafeMutableRawBufferPointer(rebasing: room[start...]).copyMemory(from: bytes)
    }

    /// Moves what was written to the start of the room, and answers with its length, 0 if it did not fit.
    internal mutating func moveToStart() -> Int {
        guard let written, let first = room.baseAddress else { return 0 }
        if let source = written.baseAddress { first.copyMemory(from: source, byteCount: written.count) }
        return written.count
    }
}
