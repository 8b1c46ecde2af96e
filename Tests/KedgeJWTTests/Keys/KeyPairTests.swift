import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// Key pairs and public keys, from and in PEM and DER.
struct KeyPairTests {
    @Test(arguments: JWTAlgorithm.allCases)
    func `a new key signs and verifies, and its public part only verifies`(_ algorithm: JWTAlgorithm) throws {
        let key = try KeySample.key(algorithm, id: "a")
        #expect(key.canSign && key.canVerify && key.algorithm == algorithm && key.id == "a")
        #expect(try key.signs(for: key))
        #expect(try !KeySample.key(algorithm == .hs256 ? .hs384 : .hs256).signs(for: key))
        guard !key.isShared else {
            #expect(throws: JWTKeyError.wrongKind) { try key.publicKey() }
            return
        }
        let publicKey = try key.publicKey()
        #expect(!publicKey.canSign && publicKey.canVerify && publicKey.id == "a")
        #expect(try key.signs(for: publicKey))
        #expect(try publicKey.publicKey() === publicKey)
        #expect(throws: JWTKeyError.publicKey) { try publicKey.signature("a") }
    }

    @Test(arguments: JWTAlgorithm.allCases.filter { $0.signatureScheme != nil })
    func `PEM and DER bring the same key`(_ algorithm: JWTAlgorithm) throws {
        let key = try KeySample.key(algorithm)
        let pair = try #require(key.signatureKey)
        let (publicPEM, publicDER) = (Array(try pair.publicPEM().utf8), try pair.publicDER())
        let privatePEM = try pair.privatePEM()
        let privateDER = try pair.privateDER()
        let read = [
            try privatePEM.withUnsafeBytes { try JWTKey(pem: $0.bytes, algorithm: algorithm, id: "a") },
            try privateDER.withUnsafeBytes { try JWTKey(der: $0.bytes, algorithm: algorithm, id: "a") },
            try JWTKey(pem: publicPEM.span.bytes, algorithm: algorithm, id: "a"),
            try JWTKey(der: publicDER.span.bytes, algorithm: algorithm, id: "a"),
        ]
        #expect(read.map(\.canSign) == [true, true, false, false])
        for key in read {
            #expect(key.id == "a")
            #expect(try read[0].signs(for: key))
            #expect(try key.thumbprint() == read[0].thumbprint())
        }
    }

    @Test(arguments: JWTAlgorithm.allCases)
    func `a key is taken for the algorithms of its kind alone`(_ algorithm: JWTAlgorithm) throws {
        let kinds: [[JWTAlgorithm]] = [
            [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512], [.es256], [.es384], [.es512], [.es256k], [.edDSA],
        ]
        for kind in kinds {
            let pair = try #require(try KeySample.key(kind[0]).signatureKey)
            let pem = Array(try pair.publicPEM().utf8)
            var isTaken = true
            do throws(JWTKeyError) {
                _ = try JWTKey(pem: pem.span.bytes, algorithm: algorithm)
            } catch {
                #expect(error == .wrongKind)
                isTaken = false
            }
            #expect(isTaken == kind.contains(algorithm))
        }
    }

    @Test func `a key of one algorithm of RSA does not verify another's signature`() throws {
        let algorithms: [JWTAlgorithm] = [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512]
        let keys = try algorithms.map { try KeySample.rsa($0) }
        for signer in keys {
            for verifier in keys {
                let isValid = verifier.isValid(try signer.signature("a"), for: "a")
                #expect(isValid == (signer.algorithm == verifier.algorithm))
            }
        }
    }

    @Test func `what is wrong with a key reaches the caller`() throws {
        let nothing = [UInt8](repeating: 0, count: 40)
        #expect(throws: JWTKeyError.signatureKey(.malformed)) {
            _ = try JWTKey(pem: nothing.span.bytes, algorithm: .es256)
        }
        #expect(throws: JWTKeyError.signatureKey(.malformed)) {
            _ = try JWTKey(der: nothing.span.bytes, algorithm: .rs256)
        }
        #expect(throws: JWTKeyError.signatureKey(.modulusSize(bits: 1_024))) {
            _ = try JWTKey.generate(.rs256, modulusBitCount: 1_024)
        }
        let pair = try #require(try KeySample.key(.es256).signatureKey)
        #expect(throws: JWTKeyError.wrongKind) {
            _ = try JWTKey(pair, algorithm: .es256k)
        }
        #expect(throws: JWTKeyError.invalidID) {
            _ = try JWTKey(pair, algorithm: .es256, id: "")
        }
    }

    @Test func `new keys differ`() throws {
        for algorithm in [JWTAlgorithm.hs256, .es256, .edDSA] {
            #expect(try JWTKey.generate(algorithm).thumbprint() != JWTKey.generate(algorithm).thumbprint())
        }
        let secrets = try [(JWTAlgorithm.hs256, 43), (.hs384, 64), (.hs512, 86)].map { algorithm, count in
            let jwk = try KeySample.object(KeySample.jwk(JWTKey.generate(algorithm)))
            return (jwk["k"] as? String)?.count == count
        }
        #expect(secrets == [true, true, true])
    }
}
