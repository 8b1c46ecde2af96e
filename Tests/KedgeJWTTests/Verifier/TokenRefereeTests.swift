import KedgeJWT
import KedgeTestSupport
import Testing

/// Random tokens that PyJWT, joserfc and jwcrypto made, some of them broken afterwards.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct TokenRefereeTests {
    private struct Case: Decodable {
        let by: String
        let alg: String
        let key: Int
        let token: String
        let claims: String
        let now: Int64
        let outcome: String
    }

    /// Whether a refusal is the kind that a case says.
    private func matches(_ error: JWTError?, _ item: Case) -> Bool {
        switch (item.outcome, error) {
        case ("good", nil), ("expired", .expired), ("notYetValid", .notYetValid): true
        case ("wrongAudience", .wrongAudience), ("wrongIssuer", .wrongIssuer), ("badSignature", .badSignature): true
        case ("critical", .unknownCriticalHeader), ("malformed", .malformed): true
        case ("algorithm", .algorithmNotAllowed), ("algorithm", .unknownKey): true
        // A token without any signature is wrong in its form already.
        case ("algorithm", .malformed(.token, .parts)): item.token.hasSuffix(".")
        default: false
        }
    }

    @Test func `tokens of every algorithm are taken or refused as they should`() throws {
        let cases = try Referee.cases("jwt_tokens", as: Case.self)
        let now = try #require(cases.first).now
        let verifiers = try RefereeKeys().mapped { key in
            try TokenSample.verifier([key], now: now) {
                $0.issuers = ["https://issuer.example"]
                $0.audiences = ["a"]
            }
        }
        for item in cases {
            #expect(item.now == now)
            let verifier = try #require(verifiers[item.alg])[item.key]
            let error = verifier.refusal(item.token)
            #expect(matches(error, item), "\(item.by) \(item.alg) \(item.outcome): \(error as Any)")
            if item.outcome == "good" { #expect(try verifier.verify(item.token).jsonText == item.claims) }
        }
        #expect(Set(cases.map { "\($0.by) \($0.alg)" }).count == 3 * JWTAlgorithm.allCases.count)
        #expect(
            Set(cases.map(\.outcome)) == [
                "good", "expired", "notYetValid", "wrongAudience", "wrongIssuer", "badSignature", "algorithm",
                "malformed", "critical",
            ])
    }
}
