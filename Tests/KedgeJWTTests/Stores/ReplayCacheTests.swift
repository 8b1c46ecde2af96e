import Foundation
import KedgeJWT
import KedgeTestSupport
import Synchronization
import Testing

struct ReplayCacheTests {
    private func token(_ id: String, issuer: String? = "https://issuer.example", until: Int64 = 100) -> JWTIdentity {
        JWTIdentity(issuer: issuer, id: id, refusedFrom: until)
    }

    @Test func `a token is taken once`() throws {
        let cache = try JWTReplayCache(capacity: 10)
        #expect(try cache.admit(token("a"), now: 0))
        #expect(try !cache.admit(token("a"), now: 0))
        #expect(try cache.admit(token("b"), now: 0))
        #expect(cache.count == 2)
    }

    @Test func `issuers do not share their ids`() throws {
        let cache = try JWTReplayCache(capacity: 10)
        let identities = [
            token("c", issuer: "ab"), token("bc", issuer: "a"), token("c", issuer: ""), token("c", issuer: nil),
            token("abc", issuer: nil), token("", issuer: "abc"),
        ]
        for identity in identities { #expect(try cache.admit(identity, now: 0)) }
        for identity in identities { #expect(try !cache.admit(identity, now: 0)) }
    }

    @Test func `an id is remembered up to the second in which its token is refused`() throws {
        let cache = try JWTReplayCache(capacity: 10)
        #expect(try cache.admit(token("a", until: 100), now: 0))
        #expect(try !cache.admit(token("a", until: 100), now: 99))
        #expect(throws: JWTStoreError.self) { try cache.admit(token("a", until: 100), now: 100) }
        // Another token of the same id, long after the first.
        #expect(try cache.admit(token("a", until: 200), now: 100))
        #expect(try !cache.admit(token("a", until: 200), now: 199))
        #expect(cache.count == 1)
    }

    @Test func `verifiers that share a cache have the same leeway and maximum age`() throws {
        let keys = try JWTKeySet([JWTKey(secret: [UInt8](repeating: 7, count: 32).span.bytes, algorithm: .hs256)])
        func verifier(_ cache: JWTReplayCache, _ leeway: Int64, _ maximumAge: Int64?) throws -> JWTVerifier {
            var rules = JWTRules()
            rules.acceptsAnyAudience = true
            rules.replayStore = cache
            rules.leewaySeconds = leeway
            rules.maximumAgeSeconds = maximumAge
            return try JWTVerifier(keys: keys, rules: rules)
        }
        let cases: [(Int64, Int64?)] = [(0, nil), (60, nil), (0, 60), (60, 60), (86_400, 1 << 40)]
        for (index, first) in cases.enumerated() {
            let cache = try JWTReplayCache(capacity: 10)
            // One that is not made leaves no trace.
            #expect(throws: JWTRulesError.self) { try verifier(cache, -1, nil) }
            for _ in 0..<2 { _ = try verifier(cache, first.0, first.1) }
            for (other, second) in cases.enumerated() where other != index {
                #expect(throws: JWTRulesError.replayCacheConflict) { try verifier(cache, second.0, second.1) }
            }
        }
    }

    @Test func `the id stays as long as the longest token that has it`() throws {
        let cache = try JWTReplayCache(capacity: 10)
        #expect(try cache.admit(token("a", until: 100), now: 0))
        #expect(try !cache.admit(token("a", until: 160), now: 99))
        #expect(try !cache.admit(token("a", until: 160), now: 159))
    }

    @Test func `a token without id or time cannot be taken`() throws {
        let cache = try JWTReplayCache(capacity: 10)
        #expect(throws: JWTStoreError.self) { try cache.admit(JWTIdentity(refusedFrom: 100), now: 0) }
        #expect(throws: JWTStoreError.self) { try cache.admit(JWTIdentity(id: "a"), now: 0) }
        #expect(cache.count == 0)
    }

    @Test func `a full cache refuses, and forgets nothing that counts`() throws {
        let cache = try JWTReplayCache(capacity: 3)
        for (id, until) in [("a", Int64(100)), ("b", 50), ("c", 70)] {
            #expect(try cache.admit(token(id, until: until), now: 0))
        }
        #expect(throws: JWTStoreError.self) { try cache.admit(token("d"), now: 49) }
        for id in ["a", "b", "c"] { #expect(try !cache.admit(token(id), now: 49)) }
    }

    @Test func `what has expired makes room`() throws {
        let cache = try JWTReplayCache(capacity: 3)
        for (id, until) in [("a", Int64(100)), ("b", 50), ("c", 70)] {
            #expect(try cache.admit(token(id, until: until), now: 0))
        }
        #expect(try cache.admit(token("d"), now: 50))
        #expect(throws: JWTStoreError.self) { try cache.admit(token("e"), now: 69) }
        #expect(try cache.admit(token("e"), now: 70))
        #expect(cache.count == 3)
    }

    @Test func `after the clock was set back nothing that was forgotten is taken`() throws {
        let cache = try JWTReplayCache(capacity: 10)
        #expect(try cache.admit(token("a", until: 100), now: 0))
        #expect(cache.removeExpired(now: 100) == 1)
        #expect(throws: JWTStoreError.self) { try cache.admit(token("a", until: 100), now: 50) }
        #expect(try cache.admit(token("b", until: 101), now: 50))
    }

    @Test func `what has expired is removed, and nothing else`() throws {
        let cache = try JWTReplayCache(capacity: 2_000)
        for number in 0..<2_000 {
            #expect(try cache.admit(token("\(number)", until: Int64((number * 7_919) % 2_000 + 1)), now: 0))
        }
        #expect(cache.removeExpired(now: 1_500) == 1_500)
        #expect(cache.count == 500)
        #expect(cache.removeExpired(now: .max) == 500)
        #expect(cache.count == 0)
    }

    @Test func `a model that forgets at once agrees on random tokens`() throws {
        var random = SeededGenerator(seed: 11)
        let cache = try JWTReplayCache(capacity: 64)
        var model: [String: Int64] = [:]
        var now: Int64 = 0
        for _ in 0..<20_000 {
            now += Int64.random(in: 0...1, using: &random)
            model = model.filter { $0.value > now }
            let id = "\(Int.random(in: 0..<150, using: &random))"
            let until = now + Int64.random(in: 1...60, using: &random)
            let expected: Bool? = model[id] != nil ? false : (model.count < 64 ? true : nil)
            #expect((try? cache.admit(token(id, until: until), now: now)) == expected)
            if expected != nil { model[id] = max(model[id] ?? .min, until) }
        }
    }

    @Test func `times at the ends of their range are no harm`() throws {
        let cache = try JWTReplayCache(capacity: 3)
        #expect(try cache.admit(token("a", until: .max), now: .min))
        #expect(try cache.admit(token("b", until: .min + 1), now: .min))
        #expect(try !cache.admit(token("a", until: .max), now: .max - 1))
        #expect(throws: JWTStoreError.self) { try cache.admit(token("c", until: .max), now: .max) }
    }

    @Test(arguments: [0, -1, Int.min, Int.max, JWTReplayCache.maximumCapacity + 1])
    func `a capacity out of range is refused`(capacity: Int) {
        #expect(throws: JWTMemoryStoreError.invalidCapacity(capacity)) { try JWTReplayCache(capacity: capacity) }
        #expect(throws: JWTMemoryStoreError.invalidCapacity(capacity)) { try JWTRevocations(capacity: capacity) }
    }

    @Test func `of many threads with the same token exactly one takes it`() throws {
        let count = 50_000
        let cache = try JWTReplayCache(capacity: count)
        let taken = Atomic<Int>(0)
        let ready = Atomic<Int>(0)
        onThreads(4) { _ in
            ready.wrappingAdd(1, ordering: .relaxed)
            while ready.load(ordering: .relaxed) < 4 { sched_yield() }
            for number in 0..<count {
                let identity = JWTIdentity(id: "\(number)", refusedFrom: 100)
                if (try? cache.admit(identity, now: 0)) == true { taken.wrappingAdd(1, ordering: .relaxed) }
            }
        }
        #expect(taken.load(ordering: .relaxed) == count)
        #expect(cache.count == count)
    }

    @Test(.forks) func `a child of fork goes on, whatever other threads were doing`() throws {
        let cache = try JWTReplayCache(capacity: 100_000)
        #expect(try cache.admit(token("before", until: .max), now: 0))
        let known = token("before", until: .max)
        let new = token("after", until: .max)
        let counter = Counter()
        let threads = BusyThreads(2) {
            let number = counter.next()
            _ = try? cache.admit(JWTIdentity(id: "\(number)", refusedFrom: Int64(number)), now: Int64(number) - 1)
        }
        for _ in 0..<20 {
            let isRight = ChildProcess.run {
                (try? cache.admit(known, now: 0)) == false && (try? cache.admit(new, now: 0)) == true
            }
            #expect(isRight)
        }
        threads.stop()
        #expect(try cache.admit(new, now: 0))
    }
}

private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).newValue }
}
