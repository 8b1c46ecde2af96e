import CPlatform

/// Makes a sealed stream from plaintext that comes in pieces of any size, in the memory of one segment.
///
/// What it gives out, piece by piece, is the stream; the first piece begins with the header. The last 1 to
/// `segmentByteCount` bytes of plaintext wait inside, because how a segment is sealed depends on whether it is the
/// last.
///
/// One thread at a time. In a child of `fork()` it refuses to go on: parent and child would use the same nonces.
///
/// - Source: docs/formats.md, "Stream and sealed file"
public struct StreamWriter: ~Copyable, Sendable {
    private let key: StreamKey
    private var pending: PendingSegment
    private let generation: UInt32
    private var isHeaderWritten = false
    /// Sealed and pending, together.
    private var plaintextByteCount = 0
    /// After a failure nothing goes on: a number of a segment may have been used.
    private var failure: EncryptionError?

    /// Begins a stream under the ring's primary key. The ring is not needed afterwards.
    ///
    /// - Parameters:
    ///   - associatedData: any length; whoever opens the stream has to have the same.
    ///   - segmentByteCount: one of `StreamOptions.segmentByteCounts`.
    /// - Throws: `EncryptionError.segmentByteCount`, `.noPrimaryKey`, `.keyDisabled`, `.randomness`, `.memory`,
    ///   `.outOfMemory`, `.unavailable`.
    /// - Cost: about 5 µs, and a hash of `associatedData`.
    public init(
        ring: borrowing Keyring, authenticating associatedData: RawSpan = RawSpan(),
        segmentByteCount: Int = StreamOptions.defaultSegmentByteCount
    ) throws(EncryptionError) {
        let key = try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
            try StreamKey(sealingWith: ring, segmentByteCount: segmentByteCount, associatedData)
        }
        pending = try PendingSegment(byteCount: segmentByteCount)
        generation = cplatform_fork_generation()
        self.key = key
    }

    /// Bytes that `update` gives out for `count` bytes of plaintext now.
    ///
    /// - Throws: `EncryptionError.tooLong` if the stream would exceed 2^48 bytes of plaintext; what failed before.
    public func updateByteCount(for count: Int) throws(EncryptionError) -> Int {
        try check()
        guard count >= 0, count <= StreamLayout.maximumPlaintextByteCount &- plaintextByteCount else {
            throw .tooLong(count)
        }
        let sealedSize = key.header.segmentByteCount &+ StreamLayout.tagByteCount
        return headerByteCount &+ pending.completeCount(with: count) &* sealedSize
    }

    /// Bytes that `finish` gives out now.
    public var finishByteCount: Int { headerByteCount &+ pending.count &+ StreamLayout.tagByteCount }

    /// Takes more plaintext.
    ///
    /// - Returns: the next `updateByteCount(for:)` bytes of the stream.
    /// - Throws: `EncryptionError.tooLong`, with nothing taken; `.forked`; `.outOfMemory`, `.unavailable`, after which
    ///   every call fails.
    public mutating func update(_ plaintext: RawSpan) throws(EncryptionError) -> [UInt8] {
        let count = try updateByteCount(for: plaintext.byteCount)
        return try .written(count) { out throws(EncryptionError) in
            try plaintext.withUnsafeBytes { plaintext throws(EncryptionError) in try update(plaintext, into: out) }
        }
    }

    /// Takes more plaintext.
    ///
    /// - Parameter out: exactly `updateByteCount(for: plaintext.count)` bytes, apart from `plaintext`; all zero if it
    ///   fails.
    package mutating func update(
        _ plaintext: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        guard out.count == (try updateByteCount(for: plaintext.count)) else { throw .tooShort(out.count) }
        do throws(EncryptionError) {
            try seal(plaintext, into: out)
        } catch {
            throw fail(error, out)
        }
    }

    /// Ends the stream.
    ///
    /// - Returns: the last `finishByteCount` bytes of it.
    /// - Throws: as `update`.
    public consuming func finish() throws(EncryptionError) -> [UInt8] {
        try .written(finishByteCount) { out throws(EncryptionError) in try finish(into: out) }
    }

    /// Ends the stream; whoever calls it drops the writer.
    ///
    /// - Parameter out: exactly `finishByteCount` bytes; all zero if it fails.
    package mutating func finish(into out: UnsafeMutableRawBufferPointer) throws(EncryptionError) {
        try check()
        guard out.count == finishByteCount else { throw .tooShort(out.count) }
        do throws(EncryptionError) {
            let offset = writeHeader(to: out)
            try key.seal(
                pending.bytes, segment: pending.index, isFinal: true, into: out.part(offset, out.count &- offset))
        } catch {
            throw fail(error, out)
        }
    }

    private mutating func seal(
        _ plaintext: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        let key = key
        var written = writeHeader(to: out)
        plaintextByteCount &+= plaintext.count
        try pending.take(plaintext) { segment, index throws(EncryptionError) in
            let count = segment.count &+ StreamLayout.tagByteCount
            try key.seal(segment, segment: index, isFinal: false, into: out.part(written, count))
            written &+= count
        }
    }

    private var headerByteCount: Int { isHeaderWritten ? 0 : StreamHeader.byteCount }

    private mutating func writeHeader(to out: UnsafeMutableRawBufferPointer) -> Int {
        guard !isHeaderWritten else { return 0 }
        out.part(0, StreamHeader.byteCount).copyBytes(from: key.header.bytes)
        isHeaderWritten = true
        return StreamHeader.byteCount
    }

    /// Whether it can go on.
    ///
    /// - Throws: `.forked`; what failed before.
    package func check() throws(EncryptionError) {
        guard generation == cplatform_fork_generation() else { throw .forked }
        if let failure { throw failure }
    }

    private mutating func fail(_ error: EncryptionError, _ out: UnsafeMutableRawBufferPointer) -> EncryptionError {
        failure = error
        out.initializeMemory(as: UInt8.self, repeating: 0)
        return error
    }
}
