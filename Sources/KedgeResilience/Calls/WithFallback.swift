import KedgeResilienceCore

/// Makes a call, and gives a value where it fails.
///
/// - Parameters:
///   - value: What is given instead; made only then.
///   - body: The call.
/// - Throws: What `body` throws where the task was cancelled: who cancels wants no answer.
public func withFallback<Value>(_ value: @autoclosure () -> Value, _ body: () throws -> Value) throws -> Value {
    try withFallback(body) { _ in value() }
}

/// Makes a call, and gives what a function makes of its error where it fails.
///
/// - Parameters:
///   - body: The call.
///   - instead: Answers for an error, or throws it.
/// - Throws: What `instead` throws, and what `body` throws where the task was cancelled.
public func withFallback<Value>(
    _ body: () throws -> Value, instead: (any Error) throws -> Value
) throws -> Value {
    do {
        return try body()
    } catch {
        guard !isCancellation(error) else { throw error }
        return try instead(error)
    }
}

/// Makes a call, and gives a value where it fails.
///
/// - Parameters:
///   - value: What is given instead; made only then.
///   - body: The call.
/// - Throws: What `body` throws where the task was cancelled: who cancels wants no answer.
public func withFallback<Value>(
    isolation: isolated (any Actor)? = #isolation, _ value: @autoclosure () -> Value, _ body: () async throws -> Value
) async throws -> Value {
    do {
        return try await body()
    } catch {
        guard !isCancellation(error) else { throw error }
        return value()
    }
}

/// Makes a call, and gives what a function makes of its error where it fails.
///
/// - Parameters:
///   - body: The call.
///   - instead: Answers for an error, or throws it.
/// - Throws: What `instead` throws, and what `body` throws where the task was cancelled.
public func withFallback<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value,
    instead: (any Error) async throws -> Value
) async throws -> Value {
    do {
        return try await body()
    } catch {
        guard !isCancellation(error) else { throw error }
        return try await instead(error)
    }
}

/// Whether an error is due to somebody who does not want the answer any more. Not all that is cancelled throws
/// `CancellationError`.
internal func isCancellation(_ error: any Error) -> Bool { error is CancellationError || Task.isCancelled }
