import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// One key in its different forms.
struct KeyFormTests {
    @Test(arguments: JWTAlgorithm.allCases.filter { $0.signatureScheme != nil })
    func `from PEM to a JSON Web Key and back nothing changes`(_ algorithm: JWTAlgorithm) throws {
        let key = try KeySample.key(algorithm, id: "a")
        let jwk = try KeySample.jwk(key)
        let pem = KeySample.text(try key.privatePEM())
        let fromPEM = try JWTKey(pem: pem.utf8Span.span.bytes, algorithm: algorithm, id: "a")
        let fromJWK = try KeySample.read(KeySample.jwk(fromPEM))
        for same in [fromPEM, fromJWK] {
            let (sameJWK, samePEM) = (try KeySample.jwk(same), KeySample.text(try same.privatePEM()))
            #expect(sameJWK == jwk && samePEM == pem)
        }
        let der = try key.privateDER()
        let fromDER = try der.withUnsafeBytes { try JWTKey(der: $0.bytes, algorithm: algorithm, id: "a") }
        let derJWK = try KeySample.jwk(fromDER)
        #expect(derJWK == jwk)
    }

    @Test(arguments: JWTAlgorithm.allCases.filter { $0.signatureScheme != nil })
    func `the public forms are those of one key, too`(_ algorithm: JWTAlgorithm) throws {
        let key = try KeySample.key(algorithm, id: "a")
        let (pem, der, jwk) = (try key.publicPEM(), try key.publicDER(), try key.publicJWK())
        let others = [
            try JWTKey(pem: pem.utf8Span.span.bytes, algorithm: algorithm, id: "a"),
            try JWTKey(der: der.span.bytes, algorithm: algorithm, id: "a"),
            try KeySample.read(jwk), try key.publicKey(),
        ]
        for other in others {
            let (otherPEM, otherDER, otherJWK) = (try other.publicPEM(), try other.publicDER(), try other.publicJWK())
            #expect(otherPEM == pem && otherDER == der && otherJWK == jwk)
            #expect(!other.canSign)
        }
    }

    @Test func `a published key is written as it was published`() throws {
        // RFC 8410 §10.1 and §10.3.
        let publicPEM = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----

            """
        let privatePEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----

            """
        let key = try JWTKey(pem: privatePEM.utf8Span.span.bytes, algorithm: .edDSA)
        let (written, writtenPublic) = (KeySample.text(try key.privatePEM()), try key.publicPEM())
        #expect(written == privatePEM && writtenPublic == publicPEM)
        let der = try key.privateDER()
        let publicDER = try key.publicDER()
        let isWritten = der.withUnsafeBytes { privatePEM.contains(Base64.encode(Array($0))) }
        #expect(isWritten && publicPEM.contains(Base64.encode(publicDER)))
    }

    /// Why a form cannot be written; nil if it can.
    private func refusal(_ write: @escaping (JWTKey) throws(JWTKeyError) -> Void) -> (JWTKey) -> JWTKeyError? {
        { key in
            do throws(JWTKeyError) {
                try write(key)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test func `a public key has no private form, and a secret neither PEM nor DER`() throws {
        let publicKey = try KeySample.key(.es256).publicKey()
        #expect(refusal { (key) throws(JWTKeyError) in _ = try key.privatePEM() }(publicKey) == .publicKey)
        #expect(refusal { (key) throws(JWTKeyError) in _ = try key.privateDER() }(publicKey) == .publicKey)
        let secret = try KeySample.key(.hs256)
        #expect(refusal { (key) throws(JWTKeyError) in _ = try key.publicPEM() }(secret) == .wrongKind)
        #expect(refusal { (key) throws(JWTKeyError) in _ = try key.publicDER() }(secret) == .wrongKind)
        #expect(refusal { (key) throws(JWTKeyError) in _ = try key.privatePEM() }(secret) == .wrongKind)
        #expect(refusal { (key) throws(JWTKeyError) in _ = try key.privateDER() }(secret) == .wrongKind)
    }

    @Test func `texts are read as their bytes are`() throws {
        let key = try KeySample.key(.es256, id: "ü")
        let jwk = try key.publicJWK()
        #expect(try JWTKey(jwk: jwk).publicJWK() == jwk)
        let set = try JWTKeySet(jwkSet: "{\"keys\":[\(jwk)]}", algorithms: [.es256])
        #expect(set.keys.map(\.id) == ["ü"] && set.skipped.isEmpty)
        let rsa = try KeySample.rsa().publicJWK([])
        #expect(try JWTKey(jwk: rsa, algorithm: .ps256).algorithm == .ps256)
        #expect(throws: JWTKeyError.ambiguousAlgorithm) { _ = try JWTKey(jwk: rsa) }
    }

    @Test(arguments: ["encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"])
    func `use and key_ops have to agree`(_ operation: String) throws {
        for algorithm in [JWTAlgorithm.hs256, .es256] {
            let jwk = try KeySample.jwk(KeySample.key(algorithm))
            let operations = ["sign", "verify", operation]
            let both = try KeySample.changed(jwk, ["use": "sig", "key_ops": operations])
            #expect(KeySample.refusal(both) == .wrongUse)
            // Without `use` there is nothing that they could disagree with.
            #expect(KeySample.refusal(try KeySample.changed(jwk, ["use": nil, "key_ops": operations])) == nil)
            #expect(KeySample.refusal(try KeySample.changed(jwk, ["use": "sig", "key_ops": ["sign"]])) == nil)
            #expect(KeySample.refusal(try KeySample.changed(jwk, ["use": "sig", "key_ops": ["sign", "own"]])) == nil)
        }
    }
}
