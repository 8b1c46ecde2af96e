import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// JSON Web Key Sets, read and written.
struct KeySetReadingTests {
    @Test func `only an object with an array of keys is a set`() throws {
        for text in ["{}", "[]", "\"keys\"", "{\"keys\":{}}", "{\"keys\":null}", "{\"Keys\":[]}"] {
            #expect(KeySample.refusal(set: text) == .member("keys", rule: "an array"))
        }
        guard case .json(let error) = KeySample.refusal(set: "{\"keys\":[],\"keys\":[]}") else {
            return #expect(Bool(false))
        }
        #expect(error.reason == .duplicateName)
        #expect(KeySample.refusal(set: "{\"keys\":[],\"more\":1}") == nil)
    }

    @Test func `ids are compared byte by byte, not by how they look`() throws {
        let first = try KeySample.key(.es256, id: "caf\u{E9}").publicJWK()
        let second = try KeySample.key(.edDSA, id: "cafe\u{301}").publicJWK()
        let set = try KeySample.set([first, second])
        #expect(set.keys.count == 2)
        #expect(try JWTKeySet(jwkSet: Array(set.publicJWKSet().utf8)).keys.count == 2)
    }

    @Test(arguments: StrictJSON.cases)
    func `only strict JSON is a set`(member: String, reason: JSONError.Reason) throws {
        guard case .json(let error) = KeySample.refusal(set: "{\"keys\":[],\(member)}") else {
            Issue.record("taken, or refused for something else")
            return
        }
        #expect(error.reason == reason)
    }

    @Test func `a set is bounded in text and keys`() throws {
        let text = "{\"keys\":[]}"
        #expect(KeySample.refusal(set: text + String(repeating: " ", count: 1_048_576 - text.utf8.count)) == nil)
        let long = text + String(repeating: " ", count: 1_048_577 - text.utf8.count)
        guard case .json(let error) = KeySample.refusal(set: long) else { return #expect(Bool(false)) }
        #expect(error.reason == .tooLarge)
        let entries = [String](repeating: "{}", count: 257)
        #expect(try KeySample.set(Array(entries[..<256])).skipped.count == 256)
        #expect(throws: JWTKeyError.tooManyKeys) { try KeySample.set(entries) }
    }

    @Test func `a bad key is skipped and reported`() throws {
        let good = try KeySample.key(.es256, id: "good")
        let jwk = try good.publicJWK()
        let other = try KeySample.key(.edDSA, id: "last").publicJWK()
        let pad = String(repeating: " ", count: 70_000)
        let set = try KeySample.set([
            "1", try KeySample.changed(jwk, ["kid": "use", "use": "enc"]), jwk,
            try KeySample.changed(jwk, ["kid": "curve", "crv": "P-224"]), try KeySample.changed(jwk, ["kid": 5]),
            "{\"kty\":\"new\",\"kid\":\"a\\u0062\"}", other, "{\(pad)\"kid\":\"long\"}",
        ])
        #expect(set.keys.map(\.id) == ["good", "last"])
        #expect(set.skipped.map(\.index) == [0, 1, 3, 4, 5, 7])
        #expect(set.skipped.map(\.id) == [nil, "use", "curve", nil, "ab", "long"])
        #expect(
            set.skipped.prefix(5).map(\.error) == [
                .member("the key", rule: "an object"), .wrongUse,
                .unsupported("crv", rule: "P-256, P-384, P-521 or secp256k1"), .member("kid", rule: "a string"),
                .unsupported("kty", rule: "RSA, EC, OKP or oct"),
            ])
        guard case .json(let error) = set.skipped.last?.error else { return #expect(Bool(false)) }
        #expect(error.reason == .tooLarge)
        #expect(try set.choice(good.signature("x"), for: "x", id: "good", .es256) == .success("good"))
    }

    @Test func `duplicate ids refuse the set, even at keys that are skipped`() throws {
        let first = try KeySample.key(.es256, id: "a").publicJWK()
        let second = try KeySample.key(.edDSA, id: "a").publicJWK()
        for entries in [
            [first, second], [first, first], [first, "{\"kid\":\"a\"}"], [first, "{\"kid\":\"\\u0061\"}"],
        ] {
            #expect(throws: JWTKeyError.duplicateID) { try KeySample.set(entries) }
        }
        let rsa = try [KeySample.rsa(.rs256, id: "a").publicJWK(), KeySample.rsa(.ps256, id: "a").publicJWK()]
        #expect(throws: JWTKeyError.duplicateID) { try KeySample.set(rsa) }
        #expect(try KeySample.set([first, "{\"kid\":\"b\"}"]).keys.count == 1)
    }

    @Test func `secrets beside public keys refuse the set, even where one would be skipped`() throws {
        let pair = try KeySample.key(.es256, id: "a").publicJWK()
        for secret in [try KeySample.jwk(KeySample.key(.hs256, id: "b")), "{\"kty\":\"oct\"}"] {
            for entries in [[pair, secret], [secret, pair], [secret, "{\"kty\":\"RSA\"}"]] {
                #expect(throws: JWTKeyError.mixedKinds) { try KeySample.set(entries) }
                #expect(throws: JWTKeyError.mixedKinds) {
                    _ = try KeySample.set(entries, [.es256])
                }
            }
        }
    }

    @Test func `a key without an algorithm is loaded for each that is allowed`() throws {
        let rsa = try KeySample.rsa(id: "a")
        let jwk = try rsa.publicJWK(.id)
        #expect(
            try KeySample.set([jwk]).skipped == [JWTSkippedKey(index: 0, id: "a", error: .ambiguousAlgorithm)])
        let set = try KeySample.set([jwk], [.rs256, .ps512, .es256])
        #expect(set.keys.map(\.algorithm) == [.rs256, .ps512] && set.keys.map(\.id) == ["a", "a"])
        for algorithm in [JWTAlgorithm.rs256, .ps512] {
            let signature = try KeySample.rsa(algorithm).signature("x")
            #expect(set.choice(signature, for: "x", id: "a", algorithm) == .success("a"))
        }
        #expect(
            set.choice(try KeySample.rsa(.rs512).signature("x"), for: "x", id: "a", .rs512)
                == .failure(.algorithmNotAllowed))
        #expect(
            try KeySample.set([jwk], [.es256]).skipped
                == [JWTSkippedKey(index: 0, id: "a", error: .anotherAlgorithm)])
        let secret = try KeySample.jwk(KeySample.key(.hs384), [])
        #expect(try KeySample.set([secret], [.hs256, .hs384, .hs512]).keys.map(\.algorithm) == [.hs256, .hs384])
        #expect(
            try KeySample.set([secret], [.hs512]).skipped
                == [JWTSkippedKey(index: 0, id: nil, error: .secretLength(48, minimum: 64))])
    }

    @Test func `keys of other algorithms than those that are allowed are skipped`() throws {
        let keys = [
            try KeySample.key(.es256, id: "a").publicJWK([.id]), try KeySample.rsa(.rs256, id: "b").publicJWK(),
            try KeySample.key(.edDSA, id: "c").publicJWK(),
        ]
        let set = try KeySample.set(keys, [.edDSA, .rs384])
        #expect(set.keys.map(\.id) == ["c"])
        #expect(set.skipped.map(\.error) == [.anotherAlgorithm, .anotherAlgorithm])
        #expect(try KeySample.set(keys, []).keys.isEmpty)
    }

    @Test func `a set is written in its order and read back`() throws {
        let keys = try [JWTAlgorithm.edDSA, .rs256, .es256, .es256k].map { try KeySample.key($0, id: "\($0.name)") }
        let set = try JWTKeySet(keys)
        let written = try set.publicJWKSet()
        #expect(written == "{\"keys\":[\(try keys.map { try $0.publicJWK() }.joined(separator: ","))]}")
        let read = try JWTKeySet(jwkSet: Array(written.utf8))
        #expect(read.skipped.isEmpty && read.keys.map(\.id) == keys.map(\.id))
        for (key, publicKey) in zip(keys, read.keys) {
            #expect(!publicKey.canSign)
            #expect(try key.signs(for: publicKey))
        }
        let privateText = KeySample.text(try set.privateJWKSet())
        #expect(privateText == "{\"keys\":[\(try keys.map { try KeySample.jwk($0) }.joined(separator: ","))]}")
        let again = try JWTKeySet(jwkSet: Array(privateText.utf8))
        for (key, other) in zip(read.keys, again.keys) { #expect(try other.signs(for: key)) }
        // Of a key that is public, the private form of the set has what there is.
        let mixed = try JWTKeySet([keys[0], keys[2].publicKey()])
        let object = try JWTKeySet(jwkSet: Array(KeySample.text(try mixed.privateJWKSet()).utf8))
        #expect(object.keys.map(\.canSign) == [true, false])
    }

    @Test func `secrets are written in the private form alone`() throws {
        let set = try JWTKeySet([KeySample.key(.hs256, id: "a"), KeySample.key(.hs512)])
        #expect(throws: JWTKeyError.wrongKind) { try set.publicJWKSet() }
        let read = try JWTKeySet(jwkSet: Array(KeySample.text(try set.privateJWKSet()).utf8))
        #expect(read.keys.map(\.id) == ["a", nil] && read.keys.map(\.algorithm) == [.hs256, .hs512])
    }

    @Test func `one key of several algorithms is written once, without any`() throws {
        let jwk = try KeySample.rsa(id: "a").publicJWK([.id, .use])
        let set = try KeySample.set([jwk], [.rs256, .rs384, .ps256])
        #expect(set.keys.count == 3)
        #expect(try set.publicJWKSet() == "{\"keys\":[\(jwk)]}")
    }
}
