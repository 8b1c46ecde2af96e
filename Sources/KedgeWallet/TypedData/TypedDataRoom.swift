#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A stack of bytes that grows, in memory from malloc. Places in it are offsets, because growing moves it.
internal struct TypedDataRoom: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    internal private(set) var count = 0

    internal init() {}

    deinit {
        free(base)
    }

    /// Appends zeros, and tells where they begin.
    ///
    /// - Throws: `.outOfMemory`.
    internal mutating func push(_ byteCount: Int) throws(TypedDataError) -> Int {
        let (wanted, overflow) = count.addingReportingOverflow(byteCount)
        guard !overflow, wanted <= Int.max / 2 else { throw .outOfMemory }
        if base == nil || wanted > capacity {
            let newCapacity = max(wanted, capacity &* 2, 2048)
            guard let moved = realloc(base, newCapacity) else { throw .outOfMemory }
            base = moved
            capacity = newCapacity
        }
        let start = count
        count = wanted
        bytes(at: start, byteCount).initializeMemory(as: UInt8.self, repeating: 0)
        return start
    }

    /// Takes away all from `start` on.
    internal mutating func pop(to start: Int) {
        count = min(count, max(start, 0))
    }

    /// Bytes that were pushed; they stay there until the next push.
    internal func bytes(at start: Int, _ byteCount: Int) -> UnsafeMutableRawBufferPointer {
        guard let base, start >= 0, byteCount >= 0, start <= count, byteCount <= count &- start else {
            return UnsafeMutableRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeMutableRawBufferPointer(start: base + start, count: byteCount)
    }

    /// Writes a word to a place that was pushed.
    internal func store(_ word: Hash32, at start: Int) {
        word.withUnsafeBytes { bytes(at: start, 32).copyMemory(from: $0) }
    }
}
