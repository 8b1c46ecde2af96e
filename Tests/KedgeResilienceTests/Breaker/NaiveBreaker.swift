import Foundation
import KedgeCore

/// The breaker of the textbooks, with its holes: see BreakerHoleTests.
final class NaiveBreaker: @unchecked Sendable {
    enum State { case closed, open, halfOpen }

    private let lock = NSLock()
    private let failureLimit: Int
    private let probes: Int
    private let openSeconds: Int64
    private let date: any WallClock
    private var state = State.closed
    private var failures = 0
    private var successes = 0
    private var probesUnderWay = 0
    private var openedAt: Int64 = 0
    /// Called under the lock.
    var onStateChange: ((State) -> Void)?

    init(failureLimit: Int, probes: Int, openSeconds: Int64, date: any WallClock) {
        self.failureLimit = failureLimit
        self.probes = probes
        self.openSeconds = openSeconds
        self.date = date
    }

    /// nil while somebody holds the lock, where it would wait for ever if that is the caller.
    var stateIfFree: State? {
        guard lock.try() else { return nil }
        defer { lock.unlock() }
        return state
    }

    func admit() -> Bool {
        lock.withLock {
            switch state {
            case .closed: return true
            case .open:
                guard date.unixSeconds >= openedAt + openSeconds else { return false }
                // Who comes first passes, without being counted.
                go(to: .halfOpen)
                return true
            case .halfOpen:
                guard probesUnderWay < probes else { return false }
                probesUnderWay += 1
                return true
            }
        }
    }

    /// Whoever reports, and whenever the call began.
    func report(isFailure: Bool) {
        lock.withLock {
            if state == .halfOpen { probesUnderWay -= 1 }
            failures = isFailure ? failures + 1 : 0
            successes = isFailure ? 0 : successes + 1
            if state == .halfOpen, isFailure { return go(to: .open) }
            if state == .halfOpen, successes >= probes { return go(to: .closed) }
            if state == .closed, failures >= failureLimit { go(to: .open) }
        }
    }

    private func go(to new: State) {
        state = new
        openedAt = date.unixSeconds
        failures = 0
        successes = 0
        probesUnderWay = 0
        onStateChange?(new)
    }
}
