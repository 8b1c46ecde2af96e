import KedgeCore
import KedgeResilience
import Testing

@Suite struct BreakerRunningTests {
    private struct Broken: Error, Equatable { var number = 1 }

    private struct SelfMade: CallOutcomeProviding {
        let callOutcome: CallOutcome
    }

    private let rig: BreakerRig

    init() throws {
        rig = try BreakerRig(BreakerOptions(consecutiveFailures: 2))
    }

    private func expectCounts(successes: UInt64 = 0, failures: UInt64 = 0, ignored: UInt64 = 0) {
        let snapshot = rig.snapshot
        #expect(snapshot.successes == successes && snapshot.failures == failures && snapshot.ignored == ignored)
    }

    // MARK: Calls that do not wait

    @Test func `a result is passed through, and is a success`() throws {
        #expect(try rig.breaker.run { 7 } == 7)
        expectCounts(successes: 1)
    }

    @Test func `an error is passed through, and is a failure`() {
        #expect(throws: Broken(number: 3)) { try rig.breaker.run { throw Broken(number: 3) } }
        expectCounts(failures: 1)
    }

    @Test func `a result may be a failure all the same, and is passed through`() throws {
        for status in [500, 200, 503] {
            #expect(try rig.breaker.run(isFailure: { $0 >= 500 }) { status } == status)
        }
        expectCounts(successes: 1, failures: 2)
    }

    @Test func `an open breaker does not make the call`() throws {
        rig.breaker.change(to: .open)
        var isMade = false
        let error = #expect(throws: BreakerError.self) { try rig.breaker.run { isMade = true } }
        #expect(!isMade && error?.retryAfter != nil && rig.snapshot.rejected == 1)
    }

    @Test func `a cancelled call is ignored, and the error is passed through`() {
        for _ in 0..<5 {
            #expect(throws: CancellationError.self) { try rig.breaker.run { throw CancellationError() } }
        }
        expectCounts(ignored: 5)
        #expect(rig.state == .closed)
    }

    @Test(arguments: CallOutcome.allCases) func `an error that says what it means is that`(outcome: CallOutcome) {
        #expect(standardCallOutcome(SelfMade(callOutcome: outcome)) == outcome)
        #expect(throws: SelfMade.self) { try rig.breaker.run { throw SelfMade(callOutcome: outcome) } }
        expectCounts(
            successes: outcome == .success ? 1 : 0, failures: outcome == .failure ? 1 : 0,
            ignored: outcome == .ignored ? 1 : 0)
    }

    @Test func `other errors are failures, unless the caller says otherwise`() {
        #expect(standardCallOutcome(Broken()) == .failure && standardCallOutcome(CancellationError()) == .ignored)
        let classify: CallClassifier = { ($0 as? Broken)?.number == 1 ? .success : .ignored }
        #expect(throws: Broken(number: 1)) { try rig.breaker.run(classify: classify) { throw Broken(number: 1) } }
        #expect(throws: Broken(number: 2)) { try rig.breaker.run(classify: classify) { throw Broken(number: 2) } }
        // Even of a call that was cancelled.
        #expect(throws: CancellationError.self) {
            try rig.breaker.run(classify: { _ in .failure }) { throw CancellationError() }
        }
        expectCounts(successes: 1, failures: 1, ignored: 1)
    }

    @Test func `calls within calls count by themselves`() throws {
        let value = try rig.breaker.run { try rig.breaker.run { 1 } + (try rig.breaker.run { 2 }) }
        #expect(value == 3)
        expectCounts(successes: 3)
    }

    @Test func `a call that opened the breaker within makes the outer one stale`() throws {
        try rig.breaker.run { rig.breaker.change(to: .metricsOnly) }
        expectCounts()
        #expect(rig.snapshot.stale == 1)
    }

    @Test func `a call is slow by its own time`() throws {
        var options = BreakerOptions()
        options.slowCallRate = 100
        options.slowCallDuration = .seconds(1)
        let rig = try BreakerRig(options)
        try rig.breaker.run { rig.pass(.seconds(1)) }
        try rig.breaker.run { rig.pass(.milliseconds(999)) }
        #expect(throws: Broken.self) {
            try rig.breaker.run {
                rig.pass(.seconds(2))
                throw Broken()
            }
        }
        #expect(rig.snapshot.slowCalls == 2 && rig.snapshot.successes == 2 && rig.snapshot.failures == 1)
    }

    // MARK: Calls that wait

    @Test func `a call that waits is counted like one that does not`() async throws {
        let breaker = rig.breaker
        let value = try await breaker.run { () async throws -> Int in
            await Task.yield()
            return 7
        }
        #expect(value == 7)
        await #expect(throws: Broken(number: 3)) {
            try await breaker.run { () async throws -> Int in
                await Task.yield()
                throw Broken(number: 3)
            }
        }
        let status = try await breaker.run(isFailure: { $0 >= 500 }) { () async throws -> Int in
            await Task.yield()
            return 500
        }
        #expect(status == 500 && rig.state == .open)
        expectCounts(successes: 1, failures: 2)
        let made = Told<Int>()
        await #expect(throws: BreakerError.self) { try await breaker.run { () async throws in made.add(1) } }
        #expect(made.values.isEmpty && rig.snapshot.rejected == 1)
    }

    @Test func `a task that was cancelled says nothing about the service`() async throws {
        let breaker = rig.breaker
        let task = Task {
            try await breaker.run { () async throws in
                while !Task.isCancelled { await Task.yield() }
                try Task.checkCancellation()
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        expectCounts(ignored: 1)
        #expect(rig.state == .closed)
    }

    @Test func `a call may end on another thread than it began on`() async throws {
        let breaker = rig.breaker
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await breaker.run { () async throws in
                        for _ in 0..<5 { await Task.yield() }
                    }
                }
            }
            try await group.waitForAll()
        }
        expectCounts(successes: 200)
    }

    @Test @MainActor func `an actor makes a call without leaving itself`() async throws {
        var count = 0
        try await rig.breaker.run { () async throws in
            MainActor.assertIsolated()
            count += 1
        }
        #expect(count == 1)
    }

    // MARK: Permits by hand

    @Test func `a dropped permit is ignored`() throws {
        do { _ = try rig.breaker.acquire() }
        do {
            let permit = try rig.breaker.acquire()
            _ = consume permit
        }
        func leave() throws {
            let permit = try rig.breaker.acquire()
            try #require(throws: Broken.self) { throw Broken() }
            if rig.state == .closed { throw Broken() }
            permit.fail()
        }
        #expect(throws: Broken.self) { try leave() }
        expectCounts(ignored: 3)
    }

    @Test func `a permit that was finished is not ignored too`() throws {
        for outcome in CallOutcome.allCases { try rig.breaker.acquire().finish(outcome) }
        expectCounts(successes: 1, failures: 1, ignored: 1)
    }

    @Test func `a permit keeps its breaker alive`() throws {
        weak var weakBreaker: Breaker?
        var permit: BreakerPermit?
        do {
            let breaker = try Breaker(BreakerOptions(consecutiveFailures: 1))
            weakBreaker = breaker
            permit = try breaker.acquire()
        }
        #expect(weakBreaker != nil)
        let report = permit.take()?.fail()
        #expect(report == .counted && weakBreaker == nil)
    }

    @Test func `a breaker of the system's clock runs`() throws {
        var options = BreakerOptions()
        options.slowCallRate = 100
        options.slowCallDuration = .seconds(3_600)
        options.timeWindow = .seconds(3_600)
        let coarse = try Breaker(options)
        options.slowCallDuration = .milliseconds(20)
        options.timeWindow = .milliseconds(100)
        let exact = try Breaker(options)
        for breaker in [coarse, exact] {
            for number in 0..<100 { #expect(try breaker.run { number } == number) }
            #expect(breaker.snapshot.successes == 100)
        }
        coarse.change(to: .open)
        let retryAfter = try #require(coarse.rejection()?.retryAfter)
        #expect(retryAfter > .seconds(20) && retryAfter <= .seconds(30))
    }
}
