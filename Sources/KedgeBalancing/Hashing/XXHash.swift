import CXXHash

/// The hashes of xxHash.
internal enum XXHash {
    /// XXH3 of 64 bits, with seed 0.
    @inline(__always)
    internal static func hash3(_ bytes: UnsafeRawBufferPointer) -> UInt64 { cxxhash_3(bytes.baseAddress, bytes.count) }

    /// XXH3 of 64 bits.
    internal static func hash3(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        cxxhash_3_seeded(bytes.baseAddress, bytes.count, seed)
    }

    /// XXH64.
    @inline(__always)
    internal static func hash64(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        cxxhash_64(bytes.baseAddress, bytes.count, seed)
    }
}
