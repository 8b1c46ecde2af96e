/// Where the segments of a stream lie, in plaintext and sealed.
///
/// - Source: docs/formats.md, "Stream and sealed file"
internal struct StreamLayout: Equatable, Sendable {
    internal static let tagByteCount = 16
    internal static let maximumPlaintextByteCount = 1 << 48

    /// Bytes of plaintext in a segment; 4,096 to 16,777,216.
    internal let segmentByteCount: Int
    /// Bytes of plaintext in the whole stream; at most 2^48, so that no sum or product below overflows.
    internal let plaintextByteCount: Int

    /// The layout of a stream that is to hold `plaintextByteCount` bytes.
    ///
    /// - Throws: `.segmentByteCount`, `.tooLong`.
    internal init(segmentByteCount: Int, plaintextByteCount: Int) throws(EncryptionError) {
        guard StreamOptions.segmentByteCounts.contains(segmentByteCount) else {
            throw .segmentByteCount(segmentByteCount)
        }
        guard plaintextByteCount >= 0, plaintextByteCount <= Self.maximumPlaintextByteCount else {
            throw .tooLong(plaintextByteCount)
        }
        self.segmentByteCount = segmentByteCount
        self.plaintextByteCount = plaintextByteCount
    }

    /// The layout of a stream that has `sealedByteCount` bytes, header included.
    ///
    /// - Throws: `.tooShort`, `.tooLong`; `.authenticationFailed` for a length that no stream of this segment size has.
    internal init(header: StreamHeader, sealedByteCount: Int) throws(EncryptionError) {
        let bodyByteCount = sealedByteCount &- StreamHeader.byteCount
        guard sealedByteCount >= 0, bodyByteCount >= Self.tagByteCount else { throw .tooShort(sealedByteCount) }
        let fullByteCount = header.segmentByteCount &+ Self.tagByteCount
        let (before, rest) = (bodyByteCount &- 1).quotientAndRemainder(dividingBy: fullByteCount)
        let lastByteCount = rest &+ 1
        // Only the last segment of an empty stream is empty.
        guard lastByteCount > Self.tagByteCount || (before == 0 && lastByteCount == Self.tagByteCount) else {
            throw .authenticationFailed
        }
        let plaintextByteCount = bodyByteCount &- (before &+ 1) &* Self.tagByteCount
        guard plaintextByteCount <= Self.maximumPlaintextByteCount else { throw .tooLong(sealedByteCount) }
        self.segmentByteCount = header.segmentByteCount
        self.plaintextByteCount = plaintextByteCount
    }

    /// How many segments there are; one if the stream is empty.
    internal var segmentCount: Int {
        plaintextByteCount == 0 ? 1 : (plaintextByteCount &- 1) / segmentByteCount &+ 1
    }

    /// Bytes of the whole stream, header included.
    internal var sealedByteCount: Int {
        StreamHeader.byteCount &+ plaintextByteCount &+ segmentCount &* Self.tagByteCount
    }

    /// Bytes of every sealed segment but the last.
    internal var sealedSegmentByteCount: Int { segmentByteCount &+ Self.tagByteCount }

    /// Whether `segment` is the last one.
    internal func isFinal(_ segment: Int) -> Bool { segment &+ 1 == segmentCount }

    /// Where the plaintext of `segment` begins.
    internal func offset(of segment: Int) -> Int { segment &* segmentByteCount }

    /// Bytes of plaintext in `segment`.
    internal func byteCount(of segment: Int) -> Int {
        isFinal(segment) ? plaintextByteCount &- offset(of: segment) : segmentByteCount
    }

    /// Where `segment` begins in the whole stream.
    internal func sealedOffset(of segment: Int) -> Int { StreamHeader.byteCount &+ segment &* sealedSegmentByteCount }

    /// Bytes of `segment`, sealed.
    internal func sealedByteCount(of segment: Int) -> Int { byteCount(of: segment) &+ Self.tagByteCount }
}
