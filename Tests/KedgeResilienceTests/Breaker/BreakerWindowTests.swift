import KedgeResilience
import Testing

@Suite struct BreakerConsecutiveTests {
    @Test func `it opens at the failure that reaches the limit, and not before`() throws {
        let rig = try BreakerRig(BreakerOptions(consecutiveFailures: 3))
        try rig.call("ff")
        #expect(rig.state == .closed && rig.snapshot.consecutiveFailures == 2)
        try rig.call("f")
        #expect(rig.state == .open && rig.reasons() == [.consecutiveFailures])
    }

    @Test func `a success begins the count anew, an ignored call does not`() throws {
        let rig = try BreakerRig(BreakerOptions(consecutiveFailures: 3))
        try rig.call("ffgffgff")
        #expect(rig.state == .closed && rig.snapshot.consecutiveFailures == 2)
        try rig.call("iii")
        #expect(rig.snapshot.consecutiveFailures == 2)
        try rig.call("f")
        #expect(rig.state == .open)
    }

    @Test func `a limit of one opens at the first failure`() throws {
        let rig = try BreakerRig(BreakerOptions(consecutiveFailures: 1))
        try rig.call("gggf")
        #expect(rig.state == .open)
    }

    @Test func `a slow success is a success in the row`() throws {
        var options = BreakerOptions(consecutiveFailures: 2)
        options.slowCallRate = 100
        options.slowCallDuration = .milliseconds(1)
        options.countWindow = 10
        let rig = try BreakerRig(options)
        try rig.call("fsf")
        #expect(rig.state == .closed)
        try rig.call("f")
        #expect(rig.state == .open)
    }
}

@Suite struct BreakerWindowCombinationTests {
    private var options: BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 5)
        options.failureRate = 50
        options.countWindow = 4
        options.timeWindow = .seconds(10)
        options.minimumCalls = 4
        return options
    }

    @Test func `the count window opens it where the time window does not`() throws {
        let rig = try BreakerRig(options)
        // Two of the last four calls, and 2 of 12 in the last ten seconds.
        try rig.call("ggggggggggff")
        #expect(rig.state == .open && rig.reasons() == [.failureRate])
    }

    @Test func `the time window opens it where the count window does not`() throws {
        var options = options
        options.countWindow = 100
        options.minimumCalls = 4
        let rig = try BreakerRig(options)
        try rig.call(String(repeating: "g", count: 50))
        rig.pass(.seconds(10))
        try rig.call("fgf")
        #expect(rig.state == .closed)
        try rig.call("g")
        #expect(rig.state == .open && rig.reasons() == [.failureRate])
    }

    @Test func `failures in a row open it below the minimum of the windows`() throws {
        var options = options
        options.countWindow = 100
        options.minimumCalls = 50
        let rig = try BreakerRig(options)
        try rig.call("gggfffff")
        #expect(rig.state == .open && rig.reasons() == [.consecutiveFailures])
    }

    @Test func `where several limits are reached at once failures in a row are named`() throws {
        var options = options
        options.consecutiveFailures = 4
        let rig = try BreakerRig(options)
        try rig.call("ffff")
        #expect(rig.reasons() == [.consecutiveFailures])
    }

    @Test func `all windows are empty after it closed again`() throws {
        var options = options
        options.probes = 1
        options.openTimeJitter = 0
        let rig = try BreakerRig(options)
        try rig.call("ffff")
        rig.pass(.seconds(30))
        try rig.call("g")
        let snapshot = rig.snapshot
        #expect(snapshot.state == .closed && snapshot.consecutiveFailures == 0)
        #expect(snapshot.countWindow?.calls == 0 && snapshot.timeWindow?.calls == 0)
        #expect(snapshot.countWindow?.failures == 0 && snapshot.timeWindow?.failures == 0)
        #expect(snapshot.failures == 4 && snapshot.successes == 1)
        try rig.call("fff")
        #expect(rig.state == .closed)
    }
}
