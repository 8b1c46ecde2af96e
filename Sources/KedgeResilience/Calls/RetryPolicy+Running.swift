public import KedgeResilienceCore

extension RetryPolicy {
    /// Makes a call until it succeeds or the policy has no further attempt for it.
    ///
    /// The calling thread sleeps between attempts; no delay begins that would end after ``Deadline/current``.
    ///
    /// - Parameters:
    ///   - isIdempotent: Whether making the call twice does no more than making it once.
    ///   - kind: What kind of failure an error is. Cancellation is never retried, whatever this says.
    ///   - body: Makes an attempt, whose number it is given: 1 for the first.
    /// - Throws: The error of the last attempt; `CancellationError` where the task was cancelled during a delay.
    // Or a body without await would have it chosen in tasks too.
    @_disfavoredOverload
    @available(*, noasync, message: "it blocks the thread: use the asynchronous run")
    public func run<Value>(
        isIdempotent: Bool, kind: (any Error) -> RetryFailure.Kind = { RetryFailure.Kind($0) },
        _ body: (_ attempt: Int) throws -> Value
    ) throws -> Value {
        try run(isIdempotent: isIdempotent, kind: kind, sleep: Sleeping.blockThread, body)
    }

    /// The same with a way to sleep.
    package func run<Value>(
        isIdempotent: Bool, kind: (any Error) -> RetryFailure.Kind, sleep: (_ nanoseconds: UInt64) -> Void,
        _ body: (_ attempt: Int) throws -> Value
    ) throws -> Value {
        var call = begin(isIdempotent: isIdempotent)
        while true {
            do {
                return try body(call.failedAttempts + 1)
            } catch {
                sleep(try delay(after: error, kind, &call))
                try Task.checkCancellation()
            }
        }
    }

    /// Makes a call until it succeeds or the policy has no further attempt for it.
    ///
    /// The task is suspended between attempts, and its cancellation ends a delay at once; no delay begins that would end
    /// after ``Deadline/current``.
    ///
    /// - Parameters:
    ///   - isIdempotent: Whether making the call twice does no more than making it once.
    ///   - kind: What kind of failure an error is. Cancellation is never retried, whatever this says.
    ///   - body: Makes an attempt, whose number it is given: 1 for the first.
    /// - Throws: The error of the last attempt; `CancellationError` where the task was cancelled during a delay.
    public func run<Value>(
        isolation: isolated (any Actor)? = #isolation, isIdempotent: Bool,
        kind: (any Error) -> RetryFailure.Kind = { RetryFailure.Kind($0) },
        _ body: (_ attempt: Int) async throws -> Value
    ) async throws -> Value {
        try await run(
            isolation: isolation, isIdempotent: isIdempotent, kind: kind, sleep: { try await Sleeping.suspendTask($0) },
            body)
    }

    /// The same with a way to sleep.
    package func run<Value>(
        isolation: isolated (any Actor)? = #isolation, isIdempotent: Bool, kind: (any Error) -> RetryFailure.Kind,
        sleep: (_ nanoseconds: UInt64) async throws -> Void, _ body: (_ attempt: Int) async throws -> Value
    ) async throws -> Value {
        var call = begin(isIdempotent: isIdempotent)
        while true {
            do {
                return try await body(call.failedAttempts + 1)
            } catch {
                try await sleep(try delay(after: error, kind, &call))
                try Task.checkCancellation()
            }
        }
    }

    /// How long to wait after an error.
    ///
    /// - Throws: The error, where there is no further attempt.
    private func delay(
        after error: any Error, _ kind: (any Error) -> RetryFailure.Kind, _ call: inout RetryCall
    ) throws -> UInt64 {
        let isCancelled = error is CancellationError || Task.isCancelled
        let step = next(
            after: isCancelled ? .cancelled : kind(error),
            retryAfterNanoseconds: (error as? any RetryAfterProviding)?.retryAfter?.saturatedNanoseconds, of: &call,
            nanosecondsLeft: Deadline.current.nanosecondsLeft)
        guard step.stop == nil else { throw error }
        return step.delayNanoseconds
    }
}
