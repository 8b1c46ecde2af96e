import CPlatform
public import KedgeCore

/// Lets calls pass no faster than a limit that each key has to itself: a client, an address, a tenant.
///
/// All memory is taken when it is made: about 96 bytes for each key, and with a sliding window 8 more for each call that a key
/// may make; pages are used as keys come. A key is any bytes, of which up to 32 are kept as they are, and more as
/// their SHA-256.
///
/// When the table is full, the key that was used longest ago is forgotten, and begins anew when it comes back. That may be
/// too early: ``KeyedRateLimiterSnapshot/forgottenEarly`` counts the keys that were not as good as new.
///
/// Safe from any number of threads, which take turns, and usable in a child of `fork()`. What ``RateLimiter`` says of clocks
/// is true here too.
public final class KeyedRateLimiter: @unchecked Sendable {
    // Unchecked: the state is used only by whoever holds the lock.

    /// What it was made with, for each key.
    public let limit: RateLimit
    /// The most keys that are remembered.
    public let maximumKeys: Int

    internal let time: LimiterTime
    internal let rule: LimitRule
    internal let mostAtOnce: Int
    internal let seed: HashSeed
    private let lock = cplatform_next_lock(CPLATFORM_LOCK_LIMITERS)
    private var state: State

    /// What calls change.
    internal struct State: ~Copyable {
        internal var table: LimiterTable
        internal var admitted: Int = 0
        internal var limited: Int = 0
        internal var forgottenEarly: Int = 0
    }

    /// A limiter that remembers no key yet.
    ///
    /// - Parameters:
    ///   - limit: What it lets pass for each key; options and their ranges are described there.
    ///   - maximumKeys: How many keys are remembered: 1 to 67,108,864, and with sliding windows at most 1,073,741,824 calls
    ///     of all keys together.
    ///   - clock: The system's, or one for tests; it may stand still or jump.
    /// - Throws: `PolicyError` for an option outside its range, and where there is no memory or no randomness.
    public init(
        _ limit: RateLimit, maximumKeys: Int, clock: any MonotonicClock = SystemClock()
    ) throws(PolicyError) {
        rule = try limit.rule
        do throws(RandomnessError) { seed = try HashSeed() } catch { throw .noRandomness }
        state = State(table: try LimiterTable(capacity: maximumKeys, timesPerKey: rule.rememberedTimes))
        self.limit = limit
        self.maximumKeys = maximumKeys
        mostAtOnce = rule.mostAtOnce
        time = LimiterTime(clock)
    }

    /// How many keys are remembered.
    public var count: Int { withState { $0.table.count } }

    /// What the limiter has done.
    public var snapshot: KeyedRateLimiterSnapshot {
        withState { state in
            KeyedRateLimiterSnapshot(
                admitted: state.admitted, limited: state.limited, count: state.table.count, maximumKeys: maximumKeys,
                forgottenEarly: state.forgottenEarly)
        }
    }

    /// Lends the state to one thread at a time.
    @inline(__always)
    internal func withState<Result>(_ body: (inout State) -> Result) -> Result {
        cplatform_lock(lock)
        defer { cplatform_unlock(lock) }
        return body(&state)
    }
}
