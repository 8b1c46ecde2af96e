import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// Which key a token is verified with, and what that leaves to whoever forges one.
struct KeyChoiceTests {
    private let other: [UInt8] = Array(repeating: 9, count: 64)

    private func header(_ id: String) -> String { #"{"alg":"HS256","kid":"\#(id)"}"# }

    @Test func `the key of the header's id verifies and no other`() throws {
        let verifier = try TokenSample.verifier([TokenSample.key(id: "a"), TokenSample.key(other, id: "b")])
        #expect(try verifier.refusal(TokenSample.token(header: header("a"))) == nil)
        #expect(try verifier.refusal(TokenSample.token(header: header("b"), secret: other)) == nil)
        #expect(try verifier.refusal(TokenSample.token(header: header("b"))) == .badSignature)
        #expect(try verifier.refusal(TokenSample.token(header: header("c"))) == .unknownKey)
        #expect(try verifier.refusal(TokenSample.token(header: header("\\u0061"))) == nil)
        #expect(try verifier.refusal(TokenSample.token(header: header(""))) == .unknownKey)
    }

    @Test func `ids of every length are told apart`() throws {
        // Around what a slot of the header memory holds.
        for count in [1, 7, 8, 9, 63, 64, 65, 100, 120, 200, 1_000] {
            let id = String(repeating: "k", count: count)
            let verifier = try TokenSample.verifier([TokenSample.key(id: id), TokenSample.key(other, id: id + "k")])
            #expect(try verifier.refusal(TokenSample.token(header: header(id))) == nil)
            #expect(try verifier.refusal(TokenSample.token(header: header(id + "k"), secret: other)) == nil)
            #expect(try verifier.refusal(TokenSample.token(header: header(id + "k"))) == .badSignature)
            #expect(try verifier.refusal(TokenSample.token(header: header(id.dropLast() + "l"))) == .unknownKey)
        }
    }

    @Test func `more headers than are remembered are still told apart`() throws {
        let keys = try (0..<40).map { try TokenSample.key([UInt8](repeating: UInt8($0), count: 32), id: "key-\($0)") }
        let verifier = try TokenSample.verifier(keys)
        for round in 0..<3 {
            for index in 0..<40 {
                let secret = [UInt8](repeating: UInt8(index), count: 32)
                let token = try TokenSample.token(header: header("key-\(index)"), secret: secret)
                #expect(verifier.refusalOnce(Array(token.utf8)) == nil, "round \(round)")
                let forged = try TokenSample.token(header: header("key-\(index)"), secret: TokenSample.secret)
                #expect(verifier.refusalOnce(Array(forged.utf8)) == .badSignature)
            }
        }
    }

    @Test func `a key of the same family with another hash does not verify`() throws {
        let secret = other
        for (algorithm, name) in [(JWTAlgorithm.hs384, "HS384"), (.hs512, "HS512")] {
            let verifier = try TokenSample.verifier([TokenSample.key(secret, algorithm, id: "a")])
            let forged = try TokenSample.token(header: header("a"), secret: secret)
            #expect(verifier.refusal(forged) == .algorithmNotAllowed)
            let honest = #"{"alg":"\#(name)","kid":"a"}"#
            #expect(try verifier.refusal(TokenSample.token(header: honest, secret: secret)) == .badSignature)
        }
    }

    @Test func `a public key is no secret for HMAC`() throws {
        let pair = try TokenSample.pair(TokenSample.p256, for: .ecdsaP256SHA256)
        let verifier = try TokenSample.verifier([try JWTKey(pair, algorithm: .es256, id: "a")])
        guard case .curve(let x, let y) = pair.publicNumbers else { return #expect(Bool(false)) }
        let der = Self.publicDER(x: x, y: y)
        #expect(try verifier.refusal(TokenSample.token(header: header("a"), secret: der)) == .algorithmNotAllowed)
        #expect(try verifier.refusal(TokenSample.token(secret: der)) == .unknownKey)
        let asItself = #"{"alg":"ES256","kid":"a"}"#
        #expect(try verifier.refusal(TokenSample.token(header: asItself, secret: der)) == .badSignature)
    }

    /// SubjectPublicKeyInfo of a point of P-256.
    private static func publicDER(x: [UInt8], y: [UInt8]) -> [UInt8] {
        (bytes(hex: "3059301306072a8648ce3d020106082a8648ce3d03010703420004") ?? []) + x + y
    }

    @Test func `a shortened or lengthened signature is bad`() throws {
        let verifier = try TokenSample.verifier()
        let token = try TokenSample.token()
        let dot = try #require(token.lastIndex(of: "."))
        let signature = try Base64URL.decode(String(token[token.index(after: dot)...]))
        for wrong in [Array(signature.dropLast()), signature + [0], signature + signature, [0]] {
            #expect(verifier.refusal(token[...dot] + Base64URL.encode(wrong)) == .badSignature)
        }
        let huge = [UInt8](repeating: 1, count: 9_000)
        #expect(verifier.refusal(token[...dot] + Base64URL.encode(huge)) == .badSignature)
    }
}
