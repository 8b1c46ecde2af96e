public import KedgeResilienceCore

extension LastGoodAnswer {
    /// Makes a call, keeps its answer, and gives the last good one where it fails.
    ///
    /// - Parameters:
    ///   - maximumAge: How old the last one may be; nil for any age.
    ///   - body: The call.
    /// - Returns: The answer; its age where it is not the one that `body` gave just now.
    /// - Throws: What `body` throws, where there is no answer to give instead; cancellation in any case.
    public func call(maximumAge: Duration? = nil, _ body: () throws -> Value) throws -> (value: Value, age: Duration?) {
        do {
            let value = try body()
            store(value)
            return (value, nil)
        } catch {
            return try instead(of: error, maximumAge)
        }
    }

    /// Makes a call, keeps its answer, and gives the last good one where it fails.
    ///
    /// - Parameters:
    ///   - maximumAge: How old the last one may be; nil for any age.
    ///   - body: The call.
    /// - Returns: The answer; its age where it is not the one that `body` gave just now.
    /// - Throws: What `body` throws, where there is no answer to give instead; cancellation in any case.
    public func call(
        isolation: isolated (any Actor)? = #isolation, maximumAge: Duration? = nil, _ body: () async throws -> Value
    ) async throws -> (value: Value, age: Duration?) {
        do {
            let value = try await body()
            store(value)
            return (value, nil)
        } catch {
            return try instead(of: error, maximumAge)
        }
    }

    private func instead(of error: any Error, _ maximumAge: Duration?) throws -> (value: Value, age: Duration?) {
        guard !isCancellation(error), let kept = load(maximumAge: maximumAge) else { throw error }
        return (kept.value, kept.age)
    }
}
