/// libcrypto's calls for one hash of the SHA-2 family.
///
/// These are the calls on a plain struct, which libcrypto 3 deprecates in favour of EVP, because EVP cannot start from
/// a saved state without allocating. They cannot fail, and no host configuration disables them.
internal protocol SHA2Engine {
    /// libcrypto's state: eight chaining words first, then the length so far and a partial block.
    associatedtype Context: Sendable
    associatedtype Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable

    static var digestByteCount: Int { get }

    /// The state before any message.
    static func makeContext() -> Context

    /// Makes the state that of a message of one whole block which left `words` behind; the partial block stays unset.
    static func resume(_ context: UnsafeMutablePointer<Context>, from words: UnsafePointer<Word>)

    static func update(_ context: UnsafeMutablePointer<Context>, _ bytes: UnsafeRawPointer, _ count: Int)

    /// Pads and writes the digest; leaves the digest in the context as well.
    static func finish(_ context: UnsafeMutablePointer<Context>, _ digest: UnsafeMutableRawPointer)

    /// Applies the compression function to the chaining words, leaving the length alone.
    static func compress(_ context: UnsafeMutablePointer<Context>, _ block: UnsafeRawPointer)
}

extension SHA2Engine {
    /// Length of a block: sixteen words.
    internal static var blockByteCount: Int { 16 * MemoryLayout<Word>.size }

    /// The eight chaining words of `context`.
    @inline(__always)
    internal static func words(of context: UnsafeMutablePointer<Context>) -> UnsafeMutablePointer<Word> {
        UnsafeMutableRawPointer(context).assumingMemoryBound(to: Word.self)
    }
}
