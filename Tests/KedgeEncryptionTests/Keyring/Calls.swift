import Synchronization

/// Counts calls.
final class Calls: Sendable {
    private let number = Atomic<Int>(0)

    var count: Int { number.load(ordering: .acquiring) }

    func add() {
        number.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }
}
