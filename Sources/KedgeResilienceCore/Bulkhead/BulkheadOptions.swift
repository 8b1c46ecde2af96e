/// How many calls a ``Bulkhead`` lets through at once, and who may wait for how long.
public struct BulkheadOptions: Equatable, Sendable {
    /// How many calls may be under way at once: 1 to 1,000,000.
    public var maximumCalls: Int
    /// How many may wait for a place: 0 to 1,000,000. With 0 nobody waits.
    public var maximumWaiting: Int
    /// How long each of them may wait: 0 to 365 days. With 0 nobody waits.
    public var maximumWait: Duration
    /// How long a place that was granted to a ticket waits for the ticket's holder, before the next in the queue gets it: 1 ms
    /// to 365 days. Threads and tasks that wait here take their place at once, so it is for those who ask now and then.
    public var claimTime: Duration

    public init(
        maximumCalls: Int = 25, maximumWaiting: Int = 0, maximumWait: Duration = .zero,
        claimTime: Duration = .seconds(1)
    ) {
        self.maximumCalls = maximumCalls
        self.maximumWaiting = maximumWaiting
        self.maximumWait = maximumWait
        self.claimTime = claimTime
    }

    internal func limits() throws(PolicyError) -> BulkheadLimits {
        guard 1...1_000_000 ~= maximumCalls else { throw PolicyError("maximum calls", "1 to 1,000,000") }
        guard 0...1_000_000 ~= maximumWaiting else { throw PolicyError("maximum waiting", "0 to 1,000,000") }
        return BulkheadLimits(
            calls: maximumCalls, waiting: maximumWaiting,
            wait: try maximumWait.nanoseconds(
                "maximum wait", in: .zero ... .longestPolicyTime, rule: "0 to 365 days"),
            claim: try claimTime.nanoseconds(
                "claim time", in: .milliseconds(1) ... .longestPolicyTime, rule: "1 ms to 365 days"))
    }
}

/// Options that were found in their ranges; times in nanoseconds.
internal struct BulkheadLimits: Sendable {
    internal let calls: Int
    internal let waiting: Int
    internal let wait: UInt64
    internal let claim: UInt64

    /// Whether anybody can wait.
    internal var hasQueue: Bool { waiting > 0 && wait > 0 }
    /// How many tickets there can be: those who wait, and those who have been granted a place and not come for it.
    internal var ticketCount: Int { hasQueue ? waiting &+ calls : 0 }
}
