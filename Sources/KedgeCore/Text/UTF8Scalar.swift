import CUtf8proc

/// Single scalar values and their UTF-8.
package enum UTF8Scalar {
    /// Reads the scalar value at `position`, and how many bytes it has; nil if the bytes there are not UTF-8.
    package static func read(_ text: UnsafeRawBufferPointer, at position: Int) -> (scalar: UInt32, byteCount: Int)? {
        guard position >= 0, position < text.count, let start = text.baseAddress else { return nil }
        let bytes = start + position
        let count = UTF8Check.characterByteCount(bytes, readable: text.count &- position)
        guard count > 0 else { return nil }
        let first = UInt32(bytes.load(as: UInt8.self))
        guard count > 1 else { return (first, 1) }
        var scalar = first & (0x7F &>> UInt32(truncatingIfNeeded: count))
        for offset in 1..<count {
            scalar = scalar &<< 6 | UInt32(bytes.load(fromByteOffset: offset, as: UInt8.self) & 0x3F)
        }
        return (scalar, count)
    }

    /// The same letter in lower case.
    package static func lowercased(_ scalar: UInt32) -> UInt32 {
        UInt32(bitPattern: utf8proc_tolower(Int32(bitPattern: scalar)))
    }

    /// How many bytes a scalar value has in UTF-8.
    internal static func byteCount(of scalar: UInt32) -> Int {
        switch scalar {
        case 0..<0x80: 1
        case 0x80..<0x800: 2
        case 0x800..<0x1_0000: 3
        default: 4
        }
    }

    /// Writes a scalar value at `position` of `room`, which has space for it, and tells how many bytes that took.
    internal static func write(_ scalar: UInt32, to room: UnsafeMutableRawBufferPointer, at position: Int) -> Int {
        let count = byteCount(of: scalar)
        guard count > 1 else {
            room[position] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        var rest = scalar
        for offset in stride(from: count &- 1, to: 0, by: -1) {
            room[position &+ offset] = UInt8(truncatingIfNeeded: rest & 0x3F | 0x80)
            rest &>>= 6
        }
        let mark: UInt8 = count == 2 ? 0xC0 : count == 3 ? 0xE0 : 0xF0
        room[position] = UInt8(truncatingIfNeeded: rest) | mark
        return count
    }
}
