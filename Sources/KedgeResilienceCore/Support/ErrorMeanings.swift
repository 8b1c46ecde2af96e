/// Errors that say themselves what they mean, so that nobody has to be told.
public protocol CallOutcomeProviding: Error {
    /// What a call came to that ended with the error.
    var callOutcome: CallOutcome { get }
}

// What errors of the family mean to retries. To breakers those that say that nothing was sent say nothing about the service.

extension BreakerError: RetryClassifying, RetryAfterProviding, CallOutcomeProviding {
    public var retryKind: RetryFailure.Kind { .openCircuit }
    public var callOutcome: CallOutcome { .ignored }
}

extension FailoverError: RetryClassifying, RetryAfterProviding, CallOutcomeProviding {
    public var retryKind: RetryFailure.Kind { .openCircuit }
    public var callOutcome: CallOutcome { .ignored }
    public var retryAfter: Duration? {
        switch self {
        case .noTarget(let time): time
        }
    }
}

extension RateWaitError: RetryAfterProviding, CallOutcomeProviding {
    public var callOutcome: CallOutcome { .ignored }
    public var retryAfter: Duration? {
        switch self {
        case .limited(let time): time
        case .impossible: nil
        }
    }
}

extension BulkheadError: CallOutcomeProviding {
    public var callOutcome: CallOutcome { .ignored }
}
