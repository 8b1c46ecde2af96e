/// Both alphabets of base64.
internal struct Base64Codec {
    /// The characters for 62 and 63; the others are the same in both alphabets.
    internal let character62: UInt8
    internal let character63: UInt8
    internal let isPadded: Bool

    internal static let standard = Base64Codec(
        character62: UInt8(ascii: "+"), character63: UInt8(ascii: "/"), isPadded: true)
    internal static let url = Base64Codec(
        character62: UInt8(ascii: "-"), character63: UInt8(ascii: "_"), isPadded: false)

    private static let padding = UInt8(ascii: "=")

    internal func encodedCount(_ byteCount: Int) -> Int {
        let (groups, rest) = byteCount.quotientAndRemainder(dividingBy: 3)
        if rest == 0 { return groups &* 4 }
        return groups &* 4 &+ (isPadded ? 4 : rest &+ 1)
    }

    internal static func decodedCount(_ characterCount: Int) -> Int {
        (characterCount &>> 2) &* 3 &+ ((characterCount & 3) &* 3) &>> 2
    }

    internal func encode(_ bytes: RawSpan) -> String {
        let count = encodedCount(bytes.byteCount)
        return bytes.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: count) { text in
                encode(bytes, to: UnsafeMutableRawBufferPointer(text))
                return count
            }
        }
    }

    internal func encode(_ bytes: RawSpan, into output: inout MutableRawSpan) throws(Base64Error) -> Int {
        let needed = encodedCount(bytes.byteCount)
        guard output.byteCount >= needed else { throw .bufferTooSmall(needed: needed) }
        bytes.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { encode(bytes, to: $0) }
        }
        return needed
    }

    internal func decode(_ text: RawSpan) throws(Base64Error) -> [UInt8] {
        let capacity = Self.decodedCount(text.byteCount)
        // Never zero, which would be written into the one empty array that all threads share.
        return try [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { (buffer, count) throws(Base64Error) in
            var output = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<capacity])
                .mutableBytes
            count = try decode(text, into: &output)
        }
    }

    internal func decode(_ text: RawSpan, into output: inout MutableRawSpan) throws(Base64Error) -> Int {
        try text.withUnsafeBytes { (text) throws(Base64Error) -> Int in
            try output.withUnsafeMutableBytes { (output) throws(Base64Error) -> Int in
                try decode(text, to: output)
            }
        }
    }

    /// - Parameter text: Room for `encodedCount(bytes.count)` bytes.
    private func encode(_ bytes: UnsafeRawBufferPointer, to text: UnsafeMutableRawBufferPointer) {
        guard let source = bytes.baseAddress, let target = text.baseAddress else { return }
        var offset = 0
        var written = 0
        while bytes.count &- offset >= 12 {
            let block = encodeBlock(
                (source + offset).loadUnaligned(as: UInt64.self).littleEndian,
                (source + (offset &+ 8)).loadUnaligned(as: UInt32.self).littleEndian)
            (target + written).storeBytes(of: block, as: SIMD16<UInt8>.self)
            offset &+= 12
            written &+= 16
        }
        guard offset < bytes.count else { return }
        let rest = PartialBlock.load(source + offset, count: bytes.count &- offset)
        let characterCount = ((bytes.count &- offset) &* 4 &+ 2) / 3
        let words = PartialBlock.words(encodeBlock(rest.low, UInt32(truncatingIfNeeded: rest.high)))
        PartialBlock.store(words.low, words.high, to: target + written, count: characterCount)
        written &+= characterCount
        while isPadded, written & 3 != 0 {
            (target + written).storeBytes(of: Self.padding, as: UInt8.self)
            written &+= 1
        }
    }

    private func decode(
        _ text: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
    ) throws(Base64Error) -> Int {
        var count = text.count
        if isPadded {
            guard count & 3 == 0 else { throw .invalidLength(count: text.count) }
            // At most two, and only at the end: any other `=` is a character that the alphabet does not have.
            if count > 0, text[count &- 1] == Self.padding { count &-= 1 }
            if count > 0, count & 3 == 3, text[count &- 1] == Self.padding { count &-= 1 }
        }
        guard count & 3 != 1 else { throw .invalidLength(count: text.count) }
        let needed = Self.decodedCount(count)
        guard output.count >= needed else { throw .bufferTooSmall(needed: needed) }
        guard let source = text.baseAddress, let target = output.baseAddress else { return 0 }

        // Bits are only collected; one look at the end keeps the time the same wherever an invalid character is.
        var valid = SIMD16<UInt8>(repeating: 0xFF)
        var offset = 0
        var written = 0
        while count &- offset >= 16 {
            let words = decodeBlock((source + offset).loadUnaligned(as: SIMD16<UInt8>.self), &valid)
            (target + written).storeBytes(of: words.0.littleEndian, as: UInt64.self)
            (target + (written &+ 8)).storeBytes(of: words.1.littleEndian, as: UInt32.self)
            offset &+= 16
            written &+= 12
        }
        var strayBits: UInt64 = 0
        if offset < count {
            let rest = PartialBlock.load(source + offset, count: count &- offset)
            let block = PartialBlock.block(
                rest.low | PartialBlock.filling(UInt8(ascii: "A"), above: count &- offset),
                rest.high | PartialBlock.filling(UInt8(ascii: "A"), above: count &- offset &- 8))
            let words = decodeBlock(block, &valid)
            let byteCount = needed &- written
            PartialBlock.store(words.0, UInt64(words.1), to: target + written, count: byteCount)
            // What is left behind the last whole byte: the filling stands for zeros.
            strayBits = words.0 >> UInt64(byteCount &* 8) | UInt64(words.1) >> UInt64(max(0, byteCount &- 8) &* 8)
        }
        guard PartialBlock.isAllOnes(valid) else { throw .invalidCharacter(offset: firstInvalidOffset(text, count)) }
        guard strayBits == 0 else { throw .strayBits(offset: count &- 1) }
        return needed
    }

    private func firstInvalidOffset(_ text: UnsafeRawBufferPointer, _ count: Int) -> Int {
        for offset in 0..<count {
            var valid = SIMD16<UInt8>(repeating: 0xFF)
            _ = decodeBlock(SIMD16<UInt8>(repeating: text[offset]), &valid)
            if !PartialBlock.isAllOnes(valid) { return offset }
        }
        return count
    }
}
