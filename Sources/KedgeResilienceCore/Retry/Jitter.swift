/// How much of a delay chance decides, so that those who failed together do not come back together.
///
/// A delay with jitter is never longer than without.
///
/// - Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015)
public enum Jitter: Equatable, Sendable {
    /// Nothing: the delay is what it is.
    case none
    /// All of it: 0 to the delay, which spreads callers best.
    case full
    /// Half of it: half the delay to the delay, for those who need some rest between two attempts in any case.
    case equal
    /// A share of it, 0 to 1: with 0.1 the delay less up to a tenth.
    case share(Double)

    /// - Throws: `PolicyError` of `"jitter share"`.
    internal func checkedShare() throws(PolicyError) -> Double {
        switch self {
        case .none: return 0
        case .full: return 1
        case .equal: return 0.5
        case .share(let share):
            guard share >= 0, share <= 1 else { throw PolicyError("jitter share", "0 to 1") }
            return share
        }
    }
}
