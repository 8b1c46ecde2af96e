@_spi(HotPath) public import KedgeResilienceCore

extension Failover {
    /// Makes a call at the first target that lets one pass, and at the next ones while it fails.
    ///
    /// - Parameters:
    ///   - isFailure: Whether a result is a failure all the same; the last one is then returned as it is.
    ///   - classify: What an error means. An error that is not a failure ends the call: no other target is tried.
    ///   - body: The call.
    /// - Throws: `FailoverError` where no target let it pass, what `body` threw last otherwise.
    public func run<Value>(
        isFailure: (Value) -> Bool = { _ in false }, classify: CallClassifier = standardCallOutcome,
        _ body: (FailoverTarget) throws -> Value
    ) throws -> Value {
        var call = FailoverCall()
        var permit = RawPermit()
        var latest: Result<Value, any Error>?
        while let index = next(&call, &permit) {
            let result = Result { try body(targets[index]) }
            let outcome = result.outcome(isFailure: isFailure, classify: classify)
            finish(call, index, &permit, outcome)
            guard outcome == .failure else { return try result.get() }
            latest = result
        }
        return try latest?.get() ?? { throw call.error }()
    }

    /// The same for a call that waits.
    public func run<Value>(
        isolation: isolated (any Actor)? = #isolation, isFailure: (Value) -> Bool = { _ in false },
        classify: CallClassifier = standardCallOutcome, _ body: (FailoverTarget) async throws -> Value
    ) async throws -> Value {
        var call = FailoverCall()
        var permit = RawPermit()
        var latest: Result<Value, any Error>?
        while let index = next(&call, &permit) {
            let result: Result<Value, any Error>
            do { result = .success(try await body(targets[index])) } catch { result = .failure(error) }
            let outcome = result.outcome(isFailure: isFailure, classify: classify)
            finish(call, index, &permit, outcome)
            guard outcome == .failure else { return try result.get() }
            latest = result
        }
        return try latest?.get() ?? { throw call.error }()
    }
}

extension FailoverCall {
    package var error: FailoverError {
        .noTarget(retryAfter: retryAfter == .max ? nil : Duration(saturatingNanoseconds: retryAfter))
    }
}

extension Result {
    /// What a call came to.
    internal func outcome(isFailure: (Success) -> Bool, classify: CallClassifier) -> CallOutcome {
        switch self {
        case .success(let value): isFailure(value) ? .failure : .success
        case .failure(let error): classify(error)
        }
    }
}
