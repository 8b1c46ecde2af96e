import CPlatform

/// The operating system gave no randomness.
public enum RandomnessError: Error, Equatable, Sendable {
    /// `getrandom` failed with this error number.
    case unavailable(errno: Int32)
}

/// The operating system's randomness.
///
/// Nothing here is seeded and expanded: every byte comes from `getrandom(2)`. Small requests are served from a page that
/// belongs to the calling thread and that `fork()` wipes, so parent and child never see the same bytes.
public enum SystemRandom {
    /// Requests up to this many bytes are served from the thread's page.
    private static let pooledRequest = 64

    /// Fills `bytes` with randomness.
    ///
    /// - Throws: `RandomnessError.unavailable` if the operating system refuses; `bytes` is then not random, and not to be
    ///   used.
    /// - Cost: about 2 ns a byte, since the system is asked for a page at once; above 64 bytes one system call each.
    /// - Source: getrandom(2), madvise(2) `MADV_WIPEONFORK`
    public static func fill(_ bytes: UnsafeMutableRawBufferPointer) throws(RandomnessError) {
        guard bytes.count <= pooledRequest, let page = cplatform_thread_pool() else {
            return try read(into: bytes)
        }
        guard let out = bytes.baseAddress else { return }
        let taken = try take(bytes.count, from: page)
        out.copyMemory(from: taken, byteCount: bytes.count)
        taken.initializeMemory(as: UInt8.self, repeating: 0, count: bytes.count)
    }

    /// `count` random bytes.
    ///
    /// - Parameter count: zero or more; a negative count gives none.
    /// - Throws: `RandomnessError.unavailable` if the operating system refuses.
    public static func bytes(_ count: Int) throws(RandomnessError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: max(count, 0))
        let filled = result.withUnsafeMutableBytes { buffer in
            Result { () throws(RandomnessError) in try read(into: buffer) }
        }
        try filled.get()
        return result
    }

    /// Reads from the operating system itself, for keys: nothing of them stays in the thread's page.
    package static func read(into bytes: UnsafeMutableRawBufferPointer) throws(RandomnessError) {
        let failure = cplatform_random(bytes.baseAddress, bytes.count)
        if failure != 0 { throw .unavailable(errno: failure) }
    }

    /// Twelve random bytes, for a nonce.
    ///
    /// - Throws: `RandomnessError.unavailable` if the operating system refuses.
    /// - Cost: about 25 ns
    package static func nonce() throws(RandomnessError) -> (UInt64, UInt32) {
        guard let page = cplatform_thread_pool() else {
            var nonce: (UInt64, UInt32) = (0, 0)
            try withUnsafeMutableBytes(of: &nonce) { bytes throws(RandomnessError) in
                try read(into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(12)))
            }
            return nonce
        }
        let bytes = try take(12, from: page)
        let nonce = (bytes.loadUnaligned(as: UInt64.self), (bytes + 8).loadUnaligned(as: UInt32.self))
        bytes.storeBytes(of: 0, as: UInt64.self)
        (bytes + 8).storeBytes(of: 0, as: UInt32.self)
        return nonce
    }

    // The page holds the number of unused bytes, then the bytes, which are used from the end; whoever takes some zeroes them.
    // A child of fork() finds zero unused bytes and reads its own.
    @inline(__always)
    private static func take(
        _ count: Int, from page: UnsafeMutablePointer<UInt8>
    ) throws(RandomnessError) -> UnsafeMutableRawPointer {
        let base = UnsafeMutableRawPointer(page)
        var unused = base.load(as: Int.self)
        if unused < count {
            unused = try refill(base)
        }
        unused &-= count
        base.storeBytes(of: unused, as: Int.self)
        return base + MemoryLayout<Int>.size + unused
    }

    @inline(never)
    private static func refill(_ page: UnsafeMutableRawPointer) throws(RandomnessError) -> Int {
        let capacity = Int(CPLATFORM_POOL_BYTES) - MemoryLayout<Int>.size
        page.storeBytes(of: 0, as: Int.self)
        try read(into: UnsafeMutableRawBufferPointer(start: page + MemoryLayout<Int>.size, count: capacity))
        return capacity
    }
}
