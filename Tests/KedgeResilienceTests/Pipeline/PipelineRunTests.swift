import KedgeCore
import KedgeResilience
import Synchronization
import Testing

@Suite struct PipelineRunTests {
    private struct Trouble: Error, Equatable {
        var number = 0
    }

    private static func pipeline(_ more: [PipelineLayer] = [], attempts: Int = 3) throws -> Pipeline {
        let retry = try RetryPolicy(
            RetryOptions(maximumAttempts: attempts, backoff: .constant(.microseconds(100), jitter: .none)))
        return try Pipeline(more + [.retry(retry)])
    }

    @Test func `attempts are numbered, and the last error comes out`() async throws {
        let pipeline = try Self.pipeline()
        #expect(try blocking { try pipeline.run(isIdempotent: true) { $0.number } } == 1)
        #expect(
            try blocking {
                try pipeline.run(isIdempotent: true) { attempt in
                    if attempt.number < 3 { throw Trouble(number: attempt.number) }
                    return attempt.number
                }
            } == 3)
        #expect(throws: Trouble(number: 3)) {
            try blocking { try pipeline.run(isIdempotent: true) { throw Trouble(number: $0.number) } }
        }
        await #expect(throws: Trouble(number: 3)) {
            try await pipeline.run(isIdempotent: true) { attempt async throws in throw Trouble(number: attempt.number) }
        }
        #expect(try await pipeline.run(isIdempotent: true) { attempt async in attempt.number } == 1)
        // A value can be a failure, and the last one is given back.
        #expect(
            try await pipeline.run(isIdempotent: true, isFailure: { $0 < 2 }) { attempt async in attempt.number } == 2)
        #expect(
            try await pipeline.run(isIdempotent: true, isFailure: { _ in true }) { attempt async in attempt.number }
                == 3)
    }

    @Test func `the error of the layer that decided comes out`() async throws {
        let breaker = try Breaker(BreakerOptions(consecutiveFailures: 1))
        breaker.change(to: .forcedOpen)
        let open = try Pipeline([.breaker(breaker)])
        await #expect(throws: BreakerError.forcedOpen) { try await open.run(isIdempotent: true) { _ async in 1 } }
        #expect(throws: BreakerError.forcedOpen) { try blocking { try open.run(isIdempotent: true) { _ in 1 } } }

        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 1))
        let full = try Pipeline([.bulkhead(bulkhead)])
        let place = bulkhead.tryAcquire()
        await #expect(throws: BulkheadError.full) { try await full.run(isIdempotent: true) { _ async in 1 } }
        place?.release()

        let limiter = try RateLimiter(.gcra(count: 1, per: .seconds(3_600), burst: 1))
        let limited = try Pipeline([.rateLimiter(limiter)])
        #expect(try await limited.run(isIdempotent: true) { _ async in 1 } == 1)
        await #expect(throws: RateWaitError.self) { try await limited.run(isIdempotent: true) { _ async in 1 } }

        let late = try Pipeline([.deadline(.milliseconds(20))])
        await #expect(throws: DeadlineError.exceeded) {
            try await late.run(isIdempotent: true) { _ async throws in try await Task.sleep(for: .seconds(60)) }
        }
        #expect(late.snapshot.layers[0].decided == 1)
    }

    @Test func `a fallback is given the error, and answers or throws`() async throws {
        let pipeline = try Pipeline([.fallback])
        #expect(
            try await pipeline.run(
                isIdempotent: true, fallback: { error in (error as? Trouble)?.number ?? 0 },
                { _ async throws in throw Trouble(number: 7) }) == 7)
        #expect(
            try blocking {
                try pipeline.run(
                    isIdempotent: true, fallback: { error in (error as? Trouble)?.number ?? 0 },
                    { _ in throw Trouble(number: 8) })
            } == 8)
        await #expect(throws: Trouble(number: 2)) {
            try await pipeline.run(
                isIdempotent: true, fallback: { _ -> Int in throw Trouble(number: 2) },
                { _ async throws in throw Trouble(number: 1) })
        }
        // Without one the error comes out.
        await #expect(throws: Trouble(number: 1)) {
            try await pipeline.run(isIdempotent: true) { _ async throws -> Int in throw Trouble(number: 1) }
        }
        // Who cancels wants no answer.
        await #expect(throws: CancellationError.self) {
            try await pipeline.run(isIdempotent: true, fallback: { _ in 5 }) { _ async throws in
                throw CancellationError()
            }
        }
    }

    @Test func `the deadline of an attempt is handed to it`() async throws {
        let pipeline = try Pipeline([.deadline(.seconds(3_600)), .attemptDeadline(.seconds(600))])
        let left = try await pipeline.run(isIdempotent: true) { attempt async in
            (attempt.deadline.remaining ?? .zero, Deadline.current.remaining ?? .zero)
        }
        #expect(left.0 > .seconds(1) && left.0 <= .seconds(600))
        #expect(left.1 > .seconds(1) && left.1 <= .seconds(600))
        // One around the whole counts too.
        let outer = try await withDeadline(.seconds(300)) {
            try await pipeline.run(isIdempotent: true) { attempt async in attempt.deadline.remaining ?? .zero }
        }
        #expect(outer <= .seconds(300))
        let none = try Pipeline([.fallback])
        #expect(try await none.run(isIdempotent: true) { attempt async in attempt.deadline.isNever })
    }

    @Test func `tasks queue for a place, and a cancelled one leaves the queue`() async throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 1, maximumWaiting: 10, maximumWait: .seconds(600)))
        let pipeline = try Pipeline([.deadline(.seconds(600)), .bulkhead(bulkhead)])
        let place = bulkhead.tryAcquire()
        let queued = (0..<5).map { number in
            Task { try await pipeline.run(isIdempotent: true) { _ async in number } }
        }
        while bulkhead.snapshot.waiting < 5 { await Task.yield() }
        queued[2].cancel()
        await #expect(throws: CancellationError.self) { try await queued[2].value }
        #expect(bulkhead.snapshot.waiting == 4)
        place?.release()
        for (number, task) in queued.enumerated() where number != 2 { #expect(try await task.value == number) }
        #expect(bulkhead.snapshot.callsUnderWay == 0 && bulkhead.snapshot.waiting == 0)
    }

    @Test func `nothing is lost when calls are cancelled, time out and end at random`() async throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 3, maximumWaiting: 1_000, maximumWait: .seconds(600)))
        var options = BreakerOptions()
        options.failureRate = 100
        let breaker = try Breaker(options)
        let retry = try RetryPolicy(
            RetryOptions(maximumAttempts: 3, backoff: .constant(.microseconds(50), jitter: .full)))
        let pipeline = try Pipeline([
            .deadline(.milliseconds(40)), .bulkhead(bulkhead), .retry(retry), .breaker(breaker),
            .attemptDeadline(.milliseconds(5)),
        ])
        let crowd = Attempts()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let task = Task {
                        try await pipeline.run(isIdempotent: true) { attempt async throws in
                            crowd.enter()
                            defer { crowd.leave() }
                            try await Task.sleep(for: .microseconds(number % 7 * 1_000))
                            if (number &+ attempt.number) % 5 == 0 { throw Trouble() }
                        }
                    }
                    if number % 3 == 0 {
                        try? await Task.sleep(for: .microseconds(number * 37 % 900))
                        task.cancel()
                    }
                    _ = await task.result
                }
            }
        }
        #expect(crowd.most.load(ordering: .relaxed) <= 3)
        #expect(crowd.underWay.load(ordering: .relaxed) == 0)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        #expect(bulkhead.snapshot.waiting == 0 && bulkhead.snapshot.granted == 0)
        #expect(pipeline.snapshot.calls == 300)
    }

    /// How many attempts are under way at once.
    private final class Attempts: Sendable {
        let underWay = Atomic<Int>(0)
        let most = Atomic<Int>(0)

        func enter() {
            let now = underWay.add(1, ordering: .sequentiallyConsistent).newValue
            most.max(now, ordering: .sequentiallyConsistent)
        }

        func leave() { underWay.subtract(1, ordering: .sequentiallyConsistent) }
    }

    /// Calls what blocks its thread, which tasks may not.
    private func blocking<Value>(_ body: () throws -> Value) rethrows -> Value { try body() }
}
