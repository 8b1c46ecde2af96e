public import KedgeResilienceCore

extension RetryFailure.Kind {
    /// The kind that an error says it is, and ``failure`` where it says nothing.
    ///
    /// Cancellation is ``cancelled``. ``DeadlineError`` is a failure like another: an attempt may have a limit of its own,
    /// and the limit of the whole call ends the retries by itself.
    public init(_ error: any Error) {
        if error is CancellationError {
            self = .cancelled
        } else if let error = error as? any RetryClassifying {
            self = error.retryKind
        } else {
            self = .failure
        }
    }
}
