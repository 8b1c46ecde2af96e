import Foundation
import KedgeCore
import KedgeJWT
import KedgeTestSupport
import Testing

/// The signed examples of RFC 7515, 7797 and 8037, from files of the published vectors.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence)) struct JWSVectorTests: JWSTesting {
    static let compactExamples: [String: JWTAlgorithm] = ["A.1": .hs256, "A.2": .rs256, "A.3": .es256, "A.4": .es512]

    private func text(_ name: String) throws -> String {
        try Vectors.text("jose/rfc7515/rfc7515_\(name)").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func jwk(_ name: String) throws -> PublishedJWK {
        try JSONDecoder().decode(PublishedJWK.self, from: Data(text("\(name).jwk").utf8))
    }

    private let claims = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"

    @Test(arguments: compactExamples) func `the compact examples of RFC 7515 verify`(
        _ name: String, _ algorithm: JWTAlgorithm
    ) throws {
        let key = try jwk(name).key(algorithm)
        let text = try text("\(name).jwsc")
        let verifier = try JWSVerifier(key)
        let payload = name == "A.4" ? "Payload".bytes : claims.bytes
        #expect(try verifier.content(text).payload == payload)

        // Appendix F: the same without its payload.
        let parts = text.split(separator: ".")
        #expect(try verifier.content("\(parts[0])..\(parts[2])", detached: payload).good == [true])
        #expect(verifier.refusal("\(parts[0])..\(parts[2])", detached: payload + [0x20]) == .badSignature)
    }

    @Test func `RFC 7515 A.2 is made again`() throws {
        let signer = JWSSigner(try jwk("A.2").key(.rs256))
        #expect(try signed(claims.bytes, by: signer) == text("A.2.jwsc"))
    }

    @Test func `RFC 7515 A.5, which is not signed, is refused`() throws {
        for algorithm in Self.compactExamples {
            let verifier = try JWSVerifier(jwk(algorithm.key).key(algorithm.value))
            #expect(verifier.refusal(try text("A.5.jwsc")) == .algorithmNotAllowed)
        }
    }

    @Test func `RFC 7515 A.6 verifies with one of its keys or with both, as the caller says`() throws {
        struct KeySet: Decodable { let keys: [PublishedJWK] }
        let set = try JSONDecoder().decode(KeySet.self, from: Data(text("A.6.jwkset").utf8)).keys
        let rsa = try jwk("A.6.1").key(.rs256)
        let curve = try jwk("A.6.2").key(.es256)
        let document = try text("A.6.jwsg")
        for keys in [[rsa, curve], [try set[0].key(.rs256), try set[1].key(.es256)]] {
            let content = try JWSVerifier(keys[0], keys[1]).content(json: document)
            #expect(content.good == [true, true])
            #expect(content.payload == claims.bytes)
        }
        let any = JWSVerifierOptions(requirement: .any)
        #expect(try JWSVerifier(rsa, options: any).content(json: document).errors == [nil, .unknownKey])
        #expect(try JWSVerifier(curve, options: any).content(json: document).errors == [.unknownKey, nil])
        #expect(try JWSVerifier(rsa).refusal(json: document) == .unknownKey)
    }

    @Test func `RFC 7515 A.7 verifies`() throws {
        let content = try JWSVerifier(jwk("A.7").key(.es256)).content(json: text("A.7.jwsf"))
        #expect(content.payload == claims.bytes)
    }

    /// - Source: RFC 7797 §4.1 and §4.2, whose key is that of RFC 7515 A.1
    @Test func `the documents of RFC 7797 are made again`() throws {
        let key = try jwk("A.1").key(.hs256)
        let header = "eyJhbGciOiJIUzI1NiJ9"
        #expect(
            try signed("$.02".bytes, by: JWSSigner(key))
                == "\(header).JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ")
        let detached =
            "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"
        let options = JWSSigningOptions(isDetached: true, encodesPayload: false)
        #expect(try signed("$.02".bytes, by: JWSSigner(key), options: options) == detached)
        #expect(try JWSVerifier(key).content(detached, detached: "$.02".bytes).good == [true])
    }

    @Test func `no published file is left out`() throws {
        let root = Vectors.folder.appendingPathComponent("jose")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
            .filter { $0.contains(".jwk") || $0.hasSuffix(".json") || $0.contains(".jws") || $0.hasSuffix(".thp") }
        let here = Set(
            Self.compactExamples.keys.flatMap { ["\($0).jwk", "\($0).jwsc"] }
                + ["A.5.jwsc", "A.6.1.jwk", "A.6.2.jwk", "A.6.jwkset", "A.6.jwsg", "A.7.jwk", "A.7.jwsf"])
        let run = Set(here.map { "rfc7515/rfc7515_\($0)" } + CookbookTests.files)
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: root.appendingPathComponent($0).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        #expect(names.count == files.count)
        let others = Self.keyFiles.union(Self.encryptionFiles)
        #expect(run.isDisjoint(with: others))
        #expect(Set(files) == run.union(others))
    }

    /// Keys alone, which the tests of keys read.
    private static let keyFiles: Set<String> = [
        "rfc7517/rfc7517_A.1.jwkset", "rfc7517/rfc7517_A.2.jwkset", "rfc7517/rfc7517_A.3.jwkset",
        "rfc7517/rfc7517_B.jwk", "rfc7638/rfc7638_3.1.jwk", "rfc7638/rfc7638_3.1.thp",
        "rfc7520/jwk/3_1.ec_public_key.json", "rfc7520/jwk/3_2.ec_private_key.json",
        "rfc7520/jwk/3_3.rsa_public_key.json", "rfc7520/jwk/3_4.rsa_private_key.json",
        "rfc7520/jwk/3_5.symmetric_key_mac_computation.json", "rfc7520/jwk/3_6.symmetric_key_encryption.json",
    ]

    /// Encrypted content, JWE, which Kedge does not have yet.
    private static let encryptionFiles: Set<String> = [
        "curve25519_rfc8037/ecdh-es.json",
        "rfc7520/jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json",
        "rfc7520/jwe/5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json",
        "rfc7520/jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json",
        "rfc7520/jwe/5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm.json",
        "rfc7520/jwe/5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2.json",
        "rfc7520/jwe/5_6.direct_encryption_using_aes-gcm.json",
        "rfc7520/jwe/5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2.json",
        "rfc7520/jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json",
        "rfc7520/jwe/5_9.compressed_content.json",
        "rfc7520/jwe/5_10.including_additional_authentication_data.json",
        "rfc7520/jwe/5_11.protecting_specific_header_fields.json",
        "rfc7520/jwe/5_12.protecting_content_only.json",
        "rfc7520/jwe/5_13.encrypting_to_multiple_recipients.json",
    ]
}
