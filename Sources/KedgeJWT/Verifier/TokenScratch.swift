import CPlatform

/// Runs `body` with `count` bytes, aligned for any word: on the stack up to 1,024, above that from malloc.
@inline(__always)
internal func withTokenScratch(
    _ count: Int, _ body: (UnsafeMutableRawPointer) throws(JWTError) -> Void
) throws(JWTError) {
    if count <= 1_024 {
        try withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 16) { buffer throws(JWTError) in
            guard let start = buffer.baseAddress else { return }
            try body(start)
        }
        return
    }
    guard let memory = cplatform_allocate(count) else { throw .outOfMemory }
    defer { cplatform_free_wiped(memory, count) }
    try body(memory)
}
