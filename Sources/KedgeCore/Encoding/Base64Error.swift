/// Why a text is not base64, or has no room.
public enum Base64Error: Error, Sendable, Hashable {
    /// No whole number of bytes has `count` characters: padded base64 comes in fours, and unpadded never leaves one over.
    case invalidLength(count: Int)
    /// Not in the alphabet, `offset` bytes from the start of the text. White space, the other alphabet's characters and
    /// padding where none belongs are all reported so.
    case invalidCharacter(offset: Int)
    /// The last character, at `offset`, has bits beyond the last byte that are not zero.
    case strayBits(offset: Int)
    /// The output has room for fewer than `needed` bytes.
    case bufferTooSmall(needed: Int)
}

extension Base64Error: CustomStringConvertible {
    /// A sentence for a person, without any of the text.
    public var description: String {
        switch self {
        case .invalidLength(let count): "base64: \(count) characters are not whole bytes"
        case .invalidCharacter(let offset): "base64, byte \(offset): not a character of the alphabet"
        case .strayBits(let offset): "base64, byte \(offset): bits beyond the last byte must be zero"
        case .bufferTooSmall(let needed): "base64: the output needs room for \(needed) bytes"
        }
    }
}
