import COpenSSL

/// The calls for SHA-256.
internal enum SHA256Engine: SHA2Engine {
    internal static var digestByteCount: Int { Int(SHA256_DIGEST_LENGTH) }

    internal static func makeContext() -> SHA256_CTX {
        var context = SHA256_CTX()
        SHA256_Init(&context)
        return context
    }

    @inline(__always)
    internal static func resume(_ context: UnsafeMutablePointer<SHA256_CTX>, from words: UnsafePointer<UInt32>) {
        self.words(of: context).update(from: words, count: 8)
        context.pointee.Nl = UInt32(truncatingIfNeeded: blockByteCount * 8)
        context.pointee.Nh = 0
        context.pointee.num = 0
        context.pointee.md_len = UInt32(truncatingIfNeeded: digestByteCount)
    }

    @inline(__always)
    internal static func update(_ context: UnsafeMutablePointer<SHA256_CTX>, _ bytes: UnsafeRawPointer, _ count: Int) {
        SHA256_Update(context, bytes, count)
    }

    @inline(__always)
    internal static func finish(_ context: UnsafeMutablePointer<SHA256_CTX>, _ digest: UnsafeMutableRawPointer) {
        SHA256_Final(digest.assumingMemoryBound(to: UInt8.self), context)
    }

    @inline(__always)
    internal static func compress(_ context: UnsafeMutablePointer<SHA256_CTX>, _ block: UnsafeRawPointer) {
        SHA256_Transform(context, block.assumingMemoryBound(to: UInt8.self))
    }
}
