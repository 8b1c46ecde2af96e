/// A breaker let no call pass.
public enum BreakerError: Error, Equatable, Sendable {
    /// It is open.
    ///
    /// - Parameter retryAfter: When it will let a call pass.
    case open(retryAfter: Duration)
    /// It is half-open, and as many calls as may pass are under way.
    ///
    /// - Parameter retryAfter: When one of those is taken back at the latest, or the breaker opens again.
    case halfOpen(retryAfter: Duration)
    /// Somebody opened it by hand.
    case forcedOpen

    package init(_ rejection: BreakerRejection, retryAfter: UInt64) {
        switch rejection {
        case .open: self = .open(retryAfter: Duration(saturatingNanoseconds: retryAfter))
        case .halfOpen: self = .halfOpen(retryAfter: Duration(saturatingNanoseconds: retryAfter))
        case .forcedOpen: self = .forcedOpen
        }
    }

    /// When a call may pass; nil where nobody knows.
    public var retryAfter: Duration? {
        switch self {
        case .open(let time), .halfOpen(let time): time
        case .forcedOpen: nil
        }
    }
}
