import KedgeCore
import KedgeResilience
@_spi(HotPath) import KedgeResilienceCore
import KedgeTestSupport
import Testing

/// The breaker beside a simple model, step by step, with a clock that the test moves.
@Suite struct BreakerModelTests {
    private static func options(_ change: (inout BreakerOptions) -> Void) -> BreakerOptions {
        var options = BreakerOptions()
        options.openTimeJitter = 0
        options.openTime = .milliseconds(100)
        options.maximumHalfOpenTime = .milliseconds(120)
        options.probeTime = .milliseconds(50)
        options.minimumCalls = 4
        change(&options)
        return options
    }

    static let policies: [BreakerOptions] = [
        options { $0.countWindow = 10 },
        options {
            $0.failureRate = nil
            $0.countWindow = nil
            $0.consecutiveFailures = 3
            $0.probes = 1
        },
        options {
            $0.countWindow = 7
            $0.slowCallRate = 40
            $0.slowCallDuration = .milliseconds(9)
            $0.probes = 3
            $0.openTimeFactor = 2
            $0.maximumOpenTime = .milliseconds(350)
        },
        options {
            $0.countWindow = nil
            $0.timeWindow = .milliseconds(100)
            $0.timeWindowSteps = 5
        },
        options {
            $0.failureRate = nil
            $0.countWindow = nil
            $0.timeWindow = .milliseconds(30)
            $0.timeWindowSteps = 1
            $0.slowCallRate = 100.0 / 4
            $0.slowCallDuration = .milliseconds(5)
            $0.probes = 2
        },
        options {
            $0.consecutiveFailures = 6
            $0.failureRate = 62.5
            $0.countWindow = 16
            $0.timeWindow = .milliseconds(200)
            $0.timeWindowSteps = 10
            $0.minimumCalls = 8
            $0.slowCallRate = 75
            $0.slowCallDuration = .milliseconds(12)
            $0.probeFailureRate = 20
        },
        options {
            $0.countWindow = 1
            $0.minimumCalls = 1
            $0.failureRate = 100
            $0.probes = 1
        },
    ]

    @Test(arguments: policies.indices)
    func `a breaker does after each of a million random steps what a simple model does`(_ policy: Int) throws {
        // Seven policies: some millions of steps in all.
        let steps = SlowTests.areEnabled ? 400_000 : 20_000
        let seed = UInt64.random(in: 0 ... .max)
        var random = Numbers(state: seed)
        let clock = ManualClock(nanoseconds: 1_000_000_000)
        let options = Self.policies[policy]
        let breaker = try Breaker(options, clock: clock)
        var model = ModelBreaker(options, now: clock.nanoseconds)
        var permits: [(RawPermit, ModelBreaker.Permit)] = []
        for step in 0..<steps {
            try perform(&random, clock, breaker, &model, &permits)
            try #require(breaker.state == model.state, "seed \(seed), step \(step)")
            if step % 16 == 0 { try compare(breaker, model, clock, "seed \(seed), step \(step)") }
            while let event = breaker.nextEvent() {
                let expected = model.events.isEmpty ? nil : model.events.removeFirst()
                try #require(
                    event.from == expected?.0 && event.to == expected?.1 && event.reason == expected?.2,
                    "seed \(seed), step \(step)")
            }
            try #require(model.events.isEmpty, "seed \(seed), step \(step)")
        }
    }

    private func perform(
        _ random: inout Numbers, _ clock: ManualClock, _ breaker: Breaker, _ model: inout ModelBreaker,
        _ permits: inout [(RawPermit, ModelBreaker.Permit)]
    ) throws {
        let now = clock.nanoseconds
        // Times of trouble and times of peace.
        let failureShare = clock.nanoseconds / 700_000_000 % 3 == 0 ? 70 : 8
        switch random.below(100) {
        case ..<40:
            var raw = RawPermit()
            let answer = Breaker.admit(breaker.cells, &raw)
            let permit = model.acquire(now)
            try #require((answer.rejection == nil) == (permit != nil))
            if let permit { permits.append((raw, permit)) }
            if permits.count > 40 { permits.removeFirst() }
        case ..<80:
            guard !permits.isEmpty else { return }
            let index = Int(random.below(UInt64(permits.count)))
            var (raw, permit) = permits[index]
            // Now and then a copy is kept, so that the same permit is finished again.
            if permit.probe == nil || random.below(10) != 0 {
                permits.swapAt(index, permits.count - 1); permits.removeLast()
            }
            let outcome: CallOutcome =
                random.below(20) == 0 ? .ignored : random.below(100) < failureShare ? .failure : .success
            let report =
                outcome == .success
                ? Breaker.succeed(breaker.cells, &raw) : Breaker.finish(breaker.cells, &raw, outcome)
            let expected = model.finish(permit, outcome, now)
            // Of rounds that are over the model does not know what was finished.
            let isOfOldRound = permit.probe != nil && permit.generation != model.generation
            try #require(report == expected || (isOfOldRound && report == .finishedBefore))
            try #require(raw.word == 0)
        case ..<97: clock.advance(nanoseconds: random.below(9) * 500_000)
        case 97: clock.advance(nanoseconds: random.below(300) * 500_000)
        case 98:
            breaker.runDue()
            model.runDue(now)
        default:
            guard random.below(40) == 0 else { return }
            let state = BreakerState.allCases[Int(random.below(UInt64(BreakerState.allCases.count)))]
            breaker.change(to: state)
            if state == .open { model.open(.manual, now) } else { model.change(to: state, .manual, now) }
        }
    }

    private func compare(_ breaker: Breaker, _ model: ModelBreaker, _ clock: ManualClock, _ place: String) throws {
        let snapshot = breaker.snapshot
        let comment = Comment(rawValue: place)
        try #require(snapshot.generation == UInt64(model.generation), comment)
        try #require(snapshot.successes == UInt64(model.successes), comment)
        try #require(snapshot.failures == UInt64(model.failures), comment)
        try #require(snapshot.slowCalls == UInt64(model.slowCalls), comment)
        try #require(snapshot.ignored == UInt64(model.ignored), comment)
        try #require(snapshot.rejected == UInt64(model.rejected), comment)
        try #require(snapshot.stale == UInt64(model.stale), comment)
        try #require(snapshot.consecutiveFailures == UInt64(model.failuresInRow), comment)
        try #require(snapshot.reopenings == UInt64(model.reopenings), comment)
        try #require(snapshot.probesAdmitted == UInt64(model.admitted), comment)
        try #require(snapshot.probesFinished == UInt64(model.finished), comment)
        try #require(snapshot.probesTakenBack == UInt64(model.takenBack), comment)
        try #require(
            snapshot.probesAdmitted
                == snapshot.probesFinished + snapshot.probesTakenBack + snapshot.probesUnderWay, comment)
        if let window = snapshot.countWindow { try compare(window, Array(model.countWindow), model, comment) }
        if let window = snapshot.timeWindow {
            try compare(window, model.timeWindow(clock.nanoseconds), model, comment)
        }
        if model.state == .open {
            let left = model.openUntil > clock.nanoseconds ? model.openUntil - clock.nanoseconds : 0
            try #require(snapshot.retryAfterNanoseconds == left, comment)
        }
    }

    private func compare(
        _ window: BreakerWindow, _ calls: [(step: UInt64, isFailure: Bool, isSlow: Bool)], _ model: ModelBreaker,
        _ comment: Comment
    ) throws {
        try #require(window.calls == UInt64(calls.count), comment)
        try #require(window.failures == UInt64(calls.count { $0.isFailure }), comment)
        try #require(window.slowCalls == UInt64(calls.count { $0.isSlow }), comment)
        try #require(window.hasRates == (calls.count >= model.options.minimumCalls), comment)
    }
}

/// Numbers that a seed decides.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits &>> 31)
    }

    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }
}
