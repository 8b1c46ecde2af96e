internal import KedgeCore

/// Options that were checked, in whole numbers.
internal struct BreakerRules: Sendable {
    /// Shares are counted in millionths.
    private static let whole: UInt64 = 1_000_000

    /// 0 for none.
    internal let consecutiveFailures: UInt64
    /// In millionths, 0 for none.
    internal let failureRate: UInt64
    internal let slowCallRate: UInt64
    /// `.max` where slowness does not count.
    internal let slowCallTime: UInt64
    /// Calls; 0 for no window.
    internal let countWindow: Int
    internal let stepTime: UInt64
    /// 0 for no window.
    internal let stepCount: Int
    internal let minimumCalls: UInt64
    internal let openTime: UInt64
    internal let openTimeFactor: Double
    internal let maximumOpenTime: UInt64
    internal let openTimeJitter: Double
    internal let probes: Int
    /// How many failures among the probes are enough.
    internal let probeFailures: UInt64
    /// How many slow ones are; above the number of probes where slowness does not count.
    internal let slowProbes: UInt64
    internal let probeTime: UInt64
    internal let maximumHalfOpenTime: UInt64
    internal let eventCapacity: Int

    internal init(_ options: BreakerOptions) throws(PolicyError) {
        guard options.consecutiveFailures != nil || options.failureRate != nil || options.slowCallRate != nil else {
            throw PolicyError("limits", "one of consecutive failures, failure rate and slow call rate has to be set")
        }
        consecutiveFailures = try Self.count(
            options.consecutiveFailures, "consecutive failures", to: BreakerWord.maximumFailures,
            rule: "1 to 268,435,455")
        failureRate = try Self.rate(options.failureRate, "failure rate")
        slowCallRate = try Self.rate(options.slowCallRate, "slow call rate")
        switch (options.slowCallRate, options.slowCallDuration) {
        case (nil, nil): slowCallTime = .max
        case (nil, _): throw PolicyError("slow call duration", "it needs a slow call rate")
        case (_, nil): throw PolicyError("slow call duration", "a slow call rate needs it")
        case (_, let duration?): slowCallTime = try duration.nanoseconds("slow call duration")
        }

        let hasRate = options.failureRate != nil || options.slowCallRate != nil
        let hasWindow = options.countWindow != nil || options.timeWindow != nil
        guard hasRate == hasWindow else {
            throw PolicyError(
                "window",
                hasRate ? "a rate needs a count window or a time window" : "it needs a failure rate or a slow call rate"
            )
        }
        countWindow = Int(
            try Self.count(options.countWindow, "count window", to: 1_000_000, rule: "1 to 1,000,000"))
        let steps = try Self.count(options.timeWindowSteps, "time window steps", to: 1_000, rule: "1 to 1,000")
        if let window = options.timeWindow {
            let time = try window.nanoseconds("time window")
            guard time >= steps else { throw PolicyError("time window steps", "each has to last 1 ns or more") }
            stepTime = time / steps
            stepCount = Int(steps)
        } else {
            stepTime = 0
            stepCount = 0
        }
        minimumCalls = try Self.count(options.minimumCalls, "minimum calls", to: 1_000_000, rule: "1 to 1,000,000")
        guard countWindow == 0 || minimumCalls <= UInt64(countWindow) else {
            throw PolicyError("minimum calls", "the count window never has so many calls")
        }

        openTime = try options.openTime.nanoseconds("open time")
        guard (1...1_000).contains(options.openTimeFactor) else {
            throw PolicyError("open time factor", "1 to 1,000")
        }
        openTimeFactor = options.openTimeFactor
        let maximum = options.maximumOpenTime ?? max(.seconds(3_600), options.openTime)
        maximumOpenTime = try maximum.nanoseconds("maximum open time")
        guard maximumOpenTime >= openTime else {
            throw PolicyError("maximum open time", "it may not be below the open time")
        }
        guard (0...1).contains(options.openTimeJitter) else { throw PolicyError("open time jitter", "0 to 1") }
        openTimeJitter = options.openTimeJitter

        let probes = try Self.count(options.probes, "probes", to: 10_000, rule: "1 to 10,000")
        self.probes = Int(probes)
        let probeRate =
            options.probeFailureRate == nil
            ? failureRate : try Self.rate(options.probeFailureRate, "probe failure rate")
        probeFailures = probeRate == 0 ? 1 : Self.least(probeRate, of: probes)
        slowProbes = slowCallRate == 0 ? .max : Self.least(slowCallRate, of: probes)
        probeTime = try options.probeTime.nanoseconds("probe time")
        maximumHalfOpenTime = try options.maximumHalfOpenTime.nanoseconds("maximum half-open time")
        eventCapacity = Int(try Self.count(options.eventCapacity, "event capacity", to: 65_536, rule: "1 to 65,536"))
    }

    /// Whether so many of so many calls reach a rate; where the rate is none, they never do.
    internal static func reaches(_ rate: UInt64, _ part: UInt64, of calls: UInt64) -> Bool {
        rate != 0 && part &* whole >= rate &* calls
    }

    /// The shortest time that has to be told from another.
    internal var shortestTime: UInt64 {
        min(slowCallTime, stepCount == 0 ? .max : stepTime, openTime, probeTime, maximumHalfOpenTime)
    }

    /// How long the breaker stays open when it has opened again so many times without having closed.
    ///
    /// - Parameter fraction: 0 to 1, how much of the jitter is taken.
    internal func openTime(reopenings: UInt64, fraction: Double) -> UInt64 {
        // The factor to that power, by squares.
        var time = Double(openTime)
        var power = openTimeFactor
        var rest = reopenings
        while rest > 0 {
            if rest & 1 == 1 { time *= power }
            power *= power
            rest &>>= 1
        }
        let grown = min(time >= 0x1p63 ? .max : UInt64(time), maximumOpenTime)
        return max(1, grown.saturatingSubtracting(grown.scaled(by: openTimeJitter * fraction)))
    }

    /// The least part of `total` that reaches a rate.
    private static func least(_ rate: UInt64, of total: UInt64) -> UInt64 {
        max(1, (rate &* total &+ (whole &- 1)) / whole)
    }

    private static func count(
        _ value: Int?, _ option: StaticString, to maximum: UInt64, rule: StaticString
    ) throws(PolicyError) -> UInt64 {
        guard let value else { return 0 }
        guard value >= 1, UInt64(value) <= maximum else { throw PolicyError(option, rule) }
        return UInt64(value)
    }

    private static func rate(_ percent: Double?, _ option: StaticString) throws(PolicyError) -> UInt64 {
        guard let percent else { return 0 }
        guard percent > 0, percent <= 100 else { throw PolicyError(option, "above 0, up to 100 percent") }
        return max(1, UInt64((percent * 10_000).rounded()))
    }
}
