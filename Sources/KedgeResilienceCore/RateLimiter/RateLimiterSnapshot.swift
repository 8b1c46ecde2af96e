/// What a limiter has done, and could do now.
///
/// The numbers are read one after the other while other threads go on: each is right, and each belongs to a moment of the
/// call. Counts wrap around at the end of their range.
public struct RateLimiterSnapshot: Equatable, Sendable {
    /// How many calls were let pass, or reserved and not given back.
    public let admitted: Int
    /// How many calls were refused; not those that are impossible.
    public let limited: Int
    /// How many may come at once now.
    public let available: Int

    package init(admitted: Int, limited: Int, available: Int) {
        self.admitted = admitted
        self.limited = limited
        self.available = available
    }
}

/// What a limiter with keys has done, all of it at one moment.
public struct KeyedRateLimiterSnapshot: Equatable, Sendable {
    /// How many calls were let pass, or reserved and not given back.
    public let admitted: Int
    /// How many calls were refused; not those that are impossible.
    public let limited: Int
    /// How many keys are remembered.
    public let count: Int
    /// The most keys that are remembered.
    public let maximumKeys: Int
    /// How many keys had to make room although they were not as good as new: each of them may come back too early. If this
    /// grows, the table is too small.
    public let forgottenEarly: Int

    package init(admitted: Int, limited: Int, count: Int, maximumKeys: Int, forgottenEarly: Int) {
        self.admitted = admitted
        self.limited = limited
        self.count = count
        self.maximumKeys = maximumKeys
        self.forgottenEarly = forgottenEarly
    }
}
