import COpenSSL

/// The calls for SHA-512.
internal enum SHA512Engine: SHA2Engine {
    internal static var digestByteCount: Int { Int(SHA512_DIGEST_LENGTH) }

    internal static func makeContext() -> SHA512_CTX {
        var context = SHA512_CTX()
        SHA512_Init(&context)
        return context
    }

    @inline(__always)
    internal static func resume(_ context: UnsafeMutablePointer<SHA512_CTX>, from words: UnsafePointer<UInt64>) {
        self.words(of: context).update(from: words, count: 8)
        context.pointee.Nl = UInt64(truncatingIfNeeded: blockByteCount * 8)
        context.pointee.Nh = 0
        context.pointee.num = 0
        context.pointee.md_len = UInt32(truncatingIfNeeded: digestByteCount)
    }

    @inline(__always)
    internal static func update(_ context: UnsafeMutablePointer<SHA512_CTX>, _ bytes: UnsafeRawPointer, _ count: Int) {
        SHA512_Update(context, bytes, count)
    }

    @inline(__always)
    internal static func finish(_ context: UnsafeMutablePointer<SHA512_CTX>, _ digest: UnsafeMutableRawPointer) {
        SHA512_Final(digest.assumingMemoryBound(to: UInt8.self), context)
    }

    @inline(__always)
    internal static func compress(_ context: UnsafeMutablePointer<SHA512_CTX>, _ block: UnsafeRawPointer) {
        SHA512_Transform(context, block.assumingMemoryBound(to: UInt8.self))
    }
}
