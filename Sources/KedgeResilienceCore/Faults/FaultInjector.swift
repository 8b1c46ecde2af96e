import Synchronization

/// Makes some calls fail or late, so that a test sees what callers make of that.
///
/// Off until it is enabled. The same seed gives the same sequence on one thread; several threads share the sequence in no
/// certain order.
public final class FaultInjector: Sendable {
    private let errorRate: Double
    private let latency: LatencyPlan
    private let maximumFaults: Int
    private let random: RandomSource
    private let isOn = Atomic<Bool>(false)
    private let calls = Atomic<Int>(0)
    private let failures = Atomic<Int>(0)
    private let delays = Atomic<Int>(0)
    private let faults = Atomic<Int>(0)

    /// - Throws: `PolicyError` of an option outside its range.
    public init(_ options: FaultOptions) throws(PolicyError) {
        guard options.errorRate >= 0, options.errorRate <= 1 else { throw PolicyError("error rate", "0 to 1") }
        guard options.maximumFaults >= 1 else { throw PolicyError("maximum faults", "1 or more") }
        errorRate = options.errorRate
        latency = try LatencyPlan(options.latency)
        maximumFaults = options.maximumFaults
        // One number of the system's begins a sequence, which is cheaper than asking it for each fault.
        random = RandomSource(seed: options.seed ?? RandomSource().next())
    }

    /// Whether it does anything.
    public var isEnabled: Bool { isOn.load(ordering: .relaxed) }

    /// Begins, or goes on with the sequence.
    public func enable() {
        isOn.store(true, ordering: .relaxed)
    }

    /// Leaves all calls alone.
    public func disable() {
        isOn.store(false, ordering: .relaxed)
    }

    /// What is to be done to the next call; its caller does it.
    ///
    /// - Cost: about 2 ns while it is off.
    public func next() -> Fault {
        guard isEnabled else { return .none }
        calls.wrappingAdd(1, ordering: .relaxed)
        let isFailure = random.fraction() < errorRate
        let fault = Fault(delayNanoseconds: latency.draw(random), isFailure: isFailure)
        guard fault != .none, claim() else { return .none }
        if isFailure { failures.wrappingAdd(1, ordering: .relaxed) }
        if fault.delayNanoseconds > 0 { delays.wrappingAdd(1, ordering: .relaxed) }
        return fault
    }

    /// What it has done so far. Of calls that other threads are in the middle of, some numbers may be there and others not
    /// yet.
    public var counts: FaultCounts {
        FaultCounts(
            calls: calls.load(ordering: .relaxed), failures: failures.load(ordering: .relaxed),
            delays: delays.load(ordering: .relaxed), faults: faults.load(ordering: .relaxed))
    }

    /// Counts a fault, unless there have been as many as there may be.
    private func claim() -> Bool {
        var count = faults.load(ordering: .relaxed)
        while count < maximumFaults {
            let (isDone, found) = faults.compareExchange(expected: count, desired: count &+ 1, ordering: .relaxed)
            if isDone { return true }
            count = found
        }
        return false
    }
}
