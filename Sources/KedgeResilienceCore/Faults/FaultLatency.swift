/// How long calls are held up, for a ``FaultInjector``. No time is longer than an hour.
public enum FaultLatency: Equatable, Sendable {
    /// Not at all.
    case none
    /// The same time each.
    case constant(Duration)
    /// Each time between the two as often as any other.
    case uniform(Duration, Duration)
    /// Many short times and few long ones, up to the cap: most of waiting in a queue looks so.
    case exponential(mean: Duration, cap: Duration)
    /// Around a mean, within six deviations and not below 0: the sum of twelve even numbers, which is near a normal one.
    case normal(mean: Duration, deviation: Duration)
    /// As measured: evenly between each point and the next. 2 to 100 points; shares rise from 0 to 1, times do not fall.
    case percentiles([FaultPercentile])
}

/// A point of a measured distribution: such a share of calls takes no longer than that.
public struct FaultPercentile: Equatable, Sendable {
    /// 0 for the shortest time, 0.99 for the 99th percentile, 1 for the longest time.
    public var share: Double
    public var time: Duration

    public init(share: Double, time: Duration) {
        self.share = share
        self.time = time
    }
}
