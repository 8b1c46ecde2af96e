/// Big-endian numbers in memory. Offsets are the caller's to have checked.
extension UnsafeRawBufferPointer {
    @inline(__always)
    internal func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, at offset: Int) -> Number
    {
        Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// `count` bytes from `offset` on.
    @inline(__always)
    internal func part(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[offset..<offset &+ count])
    }

    /// All bytes from `offset` on.
    @inline(__always)
    internal func part(from offset: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[offset...])
    }
}

extension UnsafeMutableRawBufferPointer {
    @inline(__always)
    internal func storeBigEndian(_ number: some FixedWidthInteger & BitwiseCopyable, at offset: Int) {
        storeBytes(of: number.bigEndian, toByteOffset: offset, as: type(of: number))
    }

    /// `count` bytes from `offset` on.
    @inline(__always)
    internal func part(_ offset: Int, _ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: self[offset..<offset &+ count])
    }
}
