#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The tokens of one document: first in memory that somebody lends, then, if that is too small, in its own.
@usableFromInline
package struct JSONTape: ~Copyable {
    @usableFromInline internal var base: UnsafeMutablePointer<JSONToken>
    @usableFromInline internal var capacity: Int
    @usableFromInline internal var isOwned: Bool

    /// How many tokens there are.
    @usableFromInline internal var count: Int

    /// An empty tape in `memory`, which must outlive it and is not freed by it.
    @inlinable
    package init(borrowing memory: UnsafeMutableBufferPointer<JSONToken>) {
        // A buffer without address is an empty one; the tape then gets memory of its own before its first token.
        base = memory.baseAddress ?? JSONTape.nowhere
        capacity = memory.count
        isOwned = false
        count = 0
    }

    /// Freed here if it moved to memory of its own.
    @inlinable
    deinit {
        if isOwned { JSONTape.release(base) }
    }

    /// A pointer that nobody follows, because the capacity beside it is 0.
    @usableFromInline
    internal static var nowhere: UnsafeMutablePointer<JSONToken> {
        UnsafeMutablePointer(bitPattern: MemoryLayout<JSONToken>.alignment).unsafelyUnwrapped
    }

    @usableFromInline
    internal static func release(_ base: UnsafeMutablePointer<JSONToken>) {
        free(base)
    }

    /// Moves to memory of at least twice the capacity; `false` if the system has none, and then nothing changed.
    @inline(never)
    internal mutating func grow() -> Bool {
        let newCapacity = max(64, capacity &* 2)
        guard let raw = malloc(newCapacity &* MemoryLayout<JSONToken>.stride) else { return false }
        let moved = raw.bindMemory(to: JSONToken.self, capacity: newCapacity)
        moved.update(from: base, count: count)
        if isOwned { free(base) }
        base = moved
        capacity = newCapacity
        isOwned = true
        return true
    }

    /// Calls `body` with a view of the first token, the outermost value of `text`.
    @inlinable @inline(__always)
    package borrowing func withView<Result: ~Copyable, Failure: Error>(
        of text: UnsafeRawBufferPointer, _ body: (JSONView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(JSONView(text: text.baseAddress ?? UnsafeRawPointer(base), tokens: base, index: 0))
    }
}
