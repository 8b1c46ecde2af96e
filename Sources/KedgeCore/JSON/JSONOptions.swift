/// What a reader of JSON accepts beyond and below the defaults.
public struct JSONOptions: Sendable, Equatable {
    /// How many arrays and objects may stand inside one another; `[]` alone is 1, a bare scalar is 0.
    public var maximumDepth: Int

    /// The longest text, in bytes. Whatever is set here, a text of 2^31 bytes or more is refused.
    public var maximumByteCount: Int

    /// Whether a string may contain `\u0000`. Text that later passes through C strings would end there unseen.
    public var acceptsNUL: Bool

    /// Depth 64 and 16 MiB, no NUL, unless said otherwise.
    @inlinable
    public init(maximumDepth: Int = 64, maximumByteCount: Int = 16 << 20, acceptsNUL: Bool = false) {
        self.maximumDepth = maximumDepth
        self.maximumByteCount = maximumByteCount
        self.acceptsNUL = acceptsNUL
    }
}
