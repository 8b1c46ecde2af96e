import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RateLimiterClockTests {
    @Test(arguments: Rates.allKinds)
    func `a clock that stands still gives what there is at once, and no more`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock(nanoseconds: .max))
        var admitted = 0
        for _ in 0..<1_000 { if limiter.acquire() == .admitted { admitted += 1 } }
        #expect(admitted == 2)
    }

    @Test(arguments: Rates.allKinds)
    func `a clock that goes backwards gives nothing before it has caught up`(_ limit: RateLimit) throws {
        let clock = JumpingClock(10_000_000_000)
        let limiter = try RateLimiter(limit, clock: clock)
        clock.set(20_000_000_000)
        #expect(limiter.acquire(2) == .admitted)
        // Before, and long before, it was made.
        for earlier: UInt64 in [19_000_000_000, 10_000_000_000, 3_000_000_000, 0] {
            clock.set(earlier)
            #expect(limiter.acquire() != .admitted)
            #expect(limiter.snapshot.available == 0)
        }
        clock.set(22_000_000_000)
        #expect(limiter.acquire() == .admitted)
    }

    @Test(arguments: Rates.allKinds)
    func `a clock that goes backwards does not give places back that are due`(_ limit: RateLimit) throws {
        let clock = JumpingClock(10_000_000_000)
        let limiter = try RateLimiter(limit, clock: clock)
        #expect(limiter.acquire(2) == .admitted)
        let place = limiter.reserve(1, withinNanoseconds: .max)
        clock.set(20_000_000_000)
        #expect(limiter.acquire() == .admitted)
        clock.set(10_000_000_000)
        #expect(!limiter.giveBack(place))
    }

    @Test(arguments: Rates.allKinds)
    func `a clock that wraps around goes on`(_ limit: RateLimit) throws {
        let clock = ManualClock(nanoseconds: .max - 10)
        let limiter = try RateLimiter(limit, clock: clock)
        #expect(limiter.acquire(2) == .admitted)
        clock.advance(nanoseconds: 1_999_999_999)
        #expect(limiter.acquire(2) == .limited(retryAfter: .nanoseconds(1)))
        clock.advance(nanoseconds: 1)
        #expect(limiter.acquire(2) == .admitted)
    }

    @Test(arguments: Rates.allKinds)
    func `after 33 years a limiter still works, and then its time stands still`(_ limit: RateLimit) throws {
        let year: UInt64 = 365 * 86_400 * 1_000_000_000
        let clock = JumpingClock(5)
        let limiter = try RateLimiter(limit, clock: clock)
        for years: UInt64 in [1, 10, 33] {
            clock.set(5 + years * year)
            #expect(limiter.acquire(2) == .admitted)
            #expect(limiter.acquire() != .admitted)
        }
        for time: UInt64 in [40 * year, 100 * year, UInt64(Int64.max)] {
            clock.set(5 + time)
            _ = limiter.acquire(2)
            #expect(limiter.acquire() != .admitted)
            #expect(limiter.delay(within: .seconds(Int64.max)) != .zero)
        }
    }

    @Test func `whatever a clock shows, a limiter of any size answers`() throws {
        let longest = Duration.seconds(365 * 86_400)
        let limits: [RateLimit] = [
            .gcra(count: 1, per: longest, burst: 1), .gcra(count: 1_000_000_000, per: .seconds(1), burst: 1 << 54),
            .tokenBucket(capacity: 1 << 20, refill: 1, per: .seconds(1)), .slidingWindow(count: 3, per: longest),
        ]
        var numbers = SeededGenerator(seed: 4)
        for limit in limits {
            let clock = JumpingClock(numbers.next())
            let limiter = try RateLimiter(limit, clock: clock)
            let keyed = try KeyedRateLimiter(limit, maximumKeys: 2, clock: clock)
            for _ in 0..<Rates.tries(10_000) {
                clock.set(numbers.next() >> UInt64.random(in: 0...63, using: &numbers))
                let count = Int(truncatingIfNeeded: numbers.next() >> UInt64.random(in: 0...63, using: &numbers))
                _ = limiter.acquire(count)
                _ = limiter.reserveAndCancel(count, within: .nanoseconds(Int64(bitPattern: numbers.next())))
                _ = keyed.acquire(count, for: "a\(count & 3)")
                let place = limiter.reserve(1, withinNanoseconds: numbers.next())
                #expect(place.nanoseconds == .max || place.nanoseconds < 1 << 62)
                _ = limiter.snapshot
            }
        }
    }
}
