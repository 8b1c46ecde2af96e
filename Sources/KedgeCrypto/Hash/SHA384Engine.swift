import COpenSSL

/// The calls for SHA-384, which are those of SHA-512 but for the first state and the digest's length.
internal enum SHA384Engine: SHA2Engine {
    internal static var digestByteCount: Int { Int(SHA384_DIGEST_LENGTH) }

    internal static func makeContext() -> SHA512_CTX {
        var context = SHA512_CTX()
        SHA384_Init(&context)
        return context
    }

    @inline(__always)
    internal static func resume(_ context: UnsafeMutablePointer<SHA512_CTX>, from words: UnsafePointer<UInt64>) {
        SHA512Engine.resume(context, from: words)
        context.pointee.md_len = UInt32(truncatingIfNeeded: digestByteCount)
    }

    @inline(__always)
    internal static func update(_ context: UnsafeMutablePointer<SHA512_CTX>, _ bytes: UnsafeRawPointer, _ count: Int) {
        SHA384_Update(context, bytes, count)
    }

    @inline(__always)
    internal static func finish(_ context: UnsafeMutablePointer<SHA512_CTX>, _ digest: UnsafeMutableRawPointer) {
        SHA384_Final(digest.assumingMemoryBound(to: UInt8.self), context)
    }

    @inline(__always)
    internal static func compress(_ context: UnsafeMutablePointer<SHA512_CTX>, _ block: UnsafeRawPointer) {
        SHA512_Transform(context, block.assumingMemoryBound(to: UInt8.self))
    }
}
