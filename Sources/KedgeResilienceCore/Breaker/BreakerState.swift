/// What a circuit breaker does with calls.
public enum BreakerState: UInt32, Sendable, CaseIterable, BitwiseCopyable {
    // Bit 2 says that not every call passes.

    /// Calls pass and are judged.
    case closed = 0
    /// Calls pass, and nothing is counted.
    case disabled = 1
    /// Calls pass and are counted, and the breaker never opens.
    case metricsOnly = 2
    /// Calls are rejected until the open time is over.
    case open = 4
    /// A set number of calls pass, which decide whether the breaker closes or opens again.
    case halfOpen = 5
    /// Calls are rejected until somebody says otherwise.
    case forcedOpen = 6
}
