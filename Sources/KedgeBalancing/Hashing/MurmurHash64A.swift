/// MurmurHash64A, in the form that libstdc++ has.
///
/// - Source: Austin Appleby's MurmurHash2, 64-bit version A, public domain
internal func murmurHash64A(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    let multiplier: UInt64 = 0xc6a4_a793_5bd1_e995
    var hash = seed ^ (UInt64(truncatingIfNeeded: bytes.count) &* multiplier)
    let wordCount = bytes.count / 8
    for index in 0..<wordCount {
        var word = bytes.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self).littleEndian
        word &*= multiplier
        word ^= word &>> 47
        word &*= multiplier
        hash = (hash ^ word) &* multiplier
    }
    let rest = wordCount &* 8
    if rest < bytes.count {
        var word: UInt64 = 0
        for index in rest..<bytes.count { word |= UInt64(bytes[index]) &<< UInt64(8 &* (index &- rest)) }
        hash = (hash ^ word) &* multiplier
    }
    hash ^= hash &>> 47
    hash &*= multiplier
    return hash ^ hash &>> 47
}
