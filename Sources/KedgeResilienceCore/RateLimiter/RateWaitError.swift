/// Waiting for a limiter was of no use; no place is taken.
public enum RateWaitError: Error, Equatable, Sendable {
    /// The call would wait longer than it may. After that time the same call would be accepted, if nobody else came.
    case limited(retryAfter: Duration)
    /// More at once than the limit ever lets pass, or fewer than one.
    case impossible
}

extension RateWaitError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .limited(let time): "the rate limit would make the call wait for too long; try again after \(time)"
        case .impossible: "the rate limit never lets so many calls pass at once"
        }
    }
}
