import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RateLimiterThreadsTests {
    @Test(arguments: [
        RateLimit.gcra(count: 1, per: .seconds(1), burst: 5_000), .slidingWindow(count: 5_000, per: .seconds(1)),
    ])
    func `eight threads get what there is, and no more`(_ limit: RateLimit) throws {
        let limiter = try RateLimiter(limit, clock: ManualClock())
        let keyed = try KeyedRateLimiter(limit, maximumKeys: 2, clock: ManualClock())
        let (admitted, admittedByKey) = (Tally(), Tally())
        onThreads(8) { _ in
            for _ in 0..<1_000 {
                if limiter.acquire() == .admitted { admitted.add() }
                if keyed.acquire(for: "key") == .admitted { admittedByKey.add() }
            }
        }
        #expect(admitted.count == 5_000)
        #expect(admittedByKey.count == 5_000)
        #expect(limiter.snapshot == .init(admitted: 5_000, limited: 3_000, available: 0))
        #expect(keyed.snapshot.admitted == 5_000)
    }

    @Test func `eight threads that reserve and give back leave of a rate what others had reserved after`() throws {
        let limiter = try RateLimiter(.gcra(count: 1, per: .seconds(1), burst: 2), clock: ManualClock())
        let kept = Tally()
        #expect(limiter.acquire(2) == .admitted)
        onThreads(8) { _ in
            for _ in 0..<1_000 {
                if !limiter.reserveAndCancel(within: .seconds(1_000_000)) { kept.add() }
            }
        }
        #expect(limiter.snapshot.admitted == kept.count + 2)
        #expect(limiter.nanosecondsToWait(for: 1) == UInt64(kept.count + 1) * 1_000_000_000)
    }

    @Test func `eight threads that reserve and give back leave nothing in a window`() throws {
        let limiter = try RateLimiter(.slidingWindow(count: 16, per: .seconds(16)), clock: ManualClock())
        let kept = Tally()
        #expect(limiter.acquire(16) == .admitted)
        onThreads(8) { _ in
            for _ in 0..<1_000 {
                if !limiter.reserveAndCancel(within: .seconds(1_000_000)) { kept.add() }
            }
        }
        #expect(kept.count == 0)
        #expect(limiter.snapshot.admitted == 16)
        #expect(limiter.acquire() == .limited(retryAfter: .seconds(16)))
    }

    @Test func `eight threads on the system's clock get a burst and the rate`() throws {
        let clock = SystemClock()
        let before = clock.nanoseconds
        let limiter = try RateLimiter(.gcra(count: 1_000_000, per: .seconds(1), burst: 50_000))
        let admitted = Tally()
        onThreads(8) { _ in
            while clock.nanoseconds - before < 100_000_000 { if limiter.acquire() == .admitted { admitted.add() } }
        }
        #expect(admitted.count <= 50_000 + Int((clock.nanoseconds - before) / 1_000))
    }
}
