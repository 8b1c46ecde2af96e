/// Whether bytes are UTF-8, by the table of well-formed sequences.
///
/// Source: RFC 3629 §4
internal enum UTF8Check {
    /// How many bytes the character at `bytes` has, 0 if they are not UTF-8.
    ///
    /// - Parameter readable: How many bytes may be read, 1 or more.
    internal static func characterByteCount(_ bytes: UnsafeRawPointer, readable: Int) -> Int {
        let first = bytes.load(as: UInt8.self)
        // The second byte alone decides about overlong forms, surrogates and U+110000; the rest are 80..BF.
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard readable >= length, second.contains(bytes.load(fromByteOffset: 1, as: UInt8.self)) else { return 0 }
        for offset in 2..<max(2, length) where bytes.load(fromByteOffset: offset, as: UInt8.self) & 0xC0 != 0x80 {
            return 0
        }
        return length
    }
}
