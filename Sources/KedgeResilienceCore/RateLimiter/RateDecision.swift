/// Whether a call may pass now.
public enum RateDecision: Equatable, Sendable {
    /// It may, and was counted.
    case admitted
    /// It may not. After that time the same call would be let pass, if nobody else came.
    case limited(retryAfter: Duration)
    /// It never will be: more at once than the limit lets pass, or fewer than one.
    case impossible

    /// From the plain number: 0, nanoseconds to wait, or `UInt64.max`.
    internal init(nanoseconds: UInt64) {
        switch nanoseconds {
        case 0: self = .admitted
        case .max: self = .impossible
        default: self = .limited(retryAfter: Duration(saturatingNanoseconds: nanoseconds))
        }
    }
}
