import KedgeCore
import KedgeResilience
import Testing

@Suite struct BreakerSavingTests {
    private func options() -> BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 5)
        options.openTime = .seconds(30)
        options.openTimeFactor = 2
        options.openTimeJitter = 0
        options.probes = 1
        return options
    }

    private static let savedAt: Int64 = 1_700_000_000

    private func rig() throws -> BreakerRig { try BreakerRig(options()) }

    /// A date that may have any parts.
    private struct Date: WallClock {
        var unixSeconds: Int64
        var nanoseconds: UInt32 = 0
        var unixTime: (seconds: Int64, nanoseconds: UInt32) { (unixSeconds, nanoseconds) }
    }

    @Test func `the texts are those of the format`() throws {
        let rig = try rig()
        let date = Date(unixSeconds: Self.savedAt, nanoseconds: 123_999_999)
        try rig.call("ff")
        #expect(
            rig.breaker.savedState(date: date)
                == #"{"kedge_breaker":1,"state":"closed","failures":2,"saved_at_ms":1700000000123}"#)
        try rig.call("fff")
        rig.pass(.nanoseconds(1))
        #expect(
            rig.breaker.savedState(date: date)
                == #"{"kedge_breaker":1,"state":"open","open_ns":29999999999,"reopenings":0,"saved_at_ms":1700000000123}"#
        )
        rig.pass(.seconds(30))
        try rig.call("f")
        rig.pass(.seconds(60))
        rig.breaker.runDue()
        #expect(
            rig.breaker.savedState(date: date)
                == #"{"kedge_breaker":1,"state":"open","open_ns":0,"reopenings":1,"saved_at_ms":1700000000123}"#)
        for (state, name) in [
            (BreakerState.disabled, "disabled"), (.metricsOnly, "metrics_only"), (.forcedOpen, "forced_open"),
        ] {
            rig.breaker.change(to: state)
            #expect(
                rig.breaker.savedState(date: date)
                    == #"{"kedge_breaker":1,"state":"\#(name)","saved_at_ms":1700000000123}"#)
        }
    }

    @Test(arguments: BreakerState.allCases) func `what was saved is saved again as it was`(state: BreakerState) throws {
        let rig = try rig()
        rig.breaker.change(to: state)
        let text = rig.breaker.savedState(date: rig.clock)
        #expect(text.utf8.count <= 256)
        let other = try self.rig()
        try other.breaker.restore(text, date: rig.clock)
        #expect(other.breaker.savedState(date: rig.clock) == text)
        #expect(other.events().map(\.reason) == (state == .closed ? [] : [.restored]))
    }

    @Test func `a closed breaker goes on with its failures`() throws {
        let rig = try rig()
        try rig.call("ffff")
        let other = try self.rig()
        try other.breaker.restore(rig.breaker.savedState(), date: SystemClock())
        #expect(other.snapshot.consecutiveFailures == 4 && other.state == .closed)
        try other.call("f")
        #expect(other.state == .open)
        // A success forgets them there too.
        let good = try self.rig()
        try good.breaker.restore(rig.breaker.savedState())
        try good.call("gffff")
        #expect(good.state == .closed)
    }

    @Test func `failures that would have opened it are one fewer than its limit`() throws {
        let rig = try rig()
        try rig.call("ffff")
        let text = rig.breaker.savedState()
        for limit in [1, 2, 4] {
            let other = try BreakerRig(BreakerOptions(consecutiveFailures: limit))
            try other.breaker.restore(text)
            #expect(other.state == .closed && other.snapshot.consecutiveFailures == UInt64(limit - 1))
            try other.call("f")
            #expect(other.state == .open)
        }
        let without = try BreakerRig(BreakerOptions())
        try without.breaker.restore(text)
        #expect(without.snapshot.consecutiveFailures == 0)
    }

    @Test func `windows begin empty`() throws {
        var options = options()
        options.failureRate = 50
        options.countWindow = 10
        options.minimumCalls = 4
        let rig = try BreakerRig(options)
        try rig.call("gfg")
        try rig.breaker.restore(rig.breaker.savedState())
        #expect(rig.snapshot.countWindow?.calls == 0 && rig.snapshot.failures == 1 && rig.snapshot.successes == 2)
    }

    // MARK: Time

    @Test(arguments: [
        (Int64(0), Int64(20)), (1, 19), (19, 1), (20, 0), (21, 0), (1_000_000_000, 0), (-1, 20), (-86_400, 20),
    ])
    func `time between counts as open time, and none where the date went back`(passed: Int64, left: Int64) throws {
        let rig = try rig()
        try rig.call("fffff")
        rig.pass(.seconds(10))
        let text = rig.breaker.savedState(date: Date(unixSeconds: Self.savedAt))
        let other = try self.rig()
        try other.breaker.restore(text, date: Date(unixSeconds: Self.savedAt + passed))
        #expect(other.snapshot.retryAfterNanoseconds == UInt64(left) * 1_000_000_000)
        #expect(other.state == .open)
        other.pass(.seconds(left))
        #expect(other.breaker.rejection() == nil && other.state == .halfOpen)
    }

    @Test func `milliseconds of the date count`() throws {
        let rig = try rig()
        try rig.call("fffff")
        let text = rig.breaker.savedState(date: Date(unixSeconds: Self.savedAt, nanoseconds: 900_000_000))
        let other = try self.rig()
        try other.breaker.restore(text, date: Date(unixSeconds: Self.savedAt + 1, nanoseconds: 100_000_000))
        #expect(other.breaker.rejection() == .open(retryAfter: .milliseconds(29_800)))
    }

    @Test func `how often it opened again is kept`() throws {
        let rig = try rig()
        rig.breaker.change(to: .halfOpen)
        try rig.call("f")
        let other = try self.rig()
        try other.breaker.restore(rig.breaker.savedState(date: rig.clock), date: rig.clock)
        #expect(other.breaker.rejection() == .open(retryAfter: .seconds(60)))
        other.pass(.seconds(60))
        try other.call("f")
        #expect(other.breaker.rejection() == .open(retryAfter: .seconds(120)) && other.snapshot.reopenings == 2)
    }

    @Test func `dates at the ends of their range trap nothing`() throws {
        let rig = try rig()
        try rig.call("fffff")
        for seconds in [Int64.min, -1, 0, 1, 9_223_372_036_854_774] {
            let text = rig.breaker.savedState(date: Date(unixSeconds: seconds, nanoseconds: 999_999_999))
            for later in [Int64.min, -1, 0, Self.savedAt, .max] {
                let other = try self.rig()
                try other.breaker.restore(text, date: Date(unixSeconds: later))
                #expect(other.state == .open && other.snapshot.retryAfterNanoseconds <= 30_000_000_000)
            }
        }
        _ = rig.breaker.savedState(date: Date(unixSeconds: .max, nanoseconds: 999_999_999))
    }

    @Test func `the longest open time is kept, whatever the clock shows`() throws {
        let text = #"{"kedge_breaker":1,"state":"open","open_ns":9223372036854775807,"reopenings":0,"saved_at_ms":0}"#
        for start in [0, UInt64.max / 2, .max] {
            let rig = try BreakerRig(options(), at: start)
            try rig.breaker.restore(text, date: Date(unixSeconds: 0))
            let error = rig.breaker.rejection()
            #expect(error == .open(retryAfter: .nanoseconds(Int64.max)))
        }
    }

    // MARK: Other texts

    private static let refused: [(text: String, error: JSONFormatError)] = [
        ("", .notJSON), ("{", .notJSON), ("state", .notJSON), (#"{"kedge_breaker":1"#, .notJSON),
        (#"{"kedge_breaker":1,"kedge_breaker":1,"state":"disabled","saved_at_ms":1}"#, .notJSON),
        (#"{"kedge_breaker":1,"state":"disabled","saved_at_ms":1}}"#, .notJSON),
        (#"{"kedge_breaker":1,"state":["disabled"],"saved_at_ms":1}"#, .notJSON),
        (#"{"kedge_breaker":1,"state":"disabled","saved_at_ms":1}"# + String(repeating: " ", count: 4_096), .notJSON),
        ("[]", .unknownFormat), ("1", .unknownFormat), ("null", .unknownFormat), (#""disabled""#, .unknownFormat),
        (#"{"kedge_breaker":2,"state":"disabled","saved_at_ms":1}"#, .unknownFormat),
        (#"{"kedge_breaker":0,"state":"disabled","saved_at_ms":1}"#, .unknownFormat),
        ("{}", .invalidMember("kedge_breaker")),
        (#"{"kedge_breaker":"1","state":"disabled","saved_at_ms":1}"#, .invalidMember("kedge_breaker")),
        (#"{"kedge_breaker":-1,"state":"disabled","saved_at_ms":1}"#, .invalidMember("kedge_breaker")),
        (#"{"kedge_breaker":1,"saved_at_ms":1}"#, .invalidMember("state")),
        (#"{"kedge_breaker":1,"state":1,"saved_at_ms":1}"#, .invalidMember("state")),
        (#"{"kedge_breaker":1,"state":"Disabled","saved_at_ms":1}"#, .invalidMember("state")),
        (#"{"kedge_breaker":1,"state":"","saved_at_ms":1}"#, .invalidMember("state")),
        (
            #"{"kedge_breaker":1,"state":"half_open","open_ns":0,"reopenings":0,"saved_at_ms":1}"#,
            .invalidMember("state")
        ),
        (#"{"kedge_breaker":1,"state":"disabled"}"#, .invalidMember("saved_at_ms")),
        (#"{"kedge_breaker":1,"state":"disabled","saved_at_ms":-1}"#, .invalidMember("saved_at_ms")),
        (#"{"kedge_breaker":1,"state":"disabled","saved_at_ms":1.5}"#, .invalidMember("saved_at_ms")),
        (#"{"kedge_breaker":1,"state":"disabled","saved_at_ms":9223372036854775808}"#, .invalidMember("saved_at_ms")),
        (#"{"kedge_breaker":1,"state":"open","reopenings":0,"saved_at_ms":1}"#, .invalidMember("open_ns")),
        (#"{"kedge_breaker":1,"state":"open","open_ns":-1,"reopenings":0,"saved_at_ms":1}"#, .invalidMember("open_ns")),
        (
            #"{"kedge_breaker":1,"state":"open","open_ns":9223372036854775808,"reopenings":0,"saved_at_ms":1}"#,
            .invalidMember("open_ns")
        ),
        (#"{"kedge_breaker":1,"state":"open","open_ns":1,"saved_at_ms":1}"#, .invalidMember("reopenings")),
        (
            #"{"kedge_breaker":1,"state":"open","open_ns":1,"reopenings":18446744073709551616,"saved_at_ms":1}"#,
            .invalidMember("reopenings")
        ),
        (#"{"kedge_breaker":1,"state":"closed","saved_at_ms":1}"#, .invalidMember("failures")),
        (#"{"kedge_breaker":1,"state":"closed","failures":268435456,"saved_at_ms":1}"#, .invalidMember("failures")),
        (#"{"kedge_breaker":1,"state":"closed","failures":null,"saved_at_ms":1}"#, .invalidMember("failures")),
        (#"{"kedge_breaker":1,"state":"disabled","saved_at_ms":1,"more":1}"#, .unknownMember),
        (#"{"kedge_breaker":1,"state":"disabled","failures":1,"saved_at_ms":1}"#, .unknownMember),
        (#"{"kedge_breaker":1,"state":"closed","failures":1,"reopenings":1,"saved_at_ms":1}"#, .unknownMember),
    ]

    @Test(arguments: refused) func `a text that is not of the format is refused, and changes nothing`(
        text: String, error: JSONFormatError
    ) throws {
        let rig = try rig()
        try rig.call("gff")
        let permit = try rig.breaker.acquire()
        let before = rig.snapshot
        #expect(throws: error) { try rig.breaker.restore(text, date: rig.clock) }
        #expect(rig.snapshot == before && rig.events().isEmpty)
        #expect(permit.succeed() == .counted)
    }

    @Test func `members may stand in any order`() throws {
        let rig = try rig()
        try rig.breaker.restore(
            #" { "saved_at_ms": 1700000000000, "reopenings": 3, "open_ns": 5, "state": "open", "kedge_breaker": 1 } "#,
            date: rig.clock)
        #expect(rig.state == .open && rig.snapshot.reopenings == 3 && rig.snapshot.retryAfterNanoseconds == 5)
    }

    @Test func `no text traps`() throws {
        let rig = try rig()
        let text = Array(rig.breaker.savedState(date: rig.clock).utf8)
        for index in text.indices {
            for byte in [UInt8(0), 0x22, 0x2C, 0x30, 0x7B, 0x7D, 0xFF] {
                var other = text
                other[index] = byte
                try? rig.breaker.restore(String(decoding: other, as: UTF8.self), date: rig.clock)
            }
            try? rig.breaker.restore(String(decoding: text[..<index], as: UTF8.self), date: rig.clock)
        }
        #expect(rig.state == .closed)
    }
}
