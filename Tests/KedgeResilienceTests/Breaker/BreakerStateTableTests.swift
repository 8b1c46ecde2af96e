import KedgeCore
import KedgeResilience
@_spi(HotPath) import KedgeResilienceCore
import Testing

/// What one step does to a breaker.
struct StateTableCell: Equatable {
    enum Answer: Equatable {
        /// Nobody asked.
        case none
        case admitted
        case rejected(BreakerError)
        case ended(PermitReport)
    }

    /// The state afterwards, and whether it is a new generation.
    let state: BreakerState
    let isNewGeneration: Bool
    let reasons: [BreakerReason]
    let answer: Answer

    static func stays(_ state: BreakerState, _ answer: Answer = .none) -> StateTableCell {
        StateTableCell(state: state, isNewGeneration: false, reasons: [], answer: answer)
    }

    static func goes(_ state: BreakerState, _ reason: BreakerReason?, _ answer: Answer = .none) -> StateTableCell {
        StateTableCell(state: state, isNewGeneration: true, reasons: reason.map { [$0] } ?? [], answer: answer)
    }
}

/// A breaker in a state, to which one thing is done.
struct StateTableRig {
    /// Opens after 3 failures or 100 slow calls, for 30 s, then 60 s; opens again at 2 failures or 4 slow ones of 4 probes.
    static var options: BreakerOptions {
        var options = BreakerOptions(consecutiveFailures: 3)
        options.slowCallRate = 100
        options.slowCallDuration = .seconds(1)
        options.countWindow = 100
        options.minimumCalls = 100
        options.openTime = .seconds(30)
        options.openTimeFactor = 2
        options.openTimeJitter = 0
        options.probes = 4
        options.probeFailureRate = 50
        options.probeTime = .seconds(10)
        options.maximumHalfOpenTime = .seconds(25)
        return options
    }

    let rig: BreakerRig
    private let row: BreakerState
    private let generation: UInt64

    init(_ row: BreakerState) throws {
        rig = try BreakerRig(Self.options)
        rig.breaker.change(to: row)
        _ = rig.events()
        self.row = row
        generation = rig.snapshot.generation
    }

    var breaker: Breaker { rig.breaker }

    /// What came of it since the state was reached.
    func cell(_ answer: StateTableCell.Answer = .none) -> StateTableCell {
        let snapshot = rig.snapshot
        let events = rig.events()
        #expect(snapshot.state == rig.state)
        #expect(snapshot.generation - generation <= 1)
        if let event = events.first {
            #expect(events.count == 1 && event.from == row && event.to == snapshot.state)
            #expect(event.nanoseconds == rig.clock.nanoseconds)
        }
        return StateTableCell(
            state: snapshot.state, isNewGeneration: snapshot.generation > generation, reasons: events.map(\.reason),
            answer: answer)
    }

    func acquire() -> StateTableCell.Answer {
        var permit = RawPermit()
        let answer = Breaker.admit(breaker.cells, &permit)
        guard let rejection = answer.rejection else { return .admitted }
        switch rejection {
        case .open: return .rejected(.open(retryAfter: .nanoseconds(Int64(answer.retryAfter))))
        case .halfOpen: return .rejected(.halfOpen(retryAfter: .nanoseconds(Int64(answer.retryAfter))))
        case .forcedOpen: return .rejected(.forcedOpen)
        }
    }

    /// A call, or so many one after another.
    func call(_ calls: String) -> StateTableCell.Answer {
        do {
            return .ended(try #require(try rig.call(calls)))
        } catch let error as BreakerError {
            return .rejected(error)
        } catch {
            Issue.record(error)
            return .none
        }
    }
}

@Suite struct BreakerStateTableTests {
    typealias Cell = StateTableCell
    private static let rows = BreakerState.allCases
    private static let openFor30: Cell.Answer = .rejected(.open(retryAfter: .seconds(30)))
    private static let openFor60: Cell.Answer = .rejected(.open(retryAfter: .seconds(60)))

    /// Where calls pass they are `answer`, and nothing else happens.
    private static func stays(_ row: BreakerState, where answer: Cell.Answer) -> Cell {
        switch row {
        case .closed, .disabled, .metricsOnly, .halfOpen: .stays(row, answer)
        case .open: .stays(row, openFor30)
        case .forcedOpen: .stays(row, .rejected(.forcedOpen))
        }
    }

    @Test(arguments: rows) func `a caller asks`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        #expect(table.cell(table.acquire()) == Self.stays(row, where: .admitted))
    }

    @Test(arguments: rows) func `a caller asks while as many calls as there are probes are under way`(
        row: BreakerState
    ) throws {
        let table = try StateTableRig(row)
        for _ in 0..<4 { _ = table.acquire() }
        table.rig.pass(.seconds(1))
        let expected: Cell =
            switch row {
            case .halfOpen: .stays(row, .rejected(.halfOpen(retryAfter: .seconds(9))))
            case .open: .stays(row, .rejected(.open(retryAfter: .seconds(29))))
            default: Self.stays(row, where: .admitted)
            }
        #expect(table.cell(table.acquire()) == expected)
    }

    @Test(arguments: rows) func `a call succeeds`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        #expect(table.cell(table.call("g")) == Self.stays(row, where: .ended(.counted)))
    }

    @Test(arguments: rows) func `as many calls succeed as there are probes`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        let expected: Cell =
            row == .halfOpen
            ? .goes(.closed, .probesSucceeded, .ended(.counted)) : Self.stays(row, where: .ended(.counted))
        #expect(table.cell(table.call("gggg")) == expected)
    }

    @Test(arguments: rows) func `a call fails below the limit`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        #expect(table.cell(table.call(row == .halfOpen ? "f" : "ff")) == Self.stays(row, where: .ended(.counted)))
    }

    @Test(arguments: rows) func `a failure reaches the limit`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        let expected: Cell =
            switch row {
            case .closed: .goes(.open, .consecutiveFailures, .ended(.counted))
            case .halfOpen: .goes(.open, .probesFailed, .ended(.counted))
            default: Self.stays(row, where: .ended(.counted))
            }
        #expect(table.cell(table.call(row == .halfOpen ? "ff" : "fff")) == expected)
        if row == .closed { #expect(table.acquire() == Self.openFor30) }
        if row == .halfOpen { #expect(table.acquire() == Self.openFor60) }
    }

    @Test(arguments: rows) func `a call succeeds slowly below the limit`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        #expect(table.cell(table.call("s")) == Self.stays(row, where: .ended(.counted)))
        let isCounted = row == .closed || row == .metricsOnly || row == .halfOpen
        #expect(table.rig.snapshot.slowCalls == (isCounted ? 1 : 0))
    }

    @Test(arguments: rows) func `a slow success reaches the limit`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        let expected: Cell =
            switch row {
            case .closed: .goes(.open, .slowCallRate, .ended(.counted))
            case .halfOpen: .goes(.open, .probesSlow, .ended(.counted))
            default: Self.stays(row, where: .ended(.counted))
            }
        let calls = String(repeating: "s", count: row == .halfOpen ? 4 : 100)
        #expect(table.cell(table.call(calls)) == expected)
        if row == .closed { #expect(table.acquire() == Self.openFor30) }
        if row == .halfOpen { #expect(table.acquire() == Self.openFor60) }
    }

    @Test(arguments: rows) func `calls are ignored`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        #expect(table.cell(table.call("iiiiii")) == Self.stays(row, where: .ended(.counted)))
    }

    // MARK: Time

    @Test(arguments: rows) func `nothing happens by time alone`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        _ = table.acquire()
        table.rig.pass(.seconds(86_400))
        #expect(table.cell() == .stays(row))
    }

    @Test(arguments: rows) func `the open time passes and somebody has what is due done`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        table.rig.pass(.seconds(30))
        table.breaker.runDue()
        let expected: Cell =
            switch row {
            case .open: .goes(.halfOpen, .openTimeOver)
            case .halfOpen: .goes(.open, .halfOpenTimeOver)
            default: .stays(row)
            }
        #expect(table.cell() == expected)
    }

    @Test(arguments: rows) func `the open time passes and a caller asks`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        table.rig.pass(.seconds(30))
        let expected: Cell =
            switch row {
            case .open: .goes(.halfOpen, .openTimeOver, .admitted)
            case .halfOpen: .goes(.open, .halfOpenTimeOver, Self.openFor60)
            default: Self.stays(row, where: .admitted)
            }
        #expect(table.cell(table.acquire()) == expected)
    }

    @Test(arguments: rows) func `a nanosecond of the open time is left`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        table.rig.pass(row == .halfOpen ? .seconds(25) - .nanoseconds(1) : .seconds(30) - .nanoseconds(1))
        let expected: Cell =
            row == .open
            ? .stays(row, .rejected(.open(retryAfter: .nanoseconds(1)))) : Self.stays(row, where: .admitted)
        #expect(table.cell(table.acquire()) == expected)
    }

    @Test(arguments: rows) func `the probe deadline of one call passes`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        let permit = table.breaker.rawPermit()
        #expect((permit != nil) == (row != .open && row != .forcedOpen))
        table.rig.pass(.seconds(10))
        table.breaker.runDue()
        #expect(table.cell() == .stays(row))
        #expect(table.rig.snapshot.probesTakenBack == (row == .halfOpen ? 1 : 0))
        #expect(table.rig.snapshot.failures == (row == .halfOpen ? 1 : 0))
        guard let permit else { return }
        #expect(table.breaker.finishCopy(permit, .ignored) == (row == .halfOpen ? .takenBack : .counted))
        #expect(table.cell() == .stays(row))
    }

    @Test(arguments: rows) func `the probe deadlines of two calls pass`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        for _ in 0..<2 { _ = table.acquire() }
        table.rig.pass(.seconds(10))
        table.breaker.runDue()
        #expect(table.cell() == (row == .halfOpen ? .goes(.open, .probesFailed) : .stays(row)))
    }

    @Test(arguments: rows) func `the longest half-open stay passes`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        table.rig.pass(.seconds(25))
        table.breaker.runDue()
        #expect(table.cell() == (row == .halfOpen ? .goes(.open, .halfOpenTimeOver) : .stays(row)))
        if row == .halfOpen { #expect(table.acquire() == Self.openFor60) }
    }

    @Test(arguments: rows) func `nothing is due`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        _ = table.acquire()
        table.breaker.runDue()
        #expect(table.cell() == .stays(row))
    }

    // MARK: Changes by hand

    /// When a caller of the new state is told to come back.
    private func retryAfter(_ state: BreakerState, from row: BreakerState) -> UInt64 {
        switch state {
        case .closed, .disabled, .metricsOnly, .halfOpen: 0
        // From half-open it opens again.
        case .open: row == .halfOpen ? 60_000_000_000 : 30_000_000_000
        case .forcedOpen: .max
        }
    }

    @Test(arguments: rows, rows) func `somebody changes the state`(row: BreakerState, state: BreakerState) throws {
        let table = try StateTableRig(row)
        table.breaker.change(to: state)
        #expect(table.cell() == .goes(state, row == state ? nil : .manual))
        #expect(table.rig.snapshot.retryAfterNanoseconds == retryAfter(state, from: row))
        #expect(table.rig.snapshot.nanosecondsInState == 0)
    }

    @Test(arguments: rows) func `somebody resets`(row: BreakerState) throws {
        let table = try StateTableRig(row)
        _ = table.call("f")
        table.breaker.reset()
        #expect(table.cell() == .goes(.closed, row == .closed ? nil : .manual))
        #expect(table.rig.snapshot.consecutiveFailures == 0 && table.rig.snapshot.countWindow?.calls == 0)
        #expect(table.rig.snapshot.reopenings == 0)
    }

    @Test(arguments: rows, CallOutcome.allCases) func `a permit of an earlier generation is finished`(
        row: BreakerState, outcome: CallOutcome
    ) throws {
        let rig = try BreakerRig(StateTableRig.options)
        let permits = (0..<5).compactMap { _ in rig.breaker.rawPermit() }
        rig.breaker.change(to: row)
        _ = rig.events()
        rig.pass(.seconds(1))
        let before = rig.snapshot
        for permit in permits { #expect(rig.breaker.finishCopy(permit, outcome) == .stale) }
        let after = rig.snapshot
        #expect(rig.events().isEmpty && after.state == row && after.generation == before.generation)
        #expect(
            permits.count == 5 && after.stale == 5 && after.consecutiveFailures == 0 && after.countWindow?.calls == 0)
        #expect(after.successes == 0 && after.failures == 0 && after.slowCalls == 0 && after.ignored == 0)
        #expect(after.probesUnderWay == 0 && after.probesFinished == 0)
    }

    @Test(arguments: rows, CallOutcome.allCases) func `a probe of an earlier generation is finished`(
        row: BreakerState, outcome: CallOutcome
    ) throws {
        let rig = try BreakerRig(StateTableRig.options)
        rig.breaker.change(to: .halfOpen)
        let permits = (0..<4).compactMap { _ in rig.breaker.rawPermit() }
        rig.breaker.change(to: row)
        _ = rig.events()
        let before = rig.snapshot
        for permit in permits { #expect(rig.breaker.finishCopy(permit, outcome) == .takenBack) }
        #expect(permits.count == 4 && before.probesTakenBack == 4 && before.probesUnderWay == 0)
        #expect(rig.events().isEmpty && rig.snapshot == before)
    }

    @Test(arguments: rows, rows) func `a saved state is restored`(row: BreakerState, saved: BreakerState) throws {
        let other = try StateTableRig(saved)
        let text = other.breaker.savedState(date: other.rig.clock)
        let table = try StateTableRig(row)
        try table.breaker.restore(text, date: table.rig.clock)
        let state = saved == .halfOpen ? .open : saved
        #expect(table.cell() == .goes(state, row == state ? nil : .restored))
        // A half-open breaker is saved as an open one whose time is over.
        let wait = saved == .halfOpen ? 0 : retryAfter(state, from: .closed)
        #expect(table.rig.snapshot.retryAfterNanoseconds == wait)
    }

    // MARK: Counts

    @Test func `each state counts what its calls come to`() throws {
        for row in Self.rows {
            let table = try StateTableRig(row)
            for call in ["g", "f", "s", "i"] { _ = table.call(call) }
            let snapshot = table.rig.snapshot
            switch row {
            case .closed, .metricsOnly, .halfOpen:
                #expect(snapshot.successes == 2 && snapshot.failures == 1 && snapshot.slowCalls == 1)
                #expect(snapshot.ignored == 1 && snapshot.rejected == 0)
            case .disabled:
                #expect(snapshot.successes == 0 && snapshot.failures == 0 && snapshot.slowCalls == 0)
                #expect(snapshot.consecutiveFailures == 0 && snapshot.countWindow?.calls == 0)
            case .open, .forcedOpen:
                #expect(snapshot.rejected == 4)
                #expect(snapshot.successes == 0 && snapshot.failures == 0 && snapshot.ignored == 0)
            }
            let isHalfOpen = row == .halfOpen
            #expect(snapshot.probesAdmitted == (isHalfOpen ? 4 : 0) && snapshot.probesFinished == (isHalfOpen ? 4 : 0))
        }
    }
}
