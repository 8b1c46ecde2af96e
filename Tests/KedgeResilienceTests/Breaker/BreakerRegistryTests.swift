import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BreakerRegistryTests {
    private let clock = ManualClock(nanoseconds: BreakerRig.start)

    private func registry(maximumCount: Int = 10) throws -> BreakerRegistry {
        try BreakerRegistry(defaults: BreakerOptions(consecutiveFailures: 2), maximumCount: maximumCount, clock: clock)
    }

    /// After how many failures in a row it opens.
    private func limit(_ breaker: Breaker) throws -> Int {
        var count = 0
        while breaker.state == .closed {
            try breaker.acquire().fail()
            count += 1
        }
        breaker.reset()
        return count
    }

    @Test func `a name has one breaker, made when it is first asked for`() throws {
        let registry = try registry()
        #expect(registry.count == 0 && registry.names.isEmpty)
        let first = try registry.breaker(named: "a")
        #expect(try registry.breaker(named: "a") === first)
        #expect(try registry.breaker(named: "b") !== first)
        #expect(try registry.breaker(named: "") !== first)
        #expect(registry.count == 3 && registry.names == ["", "a", "b"])
    }

    @Test func `breakers fail by themselves`() throws {
        let registry = try registry()
        for _ in 0..<2 { try registry.breaker(named: "a").acquire().fail() }
        #expect(try registry.breaker(named: "a").state == .open && registry.breaker(named: "b").state == .closed)
    }

    @Test func `a breaker has the options of its name, or those of all`() throws {
        let registry = try registry()
        try registry.setOptions(BreakerOptions(consecutiveFailures: 7), forName: "own")
        #expect(registry.count == 0)
        #expect(try limit(registry.breaker(named: "own")) == 7)
        #expect(try limit(registry.breaker(named: "other")) == 2)
    }

    @Test func `options that change are those of the next breaker of the name`() throws {
        let registry = try registry()
        let first = try registry.breaker(named: "a")
        try registry.setOptions(BreakerOptions(consecutiveFailures: 7), forName: "a")
        #expect(try registry.breaker(named: "a") === first && limit(first) == 2)
        #expect(registry.remove(named: "a"))
        #expect(try limit(registry.breaker(named: "a")) == 7)
        try registry.setOptions(nil, forName: "a")
        #expect(registry.remove(named: "a"))
        #expect(try limit(registry.breaker(named: "a")) == 2)
    }

    @Test func `a removed breaker goes on for those who have it`() throws {
        let registry = try registry()
        let old = try registry.breaker(named: "a")
        let permit = try old.acquire()
        #expect(registry.remove(named: "a") && !registry.remove(named: "a") && !registry.remove(named: "b"))
        #expect(registry.count == 0)
        let new = try registry.breaker(named: "a")
        #expect(new !== old)
        #expect(permit.fail() == .counted)
        #expect(old.snapshot.failures == 1 && new.snapshot.failures == 0)
    }

    @Test func `a full registry gives those that it has, and no other`() throws {
        let registry = try registry(maximumCount: 2)
        let first = try registry.breaker(named: "a")
        _ = try registry.breaker(named: "b")
        #expect(throws: BreakerRegistryError.full) { try registry.breaker(named: "c") }
        #expect(try registry.breaker(named: "a") === first && registry.count == 2)
        registry.remove(named: "b")
        _ = try registry.breaker(named: "c")
        #expect(registry.names == ["a", "c"])
    }

    @Test func `no more names than breakers have options of their own`() throws {
        let registry = try registry(maximumCount: 2)
        let options = BreakerOptions(consecutiveFailures: 3)
        for name in ["a", "b", "a"] { try registry.setOptions(options, forName: name) }
        #expect(throws: BreakerRegistryError.full) { try registry.setOptions(options, forName: "c") }
        try registry.setOptions(nil, forName: "c")
        try registry.setOptions(nil, forName: "a")
        try registry.setOptions(options, forName: "c")
    }

    @Test func `options outside their range are refused when they are set`() throws {
        let registry = try registry()
        let error = BreakerRegistryError.policy(PolicyError("consecutive failures", "1 to 268,435,455"))
        #expect(throws: error) { try registry.setOptions(BreakerOptions(consecutiveFailures: 0), forName: "a") }
        #expect(try limit(registry.breaker(named: "a")) == 2)
    }

    @Test(arguments: [Int.min, -1, 0, 1_000_001, .max]) func `a maximum outside its range is refused`(maximum: Int) {
        #expect(throws: PolicyError("maximum count", "1 to 1,000,000")) { try registry(maximumCount: maximum) }
    }

    @Test func `a maximum at the ends of its range is accepted`() throws {
        for maximum in [1, 1_000_000] { #expect(try registry(maximumCount: maximum).maximumCount == maximum) }
        #expect(try BreakerRegistry().maximumCount == 10_000)
    }

    @Test func `names are those that Swift holds to be equal, in their order`() throws {
        let registry = try registry()
        let composed = try registry.breaker(named: "caf\u{E9}")
        #expect(try registry.breaker(named: "cafe\u{301}") === composed)
        for name in ["z", "\u{1F600}", "Z", ""] { _ = try registry.breaker(named: name) }
        #expect(registry.names == registry.names.sorted() && registry.count == 5)
    }

    @Test func `names are short and hold no NUL`() throws {
        let registry = try registry()
        _ = try registry.breaker(named: String(repeating: "é", count: 127))
        for name in [String(repeating: "é", count: 128), "a\u{0}b", "\u{0}"] {
            #expect(throws: BreakerRegistryError.invalidName) { try registry.breaker(named: name) }
            #expect(throws: BreakerRegistryError.invalidName) {
                try registry.setOptions(BreakerOptions(), forName: name)
            }
        }
        #expect(registry.count == 1)
    }

    @Test func `all breakers have the registry's clock`() throws {
        let registry = try registry()
        let breaker = try registry.breaker(named: "a")
        breaker.change(to: .open)
        clock.advance(nanoseconds: 30_000_000_000)
        #expect(breaker.rejection() == nil)
    }

    @Test func `a breaker that another thread made meanwhile is the one of its name`() throws {
        let clock = BusyClock()
        let registry = try BreakerRegistry(clock: clock)
        let made = Told<ObjectIdentifier?>()
        // A breaker reads the clock when it is made.
        clock.onNextReading {
            onThreads(1) { _ in made.add((try? registry.breaker(named: "a")).map { ObjectIdentifier($0) }) }
        }
        let breaker = try registry.breaker(named: "a")
        #expect(made.values == [ObjectIdentifier(breaker)] && registry.count == 1)
    }

    @Test func `threads that ask for a name at once get one breaker`() throws {
        let registry = try registry()
        for round in 0..<breakerTries(200) {
            let got = Told<ObjectIdentifier>()
            onThreads(4) { _ in
                if let breaker = try? registry.breaker(named: "a") {
                    _ = try? breaker.acquire().succeed()
                    got.add(ObjectIdentifier(breaker))
                }
            }
            #expect(got.values.count == 4 && Set(got.values).count == 1 && registry.count == 1)
            #expect(try registry.breaker(named: "a").snapshot.successes == 4, "round \(round)")
            registry.remove(named: "a")
        }
    }

    @Test func `threads never make more breakers than may be`() throws {
        let registry = try registry(maximumCount: 5)
        let refusals = Tally()
        onThreads(4) { thread in
            for step in 0..<50 {
                do { _ = try registry.breaker(named: "\(thread)-\(step)") } catch { refusals.add() }
            }
        }
        #expect(registry.count == 5 && refusals.count == 195)
    }
}
