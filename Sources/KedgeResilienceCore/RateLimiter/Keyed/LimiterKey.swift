import KedgeCore
import KedgeCrypto

/// A key of a limiter in 40 bytes: as it is up to 32 bytes, and as its SHA-256 if it is longer.
internal struct LimiterKey: BitwiseCopyable, Equatable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// 33 for a digest, so that it is not the same as a key of those bytes.
    private let byteCount: UInt32
    /// Where it is found in the table of one limiter.
    internal let hash: UInt32

    internal init(_ bytes: UnsafeRawBufferPointer, seed: HashSeed) {
        let capacity = MemoryLayout.size(ofValue: words)
        byteCount = UInt32(truncatingIfNeeded: min(bytes.count, capacity &+ 1))
        withUnsafeMutableBytes(of: &words) { words in
            guard let out = words.baseAddress, let start = bytes.baseAddress else { return }
            if bytes.count > capacity {
                SHA256.hash(bytes, into: out)
            } else {
                out.copyMemory(from: start, byteCount: bytes.count)
            }
        }
        var hasher = Hasher()
        hasher.combine(seed.first)
        hasher.combine(seed.second)
        hasher.combine(byteCount)
        hasher.combine(words.0)
        // The count tells how many words there are, so that what is left out is not taken for something else.
        if bytes.count > 8 { hasher.combine(words.1) }
        if bytes.count > 16 {
            hasher.combine(words.2)
            hasher.combine(words.3)
        }
        hash = UInt32(truncatingIfNeeded: hasher.finalize())
    }

    internal static func == (first: LimiterKey, second: LimiterKey) -> Bool {
        first.hash == second.hash && first.byteCount == second.byteCount && first.words == second.words
    }
}
