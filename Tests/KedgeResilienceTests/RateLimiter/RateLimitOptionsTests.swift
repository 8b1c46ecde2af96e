import KedgeCore
import KedgeResilience
import Testing

@Suite struct RateLimitOptionsTests {
    private func refusal(_ limit: RateLimit) -> String? {
        let error = #expect(throws: PolicyError.self) { try RateLimiter(limit, clock: ManualClock()) }
        return error?.description
    }

    @Test func `a bucket without tokens, or with too many, is refused by name`() {
        for capacity in [0, -1, Int.min, Int.max, 31_536_001] {
            #expect(
                refusal(.tokenBucket(capacity: capacity, refill: 1, per: .seconds(1)))
                    == "capacity: 1 or more, and as many as come back within 365 days")
        }
    }

    @Test func `a refill of none, or of more than one a nanosecond, is refused by name`() {
        for refill in [0, -1, Int.min, Int.max, 1_001] {
            #expect(
                refusal(.tokenBucket(capacity: 1, refill: refill, per: .microseconds(1)))
                    == "refill: 1 or more, and at most one a nanosecond")
        }
    }

    @Test func `a rate's count and burst are refused by name`() {
        for count in [0, -1, Int.min, Int.max, 1_001] {
            #expect(
                refusal(.gcra(count: count, per: .microseconds(1), burst: 1))
                    == "count: 1 or more, and at most one a nanosecond")
        }
        for burst in [0, -1, Int.min, Int.max, 31_536_001] {
            #expect(
                refusal(.gcra(count: 1, per: .seconds(1), burst: burst))
                    == "burst: 1 or more, and as many as come back within 365 days")
        }
    }

    @Test func `a window's count is refused by name`() {
        for count in [0, -1, Int.min, Int.max, 1_000_001] {
            #expect(refusal(.slidingWindow(count: count, per: .seconds(1))) == "count: 1 to 1,000,000")
        }
    }

    @Test func `a period outside its range is refused by name`() {
        for per in [
            Duration.zero, .nanoseconds(-1), .seconds(365 * 86_400 + 1), .seconds(Int64.max), .seconds(Int64.min),
        ] {
            #expect(refusal(.tokenBucket(capacity: 1, refill: 1, per: per)) == "period: 1 ns to 365 days")
            #expect(refusal(.gcra(count: 1, per: per, burst: 1)) == "period: 1 ns to 365 days")
            #expect(refusal(.slidingWindow(count: 1, per: per)) == "period: 1 ns to 365 days")
        }
    }

    @Test func `a number of keys outside its range is refused by name`() {
        for (limit, keys) in [
            (RateLimit.gcra(count: 1, per: .seconds(1), burst: 1), 0),
            (.gcra(count: 1, per: .seconds(1), burst: 1), -1),
            (.gcra(count: 1, per: .seconds(1), burst: 1), Int.max),
            (.gcra(count: 1, per: .seconds(1), burst: 1), Int.min),
            (.slidingWindow(count: 1_000_000, per: .seconds(1)), 1_074),
        ] {
            let error = #expect(throws: PolicyError.self) { try KeyedRateLimiter(limit, maximumKeys: keys) }
            #expect(
                error?.description
                    == "maximum keys: 1 to 67,108,864, and 1,073,741,824 calls of sliding windows in all")
        }
    }

    @Test func `what lies at the ends of the ranges is accepted`() throws {
        for limit in [
            RateLimit.tokenBucket(capacity: 31_536_000, refill: 1, per: .seconds(1)),
            .tokenBucket(capacity: 1, refill: 1, per: .seconds(365 * 86_400)),
            .gcra(count: 1_000, per: .microseconds(1), burst: 1), .gcra(count: 1, per: .nanoseconds(1), burst: 1),
            .slidingWindow(count: 1_000_000, per: .seconds(365 * 86_400)),
        ] {
            #expect(try RateLimiter(limit, clock: ManualClock()).acquire() == .admitted)
        }
    }

    @Test func `the interval is less than a sixteenth of a nanosecond too long, and never too short`() throws {
        // Rates that do not divide their period: after so many calls the last error is the sum of all.
        for (count, per) in [(3, 1_000_000_000), (7, 10), (999_983, 1_000_000_000), (600_000_007, 1_000_000_000)] {
            let calls = 100_000
            let clock = ManualClock()
            let limiter = try RateLimiter(.gcra(count: count, per: .nanoseconds(per), burst: calls), clock: clock)
            #expect(limiter.acquire(calls) == .admitted)
            let place = limiter.reserve(calls, withinNanoseconds: .max)
            let exact = Double(calls) * Double(per) / Double(count)
            #expect(Double(place.nanoseconds) >= exact)
            #expect(Double(place.nanoseconds) < exact + Double(calls) / 16 + 1)
        }
    }

    @Test func `a part of a nanosecond makes a period longer`() throws {
        let half = Duration(secondsComponent: 0, attosecondsComponent: 1_500_000_000)
        let clock = ManualClock()
        let window = try RateLimiter(.slidingWindow(count: 1, per: half), clock: clock)
        #expect(window.acquire() == .admitted)
        #expect(window.acquire() == .limited(retryAfter: .nanoseconds(2)))
        let rate = try RateLimiter(.gcra(count: 1, per: half, burst: 2), clock: clock)
        #expect(rate.acquire(2) == .admitted)
        #expect(rate.acquire(2) == .limited(retryAfter: .nanoseconds(3)))
    }
}
