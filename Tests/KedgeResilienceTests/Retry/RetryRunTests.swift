import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RetryRunTests {
    private static func policy(_ attempts: Int = 3, retryAfterLimit: Duration = .seconds(60)) throws -> RetryPolicy {
        try RetryPolicy(
            RetryOptions(
                maximumAttempts: attempts, backoff: RetryTesting.constant, retryAfterLimit: retryAfterLimit))
    }

    @Test func `a call that succeeds in the end gives its value, and knows the number of each attempt`() throws {
        let sleeps = SleepRecord()
        var attempts: [Int] = []
        let value = try Self.policy().run(isIdempotent: true, kind: { RetryFailure.Kind($0) }, sleep: sleeps.add) {
            attempts.append($0)
            if $0 < 3 { throw PlainFailure() }
            return "answer"
        }
        #expect(value == "answer")
        #expect(attempts == [1, 2, 3])
        #expect(sleeps.nanoseconds == [10_000_000, 10_000_000])
    }

    @Test func `a call that fails each time throws its last error`() throws {
        let sleeps = SleepRecord()
        #expect(throws: PlainFailure(number: 3)) {
            try Self.policy().run(isIdempotent: true, kind: { RetryFailure.Kind($0) }, sleep: sleeps.add) {
                throw PlainFailure(number: $0)
            }
        }
        #expect(sleeps.nanoseconds.count == 2)
    }

    @Test func `an error that says when to come back is obeyed`() throws {
        let sleeps = SleepRecord()
        let value = try Self.policy().run(isIdempotent: true, kind: { RetryFailure.Kind($0) }, sleep: sleeps.add) {
            if $0 == 1 { throw ServiceFailure(retryAfter: .seconds(4)) }
            return $0
        }
        #expect(value == 2)
        #expect(sleeps.nanoseconds == [4_000_000_000])
    }

    @Test func `the caller's word on an error counts, but for cancellation`() throws {
        let attempts = Tally()
        #expect(throws: PlainFailure.self) {
            try Self.policy().run(isIdempotent: true, kind: { _ in .permanent }) { _ in
                attempts.add()
                throw PlainFailure()
            }
        }
        #expect(throws: CancellationError.self) {
            try Self.policy().run(isIdempotent: true, kind: { _ in .failure }) { _ in
                attempts.add()
                throw CancellationError()
            }
        }
        #expect(attempts.count == 2)
    }

    @Test func `no delay begins that would end after the current deadline`() throws {
        let clock = ManualClock()
        let attempts = Tally()
        #expect(throws: PlainFailure.self) {
            try withDeadline(.milliseconds(9), clock: clock) {
                try Self.policy().run(isIdempotent: true) { _ in
                    attempts.add()
                    throw PlainFailure()
                }
            }
        }
        #expect(attempts.count == 1)
    }

    @Test func `a thread really sleeps between attempts`() throws {
        let start = SystemClock().nanoseconds
        let policy = try RetryPolicy(RetryOptions(backoff: .constant(.milliseconds(2), jitter: .none)))
        #expect(throws: PlainFailure.self) { try policy.run(isIdempotent: true) { _ in throw PlainFailure() } }
        #expect(SystemClock().nanoseconds - start >= 4_000_000)
    }

    @Test func `a task is suspended between attempts`() async throws {
        let sleeps = SleepRecord()
        let value = try await Self.policy().run(
            isIdempotent: true, kind: { RetryFailure.Kind($0) }, sleep: { sleeps.add($0) }
        ) { attempt async throws in
            await Task.yield()
            if attempt < 3 { throw PlainFailure() }
            return attempt
        }
        #expect(value == 3)
        #expect(sleeps.nanoseconds == [10_000_000, 10_000_000])

        let start = SystemClock().nanoseconds
        let policy = try RetryPolicy(RetryOptions(backoff: .constant(.milliseconds(2), jitter: .none)))
        await #expect(throws: PlainFailure.self) {
            try await policy.run(isIdempotent: true) { _ async throws in throw PlainFailure() }
        }
        #expect(SystemClock().nanoseconds - start >= 4_000_000)
    }

    @Test(.timeLimit(.minutes(5))) func `cancellation ends a delay at once, and there is no further attempt`()
        async throws
    {
        let (failures, failed) = AsyncStream<Void>.makeStream()
        let policy = try RetryPolicy(RetryOptions(backoff: .constant(.seconds(86_400), jitter: .none)))
        let attempts = Tally()
        let task = Task {
            try await policy.run(isIdempotent: true) { _ async throws in
                attempts.add()
                failed.yield()
                throw PlainFailure()
            }
        }
        for await _ in failures { break }
        task.cancel()
        let result = await task.result
        #expect(throws: (any Error).self) { try result.get() }
        #expect(attempts.count == 1)
    }

    @Test(.timeLimit(.minutes(5))) func `an error of a task that was cancelled is not retried, whatever it is`()
        async throws
    {
        let policy = try Self.policy()
        let attempts = Tally()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await policy.run(isIdempotent: true, kind: { _ in .failure }) { _ async throws in
                attempts.add()
                throw PlainFailure()
            }
        }
        task.cancel()
        let result = await task.result
        #expect(throws: PlainFailure.self) { try result.get() }
        #expect(attempts.count == 1)
    }
}
