import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct LastGoodBytesTests {
    private func store(_ bytes: [UInt8], in answer: LastGoodBytes) throws {
        try bytes.withUnsafeBytes { try answer.store($0) }
    }

    private func bytes(_ answer: LastGoodBytes, maximumAge: UInt64? = nil) -> [UInt8]? {
        answer.load(maximumAge: maximumAge) { bytes, _ in [UInt8](bytes) }
    }

    @Test func `the bytes stored last are given, with their age`() throws {
        let clock = ManualClock(nanoseconds: 5)
        let answer = try LastGoodBytes(limit: 10, clock: clock)
        #expect(bytes(answer) == nil)
        try store([1, 2, 3], in: answer)
        try store([4, 5], in: answer)
        clock.advance(nanoseconds: 30)
        #expect(bytes(answer) == [4, 5])
        #expect(answer.load { _, age in age } == 30)
        #expect(bytes(answer, maximumAge: 29) == nil)
        #expect(bytes(answer, maximumAge: 30) == [4, 5])
        answer.clear()
        #expect(bytes(answer) == nil)
    }

    @Test func `an answer may be empty, and as long as the limit, but not longer`() throws {
        let answer = try LastGoodBytes(limit: 4)
        try store([], in: answer)
        #expect(bytes(answer) == [])
        try answer.store(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(bytes(answer) == [])
        try store([1, 2, 3, 4], in: answer)
        #expect(throws: LastGoodBytesError.tooLong(limit: 4)) { try store([1, 2, 3, 4, 5], in: answer) }
        #expect(bytes(answer) == [1, 2, 3, 4])
    }

    @Test func `bytes that are lent stay while others are stored`() throws {
        let answer = try LastGoodBytes(limit: 4)
        try store([1, 2, 3, 4], in: answer)
        let seen = try answer.load { lent, _ in
            Result {
                try store([9], in: answer)
                answer.clear()
                return [UInt8](lent)
            }
        }?.get()
        #expect(seen == [1, 2, 3, 4])
    }

    @Test func `a limit outside its range is refused by name`() {
        for limit in [0, -1, (1 << 30) + 1, .max, .min] {
            let error = #expect(throws: PolicyError.self) { try LastGoodBytes(limit: limit) }
            #expect(error?.description == "maximum bytes: 1 to 1,073,741,824")
        }
    }

    @Test func `threads that store and load find whole answers`() throws {
        let answer = try LastGoodBytes(limit: 1_000)
        let torn = Tally()
        onThreads(8) { thread in
            let own = [UInt8](repeating: UInt8(thread), count: 100 * (thread + 1))
            for _ in 0..<RetryTesting.tries(2_000) {
                own.withUnsafeBytes { try? answer.store($0) }
                let isWhole = answer.load { bytes, _ in
                    bytes.allSatisfy { $0 == bytes[0] } && bytes.count == 100 * (Int(bytes[0]) + 1)
                }
                if isWhole != true { torn.add() }
            }
        }
        #expect(torn.count == 0)
    }
}
