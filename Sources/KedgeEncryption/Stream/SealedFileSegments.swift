import KedgeCore

/// The segments of a sealed file, of which the one that was opened last stays in memory.
internal struct SealedFileSegments: ~Copyable {
    internal let layout: StreamLayout
    private let source: SealedFileSource
    private let key: StreamKey
    private let memory: SegmentMemory
    /// The segment whose plaintext is in `memory`.
    private var cached: Int?

    private init(
        _ layout: StreamLayout, _ source: SealedFileSource, _ key: StreamKey,
        _ memory: consuming SegmentMemory, cached: Int
    ) {
        self.layout = layout
        self.source = source
        self.key = key
        self.memory = memory
        self.cached = cached
    }

    /// Proves header and last segment authentic.
    ///
    /// - Parameter sealedByteCount: of a callback's stream; a file tells its own.
    internal static func opened(
        _ source: SealedFileSource, sealedByteCount: Int? = nil, _ ring: borrowing Keyring,
        _ associatedData: UnsafeRawBufferPointer
    ) throws(EncryptionError) -> SealedFileSegments {
        let count: Int
        if let sealedByteCount { count = sealedByteCount } else { count = try source.fileByteCount() }
        let (key, layout) = try source.begin(count, ring, associatedData)
        let last = layout.segmentCount &- 1
        let memory = try SegmentMemory(byteCount: layout.sealedByteCount(of: 0))
        try source.open(last, of: layout, key, with: memory.bytes)
        return SealedFileSegments(layout, source, key, memory, cached: last)
    }

    /// Whether it may be used in this process.
    ///
    /// - Throws: `.forked`.
    internal func check() throws(EncryptionError) { try source.check() }

    /// Copies plaintext from `offset` on to all of `out`.
    internal mutating func copy(from offset: Int, to out: UnsafeMutableRawBufferPointer) throws(EncryptionError) {
        var done = 0
        while done < out.count {
            let (segment, skipped) = (offset &+ done).quotientAndRemainder(dividingBy: layout.segmentByteCount)
            let size = layout.byteCount(of: segment)
            let count = min(size &- skipped, out.count &- done)
            let target = out.part(done, count)
            if count == size, cached != segment {
                // A whole one needs no copy of its plaintext; what it leaves in memory is ciphertext.
                cached = nil
                try source.open(segment, of: layout, key, with: memory.bytes, into: target)
            } else {
                try load(segment)
                target.copyMemory(from: UnsafeRawBufferPointer(memory.bytes.part(skipped, count)))
            }
            done &+= count
        }
    }

    private mutating func load(_ segment: Int) throws(EncryptionError) {
        guard cached != segment else { return }
        cached = nil
        try source.open(segment, of: layout, key, with: memory.bytes)
        cached = segment
    }
}
