import KedgeCore
import KedgeResilience
import Testing

@Suite struct PipelineTests {
    private let clock = ManualClock(nanoseconds: 1_000_000)

    @Test func `layers stand in the recommended order, or as they are given`() throws {
        let breaker = try Layers.breaker(3, clock)
        let retry = try Layers.retry(3, clock)
        let limiter = try RateLimiter(.gcra(count: 1, per: .seconds(1), burst: 1), clock: clock)
        let bulkhead = try Bulkhead(clock: clock)
        let failover = try Failover([FailoverTarget(name: "a")])
        let layers: [PipelineLayer] = [
            .attemptDeadline(.seconds(1)), .breaker(breaker), .failover(failover), .retry(retry), .bulkhead(bulkhead),
            .rateLimiter(limiter), .deadline(.seconds(2)), .fallback,
        ]
        #expect(
            try Pipeline(layers).description
                == "fallback > deadline 2.0 seconds > rate limiter > bulkhead > retry > failover > breaker > attempt deadline 1.0 seconds"
        )
        #expect(
            try Pipeline(layers, order: .asGiven).description
                == "attempt deadline 1.0 seconds > breaker > failover > retry > bulkhead > rate limiter > deadline 2.0 seconds > fallback"
        )
    }

    @Test func `pipelines that cannot be are refused`() throws {
        let breaker = try Layers.breaker(3, clock)
        #expect(throws: PolicyError("layers", "1 to 8")) { try Pipeline([]) }
        #expect(throws: PolicyError("layers", "1 to 8")) {
            try Pipeline([PipelineLayer](repeating: .breaker(breaker), count: 9))
        }
        #expect(throws: PolicyError("layers", "one fallback at most")) { try Pipeline([.fallback, .fallback]) }
        let failover = try Failover([FailoverTarget(name: "a")])
        #expect(throws: PolicyError("layers", "one failover at most")) {
            try Pipeline([.failover(failover), .failover(failover)])
        }
        for time in [Duration.zero, .seconds(-1), .seconds(Int64.max)] {
            #expect(throws: PolicyError("deadline", "1 ns to 365 days")) { try Pipeline([.deadline(time)]) }
            #expect(throws: PolicyError("deadline", "1 ns to 365 days")) { try Pipeline([.attemptDeadline(time)]) }
        }
        let limiter = try RateLimiter(.gcra(count: 1, per: .seconds(1), burst: 1))
        #expect(throws: PolicyError("maximum wait", "0 to 365 days")) {
            try Pipeline([.rateLimiter(limiter, maximumWait: .seconds(-1))])
        }
    }

    @Test func `a call that succeeds passes through all layers and leaves nothing behind`() throws {
        let breaker = try Layers.breaker(3, clock)
        let bulkhead = try Bulkhead(BulkheadOptions(maximumCalls: 1), clock: clock)
        let pipeline = try Pipeline(
            [
                .fallback, .deadline(.seconds(1)), .bulkhead(bulkhead), .retry(Layers.retry(3, clock)),
                .breaker(breaker), .attemptDeadline(.milliseconds(100)),
            ], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        for _ in 0..<5 {
            let ending = calls.call([.slow(.milliseconds(50))])
            #expect(ending.isSuccess && ending.cause == .call && ending.layer == PipelineEnding.noLayer)
        }
        #expect(calls.attempts == 5 && calls.waited == 0)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        #expect(breaker.snapshot.successes == 5)
        #expect(pipeline.snapshot.calls == 5 && pipeline.snapshot.successes == 5)
        #expect(pipeline.snapshot.layers.allSatisfy { $0.decided == 0 && $0.repeated == 0 })
    }

    @Test func `a failure is tried again after its delay, and the breaker sees each attempt`() throws {
        let breaker = try Layers.breaker(5, clock)
        let pipeline = try Pipeline([.retry(Layers.retry(3, clock)), .breaker(breaker)], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        #expect(calls.call([.failure, .failure, .success]).isSuccess)
        #expect(calls.attempts == 3 && calls.waited == .milliseconds(20))
        #expect(breaker.snapshot.failures == 2 && breaker.snapshot.successes == 1)
        #expect(pipeline.snapshot.layers[0].repeated == 2)

        let ending = calls.call([.failure])
        #expect(!ending.isSuccess && ending.cause == .call)
        #expect(RetryStop(rawValue: ending.stop) == .attemptsUsed)
        #expect(calls.attempts == 6)
    }

    @Test func `what a breaker rejects is not tried again, and says when to come back`() throws {
        let breaker = try Layers.breaker(2, clock)
        let pipeline = try Pipeline([.retry(Layers.retry(5, clock)), .breaker(breaker)], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        // The second failure opens it, and the third attempt does not pass.
        let ending = calls.call([.failure])
        #expect(calls.attempts == 2)
        #expect(ending.cause == .circuitOpen && ending.layer == 1)
        #expect(ending.retryAfter == .milliseconds(990))
        #expect(RetryStop(rawValue: ending.stop) == .openCircuit)
        #expect(pipeline.snapshot.layers[1].decided == 1)
        #expect(breaker.snapshot.rejected == 1)
    }

    @Test func `calls that may not be made twice are not, and permanent failures are not tried again`() throws {
        let pipeline = try Pipeline([.retry(Layers.retry(5, clock))], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        #expect(RetryStop(rawValue: calls.call(isIdempotent: false, [.failure]).stop) == .notIdempotent)
        #expect(RetryStop(rawValue: calls.call([.permanent]).stop) == .notRetryable)
        #expect(calls.attempts == 2)
        // What the service asks for is waited for.
        #expect(calls.call([.retryAfter(.milliseconds(300)), .success]).isSuccess)
        #expect(calls.waited == .milliseconds(300))
    }

    @Test func `an attempt whose time is over is a failure and tried again, until the whole time is over`() throws {
        let breaker = try Layers.breaker(10, clock)
        let pipeline = try Pipeline(
            [
                .deadline(.milliseconds(250)), .retry(Layers.retry(9, clock)), .breaker(breaker),
                .attemptDeadline(.milliseconds(100)),
            ], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        let ending = calls.call([.slow(.milliseconds(500))])
        // 100, 10, 100, 10, and 30 that are left.
        #expect(calls.attempts == 3)
        #expect(clock.nanoseconds == 1_000_000 + .milliseconds(250))
        #expect(ending.cause == .deadlineExceeded && ending.layer == 0)
        #expect(breaker.snapshot.failures == 3)
        #expect(pipeline.snapshot.layers[0].decided == 1)
        #expect(pipeline.snapshot.layers[3].decided == 0)

        let single = try Pipeline([.attemptDeadline(.milliseconds(5))], clock: clock)
        var others = ManualCalls(single, clock)
        #expect(others.call([.slow(.milliseconds(5))]).layer == 0)
        #expect(others.call([.slow(.milliseconds(4))]).isSuccess)
    }

    @Test func `no delay begins that would end after the deadline`() throws {
        let pipeline = try Pipeline(
            [.deadline(.milliseconds(25)), .retry(Layers.retry(9, clock))], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        let ending = calls.call([.failure])
        #expect(calls.attempts == 3)
        #expect(RetryStop(rawValue: ending.stop) == .timeUsed && ending.cause == .call)
    }

    @Test func `a rate limiter has a call wait for its turn, or rejects it`() throws {
        let limiter = try RateLimiter(.gcra(count: 10, per: .seconds(1), burst: 1), clock: clock)
        let patient = try Pipeline([.rateLimiter(limiter, maximumWait: .milliseconds(150))], clock: clock)
        let hasty = try Pipeline([.rateLimiter(limiter)], clock: clock)
        var calls = ManualCalls(patient, clock)
        #expect(calls.call([.success]).isSuccess)
        #expect(calls.call([.success]).isSuccess)
        #expect(calls.waited == .milliseconds(100))
        var others = ManualCalls(hasty, clock)
        let ending = others.call([.success])
        #expect(ending.cause == .rateLimited && ending.retryAfter == .milliseconds(100))
        #expect(others.attempts == 0)
    }

    @Test func `a bulkhead has a call queue for a place, until its time is over`() throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 1, maximumWaiting: 1, maximumWait: .milliseconds(200)), clock: clock)
        let pipeline = try Pipeline([.bulkhead(bulkhead)], clock: clock)
        let hasty = try Pipeline([.deadline(.milliseconds(50)), .bulkhead(bulkhead)], clock: clock)
        var first = PipelineCall()
        var second = PipelineCall()
        var third = PipelineCall()
        for _ in 0..<1 { pipeline.begin(&first, isIdempotent: true) }
        #expect(pipeline.advance(&first) == .attempt(nanosecondsLeft: .max))
        pipeline.begin(&second, isIdempotent: true)
        #expect(pipeline.advance(&second) == .queue(nanoseconds: .milliseconds(200)))
        pipeline.begin(&third, isIdempotent: true)
        #expect(pipeline.advance(&third) == .ended)
        #expect(third.ending.cause == .bulkheadFull)

        pipeline.report(&first, isSuccess: true, outcome: .success)
        #expect(pipeline.advance(&first) == .ended)
        #expect(pipeline.advance(&second) == .attempt(nanosecondsLeft: .max))

        // The second has the place: others wait for as long as they may.
        pipeline.begin(&third, isIdempotent: true)
        #expect(pipeline.advance(&third) == .queue(nanoseconds: .milliseconds(200)))
        clock.advance(nanoseconds: .milliseconds(200))
        #expect(pipeline.advance(&third) == .ended)
        #expect(third.ending.cause == .bulkheadTimedOut)
        hasty.begin(&third, isIdempotent: true)
        #expect(hasty.advance(&third) == .queue(nanoseconds: .milliseconds(50)))
        clock.advance(nanoseconds: .milliseconds(50))
        #expect(hasty.advance(&third) == .ended)
        #expect(third.ending.cause == .deadlineExceeded && third.ending.layer == 0)
        #expect(bulkhead.snapshot.waiting == 0)
        pipeline.cancel(&second)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `a call that is cancelled gives back all it holds, wherever it stands`() throws {
        let breaker = try Layers.breaker(1, clock)
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 1, maximumWaiting: 1, maximumWait: .seconds(1)), clock: clock)
        let limiter = try RateLimiter(.slidingWindow(count: 1, per: .seconds(1)), clock: clock)
        let pipeline = try Pipeline(
            [
                .rateLimiter(limiter, maximumWait: .seconds(5)), .bulkhead(bulkhead), .retry(Layers.retry(3, clock)),
                .breaker(breaker),
            ], clock: clock)
        var call = PipelineCall()
        pipeline.begin(&call, isIdempotent: true)
        #expect(pipeline.advance(&call) == .attempt(nanosecondsLeft: .max))
        var waiting = PipelineCall()
        pipeline.begin(&waiting, isIdempotent: true)
        #expect(pipeline.advance(&waiting) == .wait(nanoseconds: 1_000_000_000))
        pipeline.cancel(&waiting)
        #expect(waiting.ending.cause == .cancelled)
        // Its turn is free again.
        pipeline.begin(&waiting, isIdempotent: true)
        #expect(pipeline.advance(&waiting) == .wait(nanoseconds: 1_000_000_000))
        clock.advance(nanoseconds: 1_000_000_000)
        if case .queue = pipeline.advance(&waiting) {} else { Issue.record("it does not queue") }
        #expect(bulkhead.snapshot.waiting == 1)
        pipeline.cancel(&waiting)
        #expect(bulkhead.snapshot.waiting == 0 && bulkhead.snapshot.callsUnderWay == 1)
        pipeline.cancel(&call)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        #expect(breaker.snapshot.ignored == 1 && breaker.state == .closed)
        // In the delay of a retry.
        breaker.reset()
        clock.advance(nanoseconds: 5_000_000_000)
        let delayed = try Pipeline([.bulkhead(bulkhead), .retry(Layers.retry(3, clock))], clock: clock)
        delayed.begin(&call, isIdempotent: true)
        #expect(delayed.advance(&call) == .attempt(nanosecondsLeft: .max))
        delayed.report(&call, isSuccess: false, outcome: .failure)
        #expect(delayed.advance(&call) == .wait(nanoseconds: .milliseconds(10)))
        delayed.cancel(&call)
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        #expect(delayed.advance(&call) == .ended)
    }

    @Test func `a failover goes on to the next target, and a retry tries the list again`() throws {
        let breakers = [try Layers.breaker(2, clock), try Layers.breaker(2, clock)]
        let failover = try Failover(breakers.map { FailoverTarget(name: "target", breaker: $0) })
        let pipeline = try Pipeline([.retry(Layers.retry(2, clock)), .failover(failover)], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        #expect(calls.call([.failure, .success]).isSuccess)
        #expect(failover.snapshots.map(\.saved) == [0, 1])
        // Both fail, which opens the first; then the second fails again, which opens that too.
        #expect(calls.call([.failure]).cause == .call)
        #expect(calls.attempts == 5)
        #expect(breakers.map(\.state) == [.open, .open])
        let ending = calls.call([.success])
        #expect(ending.cause == .noTarget && ending.layer == 1 && RetryStop(rawValue: ending.stop) == .openCircuit)
        // A failure that says nothing about the target ends the call there.
        breakers.forEach { $0.reset() }
        calls.attempts = 0
        #expect(calls.call([.permanent]).cause == .call)
        #expect(calls.attempts == 1)
    }

    @Test func `a fallback answers for what failed, and metrics tell which layer decided`() throws {
        let breaker = try Layers.breaker(1, clock)
        let pipeline = try Pipeline([.fallback, .breaker(breaker)], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        var ending = calls.call([.failure], fallback: true)
        #expect(ending.isSuccess && ending.cause == .fallback && ending.layer == 0)
        ending = calls.call([.success], fallback: true)
        #expect(ending.isSuccess && ending.cause == .fallback)
        #expect(calls.attempts == 1)
        ending = calls.call([.success], fallback: false)
        #expect(!ending.isSuccess && ending.cause == .fallback)
        #expect(pipeline.snapshot.calls == 3 && pipeline.snapshot.successes == 2)
        #expect(pipeline.snapshot.layers.map(\.decided) == [3, 0])
    }

    @Test func `a call that may not be made twice goes to one target`() throws {
        let breaker = try Layers.breaker(1, clock)
        let failover = try Failover([FailoverTarget(name: "a", breaker: breaker), FailoverTarget(name: "b")])
        let pipeline = try Pipeline([.retry(Layers.retry(3, clock)), .failover(failover)], clock: clock)
        var calls = ManualCalls(pipeline, clock)
        #expect(calls.call(isIdempotent: false, [.failure, .success]).cause == .call)
        #expect(calls.attempts == 1)
        // Nothing is sent to a target whose breaker rejects it.
        #expect(calls.call(isIdempotent: false, [.success]).isSuccess)
        #expect(failover.snapshots.map(\.calls) == [1, 1])
    }

    @Test func `a half-open breaker that rejects is told from an open one`() async throws {
        let breaker = try Layers.breaker(1, clock)
        breaker.change(to: .halfOpen)
        let probe = try breaker.acquire()
        let pipeline = try Pipeline([.breaker(breaker)], clock: clock)
        await #expect(throws: BreakerError.halfOpen(retryAfter: .seconds(30))) {
            try await pipeline.run(isIdempotent: true) { _ async in 1 }
        }
        probe.succeed()
    }

    @Test func `the deadline of the caller is no layer's, and without one a time that is over is a failure`() throws {
        let pipeline = try Pipeline([.retry(Layers.retry(2, clock))], clock: clock)
        var call = PipelineCall()
        pipeline.begin(&call, isIdempotent: true, deadline: clock.nanoseconds)
        #expect(pipeline.advance(&call) == .ended)
        #expect(call.ending.cause == .deadlineExceeded && call.ending.layer == PipelineEnding.noLayer)

        pipeline.begin(&call, isIdempotent: true)
        #expect(pipeline.advance(&call) == .attempt(nanosecondsLeft: .max))
        pipeline.report(&call, isSuccess: false, outcome: .failure, kind: .deadline)
        #expect(pipeline.advance(&call) == .wait(nanoseconds: .milliseconds(10)))
        pipeline.cancel(&call)
        // At the end of a clock's range a deadline is none that never comes.
        let late = try Pipeline([.deadline(.seconds(1))], clock: ManualClock(nanoseconds: .max - 1_000))
        late.begin(&call, isIdempotent: true)
        #expect(late.advance(&call) == .attempt(nanosecondsLeft: 999))
    }

    @Test func `a bulkhead counts each call that it refuses once, and none that waits`() throws {
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 1, maximumWaiting: 1, maximumWait: .seconds(1)), clock: clock)
        let pipeline = try Pipeline([.bulkhead(bulkhead)], clock: clock)
        var calls = [PipelineCall](repeating: PipelineCall(), count: 3)
        for index in calls.indices {
            pipeline.begin(&calls[index], isIdempotent: true)
            _ = pipeline.advance(&calls[index])
        }
        #expect(calls[2].ending.cause == .bulkheadFull)
        #expect(bulkhead.snapshot.refused == 1)
        for index in calls.indices { pipeline.cancel(&calls[index]) }
        #expect(bulkhead.snapshot.callsUnderWay == 0)
    }

    @Test func `memory that was written over by its caller traps nowhere`() throws {
        let failover = try Failover([FailoverTarget(name: "a", breaker: Layers.breaker(2, clock))])
        let bulkhead = try Bulkhead(
            BulkheadOptions(maximumCalls: 2, maximumWaiting: 2, maximumWait: .seconds(1)), clock: clock)
        let limiter = try RateLimiter(.slidingWindow(count: 3, per: .seconds(1)), clock: clock)
        let pipeline = try Pipeline(
            [
                .fallback, .deadline(.seconds(1)), .rateLimiter(limiter, maximumWait: .seconds(1)),
                .bulkhead(bulkhead), .retry(Layers.retry(3, clock)), .failover(failover),
                .breaker(Layers.breaker(2, clock)), .attemptDeadline(.milliseconds(5)),
            ], clock: clock)
        var random = Numbers(state: 7)
        for round in 0..<3_000 {
            var call = PipelineCall()
            if round % 2 == 0 {
                pipeline.begin(&call, isIdempotent: true)
                _ = pipeline.advance(&call)
            }
            for _ in 0..<8 {
                withUnsafeMutableBytes(of: &call) { bytes in
                    for _ in 0..<random.below(6) {
                        // Small numbers are phases and positions.
                        bytes[Int(random.below(UInt64(bytes.count)))] = UInt8(random.below(round % 3 == 0 ? 9 : 256))
                    }
                }
                switch random.below(5) {
                case 0:
                    let kind = RetryFailure.Kind.allCases[Int(random.below(5))]
                    pipeline.report(&call, isSuccess: random.below(2) == 0, outcome: .failure, kind: kind)
                case 1: pipeline.cancel(&call)
                case 2: pipeline.block(&call, nanoseconds: 1)
                default: _ = pipeline.advance(&call)
                }
                clock.advance(nanoseconds: random.below(2_000_000))
            }
        }
    }
}
