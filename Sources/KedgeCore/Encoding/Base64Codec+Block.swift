/// 16 characters, 12 bytes at a time, with arithmetic only: no table that a cache could betray.
///
/// One operation a statement, with vectors of a stated type: otherwise the compiler takes the generic operators, which go
/// lane by lane. Lanes are little-endian, like every platform that Kedge runs on.
extension Base64Codec {
    private typealias Block = SIMD16<UInt8>
    private typealias Quads = SIMD4<UInt32>
    private typealias Pairs = SIMD2<UInt64>

    /// The characters of 12 bytes: eight in `low`, four in `high`, the first in the lowest place.
    @inline(__always)
    internal func encodeBlock(_ low: UInt64, _ high: UInt32) -> SIMD16<UInt8> {
        // Three bytes in each lane of 32 bits. What stands in the fourth is masked away below.
        let first = low & 0xFFFF_FFFF_FFFF
        let second = low &>> 48 | UInt64(high) &<< 16
        let lanes = Pairs(
            first & 0xFF_FFFF | first &<< 8 & 0xFF_FFFF_0000_0000,
            second & 0xFF_FFFF | second &<< 8 & 0xFF_FFFF_0000_0000)
        let quads = Quads(
            UInt32(truncatingIfNeeded: lanes[0]), UInt32(truncatingIfNeeded: lanes[0] &>> 32),
            UInt32(truncatingIfNeeded: lanes[1]), UInt32(truncatingIfNeeded: lanes[1] &>> 32))

        let a: Quads = (quads &>> Quads(repeating: 2)) & Quads(repeating: 0x3F)
        let bHigh: Quads = (quads &<< Quads(repeating: 12)) & Quads(repeating: 0x3000)
        let bLow: Quads = (quads &>> Quads(repeating: 4)) & Quads(repeating: 0x0F00)
        let cHigh: Quads = (quads &<< Quads(repeating: 10)) & Quads(repeating: 0x3C_0000)
        let cLow: Quads = (quads &>> Quads(repeating: 6)) & Quads(repeating: 0x03_0000)
        let d: Quads = (quads &<< Quads(repeating: 8)) & Quads(repeating: 0x3F00_0000)
        let ab: Quads = a | bHigh | bLow
        let cd: Quads = cHigh | cLow | d
        let sextets: Quads = ab | cd
        let values = unsafeBitCast(sextets, to: Block.self)

        // A to Z is the value plus 65. Each later range adds the distance from the end of the one before.
        let isLower = unsafeBitCast(values .> Block(repeating: 25), to: Block.self)
        let isDecimal = unsafeBitCast(values .> Block(repeating: 51), to: Block.self)
        let is62 = unsafeBitCast(values .== Block(repeating: 62), to: Block.self)
        let is63 = unsafeBitCast(values .== Block(repeating: 63), to: Block.self)
        let lowerStep: Block = isLower & Block(repeating: 6)
        let decimalStep: Block = isDecimal & Block(repeating: 181)
        let step62: Block = is62 & Block(repeating: character62 &- 58)
        let step63: Block = is63 & Block(repeating: character63 &- 59)
        let steps: Block = lowerStep &+ decimalStep
        let lastSteps: Block = step62 | step63
        let letters: Block = values &+ Block(repeating: UInt8(ascii: "A"))
        let characters: Block = letters &+ steps
        return characters &+ lastSteps
    }

    /// The 12 bytes of 16 characters: eight in the first word, four in the second, the first in the lowest place.
    ///
    /// - Parameter valid: Bits are cleared for characters that the alphabet does not have.
    @inline(__always)
    internal func decodeBlock(_ text: SIMD16<UInt8>, _ valid: inout SIMD16<UInt8>) -> (UInt64, UInt32) {
        // The value of a digit is its character plus 4, which each later range corrects. Signed comparisons are one
        // instruction; bytes from 0x80 come out as nonsense, and invalid.
        let signed = unsafeBitCast(text, to: SIMD16<Int8>.self)
        let isFromUpper = unsafeBitCast(signed .> SIMD16<Int8>(repeating: 0x40), to: Block.self)
        let isFromLower = unsafeBitCast(signed .> SIMD16<Int8>(repeating: 0x60), to: Block.self)
        let is62 = unsafeBitCast(text .== Block(repeating: character62), to: Block.self)
        let is63 = unsafeBitCast(text .== Block(repeating: character63), to: Block.self)
        let upperStep: Block = isFromUpper & Block(repeating: 187)
        let lowerStep: Block = isFromLower & Block(repeating: 250)
        let step62: Block = is62 & Block(repeating: 58 &- character62)
        // `_` lies behind the capital letters and has had their step, `/` has not.
        let step63: Block = is63 & Block(repeating: 59 &- character63 &+ (character63 > 0x40 ? 69 : 0))
        let letterSteps: Block = upperStep &+ lowerStep
        let specialSteps: Block = step62 | step63
        let steps: Block = letterSteps &+ specialSteps
        let values: Block = (text &+ Block(repeating: 4)) &+ steps

        let decimal: Block = text &- Block(repeating: UInt8(ascii: "0"))
        let lowerCase: Block = text | Block(repeating: 0x20)
        let letter: Block = lowerCase &- Block(repeating: UInt8(ascii: "a"))
        let isDecimal = unsafeBitCast(decimal .< Block(repeating: 10), to: Block.self)
        let isLetter = unsafeBitCast(letter .< Block(repeating: 26), to: Block.self)
        let isSpecial: Block = is62 | is63
        let isKnown: Block = isDecimal | isLetter | isSpecial
        valid = valid & isKnown

        // Sextets join to twelves, these to 24 bits, of which the first character has the highest.
        let words = PartialBlock.words(values)
        let lanes = unsafeBitCast(SIMD2<UInt64>(words.low, words.high), to: SIMD8<UInt16>.self)
        let firstOfTwo: SIMD8<UInt16> = (lanes &<< SIMD8<UInt16>(repeating: 6)) & SIMD8<UInt16>(repeating: 0x0FC0)
        let twelves: SIMD8<UInt16> = firstOfTwo | (lanes &>> SIMD8<UInt16>(repeating: 8))
        let pairs = unsafeBitCast(twelves, to: Quads.self)
        let firstOfPair: Quads = (pairs &<< Quads(repeating: 12)) & Quads(repeating: 0xFF_F000)
        let triples: Quads = firstOfPair | (pairs &>> Quads(repeating: 16))
        let halves = unsafeBitCast(triples, to: Pairs.self)
        let second = halves[1] &<< 24 & 0xFFFF_FF00_0000 | halves[1] &>> 32
        let first = halves[0] &<< 40 | halves[0] &>> 16 & 0xFFFF_FFFF_0000 | second &>> 32
        return (first.byteSwapped, UInt32(truncatingIfNeeded: second).byteSwapped)
    }
}
