/// Why bytes were refused as RLP.
public enum RLPError: Error, Equatable, Sendable {
    /// The bytes end inside an item; where it begins.
    case truncated(offset: Int)
    /// Bytes are left over behind the last item; where they begin.
    case trailingBytes(offset: Int)
    /// A length or a single byte is not written in the shortest way; where.
    case notCanonical(offset: Int)
    /// A number begins with a zero byte; where.
    case leadingZero(offset: Int)
    /// A number has more bytes than asked for; where.
    case numberTooLarge(offset: Int)
    /// An item of another kind, bytes or a list, was asked for; where it begins.
    case wrongKind(offset: Int)
    /// Lists lie in each other deeper than this.
    case tooDeep(maximum: Int)
    /// A list was ended that was not begun, or is left open.
    case unbalancedList
    /// There is no memory for what is written.
    case outOfMemory
}
