/// Whether a call has a place, now or later.
///
/// Not copyable, because a place is given back once.
public enum RateReservation: ~Copyable, Sendable {
    /// The place is taken; the call may come after ``RatePlace/delay``.
    case admitted(RatePlace)
    /// The wait would be too long, and no place was taken. After that time the same call would be accepted, if nobody else
    /// came.
    case limited(retryAfter: Duration)
    /// More at once than the limit ever lets pass, or fewer than one.
    case impossible
}

/// A place that was taken ahead of time. To drop it keeps it: the call counts.
public struct RatePlace: ~Copyable, Sendable {
    /// How long after the reservation the call may come; zero if at once.
    public let delay: Duration

    private let place: ReservedPlace
    private let owner: Owner

    private enum Owner: Sendable {
        case limiter(RateLimiter)
        case keyed(KeyedRateLimiter, LimiterKey)
    }

    internal init(_ place: ReservedPlace, of limiter: RateLimiter) {
        delay = Duration(saturatingNanoseconds: place.nanoseconds)
        self.place = place
        owner = .limiter(limiter)
    }

    internal init(_ place: ReservedPlace, of limiter: KeyedRateLimiter, _ key: LimiterKey) {
        delay = Duration(saturatingNanoseconds: place.nanoseconds)
        self.place = place
        owner = .keyed(limiter, key)
    }

    /// Gives the place back, if its time has not come and nobody could exceed the limit by it.
    ///
    /// A token bucket and a cell rate keep one time for all calls, so only the last reservation can be given back; then the
    /// one before it is the last. A sliding window takes back any of its last `count` calls, which are those it remembers,
    /// and gives the place to the next call: at the latest when all that are left have come, and it would have come itself.
    ///
    /// - Returns: Whether it was given back; if not, the call counts.
    @discardableResult
    public consuming func cancel() -> Bool {
        switch owner {
        case .limiter(let limiter): limiter.giveBack(place)
        case .keyed(let limiter, let key): limiter.giveBack(place, key)
        }
    }
}

/// A reservation in plain numbers.
package struct ReservedPlace: BitwiseCopyable, Sendable {
    /// Whether a place was taken.
    package let isAdmitted: Bool
    /// How long to wait for the place; or after which time to try again, `UInt64.max` if never.
    package let nanoseconds: UInt64
    package let count: Int
    /// What the calls have moved the limiter's time to: by it they are found again. Ticks or nanoseconds, as the limit has
    /// it.
    package let mark: UInt64
    /// Which entry for a key it was, so that a key that was forgotten and came back is told from itself.
    package let generation: UInt64

    internal static let impossible = ReservedPlace(refusedFor: .max)

    internal init(refusedFor nanoseconds: UInt64) {
        self.init(isAdmitted: false, nanoseconds: nanoseconds, count: 0, mark: 0, generation: 0)
    }

    package init(after nanoseconds: UInt64, count: Int, mark: UInt64, generation: UInt64 = 0) {
        self.init(isAdmitted: true, nanoseconds: nanoseconds, count: count, mark: mark, generation: generation)
    }

    private init(isAdmitted: Bool, nanoseconds: UInt64, count: Int, mark: UInt64, generation: UInt64) {
        self.isAdmitted = isAdmitted
        self.nanoseconds = nanoseconds
        self.count = count
        self.mark = mark
        self.generation = generation
    }
}
