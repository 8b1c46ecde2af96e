/// Why a text is not hex, or has no room.
public enum HexError: Error, Sendable, Hashable {
    /// The text has an odd number of digits. The count includes no prefix.
    case oddDigitCount(Int)
    /// Not a digit of hex, `offset` bytes from the start of the text.
    case invalidCharacter(offset: Int)
    /// The text does not begin with `0x`, which was required.
    case missingPrefix
    /// The output has room for fewer than `needed` bytes.
    case bufferTooSmall(needed: Int)
}

extension HexError: CustomStringConvertible {
    /// A sentence for a person, without any of the text.
    public var description: String {
        switch self {
        case .oddDigitCount(let count): "hex: \(count) digits are not whole bytes"
        case .invalidCharacter(let offset): "hex, byte \(offset): not a hex digit"
        case .missingPrefix: "hex: must begin with 0x"
        case .bufferTooSmall(let needed): "hex: the output needs room for \(needed) bytes"
        }
    }
}
