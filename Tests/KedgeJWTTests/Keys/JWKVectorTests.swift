import Foundation
import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// Published keys, read in place.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence))
struct JWKVectorTests {
    private func text(_ path: String) throws -> String { try Vectors.text("jose/" + path) }

    @Test func `RFC 7517 A1, public keys: the one for encryption is skipped`() throws {
        let set = try JWTKeySet(jwkSet: Array(text("rfc7517/rfc7517_A.1.jwkset").utf8))
        #expect(set.skipped == [JWTSkippedKey(index: 0, id: "1", error: .wrongUse)])
        #expect(set.keys.map(\.id) == ["2011-04-29"])
        #expect(set.keys.map(\.algorithm) == [.rs256])
        #expect(set.keys.map(\.canSign) == [false])
    }

    @Test func `RFC 7517 A2, private keys`() throws {
        let set = try JWTKeySet(jwkSet: Array(text("rfc7517/rfc7517_A.2.jwkset").utf8))
        #expect(set.skipped == [JWTSkippedKey(index: 0, id: "1", error: .wrongUse)])
        #expect(set.keys.map(\.id) == ["2011-04-29"])
        #expect(set.keys.map(\.canSign) == [true])
        let publicSet = try JWTKeySet(jwkSet: Array(text("rfc7517/rfc7517_A.1.jwkset").utf8))
        #expect(try set.keys[0].signs(for: publicSet.keys[0]))
        // The key on the curve is a good one, were it not for its use.
        let object = try #require(try KeySample.object(text("rfc7517/rfc7517_A.2.jwkset"))["keys"] as? [[String: Any]])
        var curve = object[0]
        curve["use"] = nil
        let jwk = String(decoding: try JSONSerialization.data(withJSONObject: curve), as: UTF8.self)
        let key = try KeySample.read(jwk)
        #expect(key.algorithm == .es256 && key.canSign)
    }

    @Test func `RFC 7517 A3, secrets: the one for wrapping is skipped, the other needs an algorithm`() throws {
        let wrapping = JWTSkippedKey(
            index: 0, id: nil, error: .unsupported("alg", rule: "an algorithm for signatures"))
        let bytes = Array(try text("rfc7517/rfc7517_A.3.jwkset").utf8)
        let id = "HMACkeyusedinJWSspecAppendixA.1example"
        let set = try JWTKeySet(jwkSet: bytes)
        #expect(set.keys.isEmpty)
        #expect(set.skipped == [wrapping, JWTSkippedKey(index: 1, id: id, error: .ambiguousAlgorithm)])
        let allowed = try JWTKeySet(jwkSet: bytes, algorithms: [.hs256, .rs256])
        #expect(allowed.keys.map(\.algorithm) == [.hs256] && allowed.keys.map(\.id) == [id])
        #expect(allowed.skipped == [wrapping])
    }

    @Test func `RFC 7517 B, with a certificate that is not looked at`() throws {
        let jwk = try text("rfc7517/rfc7517_B.jwk")
        #expect(KeySample.refusal(jwk) == .ambiguousAlgorithm)
        let key = try KeySample.read(jwk, .rs256)
        #expect(key.id == "1b94c" && !key.canSign)
        // The certificate is one of this key.
        let list = try #require(try KeySample.object(jwk)["x5c"] as? [String])
        let certificate = [UInt8](try #require(Data(base64Encoded: list[0])))
        #expect(try JWTKey(der: certificate.span.bytes, algorithm: .rs256).thumbprint() == key.thumbprint())
    }

    @Test func `RFC 7515, keys of the examples`() throws {
        for (name, algorithm) in [("A.1", JWTAlgorithm.hs256), ("A.2", .rs256), ("A.3", .es256), ("A.4", .es512)] {
            let key = try KeySample.read(text("rfc7515/rfc7515_\(name).jwk"), algorithm)
            #expect(key.canSign)
            let parts = try text("rfc7515/rfc7515_\(name).jwsc").split(separator: ".")
            let signature = try Base64URL.decode(String(parts[2].filter { !$0.isWhitespace }))
            #expect(key.isValid(signature, for: "\(parts[0]).\(parts[1])"))
            #expect(!key.isValid(signature, for: "\(parts[0]).\(parts[0])"))
        }
        let set = try JWTKeySet(jwkSet: Array(text("rfc7515/rfc7515_A.6.jwkset").utf8), algorithms: [.rs256, .es256])
        #expect(set.keys.map(\.algorithm) == [.rs256, .es256] && set.skipped.isEmpty)
    }

    @Test func `RFC 7520, keys of the cookbook`() throws {
        let id = "bilbo.baggins@hobbiton.example"
        let curve = try KeySample.read(text("rfc7520/jwk/3_1.ec_public_key.json"))
        #expect(curve.algorithm == .es512 && curve.id == id && !curve.canSign)
        let curvePair = try KeySample.read(text("rfc7520/jwk/3_2.ec_private_key.json"))
        #expect(try curvePair.signs(for: curve))
        let rsa = try KeySample.read(text("rfc7520/jwk/3_3.rsa_public_key.json"), .ps384)
        #expect(rsa.id == id && !rsa.canSign)
        let rsaPair = try KeySample.read(text("rfc7520/jwk/3_4.rsa_private_key.json"), .ps384)
        #expect(try rsaPair.signs(for: rsa))
        let secret = try KeySample.read(text("rfc7520/jwk/3_5.symmetric_key_mac_computation.json"))
        #expect(secret.algorithm == .hs256 && secret.id == "018c0ae5-4d9b-471b-bfd6-eef314bc7037")
        #expect(KeySample.refusal(try text("rfc7520/jwk/3_6.symmetric_key_encryption.json")) == .wrongUse)
    }

    @Test func `RFC 7638, a thumbprint`() throws {
        let key = try KeySample.read(text("rfc7638/rfc7638_3.1.jwk"))
        let published = try text("rfc7638/rfc7638_3.1.thp").trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(try key.thumbprintText() == published)
        #expect(try key.thumbprint() == Base64URL.decode(published))
        #expect(try key.identifiedByThumbprint().id == published)
    }

    @Test func `RFC 8037, Ed25519, its thumbprint, and X25519 refused`() throws {
        let file = try KeySample.object(text("curve25519_rfc8037/jws.json"))
        let input = try #require(file["input"] as? [String: Any])
        let jwk = try JSONSerialization.data(withJSONObject: try #require(input["key"]))
        let key = try JWTKey(jwk: [UInt8](jwk))
        #expect(key.algorithm == .edDSA && key.canSign)
        // RFC 8037 appendix A.3.
        #expect(try key.thumbprintText() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        let signing = try #require(file["signing"] as? [String: Any])
        let message = try #require(signing["sig-input"] as? String)
        #expect(try Base64URL.encode(key.signature(message)) == signing["sig"] as? String)
        let agreement = try KeySample.object(text("curve25519_rfc8037/ecdh-es.json"))
        var other = try #require((agreement["input"] as? [String: Any])?["key"] as? [String: Any])
        other["use"] = nil
        let text = String(decoding: try JSONSerialization.data(withJSONObject: other), as: UTF8.self)
        #expect(KeySample.refusal(text) == .unsupported("crv", rule: "Ed25519"))
    }

    @Test func `published private keys are written as they came`() throws {
        for (path, algorithm) in [
            ("rfc7515/rfc7515_A.2.jwk", JWTAlgorithm.rs256), ("rfc7515/rfc7515_A.3.jwk", .es256),
            ("rfc7515/rfc7515_A.4.jwk", .es512), ("rfc7515/rfc7515_A.1.jwk", .hs256),
        ] {
            let published = try KeySample.object(text(path)).mapValues { $0 as? String }
            let written = try KeySample.object(KeySample.jwk(KeySample.read(text(path), algorithm), [.id]))
            #expect(written.mapValues { $0 as? String } == published.filter { !["alg", "use"].contains($0.key) })
        }
    }
}
