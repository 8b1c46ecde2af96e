import KedgeResilience
import Testing

@Suite struct NanosecondsTests {
    @Test func `times are whole nanoseconds, and end at both ends of their range`() {
        #expect(Duration.nanoseconds(7).saturatedNanoseconds == 7)
        #expect(Duration.milliseconds(1_500).saturatedNanoseconds == 1_500_000_000)
        #expect(Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999).saturatedNanoseconds == 1)
        #expect(Duration.nanoseconds(-1).saturatedNanoseconds == 0)
        #expect(Duration.seconds(-5).saturatedNanoseconds == 0)
        #expect(Duration.seconds(Int64.max).saturatedNanoseconds == .max)
        #expect(Duration(saturatingNanoseconds: .max) == .nanoseconds(Int64.max))
        #expect(Duration(saturatingNanoseconds: 5) == .nanoseconds(5))
    }

    @Test func `a time outside its range is refused by name`() throws {
        #expect(try Duration.nanoseconds(1).nanoseconds("open time") == 1)
        #expect(try Duration.seconds(365 * 86_400).nanoseconds("open time") == 31_536_000_000_000_000)
        for time in [Duration.zero, .nanoseconds(-1), .seconds(365 * 86_400 + 1), .seconds(Int64.max)] {
            let error = #expect(throws: PolicyError.self) { try time.nanoseconds("open time") }
            #expect(error?.description == "open time: 1 ns to 365 days")
        }
    }

    @Test func `sums, differences, products and shares of times end at the ends of their range`() {
        #expect(UInt64.max.saturatingAdding(1) == .max)
        #expect(UInt64(3).saturatingAdding(4) == 7)
        #expect(UInt64(3).saturatingSubtracting(4) == 0)
        #expect(UInt64(4).saturatingSubtracting(3) == 1)
        #expect((UInt64.max / 2).saturatingMultiplied(by: 3) == .max)
        #expect(UInt64(10).scaled(by: 1.5) == 15)
        #expect(UInt64(10).scaled(by: 0) == 0)
        #expect(UInt64.max.scaled(by: 2) == .max)
        #expect(UInt64(10).scaled(by: .nan) == .max)
    }
}
