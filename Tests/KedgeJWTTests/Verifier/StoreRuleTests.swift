import KedgeCore
import KedgeJWT
import Synchronization
import Testing

/// A store that remembers every call and gives the answers it is told.
private final class RecordingStore: JWTReplayStore, JWTRevocationList {
    private let calls = Mutex<[(identity: JWTIdentity, now: Int64)]>([])
    private let answer: Bool?

    /// - Parameter answer: nil for none.
    init(_ answer: Bool?) { self.answer = answer }

    var identities: [JWTIdentity] { calls.withLock { $0.map { $0.identity } } }
    var times: [Int64] { calls.withLock { $0.map { $0.now } } }

    func admit(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool { try note(identity, now) }
    func isRevoked(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool { try note(identity, now) }

    private func note(_ identity: JWTIdentity, _ now: Int64) throws(JWTStoreError) -> Bool {
        calls.withLock { $0.append((identity, now)) }
        guard let answer else { throw JWTStoreError() }
        return answer
    }
}

/// Replay stores and revocation lists.
struct StoreRuleTests {
    private let claims = #"{"exp":2000.5,"iat":999.5,"iss":"i","sub":"s","jti":"\u0074"}"#

    private func refusal(_ claims: String, _ change: (inout JWTRules) -> Void) throws -> JWTError? {
        try TokenSample.verifier(nil, change).refusal(TokenSample.token(claims))
    }

    @Test func `a token that was taken before is refused`() throws {
        #expect(try refusal(claims) { $0.replayStore = RecordingStore(true) } == nil)
        #expect(try refusal(claims) { $0.replayStore = RecordingStore(false) } == .replayed)
        #expect(try refusal(claims) { $0.replayStore = RecordingStore(nil) } == .storeUnavailable)
    }

    @Test func `a revoked token is refused and not remembered as taken`() throws {
        let replay = RecordingStore(true)
        let refusal = try refusal(claims) {
            $0.revocationList = RecordingStore(true)
            $0.replayStore = replay
        }
        #expect(refusal == .revoked)
        #expect(replay.identities.isEmpty)
        #expect(try self.refusal(claims) { $0.revocationList = RecordingStore(false) } == nil)
        #expect(try self.refusal(claims) { $0.revocationList = RecordingStore(nil) } == .storeUnavailable)
    }

    @Test func `a store is told who the token is and when it ends`() throws {
        let store = RecordingStore(true)
        #expect(
            try refusal(claims) {
                $0.replayStore = store
                $0.leewaySeconds = 10
            } == nil)
        let expected = JWTIdentity(issuer: "i", subject: "s", id: "t", issuedAt: 999, refusedFrom: 2_010)
        #expect(store.identities == Array(repeating: expected, count: 4))
        #expect(store.times == [1_000, 1_000, 1_000, 1_000])

        let aged = RecordingStore(false)
        #expect(
            try refusal(claims) {
                $0.revocationList = aged
                $0.maximumAgeSeconds = 100
            } == nil)
        #expect(aged.identities.first?.refusedFrom == 1_099)

        let endless = RecordingStore(false)
        #expect(
            try refusal(#"{"sub":"s"}"#) {
                $0.revocationList = endless
                $0.requiresExpiry = false
            } == nil)
        #expect(endless.identities.first == JWTIdentity(subject: "s"))
    }

    @Test func `a refused token reaches no store`() throws {
        let store = RecordingStore(true)
        let rule: (inout JWTRules) -> Void = {
            $0.replayStore = store
            $0.revocationList = store
            $0.audiences = ["me"]
            $0.requiredClaims = ["scope"]
        }
        for claims in [
            #"{"exp":1,"jti":"1","aud":"me","scope":1}"#, #"{"exp":2000,"jti":"1","aud":"you","scope":1}"#,
            #"{"exp":2000,"jti":"1","aud":"me"}"#, #"{"exp":2000,"aud":"me","scope":1}"#, "[]", "{",
        ] {
            #expect(try refusal(claims, rule) != nil)
        }
        #expect(store.identities.isEmpty)
    }

    @Test func `a replay store needs an id and an end`() throws {
        let rule: (inout JWTRules) -> Void = {
            $0.replayStore = RecordingStore(true)
            $0.requiresExpiry = false
        }
        #expect(try refusal(#"{"exp":2000}"#, rule) == .missingClaim(name: "jti"))
        #expect(try refusal(#"{"jti":"1","iat":1}"#, rule) == .missingClaim(name: "exp"))
        let aged: (inout JWTRules) -> Void = {
            rule(&$0)
            $0.maximumAgeSeconds = 500
        }
        #expect(try refusal(#"{"jti":"1","iat":900}"#, aged) == nil)
        #expect(try refusal(#"{"jti":"1"}"#, aged) == .missingClaim(name: "iat"))
    }
}
