/// How a file is sealed or opened.
public struct FileSealingOptions: Equatable, Sendable {
    /// How it is cut, and how many threads work on it.
    public var stream: StreamOptions
    /// Whether a file that is in the way is replaced, in one step; else it is `FileError.exists`.
    public var replacesExisting: Bool
    /// Whether the new file is on disk when the call returns; else the system writes it when it likes, and a power
    /// failure may lose it.
    public var isDurable: Bool

    /// - Parameters:
    ///   - segmentByteCount: one of `StreamOptions.segmentByteCounts`; it counts where a file is sealed.
    ///   - threadCount: one of `StreamOptions.threadCounts`.
    ///   - replacesExisting: whether a file that is in the way is replaced.
    ///   - isDurable: whether the new file is on disk when the call returns.
    public init(
        segmentByteCount: Int = StreamOptions.defaultSegmentByteCount, threadCount: Int = 1,
        replacesExisting: Bool = false, isDurable: Bool = true
    ) {
        stream = StreamOptions(segmentByteCount: segmentByteCount, threadCount: threadCount)
        self.replacesExisting = replacesExisting
        self.isDurable = isDurable
    }
}
