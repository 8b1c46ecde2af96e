import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BreakerTimeWindowTests {
    /// The last 10 s, in steps of 1 s.
    private func options(failureRate: Double? = 50, minimum: Int = 4, steps: Int = 10) -> BreakerOptions {
        var options = BreakerOptions()
        options.failureRate = failureRate
        options.countWindow = nil
        options.timeWindow = .seconds(10)
        options.timeWindowSteps = steps
        options.minimumCalls = minimum
        return options
    }

    private func expectWindow(_ rig: BreakerRig, calls: UInt64, failures: UInt64) {
        let window = rig.snapshot.timeWindow
        #expect(window?.calls == calls && window?.failures == failures)
    }

    @Test func `a rate at its limit opens it once there are enough calls`() throws {
        let rig = try BreakerRig(options())
        try rig.call("fff")
        #expect(rig.state == .closed && rig.snapshot.timeWindow?.failureRate == nil)
        try rig.call("f")
        #expect(rig.state == .open && rig.reasons() == [.failureRate])
    }

    @Test func `a good call that reaches the minimum opens it`() throws {
        let rig = try BreakerRig(options())
        try rig.call("ffg")
        rig.pass(.seconds(9))
        try rig.call("g")
        #expect(rig.state == .open)
    }

    @Test func `calls are kept for all steps but the one that ends the window`() throws {
        let rig = try BreakerRig(options())
        rig.pass(.nanoseconds(999_999_999))
        try rig.call("ggf")
        rig.pass(.seconds(9))
        // Nine steps later, in the last nanosecond of the tenth.
        expectWindow(rig, calls: 3, failures: 1)
        rig.pass(.nanoseconds(1))
        expectWindow(rig, calls: 0, failures: 0)
    }

    @Test func `each step is forgotten by itself`() throws {
        let rig = try BreakerRig(options(failureRate: 100, minimum: 1_000))
        for _ in 0..<10 {
            try rig.call("gf")
            rig.pass(.seconds(1))
        }
        for left in stride(from: 9, through: 0, by: -1) {
            expectWindow(rig, calls: UInt64(2 * left), failures: UInt64(left))
            rig.pass(.seconds(1))
        }
    }

    @Test(arguments: [1, 2, 3, 10, 1_000])
    func `a window agrees with a list of its calls, whatever they are`(steps: Int) throws {
        let rig = try BreakerRig(options(minimum: 1, steps: steps))
        rig.breaker.change(to: .metricsOnly)
        let stepTime = 10_000_000_000 / UInt64(steps)
        var numbers = SeededGenerator(seed: UInt64(steps))
        var list: [(step: UInt64, isFailure: Bool)] = []
        for _ in 0..<breakerTries(3_000) {
            let step = (rig.clock.nanoseconds - BreakerRig.start) / stepTime
            let isFailure = numbers.next() % 3 == 0
            try rig.call(isFailure ? "f" : "g")
            list.append((step, isFailure))
            list.removeAll { $0.step + UInt64(steps) <= step }
            if numbers.next() % 2 == 0 {
                expectWindow(rig, calls: UInt64(list.count), failures: UInt64(list.count { $0.isFailure }))
            }
            let pause = [0, stepTime / 3, stepTime - 1, stepTime, 7 * stepTime / 2, 9_999_999_999, 10_000_000_000]
            // Mostly short ones, so that windows fill.
            let choice = Int(numbers.next() % (numbers.next() % 8 == 0 ? 7 : 2))
            rig.pass(.nanoseconds(Int64(pause[choice])))
        }
    }

    @Test func `a far jump of the clock empties the window`() throws {
        for jump: Duration in [.seconds(10), .seconds(11), .seconds(86_400 * 365), .nanoseconds(Int64.max)] {
            let rig = try BreakerRig(options())
            try rig.call("fff")
            rig.pass(jump)
            try rig.call("f")
            #expect(rig.state == .closed)
            expectWindow(rig, calls: 1, failures: 1)
            // Steps are counted from the beginning of the first, also after the jump.
            try rig.call("ff")
            #expect(rig.state == .closed)
            try rig.call("g")
            #expect(rig.state == .open)
        }
    }

    @Test func `a clock that goes back stays in its step until time has caught up`() throws {
        let rig = try BreakerRig(options())
        rig.pass(.seconds(5))
        try rig.call("ff")
        rig.goBack(.seconds(4))
        try rig.call("f")
        expectWindow(rig, calls: 3, failures: 3)
        rig.pass(.seconds(4))
        try rig.call("g")
        #expect(rig.state == .open)
    }

    @Test func `a clock at the end of its range traps nothing`() throws {
        for left: UInt64 in [0, 1, 999_999_999, 10_000_000_000] {
            let rig = try BreakerRig(options(failureRate: 100, minimum: 2), at: .max - left)
            try rig.call("g")
            rig.pass(Duration(saturatingNanoseconds: left))
            try rig.call("g")
            _ = rig.snapshot
            // Even where it wraps around.
            rig.pass(.nanoseconds(5))
            try rig.call("gg")
            #expect(rig.state == .closed)
            rig.breaker.change(to: .halfOpen)
            rig.breaker.runDue()
            rig.breaker.change(to: .open)
            _ = rig.breaker.rejection()
            rig.breaker.reset()
            try rig.call("ff")
            #expect(rig.state == .open)
        }
    }

    @Test func `an open breaker of a clock at the end of its range stays open until told otherwise`() throws {
        let rig = try BreakerRig(options(), at: .max - 5)
        rig.breaker.change(to: .open)
        rig.pass(.nanoseconds(5))
        #expect(rig.breaker.rejection() == .open(retryAfter: .nanoseconds(Int64.max)))
        #expect(rig.snapshot.retryAfterNanoseconds == .max)
        rig.breaker.reset()
        #expect(rig.breaker.rejection() == nil)
    }

    @Test(arguments: ["g", "f"])
    func `where forgetting good calls raises the rate the next result opens it`(result: String) throws {
        let rig = try BreakerRig(options())
        try rig.call("gggggggg")
        rig.pass(.seconds(1))
        try rig.call("fffgg")
        #expect(rig.state == .closed)
        // Three of five are left.
        rig.pass(.seconds(9))
        #expect(rig.state == .closed)
        try rig.call(result)
        #expect(rig.state == .open && rig.reasons() == [.failureRate])
    }

    @Test func `good calls are watched where forgetting took the window below its minimum`() throws {
        let rig = try BreakerRig(options(minimum: 4))
        try rig.call("gggg")
        rig.pass(.seconds(1))
        try rig.call("ffgg")
        #expect(rig.state == .closed)
        rig.pass(.seconds(9))
        // Four calls: two failures.
        try rig.call("g")
        #expect(rig.state == .closed && rig.snapshot.timeWindow?.failureRate == 40)
        let low = try BreakerRig(options(minimum: 4))
        try low.call("ggg")
        low.pass(.seconds(1))
        try low.call("ff")
        low.pass(.seconds(9))
        // Two are left, both failures.
        try low.call("g")
        #expect(low.state == .closed)
        try low.call("g")
        #expect(low.state == .open)
    }

    @Test func `slow calls are forgotten with their step too`() throws {
        var options = options(failureRate: nil, minimum: 4)
        options.slowCallRate = 50
        options.slowCallDuration = .milliseconds(1)
        let rig = try BreakerRig(options)
        try rig.call("ss")
        rig.pass(.seconds(10))
        try rig.call("ggss")
        #expect(rig.state == .open && rig.reasons() == [.slowCallRate])
        #expect(rig.snapshot.slowCalls == 4)
    }
}
