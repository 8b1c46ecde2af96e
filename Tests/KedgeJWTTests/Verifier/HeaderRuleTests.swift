import KedgeJWT
import Testing

/// `alg`, `typ`, `crit` and what else stands in a header.
struct HeaderRuleTests {
    private func refusal(_ header: String, _ change: (inout JWTRules) -> Void = { _ in }) throws -> JWTError? {
        try TokenSample.verifier(nil, change).refusal(TokenSample.token(header: header))
    }

    @Test(
        arguments: ["none", "None", "NONE", "hs256", "HS256 ", "HS25", "HS2566", "", "ES256", "HS384", "RS256", "HS1"])
    func `an algorithm other than the key's is refused`(name: String) throws {
        let refusal = try refusal(#"{"alg":"\#(name)"}"#)
        #expect(refusal == .algorithmNotAllowed || refusal == .unknownKey)
        #expect(JWTAlgorithm.allCases.contains { "\($0.name)" == name } || refusal == .algorithmNotAllowed)
    }

    @Test func `an algorithm is the same however it is escaped`() throws {
        #expect(try refusal(#"{"alg":"\u0048S256"}"#) == nil)
        #expect(try refusal(#"{"\u0061lg":"HS256"}"#) == nil)
    }

    @Test(arguments: [#"{}"#, #"{"alg":256}"#, #"{"alg":null}"#, #"{"alg":["HS256"]}"#, "[]", #""HS256""#, "1"])
    func `a header without an algorithm is malformed`(header: String) throws {
        #expect(try refusal(header) == .malformed(.header, .shape))
    }

    @Test func `an algorithm that the rules do not allow is refused although the key has it`() throws {
        #expect(try refusal(TokenSample.header) { $0.algorithms = [.es256, .hs512] } == .algorithmNotAllowed)
        #expect(try refusal(TokenSample.header) { $0.algorithms = [.es256, .hs256] } == nil)
    }

    @Test func `an algorithm counts only in the header`() throws {
        let token = try TokenSample.token(#"{"exp":2000,"alg":"HS256"}"#, header: #"{"typ":"JWT"}"#)
        #expect(try TokenSample.verifier().refusal(token) == .malformed(.header, .shape))
    }

    @Test(
        arguments: [
            ("at+jwt", "at+jwt"), ("at+jwt", "AT+JWT"), ("at+jwt", "application/at+jwt"), ("JWT", "Application/jwt"),
            ("application/at+jwt", "at+jwt"), ("example/x", "EXAMPLE/X"),
            ("application/a/b", "application/a/b"),
        ])
    func `a type is compared as a media type`(rule: String, type: String) throws {
        #expect(try refusal(#"{"alg":"HS256","typ":"\#(type)"}"#) { $0.type = rule } == nil)
    }

    @Test(
        arguments: [
            ("at+jwt", "JWT"), ("at+jwt", "at+jwt "), ("at+jwt", ""), ("at+jwt", "application/"),
            ("b", "application/a/b"), ("a/b", "application/a/b"), ("JWT", "applicationjwt"), ("JWT", "text/JWT"),
        ])
    func `another type is refused`(rule: String, type: String) throws {
        #expect(try refusal(#"{"alg":"HS256","typ":"\#(type)"}"#) { $0.type = rule } == .wrongType)
    }

    @Test func `a type that is asked for has to be there`() throws {
        #expect(try refusal(#"{"alg":"HS256"}"#) { $0.type = "JWT" } == .wrongType)
        #expect(try refusal(#"{"alg":"HS256"}"#) == nil)
        #expect(try refusal(#"{"alg":"HS256","typ":"anything"}"#) == nil)
    }

    @Test(arguments: [#""typ":1"#, #""typ":null"#, #""kid":1"#, #""kid":null"#, #""kid":["a"]"#])
    func `a type or id that is no string is malformed`(member: String) throws {
        #expect(try refusal(#"{"alg":"HS256",\#(member)}"#) == .malformed(.header, .shape))
    }

    @Test(
        arguments: [
            #""crit":[]"#, #""crit":"x""#, #""crit":null"#, #""crit":{"x":1},"x":1"#, #""crit":[1]"#,
            #""crit":["x"]"#, #""crit":["x","x"],"x":1"#, #""crit":["x","\u0078"],"x":1"#,
            #""crit":["unknown"],"unknown":1"#, #""crit":["x","unknown"],"x":1,"unknown":1"#,
            #""crit":["x",null],"x":1"#, #""crit":["x",["y"]],"x":1"#, #""crit":["alg"]"#, #""crit":["crit"]"#,
            #""crit":["x","y","x"],"x":1,"y":2"#, #""crit":[""],"":1"#, #""crit":["exp"],"exp":1"#,
        ])
    func `a critical header that is not understood, or not as it has to be, is refused`(member: String) throws {
        let header = #"{"alg":"HS256",\#(member)}"#
        #expect(try refusal(header) { $0.understoodCriticalHeaders = ["x", "y", "z"] } == .unknownCriticalHeader)
        #expect(try refusal(header) == .unknownCriticalHeader)
    }

    @Test func `a critical header that is understood is no obstacle`() throws {
        let rule: (inout JWTRules) -> Void = { $0.understoodCriticalHeaders = ["x", "y"] }
        #expect(try refusal(#"{"alg":"HS256","crit":["x"],"x":null}"#, rule) == nil)
        #expect(try refusal(#"{"alg":"HS256","crit":["y","\u0078"],"x":1,"y":2}"#, rule) == nil)
        #expect(try refusal(#"{"alg":"HS256","x":1}"#) == nil)
    }

    @Test(arguments: [#""b64":false"#, #""b64":true"#, #""b64":false,"crit":["b64"]"#, #""b64":true,"crit":["b64"]"#])
    func `a token whose payload would be no base64 is refused`(member: String) throws {
        #expect(try refusal(#"{"alg":"HS256",\#(member)}"#) == .unknownCriticalHeader)
    }

    @Test func `an embedded key is not looked at`() throws {
        let own: [UInt8] = Array(repeating: 7, count: 32)
        let jwk = #""jwk":{"kty":"oct","k":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"}"#
        let others = #""jku":"https://evil.example/keys","x5u":"https://evil.example/x","x5c":["AAAA"]"#
        let header = #"{"alg":"HS256",\#(jwk),\#(others)}"#
        #expect(try TokenSample.verifier().refusal(TokenSample.token(header: header, secret: own)) == .badSignature)
        #expect(try TokenSample.verifier().refusal(TokenSample.token(header: header)) == nil)
    }

    @Test func `a header is judged before the signature and claims after it`() throws {
        let other: [UInt8] = Array(repeating: 7, count: 32)
        let verifier = try TokenSample.verifier { $0.type = "JWT" }
        let forged = try TokenSample.token("no claims at all", secret: other)
        #expect(verifier.refusal(forged) == .badSignature)
        let expired = try TokenSample.token(#"{"exp":1}"#, secret: other)
        #expect(verifier.refusal(expired) == .badSignature)
        let wrongType = try TokenSample.token(header: #"{"alg":"HS256","typ":"x"}"#, secret: other)
        #expect(verifier.refusal(wrongType) == .wrongType)
    }
}
