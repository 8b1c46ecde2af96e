import KedgeJWT
import Testing

struct JWSCompactTests: JWSTesting {
    @Test func `a document that is not three parts is refused`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let good = try compact(#"{"alg":"HS256"}"#, by: key)
        #expect(verifier.refusal(good) == nil)
        for text in ["", "a", "a.b", ".", good + ".", "." + good, good.replacing(".eA.", with: "..eA.")] {
            #expect(verifier.refusal(text) == .malformed(.document, .parts), "\(text)")
        }
        #expect(verifier.refusal(".eA.eA") == .malformed(.protectedHeader, .parts))
    }

    @Test func `base64url is strict in every part`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let parts = try compact(#"{"alg":"HS256"}"#, by: key).split(separator: ".").map { String($0) }
        for bad in ["=", " ", "\n", "+", "/", "\u{0}"] {
            #expect(
                verifier.refusal("\(parts[0])\(bad).\(parts[1]).\(parts[2])") == .malformed(.protectedHeader, .base64))
            #expect(verifier.refusal("\(parts[0]).\(parts[1]).\(parts[2])\(bad)") == .malformed(.signature, .base64))
        }
        // A payload that somebody signed although it is none.
        for payload in ["eB", "e", "eA=", "e A"] {
            let text = try compact(#"{"alg":"HS256"}"#, payload, by: key)
            #expect(verifier.refusal(text) == .malformed(.payload, .base64), "\(payload)")
        }
    }

    @Test func `a header that is no strict JSON object is refused`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        for header in [#"{"alg":"HS256","alg":"HS256"}"#, #"{"alg":"HS256"} x"#, "", #"{"alg":"HS256","a":"\u0000"}"#] {
            let text = try compact(header, by: key)
            let expected: JWSError =
                header.isEmpty ? .malformed(.protectedHeader, .parts) : .malformed(.protectedHeader, .json)
            #expect(verifier.refusal(text) == expected, "\(header)")
        }
        for header in ["[]", "1", #"{"alg":1}"#, #"{"alg":"HS256","kid":1}"#, #"{"alg":"HS256","b64":"false"}"#] {
            let text = try compact(header, by: key)
            #expect(verifier.refusal(text) == .malformed(.protectedHeader, .shape), "\(header)")
        }
    }

    @Test func `the algorithm has to be there, known, allowed and the key's`() throws {
        let key = try secretKey(id: "k")
        let verifier = try JWSVerifier(key)
        for header in [
            "{}", #"{"alg":"none"}"#, #"{"alg":"hs256"}"#, #"{"alg":""}"#, #"{"alg":"HS384","kid":"k"}"#,
        ] {
            #expect(verifier.refusal(try compact(header, by: key)) == .algorithmNotAllowed, "\(header)")
        }
        #expect(verifier.refusal(try compact(#"{"alg":"HS384"}"#, by: key)) == .unknownKey)
        #expect(verifier.refusal(try compact(#"{"alg":"HS256","kid":"l"}"#, by: key)) == .unknownKey)
        let good = try compact(#"{"\u0061lg":"HS\u003256","kid":"\u006b"}"#, by: key)
        #expect(verifier.refusal(good) == nil)
        let narrow = try JWSVerifier(key, options: JWSVerifierOptions(algorithms: [.hs384, .es256]))
        #expect(narrow.refusal(good) == .algorithmNotAllowed)
        let none = try JWSVerifier(key, options: JWSVerifierOptions(algorithms: []))
        #expect(none.refusal(good) == .algorithmNotAllowed)
    }

    @Test func `keys that a header brings along are ignored`() throws {
        let (key, other) = (try secretKey(), try secretKey(number: 2))
        let brought = base64URL([UInt8](repeating: 2, count: 64))
        let header = #"{"alg":"HS256","jwk":{"kty":"oct","k":"\#(brought)"},"jku":"https://a.example","x5u":"b"}"#
        #expect(try JWSVerifier(key).refusal(try compact(header, by: other)) == .badSignature)
        #expect(try JWSVerifier(key).refusal(try compact(header, by: key)) == nil)
    }

    @Test func `any bit of the signature, the payload or the header counts`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let text = try signed("payload".bytes, by: JWSSigner(key, protectedHeader: #"{"n":1}"#))
        let parts = text.split(separator: ".").map { base64URLDecoded($0) }
        for index in parts.indices {
            for bit in 0..<(parts[index].count * 8) {
                var changed = parts
                changed[index][bit / 8] ^= 1 << (bit % 8)
                let text = changed.map { base64URL($0) }.joined(separator: ".")
                #expect(verifier.refusal(text) != nil)
                if index > 0 { #expect(verifier.refusal(text) == .badSignature) }
            }
        }
    }

    @Test func `a detached payload has to be the one that was signed`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        for encodesPayload in [false, true] {
            let text = try signed(
                "a.\n".bytes, by: JWSSigner(key),
                options: JWSSigningOptions(isDetached: true, encodesPayload: encodesPayload))
            #expect(try verifier.content(text, detached: "a.\n".bytes).payload == nil)
            for payload in ["", "a.", "a.\n\n", "A.\n"] {
                #expect(verifier.refusal(text, detached: payload.bytes) == .badSignature)
            }
            // Without one, the document says that the payload is empty.
            #expect(verifier.refusal(text) == .badSignature)
        }
        let attached = try signed("x".bytes, by: JWSSigner(key))
        #expect(verifier.refusal(attached, detached: "x".bytes) == .payloadNotDetached)
    }

    @Test func `a payload that is not encoded is printable`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key)
        let header = #"{"alg":"HS256","b64":false,"crit":["b64"]}"#
        #expect(try verifier.content(try compact(header, "$ ~", by: key)).payload == "$ ~".bytes)
        #expect(verifier.refusal(try compact(header, "$.02", by: key)) == .malformed(.document, .parts))
        for payload in ["é", "\u{1F}", "\u{7F}"] {
            #expect(verifier.refusal(try compact(header, payload, by: key)) == .malformed(.payload, .shape))
        }
    }

    @Test func `sizes are limited`() throws {
        let key = try secretKey()
        let verifier = try JWSVerifier(key, options: JWSVerifierOptions(maximumPayloadByteCount: 10))
        func refusal(_ count: Int, encodesPayload: Bool) throws -> JWSError? {
            let payload = [UInt8](repeating: 0x61, count: count)
            let options = JWSSigningOptions(encodesPayload: encodesPayload)
            return verifier.refusal(try signed(payload, by: JWSSigner(key), options: options))
        }
        for encodesPayload in [false, true] {
            #expect(try refusal(10, encodesPayload: encodesPayload) == nil)
            #expect(try refusal(11, encodesPayload: encodesPayload) == .tooLarge(.payload))
            #expect(try refusal(100_000, encodesPayload: encodesPayload) == .tooLarge(.document))
        }
        let long = #"{"alg":"HS256","a":"\#(String(repeating: "a", count: JWS.maximumHeaderByteCount))"}"#
        #expect(verifier.refusal(try compact(long, by: key)) == .tooLarge(.protectedHeader))
        let detached = JWSSigningOptions(isDetached: true)
        let payload = [UInt8](repeating: 0x61, count: 100_000)
        #expect(
            verifier.refusal(try signed(payload, by: JWSSigner(key), options: detached), detached: payload) == nil)
        for limit in [Int.min, -1, 0, .max] {
            let verifier = try JWSVerifier(key, options: JWSVerifierOptions(maximumPayloadByteCount: limit))
            let text = try signed("x".bytes, by: JWSSigner(key))
            #expect(verifier.refusal(text) == (limit == .max ? nil : .tooLarge(.payload)))
        }
    }

    @Test func `keys can be replaced under a verifier`() throws {
        let (key, other) = (try secretKey(), try secretKey(number: 2))
        let store = JWTKeyStore(try JWTKeySet([key]))
        let verifier = JWSVerifier(keys: store)
        let text = try signed("x".bytes, by: JWSSigner(key))
        #expect(verifier.refusal(text) == nil)
        store.replace(with: try JWTKeySet([other]))
        #expect(verifier.refusal(text) == .badSignature)
    }
}
