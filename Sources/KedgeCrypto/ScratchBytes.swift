import COpenSSL

/// Runs `body` with `count` uninitialised bytes on the stack, aligned for any word, and wipes them afterwards.
@inline(__always)
package func withScratchBytes<Failure: Error>(
    _ count: Int, _ body: (UnsafeMutableRawPointer) throws(Failure) -> Void
) throws(Failure) {
    try withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { buffer throws(Failure) in
        guard let start = buffer.baseAddress else { return }
        defer { OPENSSL_cleanse(start, count) }
        try body(start)
    }
}
