import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct WithDeadlineTests {
    /// Long enough to fail the test where nobody ends it.
    private static let hour = Duration.seconds(3_600)

    @Test func `work that does not suspend sees its limit, and gives its outcome however late`() throws {
        let clock = ManualClock()
        let value = try withDeadline(.seconds(2), clock: clock) {
            #expect(Deadline.current.remaining == .seconds(2))
            clock.advance(nanoseconds: 5_000_000_000)
            #expect(Deadline.current.isOver)
            return 7
        }
        #expect(value == 7)
        #expect(Deadline.current.isNever)
        #expect(throws: PlainFailure()) { try withDeadline(.seconds(2), clock: clock) { throw PlainFailure() } }
    }

    @Test func `work is not begun when the time is over`() async {
        let begun = Tally()
        #expect(throws: DeadlineError.exceeded) { try withDeadline(.zero) { begun.add() } }
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(.seconds(-1)) { () async throws in begun.add() }
        }
        #expect(begun.count == 0)
        #expect(DeadlineError.exceeded.description == "deadline exceeded")
    }

    @Test func `of nested limits the earlier one holds`() throws {
        let clock = ManualClock()
        try withDeadline(.seconds(2), clock: clock) {
            try withDeadline(.seconds(9), clock: clock) { #expect(Deadline.current.remaining == .seconds(2)) }
            try withDeadline(.seconds(1), clock: clock) { #expect(Deadline.current.remaining == .seconds(1)) }
            try withDeadline(.never) { #expect(Deadline.current.remaining == .seconds(2)) }
        }
    }

    @Test func `of nested limits of tasks the earlier one holds`() async throws {
        let clock = ManualClock()
        try await withDeadline(.seconds(2), clock: clock) {
            try await withDeadline(.seconds(9), clock: clock) { () async throws in
                #expect(Deadline.current.remaining == .seconds(2))
            }
        }
    }

    @Test func `work is cancelled when its time is over`() async {
        let clock = ManualClock()
        let cancelled = Tally()
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(.after(.seconds(2), clock: clock), sleep: { clock.advance(nanoseconds: $0) }) {
                do {
                    try await Task.sleep(for: Self.hour)
                } catch {
                    cancelled.add()
                    throw error
                }
            }
        }
        #expect(cancelled.count == 1)
    }

    @Test func `the system's clock ends work too`() async {
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(.milliseconds(3)) { try await Task.sleep(for: Self.hour) }
        }
    }

    @Test func `a long time is slept in parts, because a sleep that was cancelled stays until it would have ended`()
        async
    {
        let clock = ManualClock()
        let sleeps = SleepRecord()
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(
                .after(.seconds(10), clock: clock),
                sleep: {
                    sleeps.add($0)
                    clock.advance(nanoseconds: $0)
                }
            ) { try await Task.sleep(for: Self.hour) }
        }
        #expect(sleeps.nanoseconds == [1_000_000_000, 2_000_000_000, 4_000_000_000, 3_000_000_000])
    }

    @Test func `a sleep that ends early does not end the work`() async throws {
        let clock = ManualClock()
        let sleeps = SleepRecord()
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(
                .after(.nanoseconds(100), clock: clock),
                sleep: {
                    sleeps.add($0)
                    clock.advance(nanoseconds: 40)
                }
            ) { try await Task.sleep(for: Self.hour) }
        }
        #expect(sleeps.nanoseconds == [100, 60, 20])
    }

    @Test func `work that does not heed its cancellation is waited for`() async {
        let clock = ManualClock()
        let ended = Tally()
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(.after(.seconds(2), clock: clock), sleep: { clock.advance(nanoseconds: $0) }) {
                while !Task.isCancelled { await Task.yield() }
                for _ in 0..<100 { await Task.yield() }
                ended.add()
                return 7
            }
        }
        #expect(ended.count == 1)
    }

    @Test func `the work's own value or error is the outcome when it comes first`() async throws {
        #expect(try await withDeadline(Self.hour) { () async throws in 7 } == 7)
        await #expect(throws: PlainFailure()) {
            try await withDeadline(Self.hour) { () async throws in throw PlainFailure() }
        }
        #expect(try await withDeadline(.never) { () async throws in 7 } == 7)
    }

    @Test func `a caller that cancels is told so, and not that time is over`() async throws {
        let (starts, started) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await withDeadline(Self.hour) {
                started.yield()
                try await Task.sleep(for: Self.hour)
            }
        }
        for await _ in starts { break }
        task.cancel()
        let result = await task.result
        #expect(throws: CancellationError.self) { try result.get() }
    }

    @Test func `a caller that has cancelled before begins nothing`() async {
        let begun = Tally()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await withDeadline(.zero) { () async throws in begun.add() }
        }
        task.cancel()
        let result = await task.result
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(begun.count == 0)
    }

    @Test func `an outer limit ends work inside a longer one`() async {
        let clock = ManualClock()
        await #expect(throws: DeadlineError.exceeded) {
            try await withDeadline(.after(.seconds(2), clock: clock), sleep: { clock.advance(nanoseconds: $0) }) {
                try await withDeadline(Self.hour) { try await Task.sleep(for: Self.hour) }
            }
        }
    }
}
