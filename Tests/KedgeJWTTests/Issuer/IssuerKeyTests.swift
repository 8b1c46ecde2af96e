import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

struct IssuerKeyTests {
    static let pairs: [JWTAlgorithm] = JWTAlgorithm.allCases.filter { $0.signatureScheme != nil }

    private func keys(_ algorithm: JWTAlgorithm) throws -> (signing: JWTKey, verifying: JWTKey) {
        let scheme = try #require(algorithm.signatureScheme)
        let pair = try SignatureKey.generate(for: scheme, modulusBitCount: 2_048)
        let half = try SignatureKey(pair.publicNumbers, for: scheme)
        return (try JWTKey(pair, algorithm: algorithm, id: "k"), try JWTKey(half, algorithm: algorithm, id: "k"))
    }

    @Test(arguments: IssuerKeyTests.pairs)
    func `the public key alone verifies what the issuer signed`(algorithm: JWTAlgorithm) throws {
        let (signing, verifying) = try keys(algorithm)
        let issuer = try JWTIssuer(key: signing, options: IssuedToken.plain)
        let token = try IssuedToken(issuer.issue(#"{"a":1}"#))
        #expect(token.header == #"{"alg":"\#(algorithm.name)","kid":"k"}"#)
        let message = Array("\(token.parts[0]).\(token.parts[1])".utf8)
        let signature = try Base64URL.decode(token.parts[2])
        func isValid(_ message: [UInt8]) -> Bool {
            signature.withUnsafeBytes { signature in
                message.withUnsafeBytes { verifying.isValid(signature, for: $0) }
            }
        }
        #expect(isValid(message))
        #expect(!isValid(message + [0]))
    }

    @Test(arguments: IssuerKeyTests.pairs)
    func `a public key cannot issue`(algorithm: JWTAlgorithm) throws {
        let verifying = try keys(algorithm).verifying
        #expect(throws: JWTIssueError.keyCannotSign) { try JWTIssuer(key: verifying, options: IssuedToken.plain) }
    }

    @Test(arguments: IssuerKeyTests.pairs)
    func `the same claims are the same bytes unless the algorithm is random`(algorithm: JWTAlgorithm) throws {
        let issuer = try JWTIssuer(key: keys(algorithm).signing, options: IssuedToken.plain)
        let isRandom: Bool =
            switch algorithm {
            case .es256, .es384, .es512, .ps256, .ps384, .ps512: true
            default: false
            }
        #expect(try (issuer.issue() != issuer.issue()) == isRandom)
    }
}
