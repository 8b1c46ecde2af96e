public import KedgeCore

/// Bytes, or a list of items: a whole tree of RLP.
public enum RLPItem: Hashable, Sendable {
    case bytes([UInt8])
    indirect case list([RLPItem])

    /// A number: its bytes, most significant first, without leading zeros.
    public init(_ number: UInt256) {
        self = .bytes([UInt8](number.bigEndianBytes.suffix(number.significantByteCount)))
    }

    /// A number: its bytes, most significant first, without leading zeros.
    public init(_ number: UInt64) {
        self.init(UInt256(number))
    }

    /// The number that the bytes are; nil for a list, for bytes with a leading zero and for more than 32 bytes.
    public var number: UInt256? {
        guard case .bytes(let bytes) = self, bytes.first != 0 else { return nil }
        return UInt256(bigEndian: bytes)
    }

    /// Reads one item, with everything that lies in it.
    ///
    /// - Parameters:
    ///   - bytes: the item in canonical form, and nothing behind it.
    ///   - maximumDepth: how deep lists may lie in each other; more than `RLP.largestMaximumDepth` counts as that.
    /// - Throws: `RLPError.truncated`, `.trailingBytes`, `.notCanonical`, `.tooDeep`.
    /// - Cost: an allocation for each item; up to about 50 times the memory of `bytes`.
    public init(decoding bytes: RawSpan, maximumDepth: Int = RLP.defaultMaximumDepth) throws(RLPError) {
        // First the whole check: what is refused has then cost no memory.
        try RLP.check(bytes, maximumDepth: maximumDepth)
        // The lists around the place, the innermost last, and what was read of them.
        var open: [(end: Int, items: [RLPItem])] = []
        var place = 0
        while true {
            let header = try RLPHeader(bytes, at: place, end: bytes.byteCount, base: 0)
            var item: RLPItem
            if header.isList, header.contentStart < header.end {
                open.append((header.end, []))
                place = header.contentStart
                continue
            } else if header.isList {
                item = .list([])
            } else {
                item = .bytes(bytes.extracting(header.contentStart..<header.end).withUnsafeBytes { [UInt8]($0) })
            }
            place = header.end
            while var list = open.popLast() {
                list.items.append(item)
                guard list.end == place else {
                    open.append(list)
                    break
                }
                item = .list(list.items)
            }
            if open.isEmpty {
                self = item
                return
            }
        }
    }

    /// The same for bytes in an array.
    public init(decoding bytes: [UInt8], maximumDepth: Int = RLP.defaultMaximumDepth) throws(RLPError) {
        try self.init(decoding: bytes.span.bytes, maximumDepth: maximumDepth)
    }

    /// The item in RLP.
    ///
    /// - Throws: `RLPError.outOfMemory`.
    public func encoded() throws(RLPError) -> [UInt8] {
        var writer = RLPWriter()
        // The rests of the lists around the place.
        var open: [ArraySlice<RLPItem>] = [[self]]
        while var rest = open.popLast() {
            guard let item = rest.popFirst() else {
                // The outermost is no list of the item's.
                if !open.isEmpty { try writer.endList() }
                continue
            }
            open.append(rest)
            switch item {
            case .bytes(let bytes): writer.append(bytes)
            case .list(let items):
                writer.beginList()
                open.append(items[...])
            }
        }
        return try writer.finish()
    }
}
