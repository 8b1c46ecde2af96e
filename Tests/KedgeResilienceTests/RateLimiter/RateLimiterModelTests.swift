import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RateLimiterModelTests {
    /// The intervals are whole nanoseconds, so that the model's numbers are whole and there is no rounding to allow for.
    @Test(arguments: [(1, 100), (5, 7), (40, 1_000), (1_000, 1)])
    func `a bucket does what a count of tokens does`(_ capacity: Int, _ interval: Int) throws {
        let clock = ManualClock(nanoseconds: 1_000)
        let bucket = try RateLimiter(
            .tokenBucket(capacity: capacity, refill: 3, per: .nanoseconds(3 * interval)), clock: clock)
        let rate = try RateLimiter(.gcra(count: 1, per: .nanoseconds(interval), burst: capacity), clock: clock)
        // In shares of a token, of which `interval` are a token and one comes back in a nanosecond.
        var shares = capacity * interval
        var numbers = SeededGenerator(seed: UInt64(capacity))
        var (admitted, limited) = (0, 0)
        for _ in 0..<Rates.tries(30_000) {
            let count = Int.random(in: 1...max(1, min(capacity, 5)), using: &numbers)
            let missing = count * interval - shares
            let expected: RateDecision = missing > 0 ? .limited(retryAfter: .nanoseconds(missing)) : .admitted
            #expect(bucket.acquire(count) == expected)
            #expect(rate.acquire(count) == expected)
            if missing <= 0 { shares -= count * interval }
            if missing <= 0 { admitted += count } else { limited += count }
            #expect(bucket.snapshot == .init(admitted: admitted, limited: limited, available: shares / interval))

            let step = Int.random(in: 0...4 * interval, using: &numbers)
            clock.advance(nanoseconds: UInt64(step))
            shares = min(capacity * interval, shares + step)
        }
        #expect(admitted > 0 && limited > 0)
    }

    @Test func `a bucket that does not divide its period is a rounding away from a fraction of tokens`() throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(.tokenBucket(capacity: 10, refill: 7, per: .microseconds(1)), clock: clock)
        var tokens = 10.0
        var numbers = SeededGenerator(seed: 3)
        for _ in 0..<Rates.tries(30_000) {
            let wait = limiter.nanosecondsToWait(for: 1)
            // The rounding of the interval adds up while the bucket is not full: it never gives more than it should.
            if tokens < 0.999_999 { #expect(wait > 0) }
            if tokens > 1.05 { #expect(wait == 0) }
            if wait == 0 { tokens -= 1 }
            // Full again from time to time, so that the differences do not add up without end.
            let step = Int.random(in: 0..<50, using: &numbers) == 0 ? 3_000 : Int.random(in: 0...290, using: &numbers)
            clock.advance(nanoseconds: UInt64(step))
            tokens = min(10, tokens + Double(step) * 7 / 1_000)
        }
    }

    @Test(arguments: [(1, 50), (2, 100), (7, 1_000), (64, 640)])
    func `a window does what a list of times does`(_ count: Int, _ period: UInt64) throws {
        let clock = ManualClock(nanoseconds: 10)
        let limiter = try RateLimiter(.slidingWindow(count: count, per: .nanoseconds(period)), clock: clock)
        var model = WindowModel(count: count, period: period)
        var now: UInt64 = 0
        var numbers = SeededGenerator(seed: period)
        var (reserved, refused) = (0, 0)
        for _ in 0..<Rates.tries(20_000) {
            let calls = Int.random(in: 1...count, using: &numbers)
            let within = UInt64.random(in: 0...2 * period, using: &numbers)
            let first = model.first(calls, now: now)
            let place = limiter.reserve(calls, withinNanoseconds: within)
            #expect(place.isAdmitted == (first - now <= within))
            #expect(place.nanoseconds == (place.isAdmitted ? first - now : first - now - within))
            if place.isAdmitted {
                model.grant(calls, at: first)
                reserved += calls
            } else {
                refused += calls
            }
            let step = UInt64.random(in: 0...2 * period, using: &numbers)
            clock.advance(nanoseconds: step)
            now += step
        }
        #expect(model.isKept)
        #expect(reserved > 0 && refused > 0)
        #expect(limiter.snapshot.admitted == reserved && limiter.snapshot.limited == refused)
    }

    @Test(arguments: [(1, 50), (2, 100), (7, 1_000), (64, 640)])
    func `a place given back to a window is used again once it would have come due, or earlier`(
        _ count: Int, _ period: UInt64
    ) throws {
        let clock = ManualClock(nanoseconds: 10)
        let limiter = try RateLimiter(.slidingWindow(count: count, per: .nanoseconds(period)), clock: clock)
        var model = WindowModel(count: count, period: period)
        var now: UInt64 = 0
        var pending: [(place: ReservedPlace, time: UInt64)] = []
        var numbers = SeededGenerator(seed: period)
        var (returned, latestReturned): (Int, UInt64) = (0, 0)
        for _ in 0..<Rates.tries(20_000) {
            let first = model.first(1, now: now)
            let place = limiter.reserve(1, withinNanoseconds: .random(in: 0...2 * period, using: &numbers))
            let time = now + place.nanoseconds
            if place.isAdmitted {
                #expect(time >= first && time <= max(first, latestReturned))
                model.grant(1, at: time)
                pending.append((place, time))
            }
            if Int.random(in: 0..<3, using: &numbers) == 0,
                let index = pending.indices.randomElement(using: &numbers)
            {
                let (place, time) = pending.remove(at: index)
                if limiter.giveBack(place) {
                    #expect(time > now)
                    model.giveBack(1, at: time)
                    latestReturned = max(latestReturned, time)
                    returned += 1
                }
            }
            let step = UInt64.random(in: 0...2 * period / UInt64(count), using: &numbers)
            clock.advance(nanoseconds: step)
            now += step
            pending.removeAll { $0.time + period < now }
        }
        #expect(model.isKept)
        #expect(returned > 0)
    }

    @Test(arguments: [(3, 10), (10, 97), (50, 1_000)])
    func `no window ever has more than its count, however many come at once and are given back`(
        _ count: Int, _ period: UInt64
    ) throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(.slidingWindow(count: count, per: .nanoseconds(period)), clock: clock)
        var model = WindowModel(count: count, period: period)
        var now: UInt64 = 0
        var pending: [(place: ReservedPlace, time: UInt64)] = []
        var numbers = SeededGenerator(seed: period)
        for _ in 0..<Rates.tries(20_000) {
            let calls = Int.random(in: 1...count, using: &numbers)
            let place = limiter.reserve(calls, withinNanoseconds: .random(in: 0...3 * period, using: &numbers))
            if place.isAdmitted {
                #expect(now + place.nanoseconds >= model.first(calls, now: now))
                model.grant(calls, at: now + place.nanoseconds)
                pending.append((place, now + place.nanoseconds))
            }
            if Bool.random(using: &numbers), let index = pending.indices.randomElement(using: &numbers) {
                let (place, time) = pending.remove(at: index)
                if limiter.giveBack(place) { model.giveBack(place.count, at: time) }
            }
            let step = UInt64.random(in: 0...period, using: &numbers)
            clock.advance(nanoseconds: step)
            now += step
            pending.removeAll { $0.time + period < now }
        }
        #expect(model.isKept)
    }

    @Test func `a bucket never lets more pass than a burst and the rate, whatever is given back`() throws {
        let clock = ManualClock()
        let limiter = try RateLimiter(.gcra(count: 1, per: .nanoseconds(10), burst: 4), clock: clock)
        var times: [UInt64] = []
        var now: UInt64 = 0
        var pending: [(place: ReservedPlace, time: UInt64)] = []
        var returned = 0
        var numbers = SeededGenerator(seed: 9)
        for _ in 0..<Rates.tries(20_000) {
            let calls = Int.random(in: 1...4, using: &numbers)
            let place = limiter.reserve(calls, withinNanoseconds: .random(in: 0...60, using: &numbers))
            if place.isAdmitted {
                times += Array(repeating: now + place.nanoseconds, count: calls)
                pending.append((place, now + place.nanoseconds))
            }
            if Bool.random(using: &numbers), let (place, time) = pending.popLast(), limiter.giveBack(place) {
                #expect(time > now)
                times.removeLast(place.count)
                returned += 1
            }
            let step = UInt64.random(in: 0...40, using: &numbers)
            clock.advance(nanoseconds: step)
            now += step
        }
        #expect(returned > 0)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        // The k-th call after any other comes no earlier than the rate has it, but for the burst.
        for first in times.indices {
            for last in times[first...].indices.prefix(40) {
                #expect(Int(times[last] - times[first]) >= (last - first + 1 - 4) * 10)
            }
        }
    }
}
