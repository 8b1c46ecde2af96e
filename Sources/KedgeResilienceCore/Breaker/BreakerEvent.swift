/// Why a breaker changed its state.
public enum BreakerReason: UInt32, Sendable, CaseIterable, BitwiseCopyable {
    /// So many failures without a success between them.
    case consecutiveFailures = 1
    /// The failure rate of a window reached its limit.
    case failureRate = 2
    /// The rate of slow calls of a window reached its limit.
    case slowCallRate = 3
    /// The open time is over.
    case openTimeOver = 4
    /// Not too many of the calls that passed in half-open state failed or were slow.
    case probesSucceeded = 5
    /// Too many of them failed, or were taken back.
    case probesFailed = 6
    /// Too many of them were slow.
    case probesSlow = 7
    /// It was in half-open state for too long.
    case halfOpenTimeOver = 8
    /// Somebody said so.
    case manual = 9
    /// It was restored from what was saved.
    case restored = 10
}

/// One change of a breaker's state.
public struct BreakerEvent: Equatable, Sendable, BitwiseCopyable {
    /// 1 for a breaker's first; a gap shows that some were lost.
    public let sequence: UInt64
    /// When it was, by the breaker's clock.
    public let nanoseconds: UInt64
    public let from: BreakerState
    public let to: BreakerState
    public let reason: BreakerReason
}
