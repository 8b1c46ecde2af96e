#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Bytes that grow, in memory from malloc: their number depends on input, so a failure has to be an error.
internal struct LogBuffer: ~Copyable, @unchecked Sendable {
    // Unchecked: the memory is this value's alone.
    private var base: UnsafeMutableRawPointer?
    internal private(set) var capacity = 0
    /// How many bytes are in use.
    internal private(set) var count = 0

    internal init() {}

    /// Copies `bytes`.
    internal init(copying bytes: UnsafeRawBufferPointer) throws(SealedLogError) {
        self.init()
        try reserve(bytes.count)
        room(bytes.count).copyMemory(from: bytes)
        grow(by: bytes.count)
    }

    deinit {
        free(base)
    }

    internal var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
    internal var mutableBytes: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: base, count: count)
    }

    /// Makes room for `additional` bytes behind those in use.
    internal mutating func reserve(_ additional: Int) throws(SealedLogError) {
        guard additional > capacity &- count else { return }
        let wanted = max(count &+ additional, min(capacity &* 2, 1 << 20))
        guard let moved = realloc(base, wanted) else { throw .encryption(.outOfMemory) }
        base = moved
        capacity = wanted
    }

    /// The `count` bytes behind those in use, for which there is room.
    internal func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: base.map { $0 + self.count }, count: count)
    }

    /// Takes bytes in use that were written behind.
    internal mutating func grow(by additional: Int) {
        count &+= additional
    }

    /// Forgets the last bytes.
    internal mutating func removeLast(_ removed: Int) {
        count &-= removed
    }

    /// Forgets the first bytes, and moves the others to their place.
    internal mutating func removeFirst(_ removed: Int) {
        count &-= removed
        if let base, removed > 0 { memmove(base, base + removed, count) }
    }

    /// Forgets everything, and gives memory back that only a long record needed.
    internal mutating func removeAll(keeping limit: Int) {
        count = 0
        guard capacity > limit else { return }
        free(base)
        base = nil
        capacity = 0
    }
}
