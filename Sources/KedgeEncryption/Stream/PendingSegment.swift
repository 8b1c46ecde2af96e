/// Cuts a stream that comes in pieces of any size into segments.
///
/// Whether a segment is the last one is only known when more has come or the stream ends, so one waits here.
internal struct PendingSegment: ~Copyable, Sendable {
    private let memory: SegmentMemory
    /// The number of the segment that waits.
    internal private(set) var index = 0
    /// How many bytes of it have come.
    internal private(set) var count = 0

    /// - Parameter byteCount: of a segment.
    /// - Throws: `.outOfMemory`.
    internal init(byteCount: Int) throws(EncryptionError) {
        memory = try SegmentMemory(byteCount: byteCount)
    }

    /// What has come of the segment that waits; as it is until more is taken.
    internal var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory.bytes.part(0, count)) }

    /// How many segments are complete, and known not to be the last, once so many bytes more have come.
    internal func completeCount(with more: Int) -> Int {
        let total = count &+ more
        return total == 0 ? 0 : (total &- 1) / memory.bytes.count
    }

    /// Takes more bytes, and hands on each segment that is complete and not the last, with its number.
    internal mutating func take(
        _ piece: UnsafeRawBufferPointer,
        _ body: (_ segment: UnsafeRawBufferPointer, _ index: Int) throws(EncryptionError) -> Void
    ) throws(EncryptionError) {
        let size = memory.bytes.count
        var taken = 0
        while taken < piece.count {
            if count == size {
                try body(bytes, index)
                index &+= 1
                count = 0
            }
            while count == 0, piece.count &- taken > size {
                try body(piece.part(taken, size), index)
                index &+= 1
                taken &+= size
            }
            let length = min(size &- count, piece.count &- taken)
            memory.bytes.part(count, length).copyMemory(from: piece.part(taken, length))
            count &+= length
            taken &+= length
        }
    }
}
