import CPlatform

/// Memory for segments on their way: taken with malloc, so that there may be none, and wiped when it goes.
///
/// Not locked, unlike that of keys: it would not fit into what an unprivileged process may lock, and what passes
/// through it lies in the caller's own memory before or afterwards.
internal struct SegmentMemory: ~Copyable, @unchecked Sendable {
    // Unchecked: whoever owns the value has the memory alone.
    internal let bytes: UnsafeMutableRawBufferPointer

    /// - Throws: `.outOfMemory`.
    internal init(byteCount: Int) throws(EncryptionError) {
        guard let start = cplatform_allocate(max(byteCount, 1)) else { throw .outOfMemory }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    }

    /// Lends the memory, which stays for the length of `body`.
    internal borrowing func withBytes<Value>(
        _ body: (UnsafeMutableRawBufferPointer) throws(EncryptionError) -> Value
    ) throws(EncryptionError) -> Value {
        try body(bytes)
    }

    deinit {
        cplatform_free_wiped(bytes.baseAddress, bytes.count)
    }
}
