/// What a ``RetryPolicy`` is made of.
public struct RetryOptions: Sendable {
    /// How often a call is tried, the first time counted: 1 to 1,000.
    public var maximumAttempts: Int
    /// How long all attempts and delays may take, from the first attempt on: 1 ns to 365 days, nil for no limit.
    ///
    /// A delay that would end later is not begun. It does not interrupt an attempt; that is what ``Deadline`` is for.
    public var maximumTime: Duration?
    /// How long to wait between attempts.
    public var backoff: Backoff
    /// The longest time a service may ask to be left alone for, 0 to 365 days: where it asks for more, the retries end,
    /// because coming back earlier does harm and waiting does not help the caller.
    public var retryAfterLimit: Duration
    /// Whether a call that an open circuit turned away is tried again. Seldom wise: the circuit is open so that nobody
    /// does.
    public var retriesOpenCircuits: Bool
    /// Whether calls that may not be made twice are: payments, for example.
    public var retriesNonIdempotent: Bool
    /// What users of the same service share, so that retries do not multiply its load.
    public var budget: RetryBudget?
    /// What decides the jitter, in tests; nil for the system's randomness.
    public var seed: UInt64?

    /// Options that suit a call over a network.
    public init(
        maximumAttempts: Int = 3, maximumTime: Duration? = nil,
        backoff: Backoff = .exponential(base: .milliseconds(100), cap: .seconds(10)),
        retryAfterLimit: Duration = .seconds(60), retriesOpenCircuits: Bool = false, retriesNonIdempotent: Bool = false,
        budget: RetryBudget? = nil, seed: UInt64? = nil
    ) {
        self.maximumAttempts = maximumAttempts
        self.maximumTime = maximumTime
        self.backoff = backoff
        self.retryAfterLimit = retryAfterLimit
        self.retriesOpenCircuits = retriesOpenCircuits
        self.retriesNonIdempotent = retriesNonIdempotent
        self.budget = budget
        self.seed = seed
    }
}
