package import KedgeCore

/// Writes items into memory whose size was computed before.
///
/// What does not fit is not written, so that a size that was computed wrongly overwrites nothing.
package struct RLPOutput {
    private let room: UnsafeMutableRawBufferPointer
    /// Bytes written so far.
    package private(set) var count = 0

    package init(_ room: UnsafeMutableRawBufferPointer) {
        self.room = room
    }

    /// Writes a byte as it is.
    @inline(__always)
    package mutating func write(raw byte: UInt8) {
        guard count < room.count else { return }
        room[count] = byte
        count &+= 1
    }

    /// Writes bytes as they are: items that are encoded already.
    package mutating func write(raw bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= room.count &- count else { return }
        UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: bytes)
        count &+= bytes.count
    }

    /// Writes bytes as an item.
    package mutating func write(_ bytes: UnsafeRawBufferPointer) {
        if bytes.count == 1, bytes[0] < 0x80 { return write(raw: bytes[0]) }
        writeHeader(0x80, bytes.count)
        write(raw: bytes)
    }

    /// Writes a number as an item: big-endian, without leading zeros.
    package mutating func write(_ number: UInt64) {
        if number != 0, number < 0x80 { return write(raw: UInt8(truncatingIfNeeded: number)) }
        let byteCount = RLP.significantByteCount(number)
        write(raw: 0x80 &+ UInt8(truncatingIfNeeded: byteCount))
        writeDigits(number, byteCount)
    }

    /// Writes a number as an item: big-endian, without leading zeros.
    package mutating func write(_ number: UInt256) {
        if let small = number.uint64 { return write(small) }
        let words = number.words
        let byteCount = number.significantByteCount
        write(raw: 0x80 &+ UInt8(truncatingIfNeeded: byteCount))
        writeDigits(words.3, byteCount &- 24)
        writeDigits(words.2, byteCount &- 16)
        writeDigits(words.1, byteCount &- 8)
        writeDigits(words.0, byteCount)
    }

    /// Writes what stands before a list's content.
    package mutating func writeListHeader(_ contentCount: Int) {
        writeHeader(0xC0, contentCount)
    }

    @inline(__always)
    private mutating func writeHeader(_ kind: UInt8, _ contentCount: Int) {
        if contentCount <= RLP.shortByteCount { return write(raw: kind &+ UInt8(truncatingIfNeeded: contentCount)) }
        let byteCount = RLP.lengthByteCount(contentCount)
        write(raw: kind &+ UInt8(truncatingIfNeeded: RLP.shortByteCount &+ byteCount))
        writeDigits(UInt64(truncatingIfNeeded: contentCount), byteCount)
    }

    /// Writes the last `byteCount` bytes of a word, at most all 8; none for a count of 0 and below.
    @inline(__always)
    private mutating func writeDigits(_ word: UInt64, _ byteCount: Int) {
        let byteCount = min(byteCount, 8)
        guard byteCount > 0, byteCount <= room.count &- count else { return }
        let digits = (word &<< UInt64(truncatingIfNeeded: (8 &- byteCount) &* 8)).bigEndian
        withUnsafeBytes(of: digits) { digits in
            UnsafeMutableRawBufferPointer(rebasing: room[count...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: digits[..<byteCount]))
        }
        count &+= byteCount
    }
}
