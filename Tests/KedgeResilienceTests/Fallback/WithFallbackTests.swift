import KedgeResilience
import Testing

@Suite(.timeLimit(.minutes(5))) struct WithFallbackTests {
    @Test func `a call that succeeds needs no fallback`() async throws {
        #expect(try withFallback(Self.unwanted()) { 7 } == 7)
        #expect(
            try withFallback {
                7
            } instead: { _ in
                Self.unwanted()
            } == 7)
        #expect(try await withFallback(Self.unwanted()) { () async throws in 7 } == 7)
        #expect(
            try await withFallback { () async throws in
                7
            } instead: { _ in
                Self.unwanted()
            } == 7)
    }

    private static func unwanted() -> Int {
        Issue.record("a fallback was made that nobody needs")
        return 0
    }

    @Test func `a call that fails gives the value, or what the function makes of the error`() async throws {
        #expect(try withFallback(3) { throw PlainFailure() } == 3)
        #expect(
            try withFallback {
                throw PlainFailure(number: 5)
            } instead: {
                ($0 as? PlainFailure)?.number
            } == 5)
        #expect(try await withFallback(3) { () async throws in throw PlainFailure() } == 3)
        let number = try await withFallback { () async throws -> Int? in
            throw PlainFailure(number: 5)
        } instead: {
            ($0 as? PlainFailure)?.number
        }
        #expect(number == 5)
    }

    @Test func `a function may throw instead`() async {
        #expect(throws: PlainFailure(number: 2)) {
            try withFallback {
                throw PlainFailure()
            } instead: { _ in
                throw PlainFailure(number: 2)
            }
        }
        await #expect(throws: PlainFailure(number: 2)) {
            try await withFallback { () async throws in
                throw PlainFailure()
            } instead: { _ in
                throw PlainFailure(number: 2)
            }
        }
    }

    @Test func `cancellation is never replaced`() async {
        #expect(throws: CancellationError.self) { try withFallback(3) { throw CancellationError() } }
        await #expect(throws: CancellationError.self) {
            try await withFallback(3) { () async throws in throw CancellationError() }
        }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await withFallback(3) { () async throws in throw PlainFailure() }
        }
        task.cancel()
        let result = await task.result
        #expect(throws: PlainFailure()) { try result.get() }
    }
}
