import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct KeyedRateLimiterTests {
    @Test(arguments: Rates.allKinds)
    func `each key has the limit to itself`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try KeyedRateLimiter(limit, maximumKeys: 10, clock: clock)
        for key in ["a", "b", "", "ä"] {
            #expect(limiter.available(for: key) == 2)
            #expect(limiter.acquire(2, for: key) == .admitted)
            #expect(limiter.acquire(for: key) != .admitted)
            #expect(limiter.acquire(3, for: key) == .impossible)
            #expect(limiter.available(for: key) == 0)
        }
        #expect(limiter.count == 4)
        #expect(
            limiter.snapshot == .init(admitted: 8, limited: 4, count: 4, maximumKeys: 10, forgottenEarly: 0))
        clock.advance(nanoseconds: 2_000_000_000)
        for key in ["a", "b", "", "ä"] { #expect(limiter.acquire(2, for: key) == .admitted) }
    }

    @Test(arguments: Rates.allKinds)
    func `a key decides as a limiter without keys does`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let keyed = try KeyedRateLimiter(limit, maximumKeys: 5, clock: clock)
        let plain = try (0..<5).map { _ in try RateLimiter(limit, clock: clock) }
        var numbers = SeededGenerator(seed: 6)
        for _ in 0..<Rates.tries(20_000) {
            let index = Int.random(in: 0..<5, using: &numbers)
            let key = [UInt8](repeating: 1, count: index * 16)
            let count = Int.random(in: 1...2, using: &numbers)
            let within = UInt64.random(in: 0...3_000_000_000, using: &numbers)
            let expected = plain[index].reserve(count, withinNanoseconds: within)
            let place = key.withUnsafeBytes { keyed.reserve(count, key: $0, withinNanoseconds: within) }
            #expect(place.isAdmitted == expected.isAdmitted)
            #expect(place.nanoseconds == expected.nanoseconds)
            if Bool.random(using: &numbers) {
                #expect(key.withUnsafeBytes { keyed.giveBack(place, key: $0) } == plain[index].giveBack(expected))
            }
            #expect(keyed.available(for: key.span.bytes) == plain[index].snapshot.available)
            clock.advance(nanoseconds: .random(in: 0...400_000_000, using: &numbers))
        }
        #expect(keyed.snapshot.admitted == plain.map(\.snapshot.admitted).reduce(0, +))
        #expect(keyed.snapshot.limited == plain.map(\.snapshot.limited).reduce(0, +))
    }

    @Test func `keys of every length are told from each other`() throws {
        let limit = RateLimit.gcra(count: 1, per: .seconds(1), burst: 1)
        let limiter = try KeyedRateLimiter(limit, maximumKeys: 1_000, clock: ManualClock())
        var keys: [[UInt8]] = (0...100).map { [UInt8](repeating: 0, count: $0) }
        for length in [1, 8, 9, 16, 17, 24, 25, 31, 32, 33, 100] {
            for position in Set([0, length / 2, length - 1]) {
                var key = [UInt8](repeating: 0, count: length)
                key[position] = 1
                keys.append(key)
            }
        }
        // The SHA-256 of 33 zeros, which the table has for them, is a key of its own.
        keys.append(try #require(bytes(hex: "7f9c9e31ac8256ca2f258583df262dbc7d6f68f2a03043d5c99a4ae5a7396ce9")))
        for key in keys { #expect(limiter.acquire(for: key.span.bytes) == .admitted) }
        for key in keys { #expect(limiter.acquire(for: key.span.bytes) != .admitted) }
        #expect(limiter.count == keys.count)
    }

    @Test func `the key used longest ago makes room`() throws {
        let clock = ManualClock()
        let limiter = try KeyedRateLimiter(.gcra(count: 1, per: .seconds(1), burst: 1), maximumKeys: 3, clock: clock)
        for key in ["a", "b", "c"] { #expect(limiter.acquire(for: key) == .admitted) }
        // A refusal is a use, a look is not.
        #expect(limiter.acquire(for: "a") != .admitted)
        #expect(limiter.available(for: "b") == 0)
        #expect(limiter.acquire(for: "d") == .admitted)
        #expect(limiter.count == 3)
        #expect(limiter.acquire(for: "a") != .admitted)
        #expect(limiter.acquire(for: "c") != .admitted)
        #expect(limiter.acquire(for: "d") != .admitted)
        #expect(limiter.snapshot.forgottenEarly == 1)
        #expect(limiter.acquire(for: "b") == .admitted)
        #expect(limiter.snapshot.forgottenEarly == 2)
    }

    @Test(arguments: Rates.allKinds)
    func `a key that is as good as new is not forgotten early`(_ limit: RateLimit) throws {
        let clock = ManualClock()
        let limiter = try KeyedRateLimiter(limit, maximumKeys: 1, clock: clock)
        #expect(limiter.acquire(2, for: "a") == .admitted)
        clock.advance(nanoseconds: 2_000_000_000)
        #expect(limiter.acquire(for: "b") == .admitted)
        #expect(limiter.snapshot.forgottenEarly == 0)
        clock.advance(nanoseconds: 999_999_999)
        #expect(limiter.acquire(for: "c") == .admitted)
        #expect(limiter.snapshot.forgottenEarly == 1)
    }

    @Test func `eviction follows the order of use over many keys`() throws {
        let limiter = try KeyedRateLimiter(
            .gcra(count: 1, per: .seconds(1), burst: 1_000_000), maximumKeys: 50, clock: ManualClock())
        var order: [Int] = []
        var numbers = SeededGenerator(seed: 8)
        for _ in 0..<Rates.tries(20_000) {
            let key = Int.random(in: 0..<80, using: &numbers)
            if Int.random(in: 0..<10, using: &numbers) == 0 {
                #expect(limiter.forget("key \(key)") == order.contains(key))
                order.removeAll { $0 == key }
                continue
            }
            let isKnown = order.contains(key)
            #expect((limiter.available(for: "key \(key)") < 1_000_000) == isKnown)
            #expect(limiter.acquire(for: "key \(key)") == .admitted)
            order.removeAll { $0 == key }
            if order.count == 50 { order.removeFirst() }
            order.append(key)
            #expect(limiter.count == order.count)
        }
    }

    @Test func `a forgotten key begins anew`() throws {
        for limit in Rates.allKinds {
            let limiter = try KeyedRateLimiter(limit, maximumKeys: 2, clock: ManualClock())
            #expect(!limiter.forget("a"))
            #expect(limiter.acquire(2, for: "a") == .admitted)
            #expect(limiter.forget("a"))
            #expect(limiter.count == 0)
            #expect(limiter.acquire(2, for: "a") == .admitted)
            #expect(limiter.acquire(for: "a") != .admitted)
            #expect(limiter.snapshot.forgottenEarly == 0)
        }
    }

    @Test func `a reservation of a key is given back, but not once the key was forgotten`() throws {
        for limit in Rates.allKinds {
            let limiter = try KeyedRateLimiter(limit, maximumKeys: 2, clock: ManualClock())
            #expect(limiter.acquire(2, for: "a") == .admitted)
            #expect(limiter.reserveAndCancel(for: "a", within: .seconds(9)))
            let retryAfter = try #require(limiter.retryAfter(for: "a", within: .zero))
            #expect(limiter.isImpossible(3, for: "a", within: .zero))
            guard case .admitted(let place) = limiter.reserve(for: "a", within: .seconds(9)) else {
                Issue.record("no place")
                return
            }
            #expect(place.delay == retryAfter)
            // The same calls again, in the same moment: only the entry's number tells that they are others.
            limiter.forget("a")
            #expect(limiter.acquire(2, for: "a") == .admitted)
            #expect(limiter.delay(for: "a", within: .seconds(9)) == retryAfter)
            let isGivenBack = place.cancel()
            #expect(!isGivenBack)
        }
    }

    @Test func `waiting for a key ends with its task, and gives the place back`() async throws {
        let limiter = try KeyedRateLimiter(
            .gcra(count: 1, per: .seconds(3_600), burst: 1), maximumKeys: 2, clock: ManualClock())
        try await limiter.wait(for: "a", within: .zero)
        await #expect(throws: RateWaitError.impossible) { try await limiter.wait(2, for: "a", within: .zero) }
        let task = Task { try await limiter.wait(for: "a", within: .seconds(7_200)) }
        while limiter.snapshot.admitted < 2 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(limiter.acquire(for: "a") == .limited(retryAfter: .seconds(3_600)))
    }
}
