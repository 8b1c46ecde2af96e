/// MurmurHash3 for x86, 32 bits, of bytes that come in parts.
///
/// - Source: Austin Appleby's MurmurHash3_x86_32, public domain
internal struct Murmur3: BitwiseCopyable {
    private var hash: UInt32
    /// The bytes of a word that is not complete yet, and how many.
    private var rest: UInt32 = 0
    private var byteCount: UInt32 = 0

    internal init(seed: UInt32 = 0) { hash = seed }

    internal mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        while index < bytes.count, byteCount & 3 != 0 {
            append(bytes[index])
            index &+= 1
        }
        while index &+ 4 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian)
            byteCount &+= 4
            index &+= 4
        }
        while index < bytes.count {
            append(bytes[index])
            index &+= 1
        }
    }

    /// The hash of everything so far.
    internal var value: UInt32 {
        var hash = byteCount & 3 == 0 ? hash : hash ^ Self.scrambled(rest)
        hash ^= byteCount
        hash ^= hash &>> 16
        hash &*= 0x85eb_ca6b
        hash ^= hash &>> 13
        hash &*= 0xc2b2_ae35
        return hash ^ hash &>> 16
    }

    private mutating func append(_ byte: UInt8) {
        rest |= UInt32(byte) &<< (8 &* (byteCount & 3))
        byteCount &+= 1
        guard byteCount & 3 == 0 else { return }
        mix(rest)
        rest = 0
    }

    private mutating func mix(_ word: UInt32) {
        hash = Self.rotated(hash ^ Self.scrambled(word), 13) &* 5 &+ 0xe654_6b64
    }

    private static func scrambled(_ word: UInt32) -> UInt32 {
        rotated(word &* 0xcc9e_2d51, 15) &* 0x1b87_3593
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word &<< count | word &>> (32 &- count)
    }
}
