import KedgeCore

/// Many signatures at once, worked on by up to 64 threads that end with the call.
public enum SignatureBatch {
    /// The most threads that a batch is worked on by.
    public static var maximumThreadCount: Int { 64 }

    /// The addresses whose keys made signatures.
    ///
    /// - Parameters:
    ///   - items: digests and the signatures of them.
    ///   - threadCount: 1 to 64, the calling thread included.
    /// - Returns: An address, or why there is none, for each item in order; a signature that is refused stops no other.
    /// - Throws: `KeyError.threadCount`.
    /// - Cost: about 33 µs for each item, shared by the threads.
    public static func signers(
        of items: [(digest: Hash32, signature: Signature)], threadCount: Int = 1
    ) throws(KeyError) -> [Result<Address, KeyError>] {
        var results = [Result<Address, KeyError>](repeating: .success(.zero), count: items.count)
        try results.withUnsafeMutableBufferPointer { results throws(KeyError) in
            nonisolated(unsafe) let results = results
            try run(count: items.count, threadCount: threadCount) { index in
                let item = items[index]
                results[index] = Result { () throws(KeyError) in try item.signature.signer(of: item.digest) }
            }
        }
        return results
    }

    /// Whether signatures are by the keys of addresses.
    ///
    /// - Parameters:
    ///   - items: digests, the signatures of them, and whose they have to be.
    ///   - threadCount: 1 to 64, the calling thread included.
    /// - Returns: nil, or why the signature is refused, for each item in order.
    /// - Throws: `KeyError.threadCount`.
    /// - Cost: about 33 µs for each item, shared by the threads.
    public static func refusals(
        of items: [(digest: Hash32, signature: Signature, signer: Address)], threadCount: Int = 1
    ) throws(KeyError) -> [KeyError?] {
        var refusals = [KeyError?](repeating: nil, count: items.count)
        try refusals.withUnsafeMutableBufferPointer { refusals throws(KeyError) in
            nonisolated(unsafe) let refusals = refusals
            try run(count: items.count, threadCount: threadCount) { index in
                let item = items[index]
                do throws(KeyError) {
                    try item.signature.verify(of: item.digest, by: item.signer)
                } catch {
                    refusals[index] = error
                }
            }
        }
        return refusals
    }

    /// Runs `body` once for each number below `count`, on up to `threadCount` threads, the calling one included.
    ///
    /// - Parameter body: called by several threads at once, in any order.
    /// - Throws: `KeyError.threadCount`.
    package static func run(
        count: Int, threadCount: Int, _ body: @Sendable (Int) -> Void
    ) throws(KeyError) {
        guard (1...maximumThreadCount).contains(threadCount) else { throw .threadCount(threadCount) }
        SharedWork.run(count: count, runLength: 4, threadCount: threadCount) { work in
            while let run = work.takeRun() {
                for index in run { body(index) }
            }
        }
    }
}
