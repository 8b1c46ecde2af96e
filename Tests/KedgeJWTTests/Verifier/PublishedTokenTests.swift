import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// The tokens of RFC 7515, appendix A.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence))
struct PublishedTokenTests {
    /// A second before they expired.
    private let now: Int64 = 1_300_819_379

    private func token(_ name: String) throws -> String {
        try Vectors.text("jose/rfc7515/rfc7515_\(name).jwsc").trimmingSuffix(while: \.isWhitespace)
    }

    private func key(_ name: String, _ algorithm: JWTAlgorithm) throws -> JWTKey {
        let members: [String: String] = try Vectors.json("jose/rfc7515/rfc7515_\(name).jwk", as: AnyStrings.self)
            .strings
        func bytes(_ member: String) throws -> [UInt8] { try Base64URL.decode(try #require(members[member])) }
        guard let scheme = algorithm.signatureScheme else {
            let secret = try bytes("k")
            return try JWTKey(secret: secret.span.bytes, algorithm: algorithm)
        }
        let numbers: PublicKeyNumbers =
            try members["n"] == nil
            ? .curve(x: bytes("x"), y: bytes("y")) : .rsa(modulus: bytes("n"), exponent: bytes("e"))
        return try JWTKey(SignatureKey(numbers, for: scheme), algorithm: algorithm)
    }

    /// The members of a flat object that are strings.
    private struct AnyStrings: Decodable {
        let strings: [String: String]

        init(from decoder: any Decoder) throws {
            strings = try decoder.singleValueContainer().decode([String: String].self)
        }
    }

    @Test(arguments: [("A.1", JWTAlgorithm.hs256), ("A.2", .rs256), ("A.3", .es256)])
    func `a published token is good until it expires`(name: String, algorithm: JWTAlgorithm) throws {
        let key = try key(name, algorithm)
        let token = try token(name)
        #expect(try TokenSample.verifier([key], now: now).refusal(token) == nil)
        #expect(try TokenSample.verifier([key], now: now + 1).refusal(token) == .expired)
        #expect(try TokenSample.verifier([key], now: now).refusal(token.dropLast(2) + "AA") != nil)
        let claims = try TokenSample.verifier([key], now: now).verify(token)
        #expect(claims.issuer == "joe")
        #expect(claims.expiresAt == 1_300_819_380)
        #expect(claims.bool("http://example.com/is_root") == true)
        #expect(claims.algorithm == algorithm)
    }

    @Test func `a key of one algorithm verifies none of the others`() throws {
        let keys = try [key("A.2", .rs256), key("A.3", .es256)]
        #expect(try TokenSample.verifier([keys[0]], now: now).refusal(token("A.3")) == .unknownKey)
        #expect(try TokenSample.verifier([keys[1]], now: now).refusal(token("A.2")) == .unknownKey)
        #expect(try TokenSample.verifier(keys, now: now).refusal(token("A.3")) == nil)
        #expect(try TokenSample.verifier([key("A.1", .hs256)], now: now).refusal(token("A.2")) == .unknownKey)
    }

    @Test func `a payload that is no object is no token although its signature is good`() throws {
        let verifier = try TokenSample.verifier([try key("A.4", .es512)], now: now)
        #expect(try verifier.refusal(token("A.4")) == .malformed(.claims, .json))
    }

    @Test func `the token without a signature is refused`() throws {
        let unsecured = try token("A.5")
        let verifier = try TokenSample.verifier([try key("A.1", .hs256)], now: now)
        #expect(verifier.refusal(unsecured) == .malformed(.token, .parts))
        #expect(verifier.refusal(unsecured + "AAAA") == .algorithmNotAllowed)
    }
}

extension String {
    fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isDropped(last) { text.removeLast() }
        return String(text)
    }
}
