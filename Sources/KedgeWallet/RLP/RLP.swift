package import KedgeCore

/// Recursive Length Prefix, the encoding of Ethereum's transactions: bytes, and lists of bytes and lists.
///
/// Every value has one encoding, and whatever reads RLP here refuses every other one. `RLPReader` reads item by item
/// without copying, `RLPItem` is a whole tree, `RLPWriter` writes.
///
/// - Source: Ethereum Yellow Paper, appendix B
public enum RLP {
    /// How deep lists may lie in each other unless told.
    public static let defaultMaximumDepth = 64
    /// How deep lists may lie in each other at most, whatever is asked for.
    public static let largestMaximumDepth = 1024

    /// Content of up to this many bytes has its length in the first byte.
    internal static let shortByteCount = 55

    /// Bytes before the content of a list, or of bytes other than a single one below 0x80.
    package static func headerByteCount(_ contentCount: Int) -> Int {
        contentCount <= shortByteCount ? 1 : 1 &+ lengthByteCount(contentCount)
    }

    /// Bytes of a list with such content.
    package static func byteCount(ofList contentCount: Int) -> Int {
        headerByteCount(contentCount) &+ contentCount
    }

    /// Bytes of `bytes` as an item.
    package static func byteCount(_ bytes: UnsafeRawBufferPointer) -> Int {
        if bytes.count == 1, bytes[0] < 0x80 { return 1 }
        return headerByteCount(bytes.count) &+ bytes.count
    }

    /// Bytes of `number` as an item.
    package static func byteCount(_ number: UInt64) -> Int {
        number < 0x80 ? 1 : 1 &+ significantByteCount(number)
    }

    /// Bytes of `number` as an item.
    package static func byteCount(_ number: UInt256) -> Int {
        if let small = number.uint64 { return byteCount(small) }
        return 1 &+ number.significantByteCount
    }

    internal static func lengthByteCount(_ length: Int) -> Int {
        significantByteCount(UInt64(truncatingIfNeeded: length))
    }

    internal static func significantByteCount(_ number: UInt64) -> Int {
        (71 &- number.leadingZeroBitCount) &>> 3
    }
}
