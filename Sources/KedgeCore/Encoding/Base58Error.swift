/// Why something is not Base58, or has no room.
public enum Base58Error: Error, Sendable, Hashable {
    /// Not in the alphabet, `offset` bytes from the start of the text.
    case invalidCharacter(offset: Int)
    /// More than `Base58.maximumByteCount` bytes.
    case tooLong
    /// The output has room for fewer than `needed` bytes.
    case bufferTooSmall(needed: Int)
}

extension Base58Error: CustomStringConvertible {
    /// A sentence for a person, without any of the text.
    public var description: String {
        switch self {
        case .invalidCharacter(let offset): "Base58, byte \(offset): not a character of the alphabet"
        case .tooLong: "Base58: at most \(Base58.maximumByteCount) bytes"
        case .bufferTooSmall(let needed): "Base58: the output needs room for \(needed) bytes"
        }
    }
}
