import Foundation
import KedgeCore
import KedgeJWT
import KedgeTestSupport
import Testing

/// The signed examples of RFC 7520 and others in the form of its cookbook, from files of the published vectors.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence)) struct CookbookTests: JWSTesting {
    static let files: [String] =
        goodFiles + [protectedNothing, severalSignatures, nested, withoutCritical].map { String($0) }

    private static let goodFiles = [
        "rfc7520/jws/4_1.rsa_v15_signature.json", "rfc7520/jws/4_2.rsa-pss_signature.json",
        "rfc7520/jws/4_3.ecdsa_signature.json", "rfc7520/jws/4_4.hmac-sha2_integrity_protection.json",
        "rfc7520/jws/4_5.signature_with_detached_content.json",
        "rfc7520/jws/4_6.protecting_specific_header_fields.json", "rfc7797/hmac-sha2_b64_false.json",
        "curve25519_rfc8037/jws.json",
    ]
    private static let protectedNothing = "rfc7520/jws/4_7.protecting_content_only.json"
    private static let severalSignatures = "rfc7520/jws/4_8.multiple_signatures.json"
    /// Of this one, the signed content that is encrypted afterwards.
    private static let nested = "rfc7520/nested/6.nesting_signatures_and_encryption.json"
    private static let withoutCritical = "rfc7797/4.2.hmac-sha2_b64_false.json"

    /// A file, read with Kedge's own reader, which keeps the order of members.
    private struct Example {
        let root: JSONValue

        init(_ file: String, member: String? = nil) throws {
            let root = try JSONDocument(Vectors.text("jose/\(file)")).root
            self.root = try member.map { try #require(root[$0]) } ?? root
        }

        func value(_ path: String...) -> JSONValue? {
            path.reduce(root) { $0?[$1] }
        }

        func string(_ path: String...) throws -> String {
            try #require(path.reduce(root) { $0?[$1] }?.string)
        }

        var payload: [UInt8] { get throws { Array(try string("input", "payload").utf8) } }

        func key(takesID: Bool = true) throws -> JWTKey {
            let jwk = try JSONDecoder().decode(
                PublishedJWK.self, from: Data(try written(value("input", "key")).utf8))
            return try jwk.key(JWTAlgorithm(named: string("input", "alg")), takesID: takesID)
        }
    }

    private static func written(_ value: JSONValue?) throws -> String {
        var writer = JSONWriter()
        try writer.value(try #require(value))
        return try writer.finish()
    }

    /// A header without the members that a signer sets itself; nil if none is left.
    private func further(_ header: JSONValue?) throws -> String? {
        guard let header else { return nil }
        var writer = JSONWriter()
        try writer.beginObject()
        var isEmpty = true
        for member in header.members where !["alg", "b64", "crit"].contains(member.name) {
            try writer.name(member.name)
            try writer.value(member.value)
            isEmpty = false
        }
        try writer.endObject()
        return isEmpty ? nil : try writer.finish()
    }

    @Test(arguments: goodFiles) func `published signatures verify, in every form`(_ file: String) throws {
        let example = try Example(file)
        let verifier = try JWSVerifier(example.key())
        let payload = try example.payload
        var count = 0
        if let compact = example.value("output", "compact")?.string {
            let isDetached = compact.contains("..")
            let content = try verifier.content(compact, detached: isDetached ? payload : nil)
            #expect(content.payload == (isDetached ? nil : payload))
            #expect(verifier.refusal(compact, detached: isDetached ? payload + [1] : payload) != nil)
            count += 1
        }
        for form in ["json", "json_flat"] {
            let json = try #require(example.value("output", form))
            let isDetached = json["payload"] == nil
            let text = try Self.written(json)
            let content = try verifier.content(json: text, detached: isDetached ? payload : nil)
            #expect(content.payload == (isDetached ? nil : payload))
            #expect(content.good == [true])
            count += 1
        }
        #expect(count == (file.contains("4_6") ? 2 : 3))
    }

    @Test(arguments: goodFiles) func `what is reproducible is made again, byte for byte`(_ file: String) throws {
        let example = try Example(file)
        guard example.value("reproducible")?.bool == true else {
            #expect(try ["PS384", "ES512"].contains(example.string("input", "alg")))
            return
        }
        let protected = try #require(example.value("signing", "protected"))
        let unprotected = try further(example.value("signing", "unprotected"))
        let key = try example.key(takesID: protected["kid"] != nil)
        let signer = JWSSigner(key, unprotectedHeader: unprotected)
        let forms: [(String, JWSSerialization)] = [
            ("compact", .compact), ("json", .general), ("json_flat", .flattened),
        ]
        for (form, serialization) in forms {
            guard let output = example.value("output", form) else { continue }
            let expected = try output.string ?? Self.written(output)
            let options = JWSSigningOptions(
                serialization: serialization,
                isDetached: output.kind == .string ? expected.contains("..") : output["payload"] == nil,
                encodesPayload: protected["b64"]?.bool ?? true)
            #expect(try signed(example.payload, by: signer, options: options) == expected)
        }
    }

    @Test func `RFC 7520 4.7, whose algorithm is not protected, is refused`() throws {
        let example = try Example(Self.protectedNothing)
        let verifier = try JWSVerifier(example.key())
        for form in ["json", "json_flat"] {
            let text = try Self.written(example.value("output", form))
            #expect(verifier.refusal(json: text) == .algorithmNotAllowed)
        }
    }

    @Test func `of RFC 7520 4.8 the first and the third signature are good, and the second is refused`() throws {
        let example = try Example(Self.severalSignatures)
        let text = try Self.written(example.value("output", "json"))
        let keys = try JSONDecoder().decode(
            [PublishedJWK].self, from: Data(try Self.written(example.value("input", "key")).utf8))
        // One by one: two of them have the same id.
        let expected: [(JWTAlgorithm, [JWSError?])] = [
            (.rs256, [nil, .algorithmNotAllowed, .unknownKey]),
            (.es512, [.algorithmNotAllowed, .algorithmNotAllowed, .unknownKey]),
            (.hs256, [.unknownKey, .algorithmNotAllowed, nil]),
        ]
        for (jwk, (algorithm, errors)) in zip(keys, expected) {
            let key = try jwk.key(algorithm)
            let any = try JWSVerifier(key, options: JWSVerifierOptions(requirement: .any))
            if errors.contains(nil) {
                let content = try any.content(json: text)
                #expect(content.errors == errors)
                #expect(content.payload == (try example.payload))
            } else {
                #expect(any.refusal(json: text) == errors.first)
            }
            #expect(try JWSVerifier(key).refusal(json: text) != nil)
        }
    }

    @Test func `the signature inside RFC 7520 6 is good`() throws {
        let example = try Example(Self.nested, member: "sign")
        let content = try JWSVerifier(example.key()).content(example.string("output", "compact"))
        #expect(content.payload == (try example.payload))
    }

    @Test func `a payload that is not encoded is refused where b64 is not critical`() throws {
        let example = try Example(Self.withoutCritical)
        let verifier = try JWSVerifier(example.key())
        for form in ["json", "json_flat"] {
            let text = try Self.written(example.value("output", form))
            #expect(verifier.refusal(json: text) == .unknownCriticalHeader)
        }
    }
}
