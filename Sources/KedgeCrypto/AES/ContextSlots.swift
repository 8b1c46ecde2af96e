import Synchronization

/// What a key works with, made ready once for each of up to sixteen threads.
///
/// Keying a cipher context costs more than sealing a short message, and a context serves one thread at a time. So there are
/// up to sixteen, each made when first used; a thread takes the one of its number with an atomic exchange, or the next one if
/// that is taken. A seventeenth thread at the same moment makes one for itself.
///
/// The whole is plain memory behind a pointer: taking a slot retains nothing and takes no lock, so a fork in the middle of
/// another thread's call leaves, at worst, that thread's slot taken for ever in the child.
internal struct ContextSlots<Contents: ~Copyable>: ~Copyable, @unchecked Sendable {
    // Unchecked: what a slot holds is touched only between taking and giving back its flag.

    // A slot is a flag and, behind it, what the flag guards: whether there are contents, and they. Three values in memory and
    // not one, because a call changes the latter two while other threads ask for the first.
    private let slots: UnsafeMutableRawPointer

    private static var slotCount: Int { 16 }
    private static var isMadeOffset: Int { 8 }
    private static var contentsOffset: Int { 16 }
    // Two cache lines at least: the processor fetches them in pairs.
    private static var slotStride: Int { (contentsOffset &+ MemoryLayout<Contents>.size &+ 127) & ~127 }

    internal init() {
        slots = .allocate(byteCount: Self.slotCount &* Self.slotStride, alignment: 128)
        for index in 0..<Self.slotCount {
            isTaken(index).initialize(to: Atomic(false))
            isMade(index).initialize(to: false)
        }
    }

    deinit {
        for index in 0..<Self.slotCount {
            if isMade(index).pointee { contents(index).deinitialize(count: 1) }
            isTaken(index).deinitialize(count: 1)
        }
        slots.deallocate()
    }

    /// Lends the contents of a slot to `body`, which has them alone.
    ///
    /// - Parameters:
    ///   - make: makes the contents of a slot that is used for the first time, or of none.
    ///   - discard: ends what was made for this call alone.
    @inline(__always)
    internal borrowing func withContents<Value, Failure: Error>(
        make: () throws(Failure) -> Contents, discard: (consuming Contents) -> Void,
        _ body: (inout Contents) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let index = takeSlot()
        let isOwn = index == Self.slotCount
        let contents = isOwn ? .allocate(capacity: 1) : contents(index)
        var isThere = !isOwn && isMade(index).pointee
        defer {
            if !isOwn {
                isMade(index).pointee = isThere
                isTaken(index).pointee.store(false, ordering: .releasing)
            } else {
                if isThere { discard(contents.move()) }
                contents.deallocate()
            }
        }
        if !isThere {
            contents.initialize(to: try make())
            isThere = true
        }
        return try body(&contents.pointee)
    }

    /// The number of a slot that was free and now is not; the number of slots if none was.
    @inline(__always)
    private borrowing func takeSlot() -> Int {
        let first = Int(truncatingIfNeeded: LibCrypto.threadNumber)
        for attempt in 0..<Self.slotCount {
            let index = (first &+ attempt) & (Self.slotCount &- 1)
            if !isTaken(index).pointee.exchange(true, ordering: .acquiring) { return index }
        }
        return Self.slotCount
    }

    @inline(__always)
    private borrowing func isTaken(_ index: Int) -> UnsafeMutablePointer<Atomic<Bool>> {
        (slots + index &* Self.slotStride).assumingMemoryBound(to: Atomic<Bool>.self)
    }

    @inline(__always)
    private borrowing func isMade(_ index: Int) -> UnsafeMutablePointer<Bool> {
        (slots + (index &* Self.slotStride &+ Self.isMadeOffset)).assumingMemoryBound(to: Bool.self)
    }

    @inline(__always)
    private borrowing func contents(_ index: Int) -> UnsafeMutablePointer<Contents> {
        (slots + (index &* Self.slotStride &+ Self.contentsOffset)).assumingMemoryBound(to: Contents.self)
    }
}
