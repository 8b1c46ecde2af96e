/// A place in a ``Bulkhead``, which is given back once: by ``release()``, or when it is dropped.
public struct BulkheadPlace: ~Copyable, Sendable {
    private let bulkhead: Bulkhead
    private let word: UInt64

    package init(_ bulkhead: Bulkhead, _ word: UInt64) {
        self.bulkhead = bulkhead
        self.word = word
    }

    /// Gives the place back, to the first who waits if somebody does.
    public consuming func release() {
        // What is consumed is dropped.
    }

    deinit { bulkhead.giveBack(word) }
}
