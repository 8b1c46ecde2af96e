extension RateLimiter {
    /// Takes places for calls that may come now or later, in the order of the reservations.
    ///
    /// - Parameters:
    ///   - count: How many, 1 or more; they all come at once.
    ///   - within: The longest wait that is accepted; no more than 365 days count, and less than zero is zero.
    public func reserve(_ count: Int = 1, within: Duration) -> RateReservation {
        let place = reserve(count, withinNanoseconds: within.saturatedNanoseconds)
        if place.isAdmitted { return .admitted(RatePlace(place, of: self)) }
        if place.nanoseconds == .max { return .impossible }
        return .limited(retryAfter: Duration(saturatingNanoseconds: place.nanoseconds))
    }
}
