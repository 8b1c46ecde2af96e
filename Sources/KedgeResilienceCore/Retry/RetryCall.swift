/// Where one logical call is in its retries: what its caller keeps between attempts.
///
/// Plain words, so that a caller in C keeps them too; whatever they are, nothing traps.
public struct RetryCall: Equatable, Sendable {
    /// Attempts that have failed.
    package var attemptCount: UInt32
    package var isIdempotent: Bool
    /// When the first attempt began, by the policy's clock; 0 where the policy has no total time.
    package var startedAt: UInt64
    /// The delay that was drawn last, before what a service asked for.
    package var previousDelay: UInt64

    package init(attemptCount: UInt32 = 0, isIdempotent: Bool, startedAt: UInt64, previousDelay: UInt64 = 0) {
        self.attemptCount = attemptCount
        self.isIdempotent = isIdempotent
        self.startedAt = startedAt
        self.previousDelay = previousDelay
    }

    /// How many attempts have failed.
    public var failedAttempts: Int { Int(clamping: attemptCount) }
}
