import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

struct IssuerTests {
    private func issue(
        _ claims: String = "{}", _ change: (inout JWTIssuerOptions) -> Void = { _ in }
    ) throws -> IssuedToken {
        var options = IssuedToken.plain
        change(&options)
        let token = try IssuedToken(JWTIssuer(key: IssuedToken.key(), options: options).issue(claims))
        #expect(try token.isSigned())
        return token
    }

    @Test func `the claims of RFC 7515 A-1 keep every byte`() throws {
        let claims = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"
        let token = try issue(claims) { $0.type = "JWT" }
        #expect(
            token.parts[1]
                == "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
        // The published header has white space, which an issuer does not write.
        #expect(token.header == #"{"alg":"HS256","typ":"JWT"}"#)
        #expect(token.parts[0] == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")
    }

    @Test(arguments: [
        (JWTAlgorithm.hs256, SHA2.sha256), (.hs384, .sha384), (.hs512, .sha512),
    ])
    func `the signature is the HMAC of the key's algorithm`(algorithm: JWTAlgorithm, hash: SHA2) throws {
        let issuer = try JWTIssuer(key: IssuedToken.key(algorithm), options: IssuedToken.plain)
        let token = try IssuedToken(issuer.issue(#"{"a":1}"#))
        #expect(token.header == #"{"alg":"\#(algorithm.name)"}"#)
        #expect(try token.isSigned(using: hash))
    }

    @Test func `without further word a token has typ, iat and exp an hour later`() throws {
        let issuer = try JWTIssuer(key: IssuedToken.key(id: "k1"), options: JWTIssuerOptions(clock: IssuedToken.clock))
        let token = try IssuedToken(issuer.issue())
        #expect(token.header == #"{"alg":"HS256","typ":"JWT","kid":"k1"}"#)
        #expect(token.claims == #"{"iat":1700000000,"exp":1700003600}"#)
    }

    @Test func `all that an issuer adds stands in its order behind the claims given`() throws {
        let token = try issue(#"{"z":1}"#) { options in
            options.issuer = "https://issuer.example"
            options.subject = "\"alice\""
            options.audiences = ["a"]
            options.lifetime = 1
            options.notBeforeOffset = -30
            options.addsIssuedAt = true
        }
        #expect(
            token.claims
                == #"{"z":1,"iss":"https://issuer.example","sub":"\"alice\"","aud":"a","#
                + #""iat":1700000000,"nbf":1699999970,"exp":1700000001}"#)
    }

    @Test func `several audiences are a list, none is no claim`() throws {
        #expect(try issue { $0.audiences = ["a", "b"] }.claims == #"{"aud":["a","b"]}"#)
        #expect(try issue { $0.audiences = [] }.claims == "{}")
    }

    @Test func `the same claims in the same second are the same bytes`() throws {
        let issuer = try JWTIssuer(key: IssuedToken.key(), options: JWTIssuerOptions(clock: IssuedToken.clock))
        #expect(try issuer.issue(#"{"a":1}"#) == issuer.issue(#"{"a":1}"#))
    }

    @Test func `white space around and within the claims stays`() throws {
        let token = try issue(" { \"a\" : 1 } \n") { $0.subject = "s" }
        #expect(token.claims == " { \"a\" : 1 ,\"sub\":\"s\"} \n")
        #expect(try issue("\t{ } ") { $0.subject = "s" }.claims == "\t{ \"sub\":\"s\"} ")
        #expect(try issue("\t{ } ").claims == "\t{ } ")
    }

    @Test func `times of every length are written whole`() throws {
        for now in [0, 9, 10, 99_999, -1, -10, 253_402_300_800, Int64.max - 1, .min] {
            let clock = ManualClock(unixSeconds: now)
            let token = try issue {
                $0.clock = clock
                $0.addsIssuedAt = true
                $0.lifetime = 1
            }
            #expect(token.claims == "{\"iat\":\(now),\"exp\":\(now + 1)}")
        }
    }

    @Test func `a time beyond 64 bits is refused`() throws {
        let late = ManualClock(unixSeconds: .max)
        let early = ManualClock(unixSeconds: .min)
        #expect(throws: JWTIssueError.timeOutOfRange) {
            try issue {
                $0.clock = late
                $0.lifetime = 1
            }
        }
        #expect(throws: JWTIssueError.timeOutOfRange) {
            try issue {
                $0.clock = early
                $0.notBeforeOffset = -1
            }
        }
    }

    @Test func `each id is new, and 128 bits`() throws {
        let issuer = try JWTIssuer(
            key: IssuedToken.key(),
            options: JWTIssuerOptions(lifetime: nil, addsIssuedAt: false, addsID: true, clock: IssuedToken.clock))
        var ids: Set<String> = []
        for _ in 0..<100 {
            let claims = try JSONDocument(IssuedToken(issuer.issue()).claims)
            #expect(claims.root.count == 1)
            let id = try #require(claims.root["jti"]?.string)
            #expect(try Base64URL.decode(id).count == 16)
            ids.insert(id)
        }
        #expect(ids.count == 100)
    }

    @Test func `the header has typ and kid as the options say, then the further headers`() throws {
        func header(_ change: (inout JWTIssuerOptions) -> Void) throws -> String {
            var options = IssuedToken.plain
            change(&options)
            return try IssuedToken(JWTIssuer(key: IssuedToken.key(id: "k\"1"), options: options).issue()).header
        }
        #expect(try header { _ in } == #"{"alg":"HS256","kid":"k\"1"}"#)
        #expect(try header { $0.type = "at+jwt" } == #"{"alg":"HS256","typ":"at+jwt","kid":"k\"1"}"#)
        #expect(try header { $0.addsKeyID = false } == #"{"alg":"HS256"}"#)
        #expect(
            try header { $0.headers = #" { "z" : [ 1 , {} ], "cty" : "JWT" } "# }
                == #"{"alg":"HS256","kid":"k\"1","z":[1,{}],"cty":"JWT"}"#)
        #expect(try header { $0.headers = "{}" } == #"{"alg":"HS256","kid":"k\"1"}"#)
    }

    @Test func `claims come from any value that encodes itself`() throws {
        struct Claims: Encodable {
            var sub = "alice"
            var roles = ["admin", "user"]
            var limit: [String: Int] = ["b": 2, "a": 1]
        }
        let issuer = try JWTIssuer(key: IssuedToken.key(), options: IssuedToken.plain)
        let token = try IssuedToken(issuer.issue(encoding: Claims()))
        #expect(token.claims == #"{"limit":{"a":1,"b":2},"roles":["admin","user"],"sub":"alice"}"#)
        #expect(try token.isSigned())
        #expect(throws: JWTIssueError.claimsNotObject) { try issuer.issue(encoding: [1]) }
        #expect(throws: EncodingError.self) { try issuer.issue(encoding: ["a": Double.nan]) }
    }
}
