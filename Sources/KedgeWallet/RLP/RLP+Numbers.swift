package import KedgeCore

extension RLP {
    /// The number that an item's content is.
    ///
    /// - Parameter offset: where the item begins, for errors.
    /// - Throws: `RLPError.leadingZero`, `.numberTooLarge`.
    package static func uint64(_ content: RawSpan, at offset: Int) throws(RLPError) -> UInt64 {
        try checkNumber(content, 8, offset)
        var number: UInt64 = 0
        for place in 0..<content.byteCount {
            number = number &<< 8 | UInt64(content.unsafeLoad(fromByteOffset: place, as: UInt8.self))
        }
        return number
    }

    /// The number that an item's content is.
    ///
    /// - Parameter offset: where the item begins, for errors.
    /// - Throws: `RLPError.leadingZero`, `.numberTooLarge`.
    package static func uint256(_ content: RawSpan, at offset: Int) throws(RLPError) -> UInt256 {
        try checkNumber(content, 32, offset)
        guard let number = UInt256(bigEndian: content) else { throw .numberTooLarge(offset: offset) }
        return number
    }

    @inline(__always)
    private static func checkNumber(_ content: RawSpan, _ maximumCount: Int, _ offset: Int) throws(RLPError) {
        if content.byteCount > 0, content.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == 0 {
            throw .leadingZero(offset: offset)
        }
        guard content.byteCount <= maximumCount else { throw .numberTooLarge(offset: offset) }
    }
}
