/// How strictly typed data is read, and how much of it.
public struct TypedDataOptions: Equatable, Sendable {
    /// The longest document, in bytes: 4 MiB.
    public static let maximumByteCount = 4 << 20
    /// The largest `maximumDepth`.
    public static let greatestDepth = 256

    /// Whether a value that is no member of its type is refused; if not it is ignored, as other software does.
    public var isStrict: Bool
    /// How deep structs and arrays may lie in each other, 1 to 256; the message itself is 1.
    public var maximumDepth: Int
    /// How many members and elements may be encoded in all, absent ones included.
    public var maximumValues: Int

    public init(isStrict: Bool = false, maximumDepth: Int = 64, maximumValues: Int = 100_000) {
        self.isStrict = isStrict
        self.maximumDepth = maximumDepth
        self.maximumValues = maximumValues
    }
}
