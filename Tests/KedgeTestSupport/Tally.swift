import Synchronization

/// A count that threads share.
public final class Tally: Sendable {
    private let number = Atomic<Int>(0)

    public init() {}

    public var count: Int { number.load(ordering: .relaxed) }

    public func add() {
        number.wrappingAdd(1, ordering: .relaxed)
    }
}
