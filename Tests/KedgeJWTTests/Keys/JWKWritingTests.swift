import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// The exact text of JSON Web Keys, and thumbprints.
struct JWKWritingTests {
    private let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    private let d = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"

    private func key() throws -> JWTKey {
        try KeySample.read(#"{ "d":"\#(d)","x":"\#(x)", "crv":"Ed25519","kid":"a\u0022","kty":"OKP" }"#)
    }

    @Test func `members stand in a fixed order, and only those that were asked for`() throws {
        let key = try key()
        #expect(
            try key.publicJWK()
                == #"{"kty":"OKP","use":"sig","alg":"EdDSA","kid":"a\"","crv":"Ed25519","x":"\#(x)"}"#)
        #expect(try key.publicJWK([]) == #"{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#)
        #expect(try key.publicJWK(.use) == #"{"kty":"OKP","use":"sig","crv":"Ed25519","x":"\#(x)"}"#)
        #expect(
            try KeySample.jwk(key, [.id, .algorithm])
                == #"{"kty":"OKP","alg":"EdDSA","kid":"a\"","crv":"Ed25519","x":"\#(x)","d":"\#(d)"}"#)
    }

    @Test func `a secret has a private form alone, a public key a public one`() throws {
        let secret = [UInt8](repeating: 0, count: 32)
        let shared = try JWTKey(secret: secret.span.bytes, algorithm: .hs256)
        #expect(
            try KeySample.jwk(shared, .algorithm)
                == #"{"kty":"oct","alg":"HS256","k":"\#(String(repeating: "A", count: 43))"}"#)
        #expect(throws: JWTKeyError.wrongKind) { try shared.publicJWK() }
        let publicKey = try key().publicKey()
        #expect(throws: JWTKeyError.publicKey) { _ = try publicKey.privateJWK() }
    }

    @Test(arguments: JWTAlgorithm.allCases.filter { $0.signatureScheme != nil })
    func `the public form has no private number`(_ algorithm: JWTAlgorithm) throws {
        let object = try KeySample.object(KeySample.key(algorithm).publicJWK())
        for name in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(object[name] == nil) }
    }

    @Test func `what PEM brought becomes a JSON Web Key`() throws {
        // RFC 8410 §10.3; its public key stands in §10.1.
        let pem = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----

            """
        let key = try JWTKey(pem: Array(pem.utf8).span.bytes, algorithm: .edDSA)
        #expect(
            try key.publicJWK([])
                == #"{"kty":"OKP","crv":"Ed25519","x":"Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE"}"#)
    }

    @Test(arguments: JWTAlgorithm.allCases)
    func `a thumbprint is that of the key, whatever else is said of it`(_ algorithm: JWTAlgorithm) throws {
        let key = try KeySample.key(algorithm, id: "a")
        let thumbprint = try key.thumbprint()
        #expect(thumbprint.count == 32)
        #expect(try key.thumbprintText() == Base64URL.encode(thumbprint))
        #expect(try key.identified(by: "b").thumbprint() == thumbprint)
        let named = try key.identifiedByThumbprint()
        #expect(try named.id == key.thumbprintText() && named.algorithm == algorithm && named.canSign)
        if !key.isShared { #expect(try key.publicKey().thumbprint() == thumbprint) }
    }

    @Test func `a thumbprint is the hash of the members that make the key`() throws {
        let text = #"{"crv":"Ed25519","kty":"OKP","x":"\#(x)"}"#
        #expect(try key().thumbprint() == SHA256.hash(Array(text.utf8).span.bytes))
        let secret = [UInt8](repeating: 0, count: 32)
        let shared = #"{"k":"\#(String(repeating: "A", count: 43))","kty":"oct"}"#
        #expect(
            try JWTKey(secret: secret.span.bytes, algorithm: .hs256).thumbprint()
                == SHA256.hash(Array(shared.utf8).span.bytes))
        for algorithm in [JWTAlgorithm.es256, .es384, .es512, .es256k] {
            let key = try KeySample.key(algorithm)
            let members = try KeySample.object(key.publicJWK([]))
            let sorted = try members.sorted { $0.key < $1.key }
                .map { "\"\($0.key)\":\"\(try #require($0.value as? String))\"" }
            #expect(try key.thumbprint() == SHA256.hash(Array("{\(sorted.joined(separator: ","))}".utf8).span.bytes))
        }
    }
}
