import KedgeCore

/// A part of a file in memory: reading record by record takes few system calls, and no more memory than one record and what
/// is read ahead.
internal struct LogWindow: ~Copyable, Sendable {
    internal static let readAhead = 1 << 20
    internal static let shortReadAhead = 1 << 13

    /// Bytes that are read at once where the file is read in order.
    internal var readAhead = LogWindow.readAhead
    private var buffer = LogBuffer()
    /// Where the window begins in the file.
    private var offset = 0
    /// Bytes at its beginning that are no longer what is in the file.
    private var spent = 0

    /// Bytes of memory that it takes.
    internal var heldByteCount: Int { buffer.capacity }

    /// The `count` bytes of the file from `offset` on, which stay until the next call.
    ///
    /// - Returns: nil if the file ends before.
    internal mutating func view(
        _ file: borrowing File, at offset: Int, count: Int
    ) throws(SealedLogError) -> UnsafeMutableRawBufferPointer? {
        let kept = offset &- self.offset
        let isWithin = kept >= spent && kept <= buffer.count
        if isWithin, buffer.count &- kept >= count { return buffer.mutableBytes.part(kept, count) }
        if isWithin {
            buffer.removeFirst(kept)
        } else {
            buffer.removeAll(keeping: .max)
        }
        self.offset = offset
        spent = 0
        try buffer.reserve(max(readAhead, count) &- buffer.count)
        let room = buffer.room(max(readAhead, count) &- buffer.count)
        let end = offset &+ buffer.count
        buffer.grow(by: try onFile { () throws(FileError) in try file.read(into: room, at: end) })
        return buffer.count >= count ? buffer.mutableBytes.part(0, count) : nil
    }

    /// Forgets everything, as the file may have other bytes by now.
    internal mutating func drop() {
        buffer.removeAll(keeping: Self.readAhead)
        spent = 0
    }

    /// Forgets what lies at `offset` and behind it.
    internal mutating func drop(from offset: Int) {
        buffer.removeLast(min(max(self.offset &+ buffer.count &- offset, 0), buffer.count))
        spent = min(spent, buffer.count)
    }

    /// Forgets what lies before `offset`, which is within the window.
    internal mutating func drop(before offset: Int) {
        spent = min(max(offset &- self.offset, spent), buffer.count)
    }
}
