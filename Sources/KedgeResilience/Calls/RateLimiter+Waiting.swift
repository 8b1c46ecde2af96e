public import KedgeResilienceCore

extension RateLimiter {
    /// Waits until calls may pass; the time is the system's, whatever clock the limiter has.
    ///
    /// - Parameters:
    ///   - count: How many, 1 or more; they all come at once.
    ///   - within: The longest wait that is accepted, as for ``reserve(_:within:)``.
    /// - Throws: `RateWaitError` at once if they would wait longer, or for ever; `CancellationError` if the task is
    ///   cancelled, which gives the place back where ``RatePlace/cancel()`` can.
    public func wait(_ count: Int = 1, within: Duration) async throws {
        try Task.checkCancellation()
        try await reserve(count, within: within).wait()
    }
}

extension KeyedRateLimiter {
    /// Waits until calls for a key may pass; the time is the system's, whatever clock the limiter has.
    ///
    /// - Parameters:
    ///   - count: How many, 1 or more; they all come at once.
    ///   - key: Its bytes are its UTF-8.
    ///   - within: The longest wait that is accepted.
    /// - Throws: `RateWaitError` at once if they would wait longer, or for ever; `CancellationError` if the task is
    ///   cancelled, which gives the place back where ``RatePlace/cancel()`` can.
    public func wait(_ count: Int = 1, for key: String, within: Duration) async throws {
        try Task.checkCancellation()
        try await reserve(count, for: key, within: within).wait()
    }
}

extension RateReservation {
    /// Sleeps until the place may be used.
    fileprivate consuming func wait() async throws {
        switch consume self {
        case .impossible: throw RateWaitError.impossible
        case .limited(let retryAfter): throw RateWaitError.limited(retryAfter: retryAfter)
        case .admitted(let place):
            guard place.delay > .zero else { return }
            do {
                try await Sleeping.suspendTask(place.delay.saturatedNanoseconds)
            } catch {
                _ = place.cancel()
                throw error
            }
        }
    }
}
