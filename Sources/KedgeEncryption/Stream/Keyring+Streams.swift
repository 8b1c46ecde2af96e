/// Whole streams in memory.
extension Keyring {
    /// Seals a stream that is in memory as a whole, under the primary key.
    ///
    /// - Parameters:
    ///   - plaintext: up to 2^48 bytes.
    ///   - associatedData: any length; whoever opens the stream has to have the same.
    /// - Returns: `options.sealedByteCount(for:)` bytes.
    /// - Throws: `EncryptionError.segmentByteCount`, `.threadCount`, `.tooLong`, `.noPrimaryKey`, `.keyDisabled`,
    ///   `.randomness`, `.memory`, `.outOfMemory`, `.unavailable`.
    public borrowing func sealStream(
        _ plaintext: RawSpan, authenticating associatedData: RawSpan = RawSpan(), _ options: StreamOptions = .init()
    ) throws(EncryptionError) -> [UInt8] {
        let count = try options.sealedByteCount(for: plaintext.byteCount)
        return try plaintext.withUnsafeBytes { plaintext throws(EncryptionError) in
            try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
                try .written(count) { out throws(EncryptionError) in
                    try sealStream(plaintext, associatedData, options, into: out)
                }
            }
        }
    }

    /// Bytes of plaintext in a stream, as far as its header and its length tell: whether that is true is seen when it
    /// is opened.
    ///
    /// - Throws: `EncryptionError.tooShort`, `.malformedHeader`, `.unknownVersion`, `.tooLong`; `.authenticationFailed`
    ///   for a length that no stream has.
    public static func plaintextByteCount(ofStream sealed: RawSpan) throws(EncryptionError) -> Int {
        try sealed.withUnsafeBytes { sealed throws(EncryptionError) in try plaintextByteCount(ofStream: sealed) }
    }

    /// Opens a stream that is in memory as a whole.
    ///
    /// - Parameters:
    ///   - associatedData: what the stream was sealed with.
    ///   - options: of which only `threadCount` counts.
    /// - Throws: as `plaintextByteCount(ofStream:)`, and `EncryptionError.threadCount`, `.unknownKey`, `.keyDisabled`,
    ///   `.keyDestroyed`, `.authenticationFailed`, `.memory`, `.outOfMemory`, `.unavailable`.
    public borrowing func openStream(
        _ sealed: RawSpan, authenticating associatedData: RawSpan = RawSpan(), _ options: StreamOptions = .init()
    ) throws(EncryptionError) -> [UInt8] {
        let count = try Self.plaintextByteCount(ofStream: sealed)
        return try sealed.withUnsafeBytes { sealed throws(EncryptionError) in
            try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
                try .written(count) { out throws(EncryptionError) in
                    try openStream(sealed, associatedData, options, into: out)
                }
            }
        }
    }
}

// MARK: - The same in the caller's own memory

extension Keyring {
    /// Seals a stream.
    ///
    /// - Parameter out: exactly `options.sealedByteCount(for: plaintext.count)` bytes, apart from all input; all zero
    ///   if it fails in the middle.
    package borrowing func sealStream(
        _ plaintext: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer, _ options: StreamOptions,
        into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        try options.check()
        let layout = try StreamLayout(
            segmentByteCount: options.segmentByteCount, plaintextByteCount: plaintext.count)
        guard out.count == layout.sealedByteCount else { throw .tooShort(out.count) }
        let key = try StreamKey(sealingWith: self, segmentByteCount: options.segmentByteCount, associatedData)
        out.part(0, StreamHeader.byteCount).copyBytes(from: key.header.bytes)
        do throws(EncryptionError) {
            try MemoryWork(layout, key, from: plaintext, to: out, isSealing: true).run(options.threadCount)
        } catch {
            out.initializeMemory(as: UInt8.self, repeating: 0)
            throw error
        }
    }

    package static func plaintextByteCount(ofStream sealed: UnsafeRawBufferPointer) throws(EncryptionError) -> Int {
        try StreamLayout(header: StreamHeader(sealed), sealedByteCount: sealed.count).plaintextByteCount
    }

    /// Opens a stream.
    ///
    /// - Parameter out: exactly `plaintextByteCount(ofStream: sealed)` bytes, apart from all input; all zero if it
    ///   fails.
    package borrowing func openStream(
        _ sealed: UnsafeRawBufferPointer, _ associatedData: UnsafeRawBufferPointer, _ options: StreamOptions,
        into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        do throws(EncryptionError) {
            try options.check()
            let header = try StreamHeader(sealed)
            let layout = try StreamLayout(header: header, sealedByteCount: sealed.count)
            guard out.count == layout.plaintextByteCount else { throw .tooShort(out.count) }
            let key = try StreamKey(opening: header, with: self, associatedData)
            try MemoryWork(layout, key, from: sealed, to: out, isSealing: false).run(options.threadCount)
        } catch {
            out.initializeMemory(as: UInt8.self, repeating: 0)
            throw error
        }
    }
}

/// Seals or opens from memory to memory.
private final class MemoryWork: SegmentWork, @unchecked Sendable {
    // Unchecked: each thread reads and writes where its own segments are.
    private let key: StreamKey
    private let input: UnsafeRawBufferPointer
    private let output: UnsafeMutableRawBufferPointer
    private let isSealing: Bool

    internal init(
        _ layout: StreamLayout, _ key: StreamKey, from input: UnsafeRawBufferPointer,
        to output: UnsafeMutableRawBufferPointer, isSealing: Bool
    ) {
        self.key = key
        self.input = input
        self.output = output
        self.isSealing = isSealing
        super.init(layout)
    }

    internal func run(_ threadCount: Int) throws(EncryptionError) {
        try run(threadCount: threadCount) { _ in true }
    }

    internal override func process(
        _ segments: Range<Int>, with memory: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        for segment in segments {
            let (offset, count) = (layout.offset(of: segment), layout.byteCount(of: segment))
            let (sealedOffset, sealedCount) = (layout.sealedOffset(of: segment), layout.sealedByteCount(of: segment))
            let isFinal = layout.isFinal(segment)
            if isSealing {
                try key.seal(
                    input.part(offset, count), segment: segment, isFinal: isFinal,
                    into: output.part(sealedOffset, sealedCount))
            } else {
                try key.open(
                    input.part(sealedOffset, sealedCount), segment: segment, isFinal: isFinal,
                    into: output.part(offset, count))
            }
        }
    }
}
