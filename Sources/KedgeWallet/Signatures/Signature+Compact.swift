extension Signature {
    /// How many bytes a signature has in the compact form.
    public static var compactByteCount: Int { 64 }

    /// Takes a signature in the compact form, in which the parity stands in the first bit of s.
    ///
    /// - Parameter bytes: 64 bytes: r, then the parity and s.
    /// - Throws: `KeyError.invalidSignature`, `.highS`.
    /// - Source: EIP-2098
    public init(compact bytes: RawSpan) throws(KeyError) {
        guard bytes.byteCount == Self.compactByteCount else { throw .invalidSignature }
        self = try withUnsafeTemporaryAllocation(byteCount: Self.compactByteCount, alignment: 8) { room in
            bytes.withUnsafeBytes { room.copyMemory(from: $0) }
            let yParity = room[32] & 0x80 != 0
            room[32] &= 0x7F
            return Result { () throws(KeyError) in
                try Signature(rAndS: UnsafeRawBufferPointer(room).bytes, yParity: yParity)
            }
        }.get()
    }

    /// The 64 bytes of the compact form: r, then the parity and s.
    ///
    /// - Source: EIP-2098
    public var compactBytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.compactByteCount) { room, count in
            writeCompact(to: UnsafeMutableRawBufferPointer(room))
            count = Self.compactByteCount
        }
    }

    /// Writes the compact form into 64 bytes.
    package func writeCompact(to room: UnsafeMutableRawBufferPointer) {
        withUnsafePointer {
            room.copyMemory(from: UnsafeRawBufferPointer(start: $0, count: Self.compactByteCount))
        }
        // s is low, so its first bit is free.
        if yParity { room[32] |= 0x80 }
    }
}
