import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Synchronization
import Testing

/// Tokens whose signatures are remembered.
struct TokenCacheTests {
    private let pair: SignatureKey
    private let other: SignatureKey

    init() throws {
        pair = try TokenSample.pair(TokenSample.firstEd25519, for: .ed25519)
        other = try TokenSample.pair(TokenSample.secondEd25519, for: .ed25519)
    }

    private func token(
        _ claims: String = TokenSample.claims, header: String = #"{"alg":"EdDSA"}"#, by key: SignatureKey? = nil
    ) throws -> [UInt8] {
        let text = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(claims.utf8))
        return Array((text + "." + Base64URL.encode(try (key ?? pair).sign(Array(text.utf8)))).utf8)
    }

    private func set(_ keys: (SignatureKey, String?)...) throws -> JWTKeySet {
        try JWTKeySet(keys.map { try JWTKey($0.0, algorithm: .edDSA, id: $0.1) })
    }

    private func verifier(
        _ store: JWTKeyStore, clock: ManualClock = ManualClock(unixSeconds: TokenSample.now), count: Int = 16,
        _ change: (inout JWTRules) -> Void = { _ in }
    ) throws -> JWTVerifier {
        var rules = JWTRules()
        rules.clock = clock
        rules.cachedTokenCount = count
        change(&rules)
        return try JWTVerifier(keyStore: store, rules: rules)
    }

    @Test func `a remembered token is verified again without its signature`() throws {
        let verifier = try verifier(JWTKeyStore(set((pair, nil))))
        let token = try token()
        #expect(!verifier.remembers(token))
        #expect(verifier.refusal(token) == nil)
        #expect(verifier.remembers(token))
        let hmac = try TokenSample.verifier { $0.cachedTokenCount = 16 }
        let shared = Array(try TokenSample.token().utf8)
        #expect(hmac.refusal(shared) == nil)
        #expect(!hmac.remembers(shared))
    }

    @Test func `a token with a bad signature is never remembered`() throws {
        let verifier = try verifier(JWTKeyStore(set((pair, nil))))
        let forged = try token(by: other)
        #expect(verifier.refusal(forged) == .badSignature)
        #expect(!verifier.remembers(forged))
    }

    @Test func `a token whose key is gone fails at once`() throws {
        let store = JWTKeyStore(try set((pair, nil)))
        let verifier = try verifier(store)
        let token = try token()
        #expect(verifier.refusal(token) == nil)
        store.replace(with: try set((other, nil)))
        #expect(verifier.refusalOnce(token) == .badSignature)
        store.replace(with: try JWTKeySet([]))
        #expect(verifier.refusalOnce(token) == .unknownKey)
        store.replace(with: try set((other, nil), (pair, nil)))
        #expect(verifier.refusal(token) == nil)
    }

    @Test func `a set that puts another key in charge of an id forgets what the old one signed`() throws {
        let store = JWTKeyStore(try set((pair, nil)))
        let verifier = try verifier(store)
        let token = try token(header: #"{"alg":"EdDSA","kid":"a"}"#)
        #expect(verifier.refusal(token) == nil)
        // The old key is still there, but no longer asked.
        store.replace(with: try JWTKeySet(store.keys.keys + set((other, "a")).keys))
        #expect(verifier.refusalOnce(token) == .badSignature)
    }

    @Test func `a remembered token still expires, is revoked and is taken once`() throws {
        let clock = ManualClock(unixSeconds: 1_999)
        let expiring = try verifier(JWTKeyStore(set((pair, nil))), clock: clock)
        let token = try token(#"{"exp":2000,"jti":"1"}"#)
        #expect(expiring.refusal(token) == nil)
        clock.set(unixSeconds: 2_000)
        #expect(expiring.refusalOnce(token) == .expired)

        let once = try verifier(JWTKeyStore(set((pair, nil)))) { $0.replayStore = OnceStore() }
        #expect(once.refusalOnce(token) == nil)
        #expect(once.refusalOnce(token) == .replayed)

        let list = SwitchedList()
        let revocable = try verifier(JWTKeyStore(set((pair, nil)))) { $0.revocationList = list }
        #expect(revocable.refusalOnce(token) == nil)
        list.isOn.store(true, ordering: .sequentiallyConsistent)
        #expect(revocable.refusalOnce(token) == .revoked)
    }

    @Test func `with and without memory every answer is the same`() throws {
        var random = SeededGenerator(seed: 8)
        let (first, second) = (try set((pair, nil)), try set((other, nil)))
        let store = JWTKeyStore(first)
        let clock = ManualClock(unixSeconds: TokenSample.now)
        let with = try verifier(store, clock: clock, count: 8)
        let without = try verifier(store, clock: clock, count: 0)
        let tokens = try (0..<40).map { number in
            try token(#"{"exp":\#(900 + number * 10),"n":\#(number)}"#, by: number % 3 == 0 ? other : pair)
        }
        var taken = 0
        for _ in 0..<2_000 {
            switch Int.random(in: 0..<40, using: &random) {
            case 0: store.replace(with: random.next() & 1 == 0 ? first : second)
            case 1: clock.set(unixSeconds: Int64.random(in: 880...1_300, using: &random))
            default:
                var token = tokens[Int.random(in: 0..<tokens.count, using: &random)]
                if Int.random(in: 0..<4, using: &random) == 0 {
                    token[Int.random(in: 0..<token.count, using: &random)] ^= 1
                }
                let expected = without.refusalOnce(token)
                #expect(with.refusalOnce(token) == expected)
                if expected == nil { taken += 1 }
            }
        }
        #expect(taken > 200)
    }

    @Test func `a memory for few tokens forgets the oldest`() throws {
        let verifier = try verifier(JWTKeyStore(set((pair, nil))), count: 1)
        let tokens = try (0..<20).map { try token(#"{"exp":2000,"n":\#($0)}"#) }
        for token in tokens { #expect(verifier.refusalOnce(token) == nil) }
        #expect(
            tokens.map { verifier.remembers($0) } == Array(repeating: false, count: 12)
                + Array(repeating: true, count: 8))
    }

    @Test func `threads verify while sets rotate`() throws {
        let (first, second) = (try set((pair, "a")), try set((other, "a")))
        let store = JWTKeyStore(first)
        let verifier = try verifier(store, count: 32)
        let header = #"{"alg":"EdDSA","kid":"a"}"#
        let byFirst = try (0..<6).map { try token(#"{"exp":2000,"n":\#($0)}"#, header: header, by: pair) }
        let bySecond = try (0..<6).map { try token(#"{"exp":2000,"n":\#($0)}"#, header: header, by: other) }
        let (wrong, taken) = (Tally(), Tally())
        let readers = BusyThreads(3) {
            for token in byFirst + bySecond {
                switch verifier.refusalOnce(token) {
                case nil: taken.add()
                case .badSignature: break
                default: wrong.add()
                }
            }
        }
        for round in 0..<60 {
            let isFirst = round & 1 == 1
            store.replace(with: isFirst ? first : second)
            // From here on no token of the other set is good any more, remembered or not.
            for token in isFirst ? bySecond : byFirst { #expect(verifier.refusalOnce(token) == .badSignature) }
            for token in isFirst ? byFirst : bySecond { #expect(verifier.refusalOnce(token) == nil) }
        }
        readers.stop()
        #expect(wrong.count == 0)
        #expect(taken.count > 0)
    }
}

private final class OnceStore: JWTReplayStore {
    private let seen = Mutex<Set<JWTIdentity>>([])

    func admit(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        seen.withLock { $0.insert(identity).inserted }
    }
}

private final class SwitchedList: JWTRevocationList {
    let isOn = Atomic<Bool>(false)

    func isRevoked(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool {
        isOn.load(ordering: .sequentiallyConsistent)
    }
}
