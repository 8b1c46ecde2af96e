/// Opens a sealed stream that comes in pieces of any size, in the memory of one segment.
///
/// No byte of plaintext is given out before its segment proved authentic. Whether a segment is the last one is only
/// known at the end, so one segment waits inside; and only after `finish` is it certain that the stream was not cut.
///
/// One thread at a time.
///
/// - Source: docs/formats.md, "Stream and sealed file"
public struct StreamReader: ~Copyable, Sendable {
    /// Bytes of the header, which are read first.
    public static let headerByteCount = StreamHeader.byteCount

    private let key: StreamKey
    private var pending: PendingSegment
    /// After a failure every call fails in the same way.
    private var failure: EncryptionError?

    /// Begins to read a stream. The ring is not needed afterwards.
    ///
    /// - Parameters:
    ///   - header: the first `headerByteCount` bytes of the stream; more are not looked at.
    ///   - associatedData: what the stream was sealed with.
    /// - Throws: `EncryptionError.tooShort`, `.malformedHeader`, `.unknownVersion`, `.unknownKey`, `.keyDisabled`,
    ///   `.keyDestroyed`, `.authenticationFailed`, `.memory`, `.outOfMemory`, `.unavailable`.
    /// - Cost: about 5 µs, and a hash of `associatedData`.
    public init(
        header: RawSpan, ring: borrowing Keyring, authenticating associatedData: RawSpan = RawSpan()
    ) throws(EncryptionError) {
        let header = try header.withUnsafeBytes { header throws(EncryptionError) in try StreamHeader(header) }
        let key = try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
            try StreamKey(opening: header, with: ring, associatedData)
        }
        pending = try PendingSegment(byteCount: header.segmentByteCount &+ StreamLayout.tagByteCount)
        self.key = key
    }

    /// Bytes of plaintext that `update` gives out for `count` bytes of the stream now.
    ///
    /// - Throws: `EncryptionError.tooLong` if the stream exceeds 2^48 bytes of plaintext; what failed before.
    public func updateByteCount(for count: Int) throws(EncryptionError) -> Int {
        try check()
        let size = key.header.segmentByteCount
        let sealedSize = size &+ StreamLayout.tagByteCount
        let segmentLimit = (StreamLayout.maximumPlaintextByteCount &- 1) / size &+ 1
        guard count >= 0, count <= (segmentLimit &- pending.index) &* sealedSize &- pending.count else {
            throw .tooLong(count)
        }
        return pending.completeCount(with: count) &* size
    }

    /// Bytes of plaintext that `finish` gives out now, if the stream is whole.
    public var finishByteCount: Int { max(pending.count &- StreamLayout.tagByteCount, 0) }

    /// Takes more of the stream; it begins behind the header.
    ///
    /// - Returns: the next `updateByteCount(for:)` bytes of plaintext.
    /// - Throws: `EncryptionError.authenticationFailed`, `.outOfMemory`, `.unavailable`, after which every call fails
    ///   in the same way; `.tooLong`.
    public mutating func update(_ sealed: RawSpan) throws(EncryptionError) -> [UInt8] {
        let count = try updateByteCount(for: sealed.byteCount)
        return try .written(count) { out throws(EncryptionError) in
            try sealed.withUnsafeBytes { sealed throws(EncryptionError) in try update(sealed, into: out) }
        }
    }

    /// Takes more of the stream.
    ///
    /// - Parameter out: exactly `updateByteCount(for: sealed.count)` bytes, apart from `sealed`; all zero if it fails.
    package mutating func update(
        _ sealed: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        guard out.count == (try updateByteCount(for: sealed.count)) else { throw .tooShort(out.count) }
        do throws(EncryptionError) {
            try open(sealed, into: out)
        } catch {
            throw fail(error, out)
        }
    }

    /// Ends the stream.
    ///
    /// - Returns: the last `finishByteCount` bytes of plaintext.
    /// - Throws: `EncryptionError.authenticationFailed` if anything was changed or the end is missing; what failed
    ///   before.
    public consuming func finish() throws(EncryptionError) -> [UInt8] {
        try .written(finishByteCount) { out throws(EncryptionError) in try finish(into: out) }
    }

    /// Ends the stream; if it succeeds, whoever calls it drops the reader.
    ///
    /// - Parameter out: exactly `finishByteCount` bytes; all zero if it fails.
    package mutating func finish(into out: UnsafeMutableRawBufferPointer) throws(EncryptionError) {
        try check()
        guard out.count == finishByteCount else { throw .tooShort(out.count) }
        // Only the last segment of an empty stream is empty.
        let fewest = pending.index == 0 ? StreamLayout.tagByteCount : StreamLayout.tagByteCount &+ 1
        guard pending.count >= fewest else { throw fail(.authenticationFailed, out) }
        do throws(EncryptionError) {
            try key.open(pending.bytes, segment: pending.index, isFinal: true, into: out)
        } catch {
            throw fail(error, out)
        }
    }

    /// Whether it can go on.
    ///
    /// - Throws: what failed before.
    package func check() throws(EncryptionError) {
        if let failure { throw failure }
    }

    private mutating func open(
        _ sealed: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
    ) throws(EncryptionError) {
        let key = key
        var written = 0
        try pending.take(sealed) { segment, index throws(EncryptionError) in
            let count = segment.count &- StreamLayout.tagByteCount
            try key.open(segment, segment: index, isFinal: false, into: out.part(written, count))
            written &+= count
        }
    }

    private mutating func fail(_ error: EncryptionError, _ out: UnsafeMutableRawBufferPointer) -> EncryptionError {
        failure = error
        out.initializeMemory(as: UInt8.self, repeating: 0)
        return error
    }
}
