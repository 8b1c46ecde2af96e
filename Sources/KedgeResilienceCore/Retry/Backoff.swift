/// How long to wait before each attempt but the first.
///
/// All times are 1 ns to 365 days; what is outside its range is refused when a policy is made of it.
public enum Backoff: Equatable, Sendable {
    /// The same delay each time.
    case constant(Duration, jitter: Jitter = .full)
    /// `base`, then `factor` times as long each time, up to `cap`.
    ///
    /// The factor is 1 to 1,000. Jitter is a share of the delay after the cap, so that it spreads the longest delays too.
    case exponential(base: Duration, factor: Double = 2, cap: Duration, jitter: Jitter = .full)
    /// By chance between `base` and three times the delay before, up to `cap`: grows like an exponential delay, and callers
    /// that began together drift apart.
    ///
    /// - Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015), "Decorrelated Jitter"
    case decorrelated(base: Duration, cap: Duration)
}
