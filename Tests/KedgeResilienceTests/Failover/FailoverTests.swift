import KedgeCore
import KedgeResilience
@_spi(HotPath) import KedgeResilienceCore
import Testing

@Suite struct FailoverTests {
    private struct Down: Error, Equatable {
        let name: String
    }

    private static func breaker(_ clock: ManualClock) throws -> Breaker {
        var options = BreakerOptions(consecutiveFailures: 2)
        options.openTime = .seconds(10)
        options.openTimeJitter = 0
        options.probes = 1
        return try Breaker(options, clock: clock)
    }

    @Test func `a call goes to the first target, and on to the next while one fails`() throws {
        let clock = ManualClock()
        let failover = try Failover([
            FailoverTarget(name: "near", breaker: Self.breaker(clock)),
            FailoverTarget(name: "far", level: 1, breaker: Self.breaker(clock)),
            FailoverTarget(name: "stale copy", level: 2),
        ])
        var down: Set<String> = []
        func call() throws -> String {
            try failover.run { target in
                if down.contains(target.name) { throw Down(name: target.name) }
                return target.name
            }
        }
        #expect(try call() == "near")
        #expect(failover.level == 0)
        down = ["near"]
        #expect(try call() == "far")
        #expect(try call() == "far")
        // The breaker of the first is open now, so it is not tried any more.
        #expect(failover.level == 1)
        #expect(try call() == "far")
        #expect(failover.snapshots.map(\.calls) == [3, 3, 0])
        #expect(failover.snapshots.map(\.failures) == [2, 0, 0])
        #expect(failover.snapshots.map(\.rejected) == [1, 0, 0])
        #expect(failover.snapshots.map(\.saved) == [0, 3, 0])

        down = ["near", "far"]
        #expect(try call() == "stale copy")
        #expect(try call() == "stale copy")
        #expect(failover.level == 2)
        down.insert("stale copy")
        #expect(throws: Down(name: "stale copy")) { try call() }

        // It comes back by itself.
        down = []
        clock.advance(nanoseconds: 10_000_000_000)
        #expect(failover.level == 0)
        #expect(try call() == "near")
    }

    @Test func `where no breaker lets a call pass, it is told when the first will`() throws {
        let clock = ManualClock()
        let breakers = [try Self.breaker(clock), try Self.breaker(clock)]
        let failover = try Failover(breakers.map { FailoverTarget(name: "a", breaker: $0) })
        breakers[0].change(to: .open)
        clock.advance(nanoseconds: 4_000_000_000)
        breakers[1].change(to: .open)
        #expect(failover.level == nil)
        #expect(throws: FailoverError.noTarget(retryAfter: .seconds(6))) { try failover.run { _ in } }
        breakers[0].change(to: .forcedOpen)
        breakers[1].change(to: .forcedOpen)
        #expect(throws: FailoverError.noTarget(retryAfter: nil)) { try failover.run { _ in } }
    }

    @Test func `a level that somebody sets passes over all targets below it`() throws {
        let failover = try Failover([
            FailoverTarget(name: "all"), FailoverTarget(name: "less", level: 3),
            FailoverTarget(name: "least", level: 7),
        ])
        #expect(failover.level == 0)
        try failover.setMinimumLevel(2)
        #expect(failover.minimumLevel == 2)
        #expect(failover.level == 3)
        #expect(try failover.run { $0.name } == "less")
        try failover.setMinimumLevel(7)
        #expect(try failover.run { $0.name } == "least")
        #expect(throws: PolicyError("minimum level", "0 to that of the last target")) {
            try failover.setMinimumLevel(8)
        }
        #expect(throws: PolicyError("minimum level", "0 to that of the last target")) {
            try failover.setMinimumLevel(-1)
        }
        #expect(failover.minimumLevel == 7)
        try failover.setMinimumLevel(0)
        #expect(try failover.run { $0.name } == "all")
    }

    @Test func `what is no failure ends the call at its target`() async throws {
        let failover = try Failover([FailoverTarget(name: "a"), FailoverTarget(name: "b")])
        #expect(throws: CancellationError.self) { try failover.run { _ in throw CancellationError() } }
        #expect(failover.snapshots.map(\.calls) == [1, 0])
        #expect(throws: Down.self) {
            try failover.run(classify: { _ in .success }) { throw Down(name: $0.name) }
        }
        #expect(failover.snapshots.map(\.calls) == [2, 0])
        // A result can be a failure.
        #expect(try failover.run(isFailure: { $0 == "a" }, { $0.name }) == "b")
        #expect(try failover.run(isFailure: { _ in true }, { $0.name }) == "b")
        #expect(try await failover.run(isFailure: { $0 == "a" }, { target async in target.name }) == "b")
        await #expect(throws: Down(name: "b")) {
            try await failover.run { target async throws in throw Down(name: target.name) }
        }
    }

    @Test func `the call of a target ends once`() throws {
        let failover = try Failover([FailoverTarget(name: "a")])
        var call = FailoverCall()
        var permit = RawPermit()
        #expect(failover.next(&call, &permit) == 0)
        #expect(failover.finish(call, 0, &permit, .failure) == .counted)
        #expect(failover.finish(call, 0, &permit, .failure) == .finishedBefore)
        #expect(failover.snapshots[0].failures == 1)
    }

    @Test func `lists that are empty, too long or out of order are refused`() {
        #expect(throws: PolicyError("targets", "1 to 64")) { try Failover([]) }
        #expect(throws: PolicyError("targets", "1 to 64")) {
            try Failover((0..<65).map { FailoverTarget(name: "\($0)") })
        }
        #expect(throws: PolicyError("level", "0 to 255")) { try Failover([FailoverTarget(name: "a", level: 256)]) }
        #expect(throws: PolicyError("level", "0 to 255")) { try Failover([FailoverTarget(name: "a", level: -1)]) }
        #expect(throws: PolicyError("level", "no lower than that of the target before it")) {
            try Failover([FailoverTarget(name: "a", level: 1), FailoverTarget(name: "b")])
        }
    }
}
