import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RateLimiterDecisionsTests {
    @Test func `a bucket is full at first, and gains tokens evenly`() throws {
        let clock = ManualClock(nanoseconds: 77)
        let limiter = try RateLimiter(.tokenBucket(capacity: 3, refill: 10, per: .seconds(1)), clock: clock)
        for _ in 0..<3 { #expect(limiter.acquire() == .admitted) }
        #expect(limiter.acquire() == .limited(retryAfter: .milliseconds(100)))
        clock.advance(nanoseconds: 99_999_999)
        #expect(limiter.acquire() == .limited(retryAfter: .nanoseconds(1)))
        clock.advance(nanoseconds: 1)
        #expect(limiter.acquire() == .admitted)
        #expect(limiter.acquire(2) == .limited(retryAfter: .milliseconds(200)))
        clock.advance(nanoseconds: 1_000_000_000)
        #expect(limiter.acquire(3) == .admitted)
        #expect(limiter.acquire() == .limited(retryAfter: .milliseconds(100)))
    }

    @Test func `a rate without a burst lets no call come early`() throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(.gcra(count: 4, per: .seconds(1), burst: 1), clock: clock)
        #expect(limiter.acquire() == .admitted)
        clock.advance(nanoseconds: 249_999_999)
        #expect(limiter.acquire() == .limited(retryAfter: .nanoseconds(1)))
        clock.advance(nanoseconds: 1)
        #expect(limiter.acquire() == .admitted)
        // A rest gains nothing.
        clock.advance(nanoseconds: 10_000_000_000)
        #expect(limiter.acquire() == .admitted)
        #expect(limiter.acquire() == .limited(retryAfter: .milliseconds(250)))
    }

    @Test func `a window lets the next call pass when the oldest is a period old`() throws {
        let clock = ManualClock(nanoseconds: 5)
        let limiter = try RateLimiter(.slidingWindow(count: 3, per: .seconds(1)), clock: clock)
        #expect(limiter.acquire() == .admitted)
        clock.advance(nanoseconds: 400_000_000)
        #expect(limiter.acquire(2) == .admitted)
        #expect(limiter.acquire() == .limited(retryAfter: .milliseconds(600)))
        #expect(limiter.acquire(2) == .limited(retryAfter: .seconds(1)))
        clock.advance(nanoseconds: 599_999_999)
        #expect(limiter.acquire() == .limited(retryAfter: .nanoseconds(1)))
        clock.advance(nanoseconds: 1)
        #expect(limiter.acquire() == .admitted)
        #expect(limiter.acquire() == .limited(retryAfter: .milliseconds(400)))
    }

    @Test(arguments: Rates.allKinds)
    func `what never passes is impossible, and counts as nothing`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        for count in [0, -1, 3, Int.min, Int.max] {
            #expect(limiter.acquire(count) == .impossible)
            #expect(limiter.isImpossible(count, within: .seconds(1)))
            #expect(limiter.nanosecondsToWait(for: count) == .max)
        }
        #expect(limiter.snapshot == .init(admitted: 0, limited: 0, available: 2))
    }

    @Test(arguments: Rates.allKinds)
    func `counts and what is available are told`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(limit, clock: clock)
        #expect(limiter.snapshot == .init(admitted: 0, limited: 0, available: 2))
        #expect(limiter.acquire() == .admitted)
        #expect(limiter.snapshot == .init(admitted: 1, limited: 0, available: 1))
        #expect(limiter.acquire(2) != .admitted)
        #expect(limiter.snapshot == .init(admitted: 1, limited: 2, available: 1))
        #expect(limiter.acquire() == .admitted)
        #expect(limiter.snapshot == .init(admitted: 2, limited: 2, available: 0))
        clock.advance(nanoseconds: 2_000_000_000)
        #expect(limiter.snapshot == .init(admitted: 2, limited: 2, available: 2))
        #expect(limiter.limit == limit)
    }

    @Test(arguments: Rates.allKinds)
    func `the time to retry after is just long enough`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(limit, clock: clock)
        var numbers = SeededGenerator(seed: 1)
        for _ in 0..<Rates.tries(3_000) {
            let count = Int.random(in: 1...2, using: &numbers)
            let wait = limiter.nanosecondsToWait(for: count)
            if wait > 0 {
                clock.advance(nanoseconds: wait - 1)
                #expect(limiter.nanosecondsToWait(for: count) == 1)
                clock.advance(nanoseconds: 1)
                #expect(limiter.nanosecondsToWait(for: count) == 0)
            }
            clock.advance(nanoseconds: .random(in: 0...900_000_000, using: &numbers))
        }
    }

    @Test func `the system's clock, coarse or exact, lets a burst and the rate pass and no more`() throws {
        for burst in [1, 1_000] {
            let clock = SystemClock()
            let before = clock.nanoseconds
            let limiter = try RateLimiter(.gcra(count: 10_000, per: .seconds(1), burst: burst))
            var admitted = 0
            while clock.nanoseconds - before < 120_000_000 { if limiter.acquire() == .admitted { admitted += 1 } }
            let elapsed = clock.nanoseconds - before
            #expect(admitted <= burst + Int(elapsed / 100_000))
            #expect(admitted >= burst)
            #expect(limiter.snapshot.admitted == admitted)
        }
    }

    @Test func `a rest on the system's clock gains a burst and no more`() throws {
        let clock = SystemClock()
        // A burst takes 100 ms, much longer than the coarse clock lags, so that it is looked at.
        let limiter = try RateLimiter(.gcra(count: 10_000, per: .seconds(1), burst: 1_000))
        for _ in 0..<3 {
            let rested = clock.nanoseconds
            while clock.nanoseconds - rested < 120_000_000 {}
            let before = clock.nanoseconds
            var admitted = 0
            while limiter.acquire() == .admitted { admitted += 1 }
            #expect(admitted >= 1_000)
            #expect(admitted <= 1_000 + Int((clock.nanoseconds - before) / 100_000) + 1)
        }
    }
}
