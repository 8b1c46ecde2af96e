public import KedgeResilienceCore

/// Says what an error of a call means to those who count.
public typealias CallClassifier = @Sendable (_ error: any Error) -> CallOutcome

/// The outcome of an error unless a caller says otherwise: a cancelled call is ignored, errors that say so themselves are what
/// they say, all others are failures.
@Sendable public func standardCallOutcome(_ error: any Error) -> CallOutcome {
    switch error {
    case is CancellationError: .ignored
    case let error as any CallOutcomeProviding: error.callOutcome
    default: .failure
    }
}
