/// Calls of a window.
public struct BreakerWindow: Equatable, Sendable, BitwiseCopyable {
    public internal(set) var calls: UInt64 = 0
    public internal(set) var failures: UInt64 = 0
    /// Those that took too long, whether they failed or not.
    public internal(set) var slowCalls: UInt64 = 0
    /// Whether there are as many calls as a rate needs.
    public internal(set) var hasRates = false

    /// In percent; nil where there are too few calls.
    public var failureRate: Double? { hasRates ? Double(failures) * 100 / Double(calls) : nil }
    /// In percent; nil where there are too few calls.
    public var slowCallRate: Double? { hasRates ? Double(slowCalls) * 100 / Double(calls) : nil }
}

/// A breaker at one moment.
public struct BreakerSnapshot: Equatable, Sendable, BitwiseCopyable {
    public internal(set) var state: BreakerState = .closed
    /// Goes up with each change of state, from 1.
    public internal(set) var generation: UInt64 = 0
    /// How long the state has been so, in nanoseconds.
    public internal(set) var nanosecondsInState: UInt64 = 0
    /// When an open breaker lets a call pass, in nanoseconds: 0 where one may pass now, `.max` where nobody knows.
    public internal(set) var retryAfterNanoseconds: UInt64 = 0
    /// How often it has opened again without having closed.
    public internal(set) var reopenings: UInt64 = 0
    /// Failures without a success between them, up to now.
    public internal(set) var consecutiveFailures: UInt64 = 0
    /// The last so many calls; nil without such a window.
    public internal(set) var countWindow: BreakerWindow?
    /// The calls of the last so much time; nil without such a window.
    public internal(set) var timeWindow: BreakerWindow?

    // Since the breaker was made:

    /// Calls that succeeded, slow ones among them.
    public internal(set) var successes: UInt64 = 0
    /// Calls that failed, those among them that were taken back because they did not report in time.
    public internal(set) var failures: UInt64 = 0
    /// Calls that took too long, whether they failed or not.
    public internal(set) var slowCalls: UInt64 = 0
    /// Calls whose end says nothing about the service.
    public internal(set) var ignored: UInt64 = 0
    /// Calls that did not pass.
    public internal(set) var rejected: UInt64 = 0
    /// Calls that ended after the breaker had changed its state, and counted for nothing.
    public internal(set) var stale: UInt64 = 0

    /// Calls that passed in half-open state: each is under way, finished or taken back.
    public internal(set) var probesAdmitted: UInt64 = 0
    public internal(set) var probesFinished: UInt64 = 0
    public internal(set) var probesTakenBack: UInt64 = 0
    public internal(set) var probesUnderWay: UInt64 = 0
    /// Changes of state that nobody fetched in time.
    public internal(set) var eventsLost: UInt64 = 0
}
