import KedgeResilience
import Testing

@Suite struct RetryOptionsTests {
    private static let year = Duration.seconds(365 * 86_400)
    private static let refused: [(RetryOptions, String)] = [
        (RetryOptions(maximumAttempts: 0), "maximum attempts: 1 to 1,000"),
        (RetryOptions(maximumAttempts: -1), "maximum attempts: 1 to 1,000"),
        (RetryOptions(maximumAttempts: .max), "maximum attempts: 1 to 1,000"),
        (RetryOptions(maximumAttempts: 1_001), "maximum attempts: 1 to 1,000"),
        (RetryOptions(maximumTime: .zero), "maximum time: 1 ns to 365 days"),
        (RetryOptions(maximumTime: .seconds(-1)), "maximum time: 1 ns to 365 days"),
        (RetryOptions(maximumTime: year + .nanoseconds(1)), "maximum time: 1 ns to 365 days"),
        (RetryOptions(retryAfterLimit: .nanoseconds(-1)), "retry-after limit: 0 to 365 days"),
        (RetryOptions(retryAfterLimit: .seconds(Int64.max)), "retry-after limit: 0 to 365 days"),
        (RetryOptions(backoff: .constant(.zero)), "backoff delay: 1 ns to 365 days"),
        (RetryOptions(backoff: .constant(.seconds(-1))), "backoff delay: 1 ns to 365 days"),
        (RetryOptions(backoff: .constant(year + .seconds(1))), "backoff delay: 1 ns to 365 days"),
        (RetryOptions(backoff: .exponential(base: .zero, cap: .seconds(1))), "backoff base: 1 ns to 365 days"),
        (
            RetryOptions(backoff: .exponential(base: .seconds(1), cap: .seconds(Int64.max))),
            "backoff cap: 1 ns to 365 days"
        ),
        (RetryOptions(backoff: .exponential(base: .seconds(2), cap: .seconds(1))), "backoff cap: the base or more"),
        (RetryOptions(backoff: .decorrelated(base: .zero, cap: .seconds(1))), "backoff base: 1 ns to 365 days"),
        (RetryOptions(backoff: .decorrelated(base: .seconds(2), cap: .seconds(1))), "backoff cap: the base or more"),
    ]

    @Test func `options outside their ranges are refused by name`() {
        for (options, text) in Self.refused {
            let error = #expect(throws: PolicyError.self) { try RetryPolicy(options) }
            #expect(error?.description == text)
        }
    }

    @Test(arguments: [Double.nan, 0.999, 0, -1, 1_000.1, .infinity, -.infinity])
    func `a factor outside its range is refused by name`(_ factor: Double) {
        let options = RetryOptions(backoff: .exponential(base: .seconds(1), factor: factor, cap: .seconds(2)))
        let error = #expect(throws: PolicyError.self) { try RetryPolicy(options) }
        #expect(error?.description == "backoff factor: 1 to 1,000")
    }

    @Test(arguments: [Double.nan, -0.001, 1.001, .infinity])
    func `a share of jitter outside its range is refused by name`(_ share: Double) {
        let backoffs: [Backoff] = [
            .constant(.seconds(1), jitter: .share(share)),
            .exponential(base: .seconds(1), cap: .seconds(2), jitter: .share(share)),
        ]
        for backoff in backoffs {
            let error = #expect(throws: PolicyError.self) { try RetryPolicy(RetryOptions(backoff: backoff)) }
            #expect(error?.description == "jitter share: 0 to 1")
        }
    }

    @Test func `options at the ends of their ranges are taken`() throws {
        let year = Duration.seconds(365 * 86_400)
        _ = try RetryPolicy(
            RetryOptions(
                maximumAttempts: 1, maximumTime: .nanoseconds(1),
                backoff: .exponential(base: .nanoseconds(1), factor: 1, cap: .nanoseconds(1), jitter: .share(1)),
                retryAfterLimit: .zero))
        _ = try RetryPolicy(
            RetryOptions(
                maximumAttempts: 1_000, maximumTime: year,
                backoff: .exponential(base: year, factor: 1_000, cap: year, jitter: .share(0)), retryAfterLimit: year))
    }
}
