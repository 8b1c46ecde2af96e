import KedgeCore

extension UInt256 {
    /// Whether the number fits into so many bits.
    internal func fits(bits: Int) -> Bool { 256 - leadingZeroBitCount <= bits }

    /// The 32 bytes at `source`, most significant first.
    internal init(word source: UnsafeRawPointer) {
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        self.init(words: (word(24), word(16), word(8), word(0)))
    }

    /// At most 32 bytes, and zeros behind them.
    internal init(leading bytes: UnsafeRawBufferPointer) {
        self.init(0)
        withUnsafeMutableBytes(of: &words) { room in
            // Whole in reverse: the last of 32 bytes is the least significant, which comes first in memory words.
            for (index, byte) in bytes.prefix(32).enumerated() { room[31 - index] = byte }
        }
        words = (
            UInt64(littleEndian: words.0), UInt64(littleEndian: words.1), UInt64(littleEndian: words.2),
            UInt64(littleEndian: words.3)
        )
    }
}
