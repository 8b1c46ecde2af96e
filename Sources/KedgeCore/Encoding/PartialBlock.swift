/// The last few bytes of a text, as if a whole block of 16 could be read or written.
///
/// Words overlap instead of a copy in a loop: which of them are taken depends on the count alone.
internal enum PartialBlock {
    /// `count` bytes, 0 to 15, the first in the lowest place of the first word; zeros above them.
    @inline(__always)
    internal static func load(_ source: UnsafeRawPointer, count: Int) -> (low: UInt64, high: UInt64) {
        if count >= 8 {
            let low = source.loadUnaligned(as: UInt64.self).littleEndian
            let last = (source + (count &- 8)).loadUnaligned(as: UInt64.self).littleEndian
            return (low, last >> UInt64((16 &- count) &* 8))
        }
        if count >= 4 {
            let low = UInt64(source.loadUnaligned(as: UInt32.self).littleEndian)
            let last = UInt64((source + (count &- 4)).loadUnaligned(as: UInt32.self).littleEndian)
            return (low | last &<< UInt64((count &- 4) &* 8), 0)
        }
        var low: UInt64 = 0
        for offset in 0..<count {
            low |= UInt64(source.load(fromByteOffset: offset, as: UInt8.self)) &<< UInt64(offset &* 8)
        }
        return (low, 0)
    }

    /// Writes the first `count` bytes, 0 to 16, of two words.
    @inline(__always)
    internal static func store(_ low: UInt64, _ high: UInt64, to target: UnsafeMutableRawPointer, count: Int) {
        if count >= 8 {
            target.storeBytes(of: low.littleEndian, as: UInt64.self)
            let last = low >> UInt64((count &- 8) &* 8) | high << UInt64((16 &- count) &* 8)
            (target + (count &- 8)).storeBytes(of: last.littleEndian, as: UInt64.self)
        } else if count >= 4 {
            target.storeBytes(of: UInt32(truncatingIfNeeded: low).littleEndian, as: UInt32.self)
            let last = UInt32(truncatingIfNeeded: low &>> UInt64((count &- 4) &* 8))
            (target + (count &- 4)).storeBytes(of: last.littleEndian, as: UInt32.self)
        } else {
            for offset in 0..<count {
                let byte = UInt8(truncatingIfNeeded: low &>> UInt64(offset &* 8))
                target.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
            }
        }
    }

    /// 16 bytes out of two words, the first in the lowest place of `low`.
    @inline(__always)
    internal static func block(_ low: UInt64, _ high: UInt64) -> SIMD16<UInt8> {
        unsafeBitCast(SIMD2<UInt64>(low.littleEndian, high.littleEndian), to: SIMD16<UInt8>.self)
    }

    /// Two words out of 16 bytes.
    @inline(__always)
    internal static func words(_ block: SIMD16<UInt8>) -> (low: UInt64, high: UInt64) {
        let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
        return (words[0].littleEndian, words[1].littleEndian)
    }

    /// Whether every bit is set.
    @inline(__always)
    internal static func isAllOnes(_ block: SIMD16<UInt8>) -> Bool {
        let words = words(block)
        return words.low & words.high == .max
    }

    /// A word of the same eight bytes above the first `count`, 0 to 8, which are zero.
    @inline(__always)
    internal static func filling(_ byte: UInt8, above count: Int) -> UInt64 {
        (UInt64(byte) &* 0x0101_0101_0101_0101) << UInt64(max(0, count) &* 8)
    }
}
