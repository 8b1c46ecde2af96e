public import KedgeResilienceCore

extension Breaker {
    /// Makes a call if one may pass, and counts what it comes to.
    ///
    /// - Parameters:
    ///   - isFailure: Whether a result is a failure all the same.
    ///   - classify: What an error means: as ``standardCallOutcome(_:)`` says unless told.
    ///   - body: The call.
    /// - Throws: `BreakerError` where no call may pass; what `body` throws.
    public func run<Value>(
        isFailure: (Value) -> Bool = { _ in false }, classify: CallClassifier = standardCallOutcome,
        _ body: () throws -> Value
    ) throws -> Value {
        let permit = try acquire()
        let value: Value
        do { value = try body() } catch {
            permit.finish(classify(error))
            throw error
        }
        permit.finish(isFailure(value) ? .failure : .success)
        return value
    }

    /// The same for a call that waits.
    public func run<Value>(
        isolation: isolated (any Actor)? = #isolation, isFailure: (Value) -> Bool = { _ in false },
        classify: CallClassifier = standardCallOutcome, _ body: () async throws -> Value
    ) async throws -> Value {
        let permit = try acquire()
        let value: Value
        do { value = try await body() } catch {
            permit.finish(classify(error))
            throw error
        }
        permit.finish(isFailure(value) ? .failure : .success)
        return value
    }
}
