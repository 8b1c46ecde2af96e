/// What follows a failed attempt.
public enum RetryDecision: Equatable, Sendable {
    /// Wait for so long, then try again.
    case retry(after: Duration)
    /// Tell the caller of the failure.
    case stop(RetryStop)
}

/// Why there is no further attempt.
public enum RetryStop: UInt32, CaseIterable, Sendable {
    /// There have been as many as there may be.
    case attemptsUsed = 1
    /// The delay would end after the policy's total time or the call's deadline.
    case timeUsed
    /// All users of the service together have made as many retries as they may.
    case budgetUsed
    /// The failure is permanent, or the caller has cancelled.
    case notRetryable
    /// A circuit is open.
    case openCircuit
    /// The call may not be made twice.
    case notIdempotent
    /// The service asked for more time than the policy grants.
    case retryAfterTooLong
}

/// The same as ``RetryDecision`` in numbers.
package struct RetryStep: Equatable, Sendable {
    /// nil to go on.
    package let stop: RetryStop?
    /// How long to wait; 0 where there is no further attempt.
    package let delayNanoseconds: UInt64

    package init(stop: RetryStop) {
        self.stop = stop
        delayNanoseconds = 0
    }

    package init(delayNanoseconds: UInt64) {
        stop = nil
        self.delayNanoseconds = delayNanoseconds
    }
}
