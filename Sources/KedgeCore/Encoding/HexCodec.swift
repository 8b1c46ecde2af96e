/// Hex 16 digits at a time, with arithmetic only: no table that a cache could betray.
internal enum HexCodec {
    private typealias Block = SIMD16<UInt8>

    /// - Parameter text: Room for twice as many bytes as `bytes` has.
    internal static func encode(_ bytes: UnsafeRawBufferPointer, to text: UnsafeMutableRawBufferPointer) {
        guard let source = bytes.baseAddress, let target = text.baseAddress else { return }
        var offset = 0
        while bytes.count &- offset >= 8 {
            let word = (source + offset).loadUnaligned(as: UInt64.self).littleEndian
            (target + offset &* 2).storeBytes(of: digits(word), as: Block.self)
            offset &+= 8
        }
        if offset < bytes.count {
            let rest = PartialBlock.load(source + offset, count: bytes.count &- offset)
            let words = PartialBlock.words(digits(rest.low))
            PartialBlock.store(
                words.low, words.high, to: target + offset &* 2, count: (bytes.count &- offset) &* 2)
        }
    }

    /// Whether `text` is nothing but digits.
    ///
    /// - Parameters:
    ///   - text: An even number of bytes.
    ///   - output: Room for half as many.
    internal static func decode(_ text: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer) -> Bool {
        guard let source = text.baseAddress, let target = output.baseAddress else { return text.isEmpty }
        // Bits are only collected; one look at the end keeps the time the same wherever an invalid character is.
        var valid = Block(repeating: 0xFF)
        var offset = 0
        while text.count &- offset >= 16 {
            let block = (source + offset).loadUnaligned(as: Block.self)
            (target + offset &>> 1).storeBytes(of: bytes(block, &valid).littleEndian, as: UInt64.self)
            offset &+= 16
        }
        if offset < text.count {
            let count = text.count &- offset
            let rest = PartialBlock.load(source + offset, count: count)
            let block = PartialBlock.block(
                rest.low | PartialBlock.filling(UInt8(ascii: "0"), above: count),
                rest.high | PartialBlock.filling(UInt8(ascii: "0"), above: count &- 8))
            PartialBlock.store(bytes(block, &valid), 0, to: target + offset &>> 1, count: count &>> 1)
        }
        return PartialBlock.isAllOnes(valid)
    }

    /// The offset of the first byte that is no digit, the count if there is none.
    internal static func firstInvalidOffset(_ text: UnsafeRawBufferPointer) -> Int {
        text.firstIndex { Hex.value(of: $0) > 15 } ?? text.count
    }

    /// The digits of eight bytes, of which the lowest comes first.
    @inline(__always)
    private static func digits(_ word: UInt64) -> Block {
        // Each byte moves to a lane of 16 bits, its high half first: 0x3A becomes 03 0A.
        let lanes = SIMD2<UInt64>(spread(word & 0xFFFF_FFFF), spread(word &>> 32))
        let high: SIMD2<UInt64> = lanes &>> SIMD2<UInt64>(repeating: 4)
        let highHalves: SIMD2<UInt64> = high & SIMD2<UInt64>(repeating: 0x000F_000F_000F_000F)
        let low: SIMD2<UInt64> = lanes & SIMD2<UInt64>(repeating: 0x000F_000F_000F_000F)
        let lowHalves: SIMD2<UInt64> = low &<< SIMD2<UInt64>(repeating: 8)
        let halves: SIMD2<UInt64> = highHalves | lowHalves
        let values = PartialBlock.block(halves[0], halves[1])

        let isLetter = values .> Block(repeating: 9)
        let letterStep: Block = unsafeBitCast(isLetter, to: Block.self) & Block(repeating: 39)
        return values &+ Block(repeating: UInt8(ascii: "0")) &+ letterStep
    }

    /// The eight bytes that 16 digits stand for, the first in the lowest place.
    @inline(__always)
    private static func bytes(_ text: Block, _ valid: inout Block) -> UInt64 {
        let decimal: Block = text &- Block(repeating: UInt8(ascii: "0"))
        let isDecimal = unsafeBitCast(decimal .< Block(repeating: 10), to: Block.self)
        let lowerCase: Block = text | Block(repeating: 0x20)
        let letter: Block = lowerCase &- Block(repeating: UInt8(ascii: "a"))
        let isLetter = unsafeBitCast(letter .< Block(repeating: 6), to: Block.self)
        let isDigit: Block = isDecimal | isLetter
        valid = valid & isDigit

        let decimalValues: Block = decimal & isDecimal
        let letterValues: Block = (letter &+ Block(repeating: 10)) & isLetter
        let values: Block = decimalValues | letterValues
        let words = PartialBlock.words(values)
        return joined(words.low) | joined(words.high) &<< 32
    }

    /// Four bytes, moved to the low halves of four lanes of 16 bits.
    @inline(__always)
    private static func spread(_ word: UInt64) -> UInt64 {
        let pairs = (word | word &<< 16) & 0x0000_FFFF_0000_FFFF
        return (pairs | pairs &<< 8) & 0x00FF_00FF_00FF_00FF
    }

    /// Four bytes out of eight halves, of which the high one comes first.
    @inline(__always)
    private static func joined(_ halves: UInt64) -> UInt64 {
        let lanes = (halves &<< 4 | halves &>> 8) & 0x00FF_00FF_00FF_00FF
        let pairs = (lanes | lanes &>> 8) & 0x0000_FFFF_0000_FFFF
        return (pairs | pairs &>> 16) & 0xFFFF_FFFF
    }
}
