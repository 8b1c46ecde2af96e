import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RetryDecisionTests {
    private static let delay = Duration.milliseconds(10)

    /// What follows the first failure.
    private func decision(
        _ kind: RetryFailure.Kind, isIdempotent: Bool = true, _ change: (inout RetryOptions) -> Void = { _ in }
    ) throws -> RetryDecision {
        var options = RetryOptions(backoff: RetryTesting.constant)
        change(&options)
        let policy = try RetryPolicy(options)
        var call = policy.begin(isIdempotent: isIdempotent)
        return policy.next(after: RetryFailure(kind), of: &call)
    }

    @Test func `a failure is retried until the attempts are used, the first one counted`() throws {
        let policy = try RetryPolicy(RetryOptions(maximumAttempts: 3, backoff: RetryTesting.constant))
        var call = policy.begin(isIdempotent: true)
        #expect(call.failedAttempts == 0)
        #expect(policy.next(after: RetryFailure(), of: &call) == .retry(after: Self.delay))
        #expect(policy.next(after: RetryFailure(), of: &call) == .retry(after: Self.delay))
        #expect(policy.next(after: RetryFailure(), of: &call) == .stop(.attemptsUsed))
        #expect(policy.next(after: RetryFailure(), of: &call) == .stop(.attemptsUsed))
        #expect(call.failedAttempts == 4)
    }

    @Test func `a policy of one attempt retries nothing`() throws {
        #expect(try decision(.failure) { $0.maximumAttempts = 1 } == .stop(.attemptsUsed))
    }

    @Test func `permanent failures and cancellation are never retried, whatever the options`() throws {
        for kind in [RetryFailure.Kind.permanent, .cancelled] {
            let decision = try decision(kind) {
                $0.retriesOpenCircuits = true
                $0.retriesNonIdempotent = true
            }
            #expect(decision == .stop(.notRetryable))
        }
    }

    @Test func `a deadline that is over ends the retries`() throws {
        #expect(try decision(.deadline) == .stop(.timeUsed))
    }

    @Test func `an open circuit is retried only where that is asked for`() throws {
        #expect(try decision(.openCircuit) == .stop(.openCircuit))
        #expect(try decision(.openCircuit) { $0.retriesOpenCircuits = true } == .retry(after: Self.delay))
    }

    @Test func `a call that may not be made twice is retried only where that is asked for, or nothing was sent`() throws
    {
        #expect(try decision(.failure, isIdempotent: false) == .stop(.notIdempotent))
        #expect(
            try decision(.failure, isIdempotent: false) { $0.retriesNonIdempotent = true } == .retry(after: Self.delay))
        #expect(
            try decision(.openCircuit, isIdempotent: false) { $0.retriesOpenCircuits = true }
                == .retry(after: Self.delay))
    }

    @Test func `a service that asks for more time than the limit ends the retries`() throws {
        let policy = try RetryPolicy(RetryOptions(backoff: RetryTesting.constant, retryAfterLimit: .seconds(5)))
        for (retryAfter, expected) in [
            (Duration.seconds(5), RetryDecision.retry(after: .seconds(5))),
            (.seconds(5) + .nanoseconds(1), .stop(.retryAfterTooLong)),
            (.seconds(Int64.max), .stop(.retryAfterTooLong)),
            (.zero, .retry(after: Self.delay)), (.seconds(-7), .retry(after: Self.delay)),
        ] {
            var call = policy.begin(isIdempotent: true)
            #expect(policy.next(after: RetryFailure(.failure, retryAfter: retryAfter), of: &call) == expected)
        }
    }

    @Test func `a delay that would end after the total time is not begun`() throws {
        let clock = ManualClock(nanoseconds: 1_000)
        let policy = try RetryPolicy(
            RetryOptions(maximumAttempts: 100, maximumTime: .milliseconds(25), backoff: RetryTesting.constant),
            clock: clock)
        var call = policy.begin(isIdempotent: true)
        clock.advance(nanoseconds: 15_000_000)
        #expect(policy.next(after: RetryFailure(), of: &call) == .retry(after: Self.delay))
        clock.advance(nanoseconds: 1)
        #expect(policy.next(after: RetryFailure(), of: &call) == .stop(.timeUsed))
    }

    @Test func `a clock that goes back or to its end does no harm`() throws {
        let clock = ManualClock(nanoseconds: 1_000)
        let policy = try RetryPolicy(
            RetryOptions(maximumTime: .milliseconds(25), backoff: RetryTesting.constant), clock: clock)
        var call = policy.begin(isIdempotent: true)
        clock.advance(nanoseconds: .max)
        #expect(clock.nanoseconds == 999)
        #expect(policy.next(after: RetryFailure(), of: &call) == .retry(after: Self.delay))
        clock.advance(nanoseconds: .max - 999)
        #expect(policy.next(after: RetryFailure(), of: &call) == .stop(.timeUsed))
    }

    @Test func `a delay longer than the time left is not begun`() throws {
        let policy = try RetryPolicy(RetryOptions(backoff: RetryTesting.constant))
        for (left, expected) in [
            (Self.delay, RetryDecision.retry(after: Self.delay)), (Self.delay - .nanoseconds(1), .stop(.timeUsed)),
            (.seconds(-1), .stop(.timeUsed)),
        ] {
            var call = policy.begin(isIdempotent: true)
            #expect(policy.next(after: RetryFailure(), of: &call, timeLeft: left) == expected)
        }
    }

    @Test func `only retries that everything else allows use the budget up`() throws {
        let budget = try RetryBudget(share: 0, floorPerSecond: 1, window: .seconds(1), clock: ManualClock())
        let policy = try RetryPolicy(RetryOptions(maximumAttempts: 2, backoff: RetryTesting.constant, budget: budget))
        var call = policy.begin(isIdempotent: true)
        for kind in [RetryFailure.Kind.permanent, .openCircuit, .cancelled, .deadline] {
            var other = policy.begin(isIdempotent: true)
            _ = policy.next(after: RetryFailure(kind), of: &other)
        }
        var hurried = policy.begin(isIdempotent: true)
        #expect(policy.next(after: RetryFailure(), of: &hurried, timeLeft: .zero) == .stop(.timeUsed))
        #expect(policy.next(after: RetryFailure(), of: &call) == .retry(after: Self.delay))
        #expect(policy.next(after: RetryFailure(), of: &call) == .stop(.attemptsUsed))
        var last = policy.begin(isIdempotent: true)
        #expect(policy.next(after: RetryFailure(), of: &last) == .stop(.budgetUsed))
        #expect(budget.counts == (7, 1))
    }

    @Test func `whatever words a caller kept, a decision is made`() throws {
        let clock = ManualClock(nanoseconds: 5)
        var random = SeededGenerator(seed: 9)
        let ends: [UInt64] = [0, 1, .max, .max - 1, 1 << 63]
        let backoffs: [Backoff] = [
            .decorrelated(base: .seconds(1), cap: .seconds(365 * 86_400)),
            .exponential(base: .seconds(86_400), factor: 1_000, cap: .seconds(365 * 86_400)),
        ]
        for backoff in backoffs {
            let policy = try RetryPolicy(
                RetryOptions(maximumAttempts: 1_000, maximumTime: .seconds(365 * 86_400), backoff: backoff),
                clock: clock)
            for _ in 0..<RetryTesting.tries(5_000) {
                var call = RetryCall(
                    attemptCount: UInt32(truncatingIfNeeded: ends.randomElement(using: &random) ?? 0),
                    isIdempotent: true, startedAt: ends.randomElement(using: &random) ?? 0,
                    previousDelay: ends.randomElement(using: &random) ?? 0)
                let count = call.attemptCount
                let step = policy.next(
                    after: .failure, retryAfterNanoseconds: ends.randomElement(using: &random), of: &call,
                    nanosecondsLeft: ends.randomElement(using: &random))
                #expect(step.stop == nil || step.delayNanoseconds == 0)
                #expect(call.attemptCount == (count == .max ? .max : count + 1))
            }
        }
    }

    @Test func `an error is of the kind that it says`() {
        #expect(RetryFailure.Kind(CancellationError()) == .cancelled)
        #expect(RetryFailure.Kind(PlainFailure()) == .failure)
        #expect(RetryFailure.Kind(DeadlineError.exceeded) == .failure)
        for kind in RetryFailure.Kind.allCases { #expect(RetryFailure.Kind(ServiceFailure(retryKind: kind)) == kind) }
    }
}
