/// How a stream is cut and worked on.
public struct StreamOptions: Equatable, Sendable {
    /// Bytes of plaintext that a segment may have.
    public static let segmentByteCounts = 4096...16_777_216
    /// How many threads may work on a stream.
    public static let threadCounts = 1...64
    /// Bytes of plaintext in a segment unless told otherwise.
    public static let defaultSegmentByteCount = 65_536

    /// Bytes of plaintext in a segment; who opens a stream takes it from there.
    public var segmentByteCount: Int
    /// Threads that work on it, the caller's included. They end with the call.
    public var threadCount: Int

    /// - Parameters:
    ///   - segmentByteCount: one of `segmentByteCounts`; checked by the call that the options are given to.
    ///   - threadCount: one of `threadCounts`; likewise.
    public init(segmentByteCount: Int = defaultSegmentByteCount, threadCount: Int = 1) {
        self.segmentByteCount = segmentByteCount
        self.threadCount = threadCount
    }

    /// Bytes of a stream that holds `count` bytes of plaintext.
    ///
    /// - Throws: `EncryptionError.segmentByteCount`; `.tooLong` above 2^48.
    public func sealedByteCount(for count: Int) throws(EncryptionError) -> Int {
        try StreamLayout(segmentByteCount: segmentByteCount, plaintextByteCount: count).sealedByteCount
    }

    package func check() throws(EncryptionError) {
        guard Self.segmentByteCounts.contains(segmentByteCount) else { throw .segmentByteCount(segmentByteCount) }
        guard Self.threadCounts.contains(threadCount) else { throw .threadCount(threadCount) }
    }
}
