/// What a ``FaultInjector`` has done.
public struct FaultCounts: Equatable, Sendable {
    /// Calls that asked while it was on.
    public let calls: Int
    /// Of those, the ones that were made to fail.
    public let failures: Int
    /// Of those, the ones that were held up, some of which were made to fail too.
    public let delays: Int
    /// Of those, the ones that were made to fail or held up: what is bounded.
    public let faults: Int

    package init(calls: Int, failures: Int, delays: Int, faults: Int) {
        self.calls = calls
        self.failures = failures
        self.delays = delays
        self.faults = faults
    }
}
