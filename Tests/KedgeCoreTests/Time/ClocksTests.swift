import Foundation
import KedgeCore
import Testing

@Suite("clocks")
struct ClocksTests {
    @Test func `the monotonic clock never goes back`() {
        let clock = SystemClock()
        var last = clock.nanoseconds
        for _ in 0..<10_000 {
            let now = clock.nanoseconds
            #expect(now >= last)
            last = now
        }
    }

    @Test func `the wall clock tells the date`() {
        #expect(abs(Double(SystemClock().unixSeconds) - Date().timeIntervalSince1970) < 2)
    }

    @Test func `the wall clock tells nanoseconds, too`() {
        let clock = SystemClock()
        let before = clock.unixSeconds
        let times = (0..<100).map { _ in clock.unixTime }
        #expect(times.allSatisfy { $0.nanoseconds < 1_000_000_000 && $0.seconds >= before && $0.seconds < before + 60 })
        #expect(Set(times.map(\.nanoseconds)).count > 1)
        #expect(ManualClock(unixSeconds: 7).unixTime == (7, 0))
    }

    @Test func `a manual clock moves when told`() {
        let clock = ManualClock(nanoseconds: 5, unixSeconds: 1_000)
        clock.advance(nanoseconds: 7)
        clock.set(unixSeconds: 900)
        #expect(clock.nanoseconds == 12)
        #expect(clock.unixSeconds == 900)
    }
}
