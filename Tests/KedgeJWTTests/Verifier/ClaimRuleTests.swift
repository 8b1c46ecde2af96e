import KedgeJWT
import Testing

/// `iss`, `sub`, `aud` and claims that have to be there.
struct ClaimRuleTests {
    private func refusal(_ claims: String, _ change: (inout JWTRules) -> Void = { _ in }) throws -> JWTError? {
        try TokenSample.verifier(nil, change).refusal(TokenSample.token(#"{"exp":2000,"# + claims + "}"))
    }

    @Test func `an issuer is one of the list, as a whole`() throws {
        let rule: (inout JWTRules) -> Void = { $0.issuers = ["one", "https://two.example/"] }
        #expect(try refusal(#""iss":"one""#, rule) == nil)
        #expect(try refusal(#""iss":"https:\/\/two.example/""#, rule) == nil)
        for other in ["on", "one ", "One", "onetwo", "", "https://two.example", #"one\u0301"#] {
            #expect(try refusal(#""iss":"\#(other)""#, rule) == .wrongIssuer)
        }
        #expect(try refusal(#""sub":"one""#, rule) == .missingClaim(name: "iss"))
        #expect(try refusal(#""iss":["one"]"#, rule) == .malformed(.claims, .shape))
        #expect(try refusal(#""iss":"any""#) == nil)
    }

    @Test func `a subject is the whole of the rule's`() throws {
        let rule: (inout JWTRules) -> Void = { $0.subject = "user" }
        #expect(try refusal(#""sub":"user""#, rule) == nil)
        #expect(try refusal(#""sub":"\u0075ser""#, rule) == nil)
        #expect(try refusal(#""sub":"user2""#, rule) == .wrongSubject)
        #expect(try refusal(#""sub":"use""#, rule) == .wrongSubject)
        #expect(try refusal(#""iss":"user""#, rule) == .missingClaim(name: "sub"))
    }

    @Test func `an audience is one of the token's, alone or in a list`() throws {
        let rule: (inout JWTRules) -> Void = { $0.audiences = ["me", "myself"] }
        #expect(try refusal(#""aud":"me""#, rule) == nil)
        #expect(try refusal(#""aud":["you","myself"]"#, rule) == nil)
        #expect(try refusal(#""aud":["\u006de"]"#, rule) == nil)
        #expect(try refusal(#""aud":"you""#, rule) == .wrongAudience)
        #expect(try refusal(#""aud":"me,you""#, rule) == .wrongAudience)
        #expect(try refusal(#""aud":["you","mes"]"#, rule) == .wrongAudience)
        #expect(try refusal(#""aud":[]"#, rule) == .wrongAudience)
        #expect(try refusal(#""iss":"me""#, rule) == .missingClaim(name: "aud"))
    }

    @Test func `a token for somebody is refused by a verifier without a name`() throws {
        #expect(try refusal(#""aud":"you""#) == .wrongAudience)
        #expect(try refusal(#""aud":[]"#) == .wrongAudience)
        #expect(try refusal(#""iss":"you""#) == nil)
        #expect(try refusal(#""aud":"you""#) { $0.acceptsAnyAudience = true } == nil)
        #expect(try refusal(#""aud":[]"#) { $0.acceptsAnyAudience = true } == nil)
    }

    @Test(arguments: [#""aud":1"#, #""aud":null"#, #""aud":{"me":1}"#, #""aud":["me",1]"#, #""aud":[["me"]]"#])
    func `an audience of another kind is malformed`(claim: String) throws {
        #expect(try refusal(claim) { $0.audiences = ["me"] } == .malformed(.claims, .shape))
        #expect(try refusal(claim) { $0.acceptsAnyAudience = true } == .malformed(.claims, .shape))
    }

    @Test(arguments: ["iss", "sub", "jti"], ["1", "null", "[]", "{}", "false"])
    func `a name that is no string is malformed even if nobody asks for it`(name: String, value: String) throws {
        #expect(try refusal(#""\#(name)":\#(value)"#) == .malformed(.claims, .shape))
    }

    @Test func `a required claim has to be there and not null`() throws {
        let rule: (inout JWTRules) -> Void = { $0.requiredClaims = ["scope", "jti", "été"] }
        #expect(try refusal(#""scope":"","jti":"1","\u00e9t\u00e9":false"#, rule) == nil)
        #expect(try refusal(#""scope":"","été":1"#, rule) == .missingClaim(name: "jti"))
        #expect(try refusal(#""jti":"1","été":1"#, rule) == .missingClaim(name: "scope"))
        #expect(try refusal(#""jti":"1","scope":null,"été":1"#, rule) == .missingClaim(name: "scope"))
        #expect(try refusal(#""jti":"1","scope":1,"x":{"été":1}"#, rule) == .missingClaim(name: "été"))
    }

    @Test func `a claim is the same however its name is escaped`() throws {
        #expect(try refusal(#""\u006ebf":1001"#) == .notYetValid)
        #expect(try refusal(#""\u0069ss":"b""#) { $0.issuers = ["a"] } == .wrongIssuer)
        #expect(try refusal(#""\u0065xp":9000"#) == .malformed(.claims, .json))
    }

    @Test func `a registered claim inside another is nothing but content`() throws {
        #expect(try refusal(#""inner":{"exp":1,"nbf":9999,"iss":1,"aud":"you"}"#) == nil)
    }

    @Test func `of several broken rules the same one is told whatever the order of claims`() throws {
        let rule: (inout JWTRules) -> Void = {
            $0.issuers = ["a"]
            $0.audiences = ["a"]
        }
        #expect(try refusal(#""nbf":1001,"iss":"b","aud":"b""#, rule) == .notYetValid)
        #expect(try refusal(#""aud":"b","iss":"b","nbf":1001"#, rule) == .notYetValid)
        #expect(try refusal(#""aud":"b","iss":"b""#, rule) == .wrongIssuer)
    }
}
