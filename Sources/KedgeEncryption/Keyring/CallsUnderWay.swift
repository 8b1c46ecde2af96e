import Synchronization

/// How many calls with a callback of the host's are under way for something, so that nobody ends it meanwhile.
package struct CallsUnderWay: ~Copyable, Sendable {
    private let count = Atomic<Int>(0)

    init() {}

    /// Whether there is none.
    package var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

    /// Counts a call for the length of `body`.
    borrowing func during<Value: ~Copyable>(
        _ body: () throws(EncryptionError) -> Value
    ) throws(EncryptionError) -> Value {
        count.wrappingAdd(1, ordering: .acquiringAndReleasing)
        defer { count.wrappingSubtract(1, ordering: .acquiringAndReleasing) }
        return try body()
    }
}
