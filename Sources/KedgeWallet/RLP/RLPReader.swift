public import KedgeCore

/// Reads items one behind the other, without copying them, and refuses what is not canonical.
///
/// Each call checks the item that it reads and not what lies inside a list, which the list's own reader does: so
/// nothing nests here, and hostile depth costs nothing. `RLP.check` looks at everything at once.
public struct RLPReader: ~Escapable {
    private let bytes: RawSpan
    private var position = 0
    // Where `bytes` begins in what the outermost reader was given.
    private let base: Int

    /// Reads from `bytes`: any number of items, and nothing behind them.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) {
        self.init(bytes, base: 0)
    }

    /// The same, where `bytes` begin at `base` in what errors count from.
    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan, base: Int) {
        self.bytes = bytes
        self.base = base
    }

    /// Whether every item was read.
    public var isAtEnd: Bool { position == bytes.byteCount }

    /// Where the next item begins, in bytes from the start of what the outermost reader was given.
    public var offset: Int { base &+ position }

    /// Whether the next item is a list; false at the end.
    public var isAtList: Bool {
        position < bytes.byteCount && bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) >= 0xC0
    }

    /// The next item, which has to be bytes.
    ///
    /// - Throws: `RLPError.truncated`, also at the end, `.notCanonical`, `.wrongKind`; nothing is read then.
    @_lifetime(copy self)
    public mutating func nextBytes() throws(RLPError) -> RawSpan {
        let header = try RLPHeader(bytes, at: position, end: bytes.byteCount, base: base)
        guard !header.isList else { throw .wrongKind(offset: offset) }
        position = header.end
        return _overrideLifetime(bytes.extracting(header.contentStart..<header.end), copying: self)
    }

    /// A reader of the items in the next one, which has to be a list.
    ///
    /// - Throws: `RLPError.truncated`, also at the end, `.notCanonical`, `.wrongKind`; nothing is read then.
    @_lifetime(copy self)
    public mutating func nextList() throws(RLPError) -> RLPReader {
        let header = try RLPHeader(bytes, at: position, end: bytes.byteCount, base: base)
        guard header.isList else { throw .wrongKind(offset: offset) }
        position = header.end
        return _overrideLifetime(
            RLPReader(bytes.extracting(header.contentStart..<header.end), base: base &+ header.contentStart),
            copying: self)
    }

    /// The next item, whatever it is, with its header.
    ///
    /// - Throws: `RLPError.truncated`, also at the end, `.notCanonical`; nothing is read then.
    @_lifetime(copy self)
    public mutating func nextItem() throws(RLPError) -> RawSpan {
        let header = try RLPHeader(bytes, at: position, end: bytes.byteCount, base: base)
        let start = position
        position = header.end
        return _overrideLifetime(bytes.extracting(start..<header.end), copying: self)
    }

    /// The next item, which has to be a number below 2^64.
    ///
    /// - Throws: as `nextBytes()`, and `RLPError.leadingZero`, `.numberTooLarge`; nothing is read then.
    public mutating func nextUInt64() throws(RLPError) -> UInt64 {
        let header = try RLPHeader(bytes, at: position, end: bytes.byteCount, base: base)
        guard !header.isList else { throw .wrongKind(offset: offset) }
        let number = try RLP.uint64(bytes.extracting(header.contentStart..<header.end), at: offset)
        position = header.end
        return number
    }

    /// The next item, which has to be a number below 2^256.
    ///
    /// - Throws: as `nextBytes()`, and `RLPError.leadingZero`, `.numberTooLarge`; nothing is read then.
    public mutating func nextUInt256() throws(RLPError) -> UInt256 {
        let header = try RLPHeader(bytes, at: position, end: bytes.byteCount, base: base)
        guard !header.isList else { throw .wrongKind(offset: offset) }
        let number = try RLP.uint256(bytes.extracting(header.contentStart..<header.end), at: offset)
        position = header.end
        return number
    }

    /// Checks that nothing is left.
    ///
    /// - Throws: `RLPError.trailingBytes`.
    public func finish() throws(RLPError) {
        guard isAtEnd else { throw .trailingBytes(offset: offset) }
    }

    /// Bytes that this reader has not read yet.
    package var remainingByteCount: Int { bytes.byteCount &- position }

    /// The bytes between two places that `offset` gave, both of this reader.
    @_lifetime(copy self)
    package func bytes(from start: Int, to end: Int) -> RawSpan {
        _overrideLifetime(bytes.extracting(start &- base..<end &- base), copying: self)
    }
}
