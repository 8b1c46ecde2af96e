/// One of the services that a call may go to.
public struct FailoverTarget: Sendable {
    /// For people and metrics.
    public let name: String
    /// How much less a call gets from it than from the best: 0 for all there is.
    public let level: Int
    /// Says whether calls may go to it; nil where they always may.
    public let breaker: Breaker?

    public init(name: String, level: Int = 0, breaker: Breaker? = nil) {
        self.name = name
        self.level = level
        self.breaker = breaker
    }
}

/// What a target came to, since its failover was made.
public struct FailoverTargetSnapshot: Equatable, Sendable {
    public internal(set) var calls: UInt64
    public internal(set) var failures: UInt64
    /// How often its breaker let a call pass on to the next target.
    public internal(set) var rejected: UInt64
    /// Calls that it answered after a target before it had failed, or had let none pass.
    public internal(set) var saved: UInt64
}

/// No target is left for a call.
public enum FailoverError: Error, Equatable, Sendable {
    /// Every target that the level allows was tried, or its breaker let no call pass.
    ///
    /// - Parameter retryAfter: When the first of those breakers will let one pass; nil where that is not known.
    case noTarget(retryAfter: Duration?)
}
