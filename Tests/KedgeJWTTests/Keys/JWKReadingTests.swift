import Foundation
import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// JSON Web Keys that are taken, and what becomes of them.
struct JWKReadingTests {
    @Test(arguments: JWTAlgorithm.allCases)
    func `what is written is read back`(_ algorithm: JWTAlgorithm) throws {
        let key = try KeySample.key(algorithm, id: "a \"key\" ü")
        for members in [JWKMembers.all, [.algorithm], [.id, .use], []] {
            let text = try KeySample.jwk(key, members)
            let read = try KeySample.read(text, algorithm)
            #expect(read.algorithm == algorithm && read.canSign && read.canVerify)
            #expect(read.id == (members.contains(.id) ? key.id : nil))
            #expect(try key.signs(for: read))
            #expect(try read.signs(for: key))
            #expect(try KeySample.jwk(read.identified(by: key.id), members) == text)
            guard !key.isShared else { continue }
            let publicKey = try KeySample.read(key.publicJWK(members), algorithm)
            #expect(!publicKey.canSign && publicKey.canVerify)
            #expect(try key.signs(for: publicKey))
        }
    }

    @Test func `the algorithm is the key's own, or the caller's, or the only one`() throws {
        let curve = try KeySample.key(.es256)
        #expect(try KeySample.read(curve.publicJWK([])).algorithm == .es256)
        #expect(try KeySample.read(curve.publicJWK(), .es256).algorithm == .es256)
        for algorithm in [JWTAlgorithm.es384, .es512, .es256k, .edDSA] {
            #expect(try KeySample.read(KeySample.key(algorithm).publicJWK([])).algorithm == algorithm)
        }
        let rsa = try KeySample.rsa(.ps384)
        #expect(try KeySample.read(rsa.publicJWK()).algorithm == .ps384)
        #expect(KeySample.refusal(try rsa.publicJWK([])) == .ambiguousAlgorithm)
        #expect(try KeySample.read(rsa.publicJWK([]), .rs512).algorithm == .rs512)
        let secret = try KeySample.key(.hs512)
        #expect(KeySample.refusal(try KeySample.jwk(secret, [])) == .ambiguousAlgorithm)
        #expect(try KeySample.read(KeySample.jwk(secret, []), .hs256).algorithm == .hs256)
    }

    @Test func `an algorithm other than the key's own is refused`() throws {
        let rsa = try KeySample.rsa(.rs256).publicJWK()
        for algorithm in [JWTAlgorithm.rs384, .rs512, .ps256] {
            #expect(KeySample.refusal(rsa, algorithm) == .anotherAlgorithm)
        }
        for algorithm in [JWTAlgorithm.es256, .edDSA, .hs256] {
            #expect(KeySample.refusal(rsa, algorithm) == .wrongKind)
        }
        let secret = try KeySample.jwk(KeySample.key(.hs512))
        #expect(KeySample.refusal(secret, .hs256) == .anotherAlgorithm)
        #expect(KeySample.refusal(secret, .rs256) == .wrongKind)
    }

    @Test func `key_ops is kept to`() throws {
        for algorithm in [JWTAlgorithm.hs256, .es256] {
            let key = try KeySample.key(algorithm)
            let jwk = try KeySample.jwk(key)
            let verifies = try KeySample.read(KeySample.changed(jwk, ["key_ops": ["verify"]]))
            #expect(!verifies.canSign && verifies.canVerify)
            #expect(try key.signs(for: verifies))
            #expect(throws: JWTKeyError.wrongUse) { try verifies.signature("a") }
            let signs = try KeySample.read(KeySample.changed(jwk, ["key_ops": ["sign"]]))
            #expect(signs.canSign && !signs.canVerify)
            #expect(try signs.signs(for: key))
            let signature = try signs.signature("a")
            #expect(try JWTKeySet([signs]).choice(signature, for: "a", id: nil, algorithm) == .failure(.unknownKey))
            let both = try KeySample.read(KeySample.changed(jwk, ["key_ops": ["verify", "sign"]]))
            #expect(both.canSign && both.canVerify)
            // It is still there when the key is written, read, and given another id.
            for restricted in [verifies, signs] {
                let again = try KeySample.read(KeySample.jwk(restricted)).identified(by: "b")
                #expect(again.canSign == restricted.canSign && again.canVerify == restricted.canVerify)
            }
        }
        let pair = try KeySample.key(.es256)
        let signs = try KeySample.read(KeySample.changed(KeySample.jwk(pair), ["key_ops": ["sign"]]))
        #expect(try signs.publicKey().canVerify)
        #expect(try KeySample.object(signs.publicJWK())["key_ops"] == nil)
        let publicJWK = try pair.publicJWK()
        #expect(try KeySample.read(KeySample.changed(publicJWK, ["key_ops": ["verify"]])).canVerify)
        #expect(KeySample.refusal(try KeySample.changed(publicJWK, ["key_ops": ["sign"]])) == .wrongUse)
    }

    @Test func `certificates and unknown members are not looked at`() throws {
        let jwk = try KeySample.key(.es256, id: "a").publicJWK()
        let more = try KeySample.changed(
            jwk, ["x5c": ["!"], "x5t": 1, "x5t#S256": true, "x5u": "http://localhost", "iat": 1, "n": "!", "k": "!"])
        #expect(try KeySample.read(more).id == "a")
    }

    @Test func `escapes do not hide anything`() throws {
        let key = try KeySample.key(.hs256, id: "a")
        let jwk = try KeySample.jwk(key)
        let k = try #require(try KeySample.object(jwk)["k"] as? String)
        let escaped = k.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
        let text = jwk.replacingOccurrences(of: k, with: escaped).replacingOccurrences(of: "\"k\"", with: "\"\\u006b\"")
        #expect(try key.signs(for: KeySample.read(text)))
    }
}
