/// When a circuit breaker opens, for how long, and how it finds out that it may close.
///
/// It opens when any of the limits is reached that are set: at least one has to be.
public struct BreakerOptions: Sendable {
    /// Opens after so many failures without a success between them: 1 to 268,435,455, or nil.
    public var consecutiveFailures: Int?
    /// Opens when this share of the calls of a window failed, in percent: above 0, up to 100, or nil. Compared with `>=`, and
    /// like all rates rounded to ten-thousandths.
    public var failureRate: Double?
    /// Opens when this share of the calls of a window was slow, in percent: above 0, up to 100, or nil. Compared with `>=`.
    public var slowCallRate: Double?
    /// From how long on a call is slow, whether it succeeds or fails: 1 ns to 365 days. Needed with ``slowCallRate``.
    public var slowCallDuration: Duration?

    /// The window of the last so many calls: 1 to 1,000,000, or nil.
    public var countWindow: Int?
    /// The window of the last so much time: 1 ns to 365 days, or nil. With both windows each is judged by itself.
    public var timeWindow: Duration?
    /// Into how many steps the time window is divided: 1 to 1,000. It is the step that has begun, and as many before it as make
    /// up this number.
    public var timeWindowSteps: Int = 10
    /// Calls of a window below which it has no rate: 1 to 1,000,000, not above the number of ``countWindow``.
    public var minimumCalls: Int = 10

    /// How long it stays open: 1 ns to 365 days.
    public var openTime: Duration = .seconds(30)
    /// What the open time is multiplied with each time that it opens again without having closed: 1 to 1,000.
    public var openTimeFactor: Double = 1
    /// What the open time does not grow beyond: from ``openTime`` to 365 days; nil for an hour, or ``openTime`` where that is
    /// longer.
    public var maximumOpenTime: Duration?
    /// By what share at most each open time is shortened at random, so that not all callers come back at once: 0 to 1.
    public var openTimeJitter: Double = 0.1
    /// Says how long it stays open instead, for how many times it has opened again without having closed: 0 at first. Called by
    /// the call that opened it, with no lock held; what is not 1 ns to 365 days counts as the nearest that is.
    public var openTimeRule: (@Sendable (_ reopenings: Int) -> Duration)?

    /// How many calls pass in half-open state: 1 to 10,000.
    public var probes: Int = 5
    /// What share of them has to fail for it to open again, in percent: above 0, up to 100. nil for ``failureRate``, or, where
    /// there is none, for a single failure.
    public var probeFailureRate: Double?
    /// For how long a call that passed in half-open state may go without a report, after which it counts as failed: 1 ns to 365
    /// days.
    public var probeTime: Duration = .seconds(30)
    /// How long it stays in half-open state at most, after which it opens again: 1 ns to 365 days.
    public var maximumHalfOpenTime: Duration = .seconds(60)

    /// How many changes of state wait to be fetched, before the oldest is lost: 1 to 65,536.
    public var eventCapacity: Int = 64
    /// Is told each change of state, one after another, by a call that made one, with no lock held.
    public var onStateChange: (@Sendable (BreakerEvent) -> Void)?
    /// Decides the jitter of open times; nil for the system's randomness.
    public var seed: UInt64?

    /// A breaker that opens when half of the last 100 calls failed.
    public init() {
        failureRate = 50
        countWindow = 100
    }

    /// A breaker that opens after so many failures in a row.
    public init(consecutiveFailures: Int) {
        self.consecutiveFailures = consecutiveFailures
    }
}
