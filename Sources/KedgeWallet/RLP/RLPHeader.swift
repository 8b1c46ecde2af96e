/// What stands before an item's content, read strictly.
package struct RLPHeader {
    package let isList: Bool
    /// Where the content begins; the item itself, for a single byte below 0x80.
    package let contentStart: Int
    /// Where the item ends.
    package let end: Int

    /// Reads the header of the item that `bytes` begin with, whatever follows.
    package init(_ bytes: RawSpan) throws(RLPError) {
        try self.init(bytes, at: 0, end: bytes.byteCount, base: 0)
    }

    /// Reads the header of the item at `offset`, and for bytes the content as far as canonical form needs it.
    ///
    /// - Parameters:
    ///   - end: the item lies before it; at most the number of bytes.
    ///   - base: what to add to places in errors.
    @inline(__always)
    internal init(_ bytes: RawSpan, at offset: Int, end: Int, base: Int) throws(RLPError) {
        guard offset >= 0, offset < end, end <= bytes.byteCount else { throw .truncated(offset: base &+ offset) }
        let first = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
        guard first >= 0x80 else {
            isList = false
            contentStart = offset
            self.end = offset &+ 1
            return
        }
        isList = first >= 0xC0
        let length = Int(first &- (isList ? 0xC0 : 0x80))
        var start = offset &+ 1
        var count = length
        if length > RLP.shortByteCount {
            let digits = length &- RLP.shortByteCount
            guard digits <= end &- start else { throw .truncated(offset: base &+ offset) }
            var long: UInt64 = 0
            for place in start..<start &+ digits {
                long = long &<< 8 | UInt64(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
            }
            guard bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self) != 0, long > UInt64(RLP.shortByteCount) else {
                throw .notCanonical(offset: base &+ offset)
            }
            start = start &+ digits
            guard long <= UInt64(end &- start) else { throw .truncated(offset: base &+ offset) }
            count = Int(truncatingIfNeeded: long)
        }
        guard count <= end &- start else { throw .truncated(offset: base &+ offset) }
        if first == 0x81, bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self) < 0x80 {
            throw .notCanonical(offset: base &+ offset)
        }
        contentStart = start
        self.end = start &+ count
    }
}
