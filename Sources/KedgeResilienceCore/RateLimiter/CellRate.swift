/// The arithmetic of token buckets and cell rates, on times in ticks since a limiter was made.
///
/// All that is kept is the arrival time: when the next call would come if calls came at the even rate. It is the time at
/// which the bucket is full again; a call moves it by an interval, and may come as long as it lies no further ahead than a
/// burst takes.
///
/// - Source: ITU-T I.371, Annex A, "virtual scheduling algorithm"
internal struct CellRate: BitwiseCopyable {
    /// The most calls at once.
    internal let burst: Int
    /// Ticks that a call takes.
    internal let interval: UInt64
    /// Ticks that a whole burst takes; at most 365 days.
    internal let tolerance: UInt64

    /// - Throws: `PolicyError` with the name of what is out of its range.
    internal init(
        count: Int, named countName: StaticString, per: Duration, burst: Int, named burstName: StaticString
    ) throws(PolicyError) {
        let nanoseconds = try per.nanoseconds("period")
        guard count >= 1, UInt64(clamping: count) <= nanoseconds else {
            throw PolicyError(countName, "1 or more, and at most one a nanosecond")
        }
        let ticks = LimiterTime.ticks(roundingUp: per)
        let divisor = UInt64(clamping: count)
        interval = ticks / divisor &+ (ticks % divisor == 0 ? 0 : 1)
        tolerance = interval.saturatingMultiplied(by: UInt64(clamping: burst))
        let longest = LimiterTime.longestNanoseconds &* LimiterTime.ticksPerNanosecond
        guard burst >= 1, tolerance <= longest else {
            throw PolicyError(burstName, "1 or more, and as many as come back within 365 days")
        }
        self.burst = burst
    }

    private init() {
        burst = 0
        interval = 1
        tolerance = 0
    }

    /// In the place of a rate where there is none.
    internal static var unused: CellRate { CellRate() }

    /// Ticks that so many calls take, 1 to `burst`.
    @inline(__always)
    internal func cost(_ count: Int) -> UInt64 { UInt64(truncatingIfNeeded: count) &* interval }

    /// The arrival time after calls that cost so much.
    @inline(__always)
    internal func next(after arrival: UInt64, cost: UInt64, now: UInt64) -> UInt64 { max(arrival, now) &+ cost }

    /// Nanoseconds from `now` until calls that lead to the arrival time `next` may come, rounded up.
    @inline(__always)
    internal func wait(until next: UInt64, now: UInt64) -> UInt64 {
        let earliest = now &+ tolerance
        guard next > earliest else { return 0 }
        return (next &- earliest &+ LimiterTime.ticksPerNanosecond &- 1) / LimiterTime.ticksPerNanosecond
    }

    /// How many calls may come at once.
    internal func available(arrival: UInt64, now: UInt64) -> Int {
        Int(clamping: tolerance.saturatingSubtracting(arrival.saturatingSubtracting(now)) / interval)
    }

    /// The arrival time without the calls that led to it, the last there were; nil once they may come.
    internal func previous(before next: UInt64, cost: UInt64, now: UInt64) -> UInt64? {
        // Until then the arrival time lay ahead, and was moved by no more than the cost.
        next > now &+ tolerance ? next &- cost : nil
    }
}
