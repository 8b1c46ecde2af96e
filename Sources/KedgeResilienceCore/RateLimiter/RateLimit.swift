/// How many calls may pass, and when.
///
/// A token bucket and the generic cell rate algorithm (GCRA) are one arithmetic seen from two sides: a bucket that holds
/// `capacity` tokens and gains `refill` of them in every `per` lets the same calls pass at the same times as a cell rate of
/// `count` = `refill` in `per` with a `burst` of `capacity`. Both are kept as one number, the time at which the bucket would
/// be full again. They bound the calls of a time t by burst + t · count / per, so a period that begins with a full bucket
/// sees a burst more than the rate. A sliding window never does, and takes memory for each call.
///
/// Precision: the interval between two calls is rounded up to a sixteenth of a nanosecond, so the rate is never exceeded, and
/// a call takes less than 1/16 ns more than it should: below 0.007 % of the rate at a million calls a second, and below
/// 6.3 % at the fastest rate there is, a call a nanosecond. A sliding window's period is rounded up to whole nanoseconds.
///
/// - Source: ITU-T I.371, "Generic cell rate algorithm"; RFC 2697 describes the bucket.
public enum RateLimit: Sendable, Equatable {
    /// A bucket of tokens, full at first, of which each call takes one.
    ///
    /// - Parameters:
    ///   - capacity: The most tokens there are: 1 or more, and as many as are refilled within 365 days.
    ///   - refill: How many come back in every `per`, evenly spread: 1 or more, at most one a nanosecond.
    ///   - per: 1 ns to 365 days.
    case tokenBucket(capacity: Int, refill: Int, per: Duration)

    /// Calls at an even rate, of which some may come early.
    ///
    /// - Parameters:
    ///   - count: How many in every `per`: 1 or more, at most one a nanosecond.
    ///   - per: 1 ns to 365 days; `per` / `count` is the emission interval.
    ///   - burst: How many may come at once after a rest: 1 (no call comes early) or more, and as many as the rate lets pass
    ///     within 365 days.
    case gcra(count: Int, per: Duration, burst: Int)

    /// At most `count` calls in any time of the length `per`, wherever it begins: exact, not counted by slots.
    ///
    /// Calls that lie exactly `per` apart are not in one window.
    ///
    /// - Parameters:
    ///   - count: 1 to 1,000,000; the limiter takes 8 bytes for each.
    ///   - per: 1 ns to 365 days.
    case slidingWindow(count: Int, per: Duration)
}
