import KedgeResilience
import Testing

@Suite struct RetryBackoffTests {
    @Test func `a constant delay without jitter is the same each time`() throws {
        let delays = try RetryTesting.delays(.constant(.milliseconds(7), jitter: .none), count: 5, seed: 1)
        #expect(delays == [UInt64](repeating: 7_000_000, count: 5))
    }

    @Test func `an exponential delay grows by its factor up to its cap`() throws {
        let backoff = Backoff.exponential(base: .nanoseconds(100), factor: 2, cap: .nanoseconds(1_000), jitter: .none)
        #expect(try RetryTesting.delays(backoff, count: 6, seed: 1) == [100, 200, 400, 800, 1_000, 1_000])
        let slow = Backoff.exponential(base: .nanoseconds(100), factor: 1.5, cap: .seconds(1), jitter: .none)
        #expect(try RetryTesting.delays(slow, count: 4, seed: 1) == [100, 150, 225, 337])
        let flat = Backoff.exponential(base: .nanoseconds(100), factor: 1, cap: .seconds(1), jitter: .none)
        #expect(try RetryTesting.delays(flat, count: 3, seed: 1) == [100, 100, 100])
    }

    @Test func `the steepest delay stays at its cap for all of a thousand attempts`() throws {
        let longest = Duration.seconds(365 * 86_400)
        let backoff = Backoff.exponential(base: .nanoseconds(1), factor: 1_000, cap: longest, jitter: .none)
        let delays = try RetryTesting.delays(backoff, count: 999, seed: 1)
        #expect(delays[0...2] == [1, 1_000, 1_000_000])
        #expect(delays[6...].allSatisfy { $0 == longest.saturatedNanoseconds })
    }

    @Test(arguments: [
        (Jitter.full, 0, 1_000), (.equal, 500, 1_000), (.share(0.1), 900, 1_000), (.share(0), 1_000, 1_000),
    ])
    func `jitter spreads evenly over its share of a delay, both ends included`(
        _ jitter: Jitter, _ least: UInt64, _ greatest: UInt64
    ) throws {
        var counts: [UInt64: Int] = [:]
        let count = RetryTesting.tries(600)
        for seed in 0..<UInt64(count) {
            for delay in try RetryTesting.delays(.constant(.nanoseconds(1_000), jitter: jitter), count: 50, seed: seed)
            {
                counts[delay, default: 0] += 1
            }
        }
        let total = Double(count * 50)
        let mean = counts.reduce(0.0) { $0 + Double($1.key) * Double($1.value) } / total
        #expect(try #require(counts.keys.min()) >= least)
        #expect(try #require(counts.keys.max()) <= greatest)
        // An even spread of n numbers of width w has a mean with a deviation of w / sqrt(12 n); five of them.
        let width = Double(greatest - least)
        #expect(abs(mean - Double(least + greatest) / 2) <= 5 * width / (12 * total).squareRoot())
        // All of the width is used: the outer twentieths are not empty.
        #expect(try #require(counts.keys.min()) <= least + (greatest - least) / 20)
        #expect(try #require(counts.keys.max()) >= greatest - (greatest - least) / 20)
    }

    @Test func `jitter reaches both ends of a delay of a few nanoseconds`() throws {
        let delays = try RetryTesting.delays(.constant(.nanoseconds(3), jitter: .full), count: 300, seed: 4)
        #expect(Set(delays) == [0, 1, 2, 3])
    }

    @Test func `a decorrelated delay is between its base and three times the one before, up to its cap`() throws {
        let backoff = Backoff.decorrelated(base: .nanoseconds(1_000), cap: .nanoseconds(50_000))
        var reachesCap = false
        for seed in 0..<UInt64(RetryTesting.tries(200)) {
            var previous: UInt64 = 1_000
            for delay in try RetryTesting.delays(backoff, count: 20, seed: seed) {
                #expect(delay >= 1_000 && delay <= min(50_000, 3 * previous))
                reachesCap = reachesCap || delay == 50_000
                previous = delay
            }
        }
        #expect(reachesCap)
    }

    @Test func `the longest decorrelated delay does not overflow`() throws {
        let longest = Duration.seconds(365 * 86_400)
        let delays = try RetryTesting.delays(.decorrelated(base: longest, cap: longest), count: 50, seed: 1)
        #expect(delays.allSatisfy { $0 == longest.saturatedNanoseconds })
    }

    @Test func `the same seed gives the same delays, and another one others`() throws {
        let backoff = Backoff.exponential(base: .milliseconds(100), cap: .seconds(10))
        let delays = try RetryTesting.delays(backoff, count: 10, seed: 1)
        #expect(try RetryTesting.delays(backoff, count: 10, seed: 1) == delays)
        #expect(try RetryTesting.delays(backoff, count: 10, seed: 2) != delays)
    }

    @Test func `a time that a service asks for is the least delay, with the same jitter on top`() throws {
        for seed in 0..<50 as Range<UInt64> {
            let backoff = Backoff.constant(.nanoseconds(1_000), jitter: .equal)
            let plain = try RetryTesting.delays(backoff, count: 10, seed: seed)
            let asked = try RetryTesting.delays(backoff, count: 10, seed: seed, retryAfter: 5_000)
            #expect(asked == plain.map { $0 - 500 + 5_000 })
            #expect(try RetryTesting.delays(backoff, count: 10, seed: seed, retryAfter: 400) == plain)
        }
    }

    @Test func `a time that a service asked for does not make later decorrelated delays longer`() throws {
        let backoff = Backoff.decorrelated(base: .nanoseconds(10), cap: .seconds(1))
        let policy = try RetryPolicy(RetryOptions(backoff: backoff, seed: 3))
        var call = policy.begin(isIdempotent: true)
        let first = policy.next(after: .failure, retryAfterNanoseconds: 1_000_000, of: &call)
        #expect(first.delayNanoseconds >= 1_000_000)
        let second = policy.next(after: .failure, retryAfterNanoseconds: nil, of: &call)
        #expect(second.delayNanoseconds <= 90)
    }
}
