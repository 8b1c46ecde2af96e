import KedgeJWT
import Testing

struct JWSSigningTests: JWSTesting {
    private let payload = "Any bytes \u{1F511}.".bytes

    @Test func `what is signed verifies and comes back, in every form`() throws {
        let key = try secretKey(id: "k1")
        let verifier = try JWSVerifier(key)
        for serialization in JWSSerialization.allCases {
            for isDetached in [false, true] {
                for encodesPayload in [false, true] {
                    let options = JWSSigningOptions(
                        serialization: serialization, isDetached: isDetached, encodesPayload: encodesPayload)
                    let payload = serialization == .compact ? "Plain text".bytes : payload
                    let text = try signed(payload, by: JWSSigner(key), options: options)
                    let given = isDetached ? payload : nil
                    let content =
                        serialization == .compact
                        ? try verifier.content(text, detached: given)
                        : try verifier.content(json: text, detached: given)
                    #expect(content.payload == (isDetached ? nil : payload), "\(options)")
                    #expect(content.good == [true])
                    #expect(try content.signatures.first?.get().key.id == "k1")
                }
            }
        }
    }

    @Test func `a payload may be empty`() throws {
        let key = try secretKey()
        for serialization in JWSSerialization.allCases {
            for encodesPayload in [false, true] {
                let text = try signed(
                    [], by: JWSSigner(key),
                    options: JWSSigningOptions(serialization: serialization, encodesPayload: encodesPayload))
                let verifier = try JWSVerifier(key)
                let content =
                    serialization == .compact ? try verifier.content(text) : try verifier.content(json: text)
                #expect(content.payload == [])
            }
        }
    }

    @Test func `the same content is the same text, and headers stand in their order`() throws {
        let signer = JWSSigner(
            try secretKey(id: "k"), protectedHeader: #"{ "typ" : "a", "\u0063ty": [1, {"b":2.50}] }"#,
            unprotectedHeader: #"{"z": 1}"#)
        let options = JWSSigningOptions(serialization: .flattened, encodesPayload: false)
        let text = try signed(payload, by: signer, options: options)
        #expect(text == (try signed(payload, by: signer, options: options)))
        let header = #"{"alg":"HS256","kid":"k","b64":false,"crit":["b64"],"typ":"a","cty":[1,{"b":2.50}]}"#
        #expect(
            text.hasPrefix(
                #"{"payload":"Any bytes 🔑.","protected":"\#(base64URL(header.utf8))","header":{"z":1},"signature":""#))
        let content = try JWSVerifier(signer.key).content(json: text)
        #expect(try content.signatures.first?.get().protectedHeader == header)
    }

    @Test func `headers that the signer sets are refused`() throws {
        let key = try secretKey()
        for name in ["alg", "kid", "b64", "crit"] {
            let signer = JWSSigner(key, protectedHeader: #"{"\#(name)":true}"#)
            #expect(signingRefusal(payload, by: [signer]) == .header(name: name))
        }
        let json = JWSSigningOptions(serialization: .flattened)
        for name in ["alg", "b64", "crit"] {
            let signer = JWSSigner(key, unprotectedHeader: #"{"\#(name)":true}"#)
            #expect(signingRefusal(payload, by: [signer], options: json) == .header(name: name))
        }
    }

    @Test func `no name stands in both headers`() throws {
        let json = JWSSigningOptions(serialization: .general)
        let signer = JWSSigner(try secretKey(), protectedHeader: #"{"a":1}"#, unprotectedHeader: #"{"\u0061":1}"#)
        #expect(signingRefusal(payload, by: [signer], options: json) == .header(name: "a"))
        let kid = #"{"kid":"k"}"#
        #expect(
            signingRefusal(payload, by: [JWSSigner(try secretKey(id: "k"), unprotectedHeader: kid)], options: json)
                == .header(name: "kid"))
        #expect(
            signingRefusal(payload, by: [JWSSigner(try secretKey(), unprotectedHeader: kid)], options: json) == nil)
    }

    @Test func `headers that are no objects are refused`() throws {
        let key = try secretKey()
        let json = JWSSigningOptions(serialization: .flattened)
        for text in ["[]", "1", "null"] {
            #expect(
                signingRefusal(payload, by: [JWSSigner(key, protectedHeader: text)])
                    == .malformed(.protectedHeader, .shape))
        }
        for text in ["", "{", #"{"a":1,"a":1}"#, "{} x"] {
            #expect(
                signingRefusal(payload, by: [JWSSigner(key, protectedHeader: text)])
                    == .malformed(.protectedHeader, .json))
        }
        for text in ["{}", "[]"] {
            #expect(
                signingRefusal(payload, by: [JWSSigner(key, unprotectedHeader: text)], options: json)
                    == .malformed(.unprotectedHeader, .shape))
        }
        let long = #"{"a":"\#(String(repeating: "a", count: JWS.maximumHeaderByteCount))"}"#
        #expect(
            signingRefusal(payload, by: [JWSSigner(key, protectedHeader: long)]) == .tooLarge(.protectedHeader))
    }

    @Test func `the compact serialisation has no room for an unprotected header`() throws {
        let signer = JWSSigner(try secretKey(), unprotectedHeader: #"{"a":1}"#)
        #expect(signingRefusal(payload, by: [signer]) == .malformed(.unprotectedHeader, .shape))
    }

    @Test func `only the general serialisation has several signatures, and not too many`() throws {
        let signer = JWSSigner(try secretKey())
        for serialization in JWSSerialization.allCases {
            let options = JWSSigningOptions(serialization: serialization)
            #expect(signingRefusal(payload, by: [], options: options) == .signatureCount(0))
            #expect(
                signingRefusal(payload, by: [signer, signer], options: options)
                    == (serialization == .general ? nil : .signatureCount(2)))
        }
        let many = [JWSSigner](repeating: signer, count: JWS.maximumSignatureCount)
        let general = JWSSigningOptions(serialization: .general)
        #expect(signingRefusal(payload, by: many, options: general) == nil)
        #expect(signingRefusal(payload, by: many + [signer], options: general) == .signatureCount(65))
    }

    @Test func `a payload that is not encoded has to be fit for its place`() throws {
        let signers = [JWSSigner(try secretKey())]
        var options = JWSSigningOptions(encodesPayload: false)
        for payload in ["a.b", "a\u{7F}", "a\n", "é"] {
            #expect(signingRefusal(payload.bytes, by: signers, options: options) == .payloadNotText)
        }
        #expect(signingRefusal(" ~".bytes, by: signers, options: options) == nil)
        options.serialization = .flattened
        for payload: [UInt8] in [[0xFF], [0x61, 0], [0xC3]] {
            #expect(signingRefusal(payload, by: signers, options: options) == .payloadNotText)
        }
        #expect(signingRefusal("a.\n\"é".bytes, by: signers, options: options) == nil)
        options.isDetached = true
        #expect(signingRefusal([0xFF, 0], by: signers, options: options) == nil)
    }

    @Test func `the size is told beforehand, and a smaller room is refused`() throws {
        let key = try secretKey(.hs512, id: "é")
        for serialization in JWSSerialization.allCases {
            for isDetached in [false, true] {
                let options = JWSSigningOptions(serialization: serialization, isDetached: isDetached)
                let request = try JWSRequest([JWSSigner(key)], options: options)
                let text = try signed(payload, by: JWSSigner(key), options: options)
                try payload.withUnsafeBytes { payload in
                    let count = try request.byteCount(of: payload)
                    #expect(count == text.utf8.count)
                    var room = [UInt8](repeating: 0, count: count - 1)
                    room.withUnsafeMutableBytes { room in
                        _ = #expect(throws: JWSError.tooLarge(.document)) { try request.write(payload, to: room) }
                    }
                    #expect(room.allSatisfy { $0 == 0 })
                }
            }
        }
    }
}
