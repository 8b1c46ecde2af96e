import KedgeJWT
import KedgeTestSupport
import Testing

/// Random documents that PyJWT, joserfc and jwcrypto made, some of them broken afterwards.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct JWSRefereeTests: JWSTesting {
    private struct Case: Decodable {
        let by: String
        let alg: String
        let key: Int
        let document: String
        let payload: HexBytes
        let outcome: String
    }

    /// Whether a refusal is the kind that a case says.
    private func matches(_ error: JWSError?, _ outcome: String) -> Bool {
        switch (outcome, error) {
        case ("good", nil), ("badSignature", .badSignature), ("critical", .unknownCriticalHeader): true
        case ("algorithm", .algorithmNotAllowed), ("algorithm", .unknownKey), ("malformed", .malformed): true
        default: false
        }
    }

    @Test func `compact documents of every algorithm come out as they should`() throws {
        let cases = try Referee.cases("jws_compact", as: Case.self)
        let keys = try RefereeKeys()
        for item in cases {
            let verifier = try JWSVerifier(keys.key(item.alg, item.key))
            let error = verifier.refusal(item.document)
            #expect(matches(error, item.outcome), "\(item.by) \(item.alg) \(item.outcome): \(error as Any)")
            if item.outcome == "good" { #expect(try verifier.content(item.document).payload == item.payload.bytes) }
        }
        #expect(Set(cases.map { "\($0.by) \($0.alg)" }).count == 3 * JWTAlgorithm.allCases.count)
        #expect(Set(cases.map(\.outcome)) == ["good", "badSignature", "algorithm", "malformed", "critical"])
    }

    @Test func `detached documents come out as they should`() throws {
        let cases = try Referee.cases("jws_detached", as: Case.self)
        let keys = try RefereeKeys()
        for item in cases {
            let verifier = try JWSVerifier(keys.key(item.alg, item.key))
            let error = verifier.refusal(item.document, detached: item.payload.bytes)
            #expect(matches(error, item.outcome), "\(item.by) \(item.alg) \(item.outcome): \(error as Any)")
        }
        #expect(Set(cases.map(\.outcome)) == ["good", "badSignature"])
    }

    private struct JSONCase: Decodable {
        let by: String
        let keys: [String]
        let document: String
        let payload: HexBytes
        let good: [Bool]
    }

    @Test func `JSON documents come out as they should, signature by signature`() throws {
        let cases = try Referee.cases("jws_json", as: JSONCase.self)
        // The first key of every algorithm, in two sets: shared secrets do not mix with public keys.
        let first = try RefereeKeys().first
        let sets = try [true, false].map { isShared in
            try JWTKeySet(first.filter { ($0.algorithm.signatureScheme == nil) == isShared })
        }
        for item in cases {
            let isShared = item.keys.map { $0.hasPrefix("HS") }
            for (set, isSharedSet) in zip(sets, [true, false]) {
                let good = zip(item.good, isShared).map { $0 && $1 == isSharedSet }
                for requirement in JWSRequirement.allCases {
                    let verifier = JWSVerifier(keys: set, options: JWSVerifierOptions(requirement: requirement))
                    let isEnough = requirement == .all ? !good.contains(false) : good.contains(true)
                    guard isEnough else {
                        #expect(verifier.refusal(json: item.document) != nil)
                        continue
                    }
                    let content = try verifier.content(json: item.document)
                    #expect(content.good == good, "\(item.by) \(item.keys)")
                    #expect(content.payload == item.payload.bytes)
                }
            }
        }
        #expect(cases.contains { $0.good.count > 1 && !$0.good.contains(false) })
        #expect(cases.contains { $0.good.contains(false) && $0.good.contains(true) })
    }
}
