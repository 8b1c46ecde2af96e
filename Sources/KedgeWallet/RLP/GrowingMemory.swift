import Glibc

/// Elements one behind the other in memory from malloc, which says when there is no more of it.
internal struct GrowingMemory<Element: BitwiseCopyable>: ~Copyable {
    internal private(set) var start: UnsafeMutablePointer<Element>?
    internal private(set) var count = 0
    private var capacity = 0

    deinit {
        free(start)
    }

    /// The elements.
    internal var elements: UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(start: start, count: count)
    }

    /// Makes room for `additional` more.
    ///
    /// - Returns: false if there is no memory; then nothing is changed.
    internal mutating func reserve(_ additional: Int) -> Bool {
        guard additional > capacity &- count else { return true }
        let (needed, isTooMany) = count.addingReportingOverflow(additional)
        let wanted = max(needed, capacity.addingReportingOverflow(capacity).partialValue, 64)
        let (byteCount, isTooLarge) = wanted.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard !isTooMany, !isTooLarge, let moved = realloc(start, byteCount) else { return false }
        start = moved.bindMemory(to: Element.self, capacity: wanted)
        capacity = wanted
        return true
    }

    /// Appends an element, for which there has to be room.
    internal mutating func append(_ element: Element) {
        guard let start, count < capacity else { return }
        (start + count).initialize(to: element)
        count &+= 1
    }

    /// Forgets every element and keeps the memory.
    internal mutating func removeAll() {
        count = 0
    }

    /// Appends as many elements as `body` writes into the room behind them.
    internal mutating func append(_ additional: Int, _ body: (UnsafeMutableBufferPointer<Element>) -> Void) {
        guard let start, additional <= capacity &- count else { return }
        body(UnsafeMutableBufferPointer(start: start + count, count: additional))
        count &+= additional
    }
}
