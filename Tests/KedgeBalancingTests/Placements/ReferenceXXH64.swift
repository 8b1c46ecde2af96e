/// XXH64 by its specification, for texts under 32 bytes.
enum ReferenceXXH64 {
    private static let primes: [UInt64] = [
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5,
    ]

    static func hash(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
        precondition(bytes.count < 32)
        var hash = seed &+ primes[4] &+ UInt64(bytes.count)
        var rest = bytes[...]
        func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
        func word(_ count: Int) -> UInt64 {
            rest.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        while rest.count >= 8 {
            hash ^= rotated(word(8) &* primes[1], 31) &* primes[0]
            hash = rotated(hash, 27) &* primes[0] &+ primes[3]
            rest = rest.dropFirst(8)
        }
        if rest.count >= 4 {
            hash ^= word(4) &* primes[0]
            hash = rotated(hash, 23) &* primes[1] &+ primes[2]
            rest = rest.dropFirst(4)
        }
        for byte in rest { hash = rotated(hash ^ UInt64(byte) &* primes[4], 11) &* primes[0] }
        hash ^= hash >> 33
        hash &*= primes[1]
        hash ^= hash >> 29
        hash &*= primes[2]
        return hash ^ hash >> 32
    }
}
