/// Bytes written as hex in a vector or a test; `nil` if the text is not whole bytes of hex.
///
/// Independent of Kedge's own decoder, which is under test.
public func bytes(hex text: String) -> [UInt8]? {
    let isHex = text.utf8.allSatisfy { UnicodeScalar($0).properties.isASCIIHexDigit }
    guard isHex, text.utf8.count.isMultiple(of: 2) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count / 2)
    var index = text.startIndex
    while index < text.endIndex {
        let next = text.index(index, offsetBy: 2)
        guard let byte = UInt8(text[index..<next], radix: 16) else { return nil }
        result.append(byte)
        index = next
    }
    return result
}

/// A small deterministic generator (SplitMix64) so that a failing random case can be run again.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// `count` random bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
