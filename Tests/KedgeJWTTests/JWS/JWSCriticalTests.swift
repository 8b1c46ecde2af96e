import KedgeJWT
import Testing

/// `crit`, in the compact serialisation.
struct JWSCriticalTests: JWSTesting {
    private func refusal(_ members: String, understood: Set<String> = []) throws -> JWSError? {
        let key = try secretKey()
        let verifier = try JWSVerifier(key, options: JWSVerifierOptions(understoodHeaders: understood))
        return verifier.refusal(try compact(#"{"alg":"HS256",\#(members)}"#, by: key))
    }

    @Test func `an unknown critical header is refused`() throws {
        #expect(try refusal(#""a":1,"crit":["a"]"#) == .unknownCriticalHeader)
        #expect(try refusal(#""a":1,"crit":["a"]"#, understood: ["b", "A"]) == .unknownCriticalHeader)
        #expect(try refusal(#""b64":true,"a":1,"crit":["b64","a"]"#) == .unknownCriticalHeader)
    }

    @Test func `a critical header that the caller understands is taken`() throws {
        #expect(try refusal(#""a":1,"crit":["a"]"#, understood: ["a"]) == nil)
        #expect(try refusal(#""a":1,"crit":["\u0061"]"#, understood: ["a"]) == nil)
        #expect(try refusal(#""a":1,"é":null,"crit":["a","é"]"#, understood: ["a", "é"]) == nil)
        #expect(try refusal(#""a":1,"b64":true,"crit":["b64","a"]"#, understood: ["a"]) == nil)
    }

    @Test func `names are compared byte by byte, not by how they look`() throws {
        // The sign for kelvin is canonically equivalent to K, and é to e with an accent.
        #expect(try refusal("\"\u{212A}\":1,\"crit\":[\"\u{212A}\"]", understood: ["K"]) == .unknownCriticalHeader)
        #expect(try refusal("\"e\u{301}\":1,\"crit\":[\"e\u{301}\"]", understood: ["\u{E9}"]) == .unknownCriticalHeader)
        let header = "\"e\u{301}\":1,\"\u{E9}\":1,\"crit\":[\"\u{E9}\"]"
        #expect(try refusal(header, understood: ["\u{E9}"]) == nil)
        let key = try secretKey()
        let signer = JWSSigner(key, protectedHeader: "{\"\u{E9}\":1}", unprotectedHeader: "{\"e\u{301}\":1}")
        let signed = try JWS.sign(
            "x".bytes.span.bytes, by: signer, options: JWSSigningOptions(serialization: .flattened))
        #expect(try JWSVerifier(key).content(json: signed).payload == "x".bytes)
    }

    @Test func `a list that is empty, double or no list of names is refused`() throws {
        for list in [
            "[]", #""a""#, #"["a","a"]"#, #"["a","\u0061"]"#, "[1]", "[null]", #"[["a"]]"#, "{}", "null", "true",
        ] {
            #expect(try refusal(#""a":1,"crit":\#(list)"#, understood: ["a"]) == .unknownCriticalHeader, "\(list)")
        }
    }

    @Test func `a critical header has to be in the header`() throws {
        #expect(try refusal(#""crit":["a"]"#, understood: ["a"]) == .unknownCriticalHeader)
        #expect(try refusal(#""crit":["b64"]"#) == .unknownCriticalHeader)
    }

    @Test func `names that the standard defines cannot be critical`() throws {
        for name in ["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"] {
            let member = name == "alg" || name == "crit" ? "" : #""\#(name)":"a","#
            #expect(
                try refusal(#"\#(member)"crit":["\#(name)"]"#, understood: [name]) == .unknownCriticalHeader, "\(name)")
        }
    }

    @Test func `b64 that changes the payload has to be critical`() throws {
        #expect(try refusal(#""b64":false"#) == .unknownCriticalHeader)
        #expect(try refusal(#""b64":false,"crit":["b64"]"#) == nil)
        #expect(try refusal(#""b64":false,"a":1,"crit":["a"]"#, understood: ["a"]) == .unknownCriticalHeader)
        #expect(try refusal(#""b64":true"#) == nil)
        for value in ["null", "0", #""false""#, "[]"] {
            #expect(try refusal(#""b64":\#(value),"crit":["b64"]"#) == .malformed(.protectedHeader, .shape))
        }
    }
}
