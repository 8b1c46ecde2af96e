public import KedgeCore

/// A moment after which nobody waits for an answer any more.
///
/// A moment, and not a length of time, so that what takes several steps, attempts and services has one limit for all of
/// them.
public struct Deadline: Sendable {
    /// By the clock; `.max` for never.
    package let nanoseconds: UInt64
    private let clock: TimeSource

    private init(_ nanoseconds: UInt64, _ clock: TimeSource) {
        self.nanoseconds = nanoseconds
        self.clock = clock
    }

    /// The moment at which a clock shows so many nanoseconds; `.max` for never.
    package init(nanoseconds: UInt64, clock: any MonotonicClock = SystemClock()) {
        self.init(nanoseconds, TimeSource(clock))
    }

    /// No limit.
    public static let never = Deadline(nanoseconds: .max)

    /// So long from now on.
    ///
    /// - Parameters:
    ///   - limit: 0 or below is over already; what is longer than the clock's range is its end.
    ///   - clock: Where another than the system's is wanted.
    public static func after(_ limit: Duration, clock: any MonotonicClock = SystemClock()) -> Deadline {
        after(limit.saturatedNanoseconds, TimeSource(clock))
    }

    private static func after(_ limit: UInt64, _ clock: TimeSource) -> Deadline {
        // The last number is kept for never.
        Deadline(min(clock.now.saturatingAdding(limit), .max - 1), clock)
    }

    /// What is left of the time: 0 where it is over, nil where there is no limit.
    public var remaining: Duration? { nanosecondsLeft.map { Duration(saturatingNanoseconds: $0) } }

    /// Whether the time is over.
    ///
    /// - Cost: about 20 ns
    public var isOver: Bool { nanosecondsLeft == 0 }

    /// Whether there is no limit.
    public var isNever: Bool { nanoseconds == .max }

    /// The same as ``remaining`` in nanoseconds.
    package var nanosecondsLeft: UInt64? { isNever ? nil : nanoseconds.saturatingSubtracting(clock.now) }

    /// The one of the two that is over first, also where their clocks are not the same.
    public func earlier(of other: Deadline) -> Deadline {
        if isNever { return other }
        if other.isNever { return self }
        if clock.isSystem && other.clock.isSystem { return nanoseconds <= other.nanoseconds ? self : other }
        return (nanosecondsLeft ?? .max) <= (other.nanosecondsLeft ?? .max) ? self : other
    }

    /// The limit of one attempt: so long from now on, and not beyond this.
    ///
    /// - Parameter limit: nil for what is left altogether.
    public func attempt(limit: Duration?) -> Deadline {
        guard let limit else { return self }
        return earlier(of: .after(limit.saturatedNanoseconds, clock))
    }
}
