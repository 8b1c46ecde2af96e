import KedgeCore
import KedgeResilience
import Testing

@Suite struct DeadlineTests {
    @Test func `what is left becomes less until the time is over`() {
        let clock = ManualClock(nanoseconds: 100)
        let deadline = Deadline.after(.nanoseconds(50), clock: clock)
        #expect(deadline.remaining == .nanoseconds(50))
        clock.advance(nanoseconds: 49)
        #expect(deadline.remaining == .nanoseconds(1))
        #expect(!deadline.isOver)
        clock.advance(nanoseconds: 1)
        #expect(deadline.isOver)
        clock.advance(nanoseconds: 1_000)
        #expect(deadline.remaining == .zero)
    }

    @Test func `without a limit there is nothing left to say, and it is never over`() {
        #expect(Deadline.never.remaining == nil)
        #expect(!Deadline.never.isOver)
        #expect(Deadline.never.isNever)
        #expect(Deadline.current.isNever)
    }

    @Test func `a limit at the ends of the range neither traps nor becomes none`() {
        let late = ManualClock(nanoseconds: .max - 5)
        #expect(Deadline.after(.seconds(Int64.max), clock: late).remaining == .nanoseconds(4))
        #expect(Deadline.after(.seconds(Int64.max), clock: ManualClock()).nanoseconds == UInt64.max - 1)
        #expect(Deadline.after(.seconds(-1)).isOver)
        #expect(Deadline.after(.zero, clock: ManualClock()).isOver)
        #expect(Deadline.after(.zero, clock: ManualClock(nanoseconds: .max)).isOver)
    }

    @Test func `the earlier of two is the one that is over first, whatever their clocks`() {
        let clock = ManualClock(nanoseconds: 1_000_000)
        let other = ManualClock()
        let first = Deadline.after(.nanoseconds(10), clock: clock)
        let second = Deadline.after(.nanoseconds(20), clock: other)
        #expect(first.earlier(of: second).remaining == .nanoseconds(10))
        #expect(second.earlier(of: first).remaining == .nanoseconds(10))
        #expect(first.earlier(of: .never).remaining == .nanoseconds(10))
        #expect(Deadline.never.earlier(of: first).remaining == .nanoseconds(10))
        #expect(Deadline.never.earlier(of: .never).isNever)
        let near = Deadline(nanoseconds: 5)
        let far = Deadline(nanoseconds: 9)
        #expect(near.earlier(of: far).nanoseconds == 5)
        #expect(far.earlier(of: near).nanoseconds == 5)
    }

    @Test func `an attempt has its own limit, and never more than is left altogether`() {
        let clock = ManualClock()
        let deadline = Deadline.after(.seconds(10), clock: clock)
        #expect(deadline.attempt(limit: .seconds(3)).remaining == .seconds(3))
        clock.advance(nanoseconds: 8_000_000_000)
        #expect(deadline.attempt(limit: .seconds(3)).remaining == .seconds(2))
        #expect(deadline.attempt(limit: nil).remaining == .seconds(2))
        #expect(Deadline.never.attempt(limit: .zero).isOver)
    }

    @Test func `time left is written in whole milliseconds, rounded down`() {
        let clock = ManualClock(nanoseconds: 77)
        for (nanoseconds, text) in [
            (0, "0"), (999_999, "0"), (1_000_000, "1"), (1_999_999, "1"), (1_500_000_000, "1500"),
        ] {
            #expect(Deadline.after(.nanoseconds(nanoseconds), clock: clock).text == text)
        }
        #expect(Deadline.after(.seconds(Int64.max), clock: clock).text == "31536000000")
        #expect(Deadline.never.text == nil)
    }

    @Test func `a service that is called goes on with what is left`() throws {
        let clock = ManualClock(nanoseconds: 77)
        for milliseconds in [0, 1, 9, 10, 1_500, 31_536_000_000] {
            let deadline = try Deadline.after(text: String(milliseconds), clock: clock)
            #expect(deadline.remaining == .milliseconds(milliseconds))
            #expect(deadline.text == String(milliseconds))
        }
    }

    @Test(arguments: [
        ("", DeadlineTextError.notDigits), (" 1", .notDigits), ("1 ", .notDigits), ("+1", .notDigits),
        ("-1", .notDigits),
        ("1.5", .notDigits), ("1e3", .notDigits), ("0x1", .notDigits), ("15ms", .notDigits), ("１", .notDigits),
        ("1\0", .notDigits), ("1\n", .notDigits), ("00", .leadingZero), ("01", .leadingZero),
        ("31536000001", .outOfRange),
        ("18446744073709551616", .outOfRange), (String(repeating: "9", count: 10_000), .outOfRange),
    ])
    func `a text that is not exactly such a number is refused`(_ text: String, _ expected: DeadlineTextError) {
        #expect(throws: expected) { try Deadline.after(text: text) }
    }
}
