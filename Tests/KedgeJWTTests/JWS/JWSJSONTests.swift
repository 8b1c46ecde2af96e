import KedgeCore
import KedgeJWT
import Testing

struct JWSJSONTests: JWSTesting {
    private let header = #"{"alg":"HS256"}"#

    private func verifier(_ requirement: JWSRequirement = .all) throws -> JWSVerifier {
        try JWSVerifier(
            secretKey(id: "1"), secretKey(number: 2, id: "2"), options: JWSVerifierOptions(requirement: requirement))
    }

    private func good(_ number: UInt8) throws -> String {
        try member(#"{"alg":"HS256","kid":"\#(number)"}"#, by: secretKey(number: number))
    }

    private func bad(_ number: UInt8) throws -> String {
        try member(#"{"alg":"HS256","kid":"\#(number)"}"#, by: secretKey(number: 9))
    }

    @Test func `all or any of the signatures have to be good, as the caller says`() throws {
        let unknown = try member(#"{"alg":"HS256","kid":"9"}"#, by: secretKey(number: 9))
        let cases: [([String], [JWSError?])] = [
            ([try good(1)], [nil]),
            ([try good(1), try good(2)], [nil, nil]),
            ([try good(1), try bad(2)], [nil, .badSignature]),
            ([unknown, try good(2), try bad(1)], [.unknownKey, nil, .badSignature]),
            ([try bad(1), unknown], [.badSignature, .unknownKey]),
        ]
        for (members, errors) in cases {
            let text = general(members)
            let first = errors.lazy.compactMap { $0 }.first
            #expect(try verifier(.all).refusal(json: text) == first)
            guard errors.contains(nil) else {
                #expect(try verifier(.any).refusal(json: text) == first)
                continue
            }
            let content = try verifier(.any).content(json: text)
            #expect(content.errors == errors)
            #expect(content.payload == "x".bytes)
        }
    }

    @Test func `the result tells the key and the header of each good signature`() throws {
        let content = try verifier(.any).content(json: general([try bad(1), try good(2), try good(1)]))
        let keys = content.signatures.map { (try? $0.get())?.key.id }
        #expect(keys == [nil, "2", "1"])
        #expect(try content.signatures[1].get().protectedHeader == #"{"alg":"HS256","kid":"2"}"#)
    }

    @Test func `a signature whose own headers are bad does not spoil the others`() throws {
        let key = try secretKey()
        let members = [
            #"{"signature":"eA"}"#, #"{"protected":"e","signature":"eA"}"#, #"{"protected":"eA","signature":"eA"}"#,
            #"{"protected":"eA"}"#, "1", #"{"protected":1,"signature":"eA"}"#,
            try member(#"{"alg":"HS256","crit":["a"],"a":1}"#, by: key),
            try member(header, unprotected: "[]", by: key),
        ]
        let content = try JWSVerifier(key, options: JWSVerifierOptions(requirement: .any))
            .content(json: general(members + [try member(header, by: key)]))
        #expect(
            content.errors == [
                .algorithmNotAllowed, .malformed(.protectedHeader, .base64), .malformed(.protectedHeader, .json),
                .malformed(.signature, .shape), .malformed(.signature, .shape), .malformed(.protectedHeader, .shape),
                .unknownCriticalHeader, .malformed(.unprotectedHeader, .shape), nil,
            ])
    }

    @Test func `the algorithm counts only where it is protected`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        for (protected, unprotected) in [
            ("{}", #"{"alg":"HS256"}"#), (header, #"{"alg":"HS256"}"#), (#"{"alg":"HS384"}"#, #"{"alg":"HS256"}"#),
        ] {
            let text = general([try member(protected, unprotected: unprotected, by: key)])
            #expect(verifier.refusal(json: text) == .algorithmNotAllowed)
        }
        let signature = try signature("", "eA", by: key)
        #expect(
            verifier.refusal(json: general([#"{"header":{"alg":"HS256"},"signature":"\#(signature)"}"#]))
                == .algorithmNotAllowed)
    }

    @Test func `an unprotected header may hold the key's id, and nothing that has to be protected`() throws {
        let key = try secretKey()
        #expect(
            try verifier().refusal(json: general([try member(header, unprotected: #"{"kid":"1"}"#, by: key)])) == nil)
        #expect(
            try verifier().refusal(json: general([try member(header, unprotected: #"{"kid":"2"}"#, by: key)]))
                == .badSignature)
        #expect(
            try verifier().refusal(json: general([try member(header, unprotected: #"{"kid":1}"#, by: key)]))
                == .malformed(.unprotectedHeader, .shape))
        for member in [#""b64":true"#, #""crit":["b64"]"#, #""b64":false,"crit":["b64"]"#] {
            let text = general([try self.member(header, unprotected: "{\(member)}", by: key)])
            #expect(try verifier().refusal(json: text) == .unknownCriticalHeader)
        }
    }

    @Test func `a name in both headers is refused`() throws {
        let key = try secretKey(id: "1")
        for unprotected in [#"{"a":1}"#, #"{"\u0061":1}"#, #"{"b":1,"a":null}"#] {
            let text = general([
                try member(#"{"alg":"HS256","kid":"1","\u0061":1}"#, unprotected: unprotected, by: key)
            ])
            #expect(try verifier().refusal(json: text) == .header(name: "a"))
        }
    }

    @Test func `flattened and general do not mix`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let member = try member(header, by: key)
        let inside = member.dropFirst().dropLast()
        #expect(verifier.refusal(json: #"{"payload":"eA",\#(inside)}"#) == nil)
        #expect(verifier.refusal(json: #"{"more":[1],"payload":"eA",\#(inside)}"#) == nil)
        for more in [#""protected":"\#(base64URL(header.utf8))""#, #""header":{}"#, #""signature":"eA""#] {
            #expect(
                verifier.refusal(json: #"{"payload":"eA",\#(more),"signatures":[\#(member)]}"#)
                    == .malformed(.document, .shape))
        }
        #expect(verifier.refusal(json: #"{"payload":"eA","signatures":{}}"#) == .malformed(.document, .shape))
    }

    @Test func `the document is strict JSON`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let good = general([try member(header, by: key)])
        #expect(verifier.refusal(json: good) == nil)
        for text in [
            "", "{", good + "x", "\u{FEFF}" + good, good.replacing("{\"pay", with: "{\"payload\":\"eA\",\"pay"),
        ] {
            #expect(verifier.refusal(json: text) == .malformed(.document, .json))
        }
        for text in ["[]", "null", #""a""#] {
            #expect(verifier.refusal(json: text) == .malformed(.document, .shape))
        }
        #expect(verifier.refusal(json: "{}") == .payloadMissing)
    }

    @Test(arguments: StrictJSON.cases)
    func `headers and documents are strict JSON`(member: String, reason: JSONError.Reason) throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let good = general([try self.member(header, by: key)])
        #expect(verifier.refusal(json: String(good.dropLast()) + ",\(member)}") == .malformed(.document, .json))
        let strange = #"{"alg":"HS256",\#(member)}"#
        #expect(verifier.refusal(try compact(strange, by: key)) == .malformed(.protectedHeader, .json))
        #expect(throws: JWSError.malformed(.protectedHeader, .json)) {
            try JWS.sign("x".bytes.span.bytes, by: JWSSigner(key, protectedHeader: "{\(member)}"))
        }
    }

    @Test func `escapes in strings change nothing`() throws {
        let key = try secretKey()
        let text = general([try member(header, by: key)], payload: #"\u0065A"#)
            .replacing(#""protected":"e"#, with: #""pr\u006ftected":"\u0065"#)
        #expect(try JWSVerifier(key).content(json: text).payload == "x".bytes)
    }

    @Test func `the number of signatures is limited`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key, options: JWSVerifierOptions(requirement: .any))
        #expect(verifier.refusal(json: general([])) == .signatureCount(0))
        let member = try member(header, by: key)
        let most = [String](repeating: member, count: JWS.maximumSignatureCount)
        #expect(verifier.refusal(json: general(most)) == nil)
        #expect(verifier.refusal(json: general(most + [member])) == .signatureCount(65))
    }

    @Test func `sizes are limited`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key, options: JWSVerifierOptions(maximumPayloadByteCount: 10))
        for encodesPayload in [false, true] {
            let options = JWSSigningOptions(serialization: .flattened, encodesPayload: encodesPayload)
            let fits = try signed("0123456789".bytes, by: JWSSigner(key), options: options)
            let long = try signed("0123456789a".bytes, by: JWSSigner(key), options: options)
            #expect(verifier.refusal(json: fits) == nil)
            #expect(verifier.refusal(json: long) == .tooLarge(.payload))
        }
        let huge = String(repeating: "e", count: 4_000_000)
        #expect(
            verifier.refusal(json: general([try member(header, huge, by: key)], payload: huge)) == .tooLarge(.document))
        let header = #"{"a":"\#(String(repeating: "a", count: JWS.maximumHeaderByteCount))"}"#
        #expect(
            verifier.refusal(json: general([try member(self.header, unprotected: header, by: key)]))
                == .tooLarge(.unprotectedHeader))
        #expect(verifier.refusal(json: general([try member(header, by: key)])) == .tooLarge(.protectedHeader))
        let signature = #"{"protected":"e30","signature":"\#(String(repeating: "A", count: 3_000))"}"#
        #expect(
            verifier.refusal(json: general([signature.replacing("e30", with: base64URL(self.header.utf8))]))
                == .tooLarge(.signature))
    }

    @Test func `signatures over the payload in different encodings are refused`() throws {
        let key = try secretKey()
        let plain = try member(#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, by: key)
        for requirement in JWSRequirement.allCases {
            let verifier = try JWSVerifier(key, options: JWSVerifierOptions(requirement: requirement))
            for members in [[plain, try member(header, by: key)], [try member(header, by: key), plain]] {
                #expect(verifier.refusal(json: general(members)) == .mixedPayloadEncodings)
            }
            let detached = [try member(#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, "x", by: key)]
            for members in [detached + [try member(header, by: key)], [try member(header, by: key)] + detached] {
                let text = general(members, payload: nil)
                #expect(verifier.refusal(json: text, detached: "x".bytes) == .mixedPayloadEncodings)
            }
            #expect(try verifier.content(json: general([plain, plain])).payload == "eA".bytes)
        }
    }

    @Test func `a payload is in the document, or given, and not both`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let member = try member(header, by: key)
        #expect(try verifier.content(json: general([member], payload: nil), detached: "x".bytes).payload == nil)
        #expect(verifier.refusal(json: general([member], payload: nil), detached: "y".bytes) == .badSignature)
        #expect(verifier.refusal(json: general([member]), detached: "x".bytes) == .payloadNotDetached)
        #expect(verifier.refusal(json: general([member], payload: nil)) == .payloadMissing)
        #expect(
            verifier.refusal(json: #"{"payload":1,"signatures":[\#(member)]}"#) == .malformed(.payload, .shape))
        let empty = try self.member(header, "", by: key)
        #expect(try verifier.content(json: general([empty], payload: "")).payload == [])
    }
}
