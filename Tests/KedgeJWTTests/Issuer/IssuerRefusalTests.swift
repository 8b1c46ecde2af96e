import KedgeCore
import KedgeJWT
import Testing

struct IssuerRefusalTests {
    private func issuer(_ change: (inout JWTIssuerOptions) -> Void = { _ in }) throws -> JWTIssuer {
        var options = IssuedToken.plain
        change(&options)
        return try JWTIssuer(key: IssuedToken.key(id: "k"), options: options)
    }

    @Test(arguments: ["alg", "typ", "kid", "crit", "b64"])
    func `a header that the library sets is refused`(name: String) {
        #expect(throws: JWTIssueError.headerReserved(name: name)) {
            try issuer { $0.headers = "{\"x\":1,\"\(name)\":1}" }
        }
        let escaped = "\\u00" + String(name.utf8.first ?? 0, radix: 16) + name.dropFirst()
        #expect(throws: JWTIssueError.headerReserved(name: name)) { try issuer { $0.headers = "{\"\(escaped)\":1}" } }
    }

    @Test func `headers that are no strict object are refused`() {
        #expect(throws: JWTIssueError.headersNotJSON(JSONError(.duplicateName, at: 7))) {
            try issuer { $0.headers = #"{"a":1,"a":2}"# }
        }
        #expect(throws: JWTIssueError.headersNotJSON(JSONError(.unexpectedEnd, at: 0))) {
            try issuer { $0.headers = "" }
        }
        #expect(throws: JWTIssueError.headersNotObject) { try issuer { $0.headers = "[1]" } }
    }

    @Test func `options that no token could carry are refused`() {
        #expect(throws: JWTIssueError.option(.lifetime)) { try issuer { $0.lifetime = 0 } }
        #expect(throws: JWTIssueError.option(.lifetime)) { try issuer { $0.lifetime = .min } }
        #expect(throws: JWTIssueError.option(.issuer)) { try issuer { $0.issuer = "a\0" } }
        #expect(throws: JWTIssueError.option(.subject)) { try issuer { $0.subject = "a\0" } }
        #expect(throws: JWTIssueError.option(.audiences)) { try issuer { $0.audiences = ["a", "\0"] } }
        #expect(throws: JWTIssueError.option(.type)) { try issuer { $0.type = "\0" } }
        for count in [0, -1, Int.min, 20] {
            #expect(throws: JWTIssueError.option(.maximumByteCount)) { try issuer { $0.maximumByteCount = count } }
        }
    }

    @Test func `claims that are no strict object are refused`() throws {
        let issuer = try issuer()
        #expect(throws: JWTIssueError.claimsNotJSON(JSONError(.unexpectedEnd, at: 0))) { try issuer.issue("") }
        #expect(throws: JWTIssueError.claimsNotJSON(JSONError(.duplicateName, at: 7))) {
            try issuer.issue(#"{"a":1,"\u0061":2}"#)
        }
        #expect(throws: JWTIssueError.claimsNotJSON(JSONError(.trailingBytes, at: 2))) { try issuer.issue("{}{}") }
        for text in ["[]", "1", "\"{}\"", "null"] {
            #expect(throws: JWTIssueError.claimsNotObject) { try issuer.issue(text) }
        }
        let broken: [UInt8] = Array("{\"a\":\"".utf8) + [0xC3] + Array("\"}".utf8)
        #expect(throws: JWTIssueError.self) { try issuer.issue(broken.span.bytes) }
    }

    @Test(arguments: [
        ("iss", JWTIssuer.Claim.issuer, #""x""#, ["1", "null", "[]", "[\"x\"]", "{}", "true"]),
        ("sub", .subject, #""""#, ["1", "null", "[]", "{}"]),
        ("jti", .id, #""x""#, ["1", "null"]),
        ("aud", .audience, #"["a","b"]"#, ["1", "null", "[1]", "[\"a\",null]", "[[]]", "{}"]),
        ("exp", .expiry, "1700000000.5", ["\"1\"", "null", "[1]", "1e30", "9223372036854775808"]),
        ("nbf", .notBefore, "-1e3", ["\"1\"", "true"]),
        ("iat", .issuedAt, "0", ["\"1\"", "{}"]),
    ])
    func `a registered claim of another kind is refused`(
        name: String, claim: JWTIssuer.Claim, good: String, bad: [String]
    ) throws {
        let issuer = try issuer()
        #expect("\(claim.name)" == name)
        #expect(try IssuedToken(issuer.issue("{\"\(name)\":\(good)}")).claims == "{\"\(name)\":\(good)}")
        let escaped = "\\u00" + String(name.utf8.first ?? 0, radix: 16) + name.dropFirst()
        for value in bad {
            #expect(throws: JWTIssueError.wrongKind(claim)) { try issuer.issue("{\"\(name)\":\(value)}") }
            #expect(throws: JWTIssueError.wrongKind(claim)) { try issuer.issue("{\"a\":[],\"\(escaped)\":\(value)}") }
        }
        // Inside another claim the name means nothing.
        #expect(throws: Never.self) { try issuer.issue("{\"a\":{\"\(name)\":{}}}") }
    }

    @Test(arguments: JWTIssuer.Claim.allCases)
    func `a claim that the issuer adds is refused, or stays as the caller gave it`(claim: JWTIssuer.Claim) throws {
        func change(_ options: inout JWTIssuerOptions) {
            switch claim {
            case .issuer: options.issuer = "own"
            case .subject: options.subject = "own"
            case .audience: options.audiences = ["own"]
            case .issuedAt: options.addsIssuedAt = true
            case .notBefore: options.notBeforeOffset = 0
            case .expiry: options.lifetime = 60
            case .id: options.addsID = true
            }
        }
        let isTime = [.issuedAt, .notBefore, .expiry].contains(claim)
        let given = "{\"\(claim.name)\":\(isTime ? "7" : "\"given\"")}"
        let strict = try issuer(change)
        #expect(throws: JWTIssueError.alreadyGiven(claim)) { try strict.issue(given) }
        #expect(try IssuedToken(strict.issue(#"{"a":1}"#)).claims.hasPrefix("{\"a\":1,\"\(claim.name)\":"))
        let lenient = try issuer {
            change(&$0)
            $0.conflict = .givenClaimStays
        }
        #expect(try IssuedToken(lenient.issue(given)).claims == given)
    }

    @Test func `a time that is not added cannot be out of range`() throws {
        let late = try issuer {
            $0.lifetime = .max
            $0.conflict = .givenClaimStays
        }
        #expect(throws: JWTIssueError.timeOutOfRange) { try late.issue("{}") }
        #expect(try IssuedToken(late.issue(#"{"exp":5}"#)).claims.hasPrefix(#"{"exp":5"#))
    }

    @Test func `the largest token is issued, one byte more is refused`() throws {
        let issuer = try issuer { $0.maximumByteCount = 1_000 }
        var largest = 0
        for count in 0..<1_000 {
            let claims = "{\"a\":\"" + String(repeating: "x", count: count) + "\"}"
            do {
                let token = try issuer.issue(claims)
                #expect(token.utf8.count <= 1_000)
                largest = max(largest, token.utf8.count)
            } catch {
                #expect(error == .tooLarge)
            }
        }
        #expect(largest >= 999)
        #expect(throws: JWTIssueError.tooLarge) { try issuer.issue("{\"a\":\"" + String(repeating: "x", count: 2_000)) }
    }
}
