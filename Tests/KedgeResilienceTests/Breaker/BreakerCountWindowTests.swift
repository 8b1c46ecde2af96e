import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BreakerCountWindowTests {
    private func options(
        failureRate: Double? = 50, size: Int = 10, minimum: Int = 4, slowCallRate: Double? = nil
    ) -> BreakerOptions {
        var options = BreakerOptions()
        options.failureRate = failureRate
        options.slowCallRate = slowCallRate
        options.slowCallDuration = slowCallRate == nil ? nil : .milliseconds(1)
        options.countWindow = size
        options.minimumCalls = minimum
        return options
    }

    @Test func `below the minimum there is no rate`() throws {
        let rig = try BreakerRig(options())
        try rig.call("fff")
        #expect(rig.state == .closed)
        let window = try #require(rig.snapshot.countWindow)
        #expect(window.calls == 3 && window.failures == 3 && !window.hasRates)
        #expect(window.failureRate == nil && window.slowCallRate == nil)
        try rig.call("f")
        #expect(rig.state == .open && rig.reasons() == [.failureRate])
    }

    @Test func `a good call that reaches the minimum opens it`() throws {
        let rig = try BreakerRig(options())
        try rig.call("ffg")
        #expect(rig.state == .closed)
        try rig.call("g")
        #expect(rig.state == .open)
    }

    @Test func `an ignored call does not reach the minimum`() throws {
        let rig = try BreakerRig(options())
        try rig.call("ffgiiii")
        #expect(rig.state == .closed && rig.snapshot.countWindow?.calls == 3 && rig.snapshot.ignored == 4)
    }

    @Test func `a rate at its limit opens it, one below does not`() throws {
        let below = try BreakerRig(options())
        try below.call("ggggggfffg")
        #expect(below.state == .closed && below.snapshot.countWindow?.failureRate == 30)
        let at = try BreakerRig(options())
        try at.call("gggggffff")
        #expect(at.state == .closed)
        // The tenth: five of ten.
        try at.call("f")
        #expect(at.state == .open)
    }

    @Test func `of more calls than its size only the last count`() throws {
        let rig = try BreakerRig(options())
        try rig.call("ggggggffff" + "gggggg")
        #expect(rig.snapshot.countWindow?.failures == 4)
        // One more good call, and the first of the failures is the eleventh from the end.
        try rig.call("g")
        #expect(rig.snapshot.countWindow?.failures == 3 && rig.snapshot.countWindow?.calls == 10)
        try rig.call("ggg")
        #expect(rig.snapshot.countWindow?.failures == 0 && rig.state == .closed)
        try rig.call("ffff")
        #expect(rig.state == .closed)
        try rig.call("f")
        #expect(rig.state == .open)
    }

    @Test func `a failure that is forgotten by the call that fails does not count`() throws {
        let rig = try BreakerRig(options(failureRate: 50, size: 4, minimum: 4))
        try rig.call("gggf" + "ggg")
        #expect(rig.snapshot.countWindow?.failures == 1)
        try rig.call("f")
        #expect(rig.state == .closed && rig.snapshot.countWindow?.failures == 1)
        try rig.call("gf")
        #expect(rig.state == .open)
    }

    @Test func `a window of one call is that call`() throws {
        let rig = try BreakerRig(options(failureRate: 100, size: 1, minimum: 1))
        try rig.call("gggg")
        #expect(rig.state == .closed && rig.snapshot.countWindow?.calls == 1)
        try rig.call("f")
        #expect(rig.state == .open)
    }

    @Test func `a window agrees with a list of its calls, whatever they are`() throws {
        var numbers = SeededGenerator(seed: 1)
        for size in [1, 2, 3, 7, 64] {
            let rig = try BreakerRig(options(size: size, minimum: 1, slowCallRate: 50))
            rig.breaker.change(to: .metricsOnly)
            var list: [Character] = []
            for _ in 0..<breakerTries(2_000) {
                let call = Array("ggggggfsxi")[Int(numbers.next() % 10)]
                try rig.call(String(call))
                if call != "i" { list.append(call) }
                let last = list.suffix(size)
                let window = try #require(rig.snapshot.countWindow)
                #expect(window.calls == last.count)
                #expect(window.failures == last.count { $0 == "f" || $0 == "x" })
                #expect(window.slowCalls == last.count { $0 == "s" || $0 == "x" })
            }
        }
    }

    @Test(arguments: [
        (33.333_3, "ggf", true), (33.333_4, "ggf", false), (66.666_6, "gff", true), (66.666_7, "gff", false),
        (100, "fff", true), (100, "gff", false), (0.000_1, "ggf", true), (.leastNonzeroMagnitude, "ggf", true),
    ])
    func `limits of a third and the like are met exactly`(rate: Double, calls: String, opens: Bool) throws {
        let rig = try BreakerRig(options(failureRate: rate, size: 3, minimum: 3))
        try rig.call(calls)
        #expect((rig.state == .open) == opens)
    }

    @Test func `a ten-thousandth of a percent of a million calls is one call`() throws {
        var options = options(failureRate: 0.000_1, size: 1_000_000, minimum: 1_000_000)
        let exact = try BreakerRig(options)
        options.failureRate = 0.000_2
        let double = try BreakerRig(options)
        for rig in [exact, double] {
            try rig.call("f")
            for _ in 0..<999_999 { try rig.breaker.acquire().succeed() }
        }
        #expect(exact.state == .open && double.state == .closed)
    }

    // MARK: Slow calls

    @Test func `slow calls alone open it, however well they end`() throws {
        let rig = try BreakerRig(options(failureRate: nil, slowCallRate: 50))
        try rig.call("ggs")
        #expect(rig.state == .closed)
        try rig.call("s")
        #expect(rig.state == .open && rig.reasons() == [.slowCallRate])
        #expect(rig.snapshot.slowCalls == 2 && rig.snapshot.successes == 4)
    }

    @Test func `a call is slow from its limit on, and not a nanosecond before`() throws {
        let rig = try BreakerRig(options(failureRate: nil, slowCallRate: 100))
        let fast = try rig.breaker.acquire()
        rig.pass(.milliseconds(1) - .nanoseconds(1))
        fast.succeed()
        #expect(rig.snapshot.slowCalls == 0)
        let slow = try rig.breaker.acquire()
        rig.pass(.milliseconds(1))
        slow.succeed()
        #expect(rig.snapshot.slowCalls == 1 && rig.snapshot.countWindow?.slowCallRate == nil)
    }

    @Test func `a call that is slow and fails counts in both rates`() throws {
        let rig = try BreakerRig(options(failureRate: 60, slowCallRate: 80))
        rig.breaker.change(to: .metricsOnly)
        try rig.call("ggxxxss")
        let window = try #require(rig.snapshot.countWindow)
        #expect(window.calls == 7 && window.failures == 3 && window.slowCalls == 5)
        #expect(rig.snapshot.failures == 3 && rig.snapshot.slowCalls == 5 && rig.snapshot.successes == 4)
    }

    @Test func `where both rates are reached at once the failure rate is named`() throws {
        let rig = try BreakerRig(options(slowCallRate: 50))
        try rig.call("ggxx")
        #expect(rig.reasons() == [.failureRate])
    }

    @Test func `without a slow call limit no call is slow`() throws {
        let rig = try BreakerRig(options())
        let permit = try rig.breaker.acquire()
        rig.pass(.seconds(86_400 * 365))
        permit.fail()
        #expect(rig.snapshot.slowCalls == 0)
    }

    @Test func `a clock that goes back makes no call slow`() throws {
        let rig = try BreakerRig(options(failureRate: nil, slowCallRate: 50))
        for outcome in [CallOutcome.success, .failure] {
            let permit = try rig.breaker.acquire()
            rig.goBack(.seconds(5))
            permit.finish(outcome)
        }
        #expect(rig.snapshot.slowCalls == 0 && rig.snapshot.failures == 1 && rig.snapshot.successes == 1)
    }
}
