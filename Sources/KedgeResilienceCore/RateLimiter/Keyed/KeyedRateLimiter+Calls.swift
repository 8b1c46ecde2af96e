extension KeyedRateLimiter {
    /// Asks whether calls for a key may pass now, all of them or none.
    ///
    /// - Parameters:
    ///   - count: How many, 1 or more.
    ///   - key: Any bytes, none among them; not kept if there are more than 32.
    /// - Cost: about 70 ns, 100 more for a key of more than 32 bytes; a lock; no allocation.
    public func acquire(_ count: Int = 1, for key: RawSpan) -> RateDecision {
        RateDecision(nanoseconds: key.withUnsafeBytes { nanosecondsToWait(for: count, key: $0) })
    }

    /// Asks whether calls for a key may pass now; the key's bytes are its UTF-8.
    public func acquire(_ count: Int = 1, for key: String) -> RateDecision {
        acquire(count, for: key.utf8Span.span.bytes)
    }

    /// Takes places for a key's calls that may come now or later, in the order of the key's reservations.
    ///
    /// - Parameters:
    ///   - count: How many, 1 or more; they all come at once.
    ///   - key: Any bytes.
    ///   - within: The longest wait that is accepted; no more than 365 days count, and less than zero is zero.
    public func reserve(_ count: Int = 1, for key: RawSpan, within: Duration) -> RateReservation {
        let key = limiterKey(key)
        let place = take(count, key, within: within.saturatedNanoseconds)
        if place.isAdmitted { return .admitted(RatePlace(place, of: self, key)) }
        if place.nanoseconds == .max { return .impossible }
        return .limited(retryAfter: Duration(saturatingNanoseconds: place.nanoseconds))
    }

    /// Takes places for a key's calls; the key's bytes are its UTF-8.
    public func reserve(_ count: Int = 1, for key: String, within: Duration) -> RateReservation {
        reserve(count, for: key.utf8Span.span.bytes, within: within)
    }

    /// How many calls for a key may pass at once now; to ask is no use of the key.
    public func available(for key: RawSpan) -> Int { key.withUnsafeBytes { available(key: $0) } }

    /// How many calls for a key may pass at once now; the key's bytes are its UTF-8.
    public func available(for key: String) -> Int { available(for: key.utf8Span.span.bytes) }

    /// Has a key begin anew, as if it had never come.
    ///
    /// - Returns: Whether it was remembered.
    @discardableResult
    public func forget(_ key: RawSpan) -> Bool { key.withUnsafeBytes { forget(key: $0) } }

    /// Has a key begin anew; the key's bytes are its UTF-8.
    @discardableResult
    public func forget(_ key: String) -> Bool { forget(key.utf8Span.span.bytes) }

    private func limiterKey(_ key: RawSpan) -> LimiterKey { key.withUnsafeBytes { LimiterKey($0, seed: seed) } }
}
