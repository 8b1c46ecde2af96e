import KedgeCore
import KedgeCrypto

extension TypedDataEncoder {
    /// The word of a value that is neither a struct nor an array.
    @inline(never)
    internal mutating func word(of value: JSONView, as kind: TypedDataMember.Kind) throws(TypedDataError) -> Hash32 {
        switch kind {
        case .bool:
            guard let bool = value.bool else { throw refusal(.bool) }
            return Self.word(UInt256(bool ? 1 : 0))
        case .integer(let bitCount, let isSigned):
            return try integer(value, bitCount: bitCount, isSigned: isSigned)
        case .address:
            guard let word = try fixedBytes(value, byteCount: 20, isAlignedLeft: false) else { throw refusal(.address) }
            return word
        case .fixedBytes(let byteCount):
            guard let word = try fixedBytes(value, byteCount: byteCount, isAlignedLeft: true) else {
                throw refusal(.fixedBytes(byteCount: byteCount))
            }
            return word
        case .string:
            guard value.kind == .string else { throw refusal(.string) }
            return try withText(value) { Hash32(keccak256: $0) }
        case .bytes:
            guard value.kind == .string, let word = try withText(value, Self.hexHash) else { throw refusal(.bytes) }
            return word
        // Structs are the caller's.
        case .structure: return .zero
        }
    }

    /// Lends the text of a string, or of a number, for the length of `body`.
    private mutating func withText<Value>(
        _ value: JSONView, _ body: (UnsafeRawBufferPointer) -> Value
    ) throws(TypedDataError) -> Value {
        if value.isPlainString || value.kind == .number {
            return value.source.withUnsafeBytes { body($0) }
        }
        let start = try room.push(value.source.byteCount)
        defer { room.pop(to: start) }
        let bytes = room.bytes(at: start, value.source.byteCount)
        var output = bytes.mutableBytes
        let count = value.copyString(into: &output) ?? 0
        return body(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
    }

    private mutating func integer(
        _ value: JSONView, bitCount: Int, isSigned: Bool
    ) throws(TypedDataError) -> Hash32 {
        guard value.isInteger || value.kind == .string else { throw refusal(.integer) }
        let read = try withText(value) { (text) -> (isNegative: Bool, magnitude: UInt256?)? in Self.magnitude(text) }
        guard let (isNegative, magnitude) = read else { throw refusal(.integer) }
        // From -2^(n-1) to 2^(n-1) - 1, or from 0 to 2^n - 1.
        guard let magnitude, let word = Self.twosComplement(isNegative, magnitude, bitCount, isSigned) else {
            throw refusal(.range(bitCount: bitCount, isSigned: isSigned))
        }
        return Self.word(word)
    }

    /// Reads decimal digits, behind a minus sign or not, or `0x` and hex digits.
    ///
    /// - Returns: nil for anything else; a magnitude of nil for 2^256 and more.
    private static func magnitude(_ text: UnsafeRawBufferPointer) -> (isNegative: Bool, magnitude: UInt256?)? {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = UnsafeRawBufferPointer(rebasing: isNegative ? text.dropFirst() : text[...])
        let isHex = digits.count > 2 && digits[0] == UInt8(ascii: "0") && digits[1] == UInt8(ascii: "x")
        guard !digits.isEmpty, !(isHex && isNegative) else { return nil }
        if let magnitude = UInt256(text: digits.bytes) { return (isNegative, magnitude) }
        // Too large, or no number at all.
        let isNumber = digits.dropFirst(isHex ? 2 : 0).allSatisfy { digit in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): isHex
            default: false
            }
        }
        return isNumber ? (isNegative, nil) : nil
    }

    private static func twosComplement(
        _ isNegative: Bool, _ magnitude: UInt256, _ bitCount: Int, _ isSigned: Bool
    ) -> UInt256? {
        if magnitude == .zero { return .zero }
        guard isNegative else {
            return magnitude.leadingZeroBitCount >= 256 &- bitCount &+ (isSigned ? 1 : 0) ? magnitude : nil
        }
        guard isSigned else { return nil }
        // A magnitude of 2^(n-1) at most: one less than it has n - 1 bits.
        let lessOne = magnitude.addingReportingOverflow(.max).partialValue
        return lessOne.leadingZeroBitCount >= 256 &- bitCount &+ 1 ? magnitude.twosComplement : nil
    }

    /// Reads `0x` and the hex digits of so many bytes into a word, at its beginning or at its end.
    ///
    /// - Returns: nil for anything else.
    private mutating func fixedBytes(
        _ value: JSONView, byteCount: Int, isAlignedLeft: Bool
    ) throws(TypedDataError) -> Hash32? {
        guard value.kind == .string else { return nil }
        return try withText(value) { (text) -> Hash32? in
            guard text.count == 2 &+ 2 &* byteCount else { return nil }
            return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { word in
                word.initializeMemory(as: UInt8.self, repeating: 0)
                let place = isAlignedLeft ? word.prefix(byteCount) : word.suffix(byteCount)
                var output = UnsafeMutableRawBufferPointer(rebasing: place).mutableBytes
                guard (try? Hex.decode(text.bytes, prefix: .required, into: &output)) == byteCount else { return nil }
                return Hash32(UnsafeRawBufferPointer(word).bytes)
            }
        }
    }

    /// The hash of bytes that are written as `0x` and hex digits, a piece at a time; nil for any other text.
    private static func hexHash(_ text: UnsafeRawBufferPointer) -> Hash32? {
        guard text.count >= 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x"),
            text.count.isMultiple(of: 2)
        else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 8) { piece in
            var hash = Keccak256()
            var rest = text.dropFirst(2)
            while !rest.isEmpty {
                let digits = UnsafeRawBufferPointer(rebasing: rest.prefix(2 &* piece.count))
                var output = piece.mutableBytes
                guard let count = try? Hex.decode(digits.bytes, into: &output) else { return nil }
                hash.update(UnsafeRawBufferPointer(rebasing: piece.prefix(count)))
                rest = rest.dropFirst(digits.count)
            }
            return Hash32(hash)
        }
    }

    private static func word(_ number: UInt256) -> Hash32 {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { word in
            number.write(bigEndian: word)
            return Hash32(UnsafeRawBufferPointer(word).bytes) ?? .zero
        }
    }
}
