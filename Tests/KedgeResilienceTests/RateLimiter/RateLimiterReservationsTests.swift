import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RateLimiterReservationsTests {
    @Test(arguments: Rates.allKinds.dropLast())
    func `reservations come one interval after the other`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(limit, clock: clock)
        #expect(limiter.delay(2, within: .zero) == .zero)
        #expect(limiter.delay(within: .seconds(5)) == .seconds(1))
        #expect(limiter.delay(within: .seconds(5)) == .seconds(2))
        #expect(limiter.delay(2, within: .seconds(5)) == .seconds(4))
        #expect(limiter.retryAfter(within: .seconds(4)) == .seconds(1))
        #expect(limiter.acquire() == .limited(retryAfter: .seconds(5)))
        #expect(limiter.snapshot == .init(admitted: 6, limited: 2, available: 0))
    }

    @Test func `reservations in a window come as calls leave it`() throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(.slidingWindow(count: 2, per: .seconds(2)), clock: clock)
        #expect(limiter.acquire() == .admitted)
        clock.advance(nanoseconds: 500_000_000)
        #expect(limiter.acquire() == .admitted)
        #expect(limiter.delay(within: .seconds(5)) == .milliseconds(1_500))
        #expect(limiter.delay(within: .seconds(5)) == .seconds(2))
        #expect(limiter.delay(within: .seconds(5)) == .milliseconds(3_500))
        #expect(limiter.retryAfter(within: .seconds(3)) == .seconds(1))
    }

    @Test(arguments: Rates.allKinds)
    func `a wait is accepted up to what was said, and never below nothing`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        #expect(limiter.delay(2, within: .seconds(-7)) == .zero)
        let wait = try #require(limiter.retryAfter(within: .seconds(Int64.min)))
        #expect(limiter.retryAfter(within: wait - .nanoseconds(1)) == .nanoseconds(1))
        #expect(limiter.delay(within: wait) == wait)
    }

    @Test(arguments: [
        RateLimit.gcra(count: 1, per: .seconds(86_400), burst: 2), .slidingWindow(count: 1, per: .seconds(86_400)),
    ])
    func `no wait is longer than 365 days`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        let burst = limiter.snapshot.available
        var last: Duration?
        for _ in 0..<365 + burst { last = limiter.delay(within: .seconds(Int64.max)) }
        #expect(last == .seconds(365 * 86_400))
        #expect(limiter.retryAfter(within: .seconds(Int64.max)) == .seconds(86_400))
    }

    @Test(arguments: Rates.allKinds)
    func `the last reservation can be given back, and is as if it had never been`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(limit, clock: clock)
        #expect(limiter.acquire(2) == .admitted)
        clock.advance(nanoseconds: 100)
        let before = limiter.snapshot
        let wait = limiter.nanosecondsToWait(for: 1)
        #expect(limiter.reserveAndCancel(within: .seconds(9)))
        #expect(limiter.snapshot == .init(admitted: before.admitted, limited: 1, available: before.available))
        #expect(limiter.nanosecondsToWait(for: 1) == wait)
    }

    @Test(arguments: Rates.allKinds)
    func `a reservation that has come due is not given back`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(limit, clock: clock)
        #expect(!limiter.reserveAndCancel(2, within: .zero))
        let place = limiter.reserve(1, withinNanoseconds: .max)
        clock.advance(nanoseconds: place.nanoseconds - 1)
        #expect(limiter.giveBack(place))
        let again = limiter.reserve(1, withinNanoseconds: .max)
        #expect(again.nanoseconds == 1)
        clock.advance(nanoseconds: 1)
        #expect(!limiter.giveBack(again))
        #expect(limiter.snapshot.admitted == 3)
    }

    @Test(arguments: Rates.allKinds.dropLast())
    func `a rate gives back only what nothing was reserved after`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        #expect(limiter.acquire(2) == .admitted)
        let first = limiter.reserve(1, withinNanoseconds: .max)
        let second = limiter.reserve(1, withinNanoseconds: .max)
        #expect(!limiter.giveBack(first))
        #expect(limiter.giveBack(second))
        #expect(limiter.giveBack(first))
        #expect(limiter.acquire() == .limited(retryAfter: .seconds(1)))
    }

    @Test func `a window takes a reservation back from the middle, and gives it behind the others`() throws {
        let limiter = try RateLimiter(.slidingWindow(count: 2, per: .seconds(2)), clock: ManualClock())
        #expect(limiter.acquire(2) == .admitted)
        let first = limiter.reserve(1, withinNanoseconds: .max)
        #expect(limiter.delay(within: .seconds(2)) == .seconds(2))
        #expect(limiter.delay(within: .seconds(4)) == .seconds(4))
        #expect(limiter.giveBack(first))
        #expect(limiter.delay(within: .seconds(4)) == .seconds(4))
        #expect(limiter.delay(within: .seconds(9)) == .seconds(6))
    }

    @Test func `of several reserved at once in a window, all come back when they would have come due`() throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(.slidingWindow(count: 2, per: .seconds(10)), clock: clock)
        #expect(limiter.acquire() == .admitted)
        clock.advance(nanoseconds: 5_000_000_000)
        #expect(limiter.acquire() == .admitted)
        let both = limiter.reserve(2, withinNanoseconds: .max)
        #expect(both.nanoseconds == 10_000_000_000)
        #expect(limiter.giveBack(both))
        #expect(limiter.acquire() == .limited(retryAfter: .seconds(10)))
        clock.advance(nanoseconds: 10_000_000_000)
        #expect(limiter.acquire(2) == .admitted)
    }

    @Test(arguments: Rates.allKinds)
    func `a place that was never given is not taken back`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        let other = try RateLimiter(limit, clock: ManualClock())
        for _ in 0..<3 { _ = other.delay(2, within: .seconds(60)) }
        let foreign = other.reserve(1, withinNanoseconds: .max)
        #expect(!limiter.giveBack(foreign))
        #expect(!limiter.giveBack(limiter.reserve(5, withinNanoseconds: .max)))
        #expect(limiter.snapshot == .init(admitted: 0, limited: 0, available: 2))
    }

    @Test(arguments: Rates.allKinds)
    func `waiting ends at once where there is a place, or none in time`(_ limit: RateLimit) async throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        try await limiter.wait(2, within: .zero)
        await #expect(throws: RateWaitError.impossible) { try await limiter.wait(3, within: .seconds(1)) }
        let wait = Duration(saturatingNanoseconds: limiter.nanosecondsToWait(for: 1))
        await #expect(throws: RateWaitError.limited(retryAfter: wait - .milliseconds(1))) {
            try await limiter.wait(within: .milliseconds(1))
        }
    }

    @Test func `waiting lasts until the place may be used`() async throws {
        let limiter = try RateLimiter(.gcra(count: 1, per: .milliseconds(20), burst: 1))
        let clock = SystemClock()
        #expect(limiter.acquire() == .admitted)
        let before = clock.nanoseconds
        try await limiter.wait(within: .seconds(60))
        try await limiter.wait(within: .seconds(60))
        #expect(clock.nanoseconds - before >= 39_000_000)
    }

    @Test func `a cancelled task gives its place back`() async throws {
        for limit in [
            RateLimit.gcra(count: 1, per: .seconds(3_600), burst: 1), .slidingWindow(count: 1, per: .seconds(3_600)),
        ] {
            let limiter = try RateLimiter(limit, clock: ManualClock())
            #expect(limiter.acquire() == .admitted)
            let task = Task { try await limiter.wait(within: .seconds(7_200)) }
            while limiter.snapshot.admitted < 2 { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(limiter.snapshot.admitted == 1)
            #expect(limiter.acquire() == .limited(retryAfter: .seconds(3_600)))
        }
    }
}
