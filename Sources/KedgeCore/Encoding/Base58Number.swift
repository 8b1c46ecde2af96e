import CSodium

/// A natural number on its way from one base to another, in limbs of which the lowest comes first.
internal struct Base58Number: ~Copyable {
    /// 58^5, the largest power that leaves room for a carry beside a limb of 32 bits.
    private static let limbBase: UInt64 = 656_356_768
    private static let digitsPerLimb: Int = 5

    /// Enough for `Base58.maximumByteCount` bytes in limbs of base 58^5, of which they need 280.
    private static let capacity: Int = 284

    private let limbs: UnsafeMutableBufferPointer<UInt32>
    private var count: Int = 0

    internal init(_ limbs: UnsafeMutableBufferPointer<UInt32>) {
        self.limbs = limbs
    }

    /// Lends memory for the limbs of a number and wipes it afterwards.
    internal static func withLimbs(
        _ body: (UnsafeMutableBufferPointer<UInt32>) throws(Base58Error) -> Int
    ) throws(Base58Error) -> Int {
        try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) {
            (limbs) throws(Base58Error) -> Int in
            defer { wipe(UnsafeMutableRawBufferPointer(limbs)) }
            return try body(limbs)
        }
    }

    internal static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
        sodium_memzero(memory.baseAddress, memory.count)
    }

    /// Reads a number of base 256, of which the highest byte comes first, into limbs of base 58^5.
    internal mutating func read(bytes: UnsafeRawBufferPointer) {
        var offset = 0
        var next = bytes.count & 3 == 0 ? 4 : bytes.count & 3
        while offset < bytes.count {
            var chunk: UInt64 = 0
            for _ in 0..<next {
                chunk = chunk &<< 8 | UInt64(bytes[offset])
                offset &+= 1
            }
            multiplyAndAdd(1 &<< 32, chunk) { ($0 / Self.limbBase, UInt32(truncatingIfNeeded: $0 % Self.limbBase)) }
            next = 4
        }
    }

    /// Reads a number of base 58, of which the highest digit comes first, into limbs of base 2^32.
    ///
    /// - Parameter digits: Characters of the alphabet.
    internal mutating func read(digits: UnsafeRawBufferPointer) {
        var offset = 0
        let rest = digits.count % Self.digitsPerLimb
        var next = rest == 0 ? Self.digitsPerLimb : rest
        while offset < digits.count {
            var chunk: UInt64 = 0
            for _ in 0..<next {
                chunk = chunk &* 58 &+ UInt64(Self.value(of: digits[offset]) ?? 0)
                offset &+= 1
            }
            multiplyAndAdd(Self.limbBase, chunk) { ($0 &>> 32, UInt32(truncatingIfNeeded: $0)) }
            next = Self.digitsPerLimb
        }
    }

    /// - Parameter split: Divides by the base of the limbs: what is carried, and what stays.
    @inline(__always)
    private mutating func multiplyAndAdd(
        _ factor: UInt64, _ addend: UInt64, _ split: (UInt64) -> (carry: UInt64, limb: UInt32)
    ) {
        var carry = addend
        for index in 0..<count {
            // Below 2^64: a limb and the factor have at most 62 bits together, and the carry is below the factor or 2^34.
            (carry, limbs[index]) = split(UInt64(limbs[index]) &* factor &+ carry)
        }
        while carry != 0, count < limbs.count {
            (carry, limbs[count]) = split(carry)
            count &+= 1
        }
    }

    /// How many digits a number in limbs of base 58^5 has; none for zero.
    internal var digitCount: Int {
        guard count > 0 else { return 0 }
        var highest = limbs[count &- 1]
        var digits = (count &- 1) &* Self.digitsPerLimb
        while highest != 0 {
            highest /= 58
            digits &+= 1
        }
        return digits
    }

    /// How many bytes a number in limbs of base 2^32 has; none for zero.
    internal var byteCount: Int {
        guard count > 0 else { return 0 }
        return count &* 4 &- limbs[count &- 1].leadingZeroBitCount / 8
    }

    /// Writes a number in limbs of base 58^5.
    ///
    /// - Parameter text: Exactly `digitCount` bytes.
    internal func writeDigits(to text: UnsafeMutableRawBufferPointer) {
        var offset = text.count
        for index in 0..<count {
            var limb = limbs[index]
            for _ in 0..<Self.digitsPerLimb where offset > 0 {
                offset &-= 1
                text[offset] = Self.character(of: UInt8(truncatingIfNeeded: limb % 58))
                limb /= 58
            }
        }
    }

    /// Writes a number in limbs of base 2^32.
    ///
    /// - Parameter bytes: Exactly `byteCount` bytes.
    internal func writeBytes(to bytes: UnsafeMutableRawBufferPointer) {
        var offset = bytes.count
        for index in 0..<count {
            var limb = limbs[index]
            for _ in 0..<4 where offset > 0 {
                offset &-= 1
                bytes[offset] = UInt8(truncatingIfNeeded: limb)
                limb &>>= 8
            }
        }
    }
}

extension Base58Number {
    private static let alphabet: StaticString = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

    /// - Parameter value: 0 to 57.
    @inline(__always)
    internal static func character(of value: UInt8) -> UInt8 {
        alphabet.utf8Start[Int(value)]
    }

    /// The value of a character, `nil` if the alphabet does not have it.
    @inline(__always)
    internal static func value(of character: UInt8) -> UInt8? {
        // The alphabet is three runs of ASCII with a gap behind each letter that was left out.
        switch character {
        case UInt8(ascii: "1")...UInt8(ascii: "9"): character &- 49
        case UInt8(ascii: "A")...UInt8(ascii: "H"): character &- 56
        case UInt8(ascii: "J")...UInt8(ascii: "N"): character &- 57
        case UInt8(ascii: "P")...UInt8(ascii: "Z"): character &- 58
        case UInt8(ascii: "a")...UInt8(ascii: "k"): character &- 64
        case UInt8(ascii: "m")...UInt8(ascii: "z"): character &- 65
        default: nil
        }
    }
}
