import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct LastGoodAnswerTests {
    @Test func `the answer stored last is given, with its age`() throws {
        let clock = ManualClock(nanoseconds: 5)
        let answer = LastGoodAnswer<String>(clock: clock)
        #expect(answer.load() == nil)
        answer.store("first")
        clock.advance(nanoseconds: 10)
        answer.store("second")
        clock.advance(nanoseconds: 30)
        let kept = try #require(answer.load())
        #expect(kept == ("second", .nanoseconds(30)))
        answer.clear()
        #expect(answer.load() == nil)
    }

    @Test func `an answer older than asked for is not given, and stays for those who take it`() {
        let clock = ManualClock()
        let answer = LastGoodAnswer<Int>(clock: clock)
        answer.store(7)
        #expect(answer.load(maximumAge: .zero)?.value == 7)
        #expect(answer.load(maximumAge: .nanoseconds(-1)) == nil)
        clock.advance(nanoseconds: 30)
        #expect(answer.load(maximumAge: .nanoseconds(29)) == nil)
        #expect(answer.load(maximumAge: .nanoseconds(30))?.value == 7)
        #expect(answer.load(maximumAge: .seconds(Int64.max))?.value == 7)
    }

    @Test func `an answer from a time that the clock has left is new`() {
        let clock = ManualClock(nanoseconds: 100)
        let answer = LastGoodAnswer<Int>(clock: clock)
        answer.store(7)
        clock.advance(nanoseconds: .max)
        #expect(answer.load(maximumAge: .zero)?.age == .zero)
    }

    @Test func `a call that fails gives the last good answer and its age`() throws {
        let clock = ManualClock()
        let answer = LastGoodAnswer<Int>(clock: clock)
        #expect(throws: PlainFailure()) { try answer.call { throw PlainFailure() } }
        #expect(try answer.call { 1 } == (1, nil))
        clock.advance(nanoseconds: 20)
        #expect(try answer.call { throw PlainFailure() } == (1, .nanoseconds(20)))
        #expect(throws: PlainFailure(number: 3)) {
            try answer.call(maximumAge: .nanoseconds(19)) { throw PlainFailure(number: 3) }
        }
        #expect(throws: CancellationError.self) { try answer.call { throw CancellationError() } }
    }

    @Test func `a call that suspends and fails gives the last good answer too`() async throws {
        let answer = LastGoodAnswer<Int>(clock: ManualClock())
        let fresh = try await answer.call { () async throws in 1 }
        #expect(fresh == (1, nil))
        let kept = try await answer.call { () async throws in throw PlainFailure() }
        #expect(kept == (1, .zero))
        await #expect(throws: CancellationError.self) {
            try await answer.call { () async throws in throw CancellationError() }
        }
    }

    @Test func `threads that store and load find whole answers`() {
        let answer = LastGoodAnswer<[Int]>()
        let torn = Tally()
        onThreads(8) { thread in
            for _ in 0..<RetryTesting.tries(2_000) {
                answer.store([Int](repeating: thread, count: 5))
                if let kept = answer.load(), Set(kept.value).count != 1 { torn.add() }
            }
        }
        #expect(torn.count == 0)
    }
}
