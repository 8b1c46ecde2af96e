/// What a ``FaultInjector`` is made of.
public struct FaultOptions: Sendable {
    /// Which share of calls fails, 0 to 1.
    public var errorRate: Double
    /// How long calls are held up.
    public var latency: FaultLatency
    /// After how many calls that were made to fail or held up it stops for good: 1 or more. There is no default, so that
    /// nobody leaves one running without an end.
    public var maximumFaults: Int
    /// What decides the sequence of faults; nil for another one each time.
    public var seed: UInt64?

    public init(errorRate: Double = 0, latency: FaultLatency = .none, maximumFaults: Int, seed: UInt64? = nil) {
        self.errorRate = errorRate
        self.latency = latency
        self.maximumFaults = maximumFaults
        self.seed = seed
    }
}
