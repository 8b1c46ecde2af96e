import CSodium

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that grow, in memory from malloc, wiped whenever memory is given back.
internal struct JSONBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private var capacity: Int = 0
    private let maximumCount: Int
    internal private(set) var count: Int = 0

    internal init(maximumCount: Int) {
        self.maximumCount = min(maximumCount, Int(Int32.max))
    }

    deinit {
        Self.release(base, capacity)
    }

    private static func release(_ base: UnsafeMutableRawPointer?, _ capacity: Int) {
        guard let base else { return }
        sodium_memzero(base, capacity)
        free(base)
    }

    internal var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Forgets all bytes from `newCount` on.
    internal mutating func truncate(to newCount: Int) {
        count = min(count, newCount)
    }

    internal mutating func append(_ byte: UInt8) throws(JSONWriterError) {
        let end = try reserve(1)
        end.storeBytes(of: byte, as: UInt8.self)
        count &+= 1
    }

    internal mutating func append(_ bytes: UnsafeRawBufferPointer) throws(JSONWriterError) {
        guard let source = bytes.baseAddress else { return }
        let end = try reserve(bytes.count)
        end.copyMemory(from: source, byteCount: bytes.count)
        count &+= bytes.count
    }

    internal mutating func append(_ text: StaticString) throws(JSONWriterError) {
        try append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Where the next `additional` bytes go.
    @inline(__always)
    private mutating func reserve(_ additional: Int) throws(JSONWriterError) -> UnsafeMutableRawPointer {
        if let base, additional <= capacity &- count { return base + count }
        return try grow(additional)
    }

    @inline(never)
    private mutating func grow(_ additional: Int) throws(JSONWriterError) -> UnsafeMutableRawPointer {
        guard additional <= maximumCount &- count else { throw .tooLarge }
        let newCapacity = min(maximumCount, max(512, capacity &* 2, count &+ additional))
        guard let moved = malloc(newCapacity) else { throw .outOfMemory }
        if let base { moved.copyMemory(from: base, byteCount: count) }
        Self.release(base, capacity)
        base = moved
        capacity = newCapacity
        return moved + count
    }
}
