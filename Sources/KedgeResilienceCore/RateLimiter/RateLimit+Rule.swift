/// A limit that was found to be valid, in the units that the arithmetic uses.
internal enum LimitRule: BitwiseCopyable {
    case paced(CellRate)
    case window(WindowRule)

    /// The most calls that ever pass at once.
    internal var mostAtOnce: Int {
        switch self {
        case .paced(let rate): rate.burst
        case .window(let rule): rule.count
        }
    }

    /// How many times each limiter, or each key of one, has to remember.
    internal var rememberedTimes: Int {
        switch self {
        case .paced: 0
        case .window(let rule): rule.count
        }
    }
}

extension RateLimit {
    /// The most calls of a sliding window.
    internal static var longestWindow: Int { 1_000_000 }

    /// What the limit comes to.
    ///
    /// - Throws: `PolicyError` with the option that is out of its range.
    internal var rule: LimitRule {
        get throws(PolicyError) {
            switch self {
            case .tokenBucket(let capacity, let refill, let per):
                return .paced(
                    try CellRate(count: refill, named: "refill", per: per, burst: capacity, named: "capacity"))
            case .gcra(let count, let per, let burst):
                return .paced(try CellRate(count: count, named: "count", per: per, burst: burst, named: "burst"))
            case .slidingWindow(let count, let per):
                guard count >= 1, count <= Self.longestWindow else { throw PolicyError("count", "1 to 1,000,000") }
                _ = try per.nanoseconds("period")
                // Not the number checked, which is rounded down: a window must not be shorter than it was meant.
                return .window(WindowRule(count: count, period: (LimiterTime.ticks(roundingUp: per) &+ 15) &>> 4))
            }
        }
    }
}
