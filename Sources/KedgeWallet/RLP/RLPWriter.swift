public import KedgeCore

/// Writes RLP: bytes, numbers and lists, in the order in which they stand.
///
/// The headers of lists are written last, when their lengths are known: so nothing is ever moved, and deep or many
/// lists cost no more than their bytes.
// Sendable: it owns its memory alone.
public struct RLPWriter: ~Copyable, @unchecked Sendable {
    // Not private: builds with testability refer to it from other modules, and then do not link.
    internal struct List: BitwiseCopyable {
        // Where its header belongs, in bytes of `content`.
        internal let start: Int
        // The list around it, or -1.
        internal let parent: Int
        // Once ended its content's bytes; before that the bytes of all headers so far.
        internal var count: Int
    }

    // Everything but the headers of lists.
    private var content = GrowingMemory<UInt8>()
    // In the order in which they begin.
    private var lists = GrowingMemory<List>()
    private var innermost = -1
    private var headerByteCount = 0
    private var isOutOfMemory = false

    public init() {}

    /// Appends bytes as an item.
    public mutating func append(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { note(append($0)) }
    }

    /// Appends bytes as an item.
    public mutating func append(_ bytes: [UInt8]) {
        append(bytes.span.bytes)
    }

    /// Appends a number: its bytes, most significant first, without leading zeros.
    public mutating func append(_ number: UInt64) {
        note(append(number: UInt256(number)))
    }

    /// Appends a number: its bytes, most significant first, without leading zeros.
    public mutating func append(_ number: UInt256) {
        note(append(number: number))
    }

    /// Begins a list: what is appended lies in it until it is ended.
    public mutating func beginList() {
        note(begin())
    }

    /// Ends the list that was begun last.
    ///
    /// - Throws: `RLPError.unbalancedList` if none is open.
    public mutating func endList() throws(RLPError) {
        // The beginning of a list may be what there was no memory for.
        if isOutOfMemory { return }
        guard innermost >= 0 else { throw .unbalancedList }
        var list = lists.elements[innermost]
        let count = content.count &- list.start &+ headerByteCount &- list.count
        list.count = count
        lists.elements[innermost] = list
        innermost = list.parent
        headerByteCount &+= RLP.headerByteCount(count)
    }

    /// What was written: the items, one behind the other. The writer is empty again.
    ///
    /// - Throws: `RLPError.unbalancedList` if a list is open, `.outOfMemory`, also for memory that was missing before.
    public mutating func finish() throws(RLPError) -> [UInt8] {
        guard !isOutOfMemory else { throw .outOfMemory }
        let count = try byteCount()
        guard count > 0 else { return [] }
        let result = [UInt8](unsafeUninitializedCapacity: count) { room, used in
            write(to: UnsafeMutableRawBufferPointer(room))
            used = count
        }
        removeAll()
        return result
    }

    /// How many bytes `write(to:)` writes.
    ///
    /// - Throws: `RLPError.unbalancedList` if a list is open.
    package func byteCount() throws(RLPError) -> Int {
        guard innermost < 0 else { throw .unbalancedList }
        return content.count &+ headerByteCount
    }

    /// Writes the items into `byteCount()` bytes.
    package func write(to room: UnsafeMutableRawBufferPointer) {
        var output = RLPOutput(room)
        let content = UnsafeRawBufferPointer(content.elements)
        var written = 0
        for list in lists.elements {
            output.write(raw: UnsafeRawBufferPointer(rebasing: content[written..<list.start]))
            written = list.start
            output.writeListHeader(list.count)
        }
        output.write(raw: UnsafeRawBufferPointer(rebasing: content[written...]))
    }

    /// Forgets what was written.
    package mutating func removeAll() {
        content.removeAll()
        lists.removeAll()
        innermost = -1
        headerByteCount = 0
        isOutOfMemory = false
    }

    /// Appends bytes as an item.
    ///
    /// - Returns: false if there is no memory; then nothing is changed.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // A header has 9 bytes at most.
        let (longest, isTooLong) = bytes.count.addingReportingOverflow(9)
        guard !isTooLong, content.reserve(longest) else { return false }
        content.append(RLP.byteCount(bytes)) { room in
            var output = RLPOutput(UnsafeMutableRawBufferPointer(room))
            output.write(bytes)
        }
        return true
    }

    /// Appends a number as an item; false if there is no memory.
    package mutating func append(number: UInt256) -> Bool {
        guard content.reserve(33) else { return false }
        content.append(RLP.byteCount(number)) { room in
            var output = RLPOutput(UnsafeMutableRawBufferPointer(room))
            output.write(number)
        }
        return true
    }

    /// Begins a list; false if there is no memory.
    package mutating func begin() -> Bool {
        guard lists.reserve(1) else { return false }
        lists.append(List(start: content.count, parent: innermost, count: headerByteCount))
        innermost = lists.count &- 1
        return true
    }

    private mutating func note(_ hadMemory: Bool) {
        if !hadMemory { isOutOfMemory = true }
    }
}
