import Foundation
import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// A key of a published example, or of a referee, read without Kedge's own reader of keys.
struct PublishedJWK: Decodable {
    let kty: String
    let kid: String?
    let alg: String?
    private let k, n, e, d, p, q, dp, dq, qi, x, y: String?

    /// The key for an algorithm.
    ///
    /// - Parameters:
    ///   - takesID: Whether it keeps its id.
    ///   - isPublic: Whether its private numbers are left out.
    func key(_ algorithm: JWTAlgorithm, takesID: Bool = true, isPublic: Bool = false) throws -> JWTKey {
        let id = takesID ? kid : nil
        guard let scheme = algorithm.signatureScheme else {
            let secret = try bytes(k)
            return try JWTKey(secret: secret.span.bytes, algorithm: algorithm, id: id)
        }
        let numbers: PublicKeyNumbers =
            switch kty {
            case "RSA": .rsa(modulus: try bytes(n), exponent: try bytes(e))
            case "OKP": .ed25519(try bytes(x))
            default: .curve(x: try bytes(x), y: try bytes(y))
            }
        let key: SignatureKey
        if isPublic || d == nil {
            key = try SignatureKey(numbers, for: scheme)
        } else {
            let privateNumbers: PrivateKeyNumbers
            if kty == "RSA" {
                privateNumbers = .rsa(
                    RSAPrivateNumbers(
                        exponent: try secret(d), prime1: try secret(p), prime2: try secret(q),
                        exponent1: try secret(dp), exponent2: try secret(dq), coefficient: try secret(qi)))
            } else {
                privateNumbers = .scalar(try secret(d))
            }
            key = try SignatureKey(numbers, privateNumbers: privateNumbers, for: scheme)
        }
        return try JWTKey(key, algorithm: algorithm, id: id)
    }

    /// The key of a text.
    static func key(_ text: String, _ algorithm: JWTAlgorithm) throws -> JWTKey {
        try JSONDecoder().decode(PublishedJWK.self, from: Data(text.utf8)).key(algorithm)
    }

    private func bytes(_ text: String?) throws -> [UInt8] {
        base64URLDecoded(try #require(text))
    }

    private func secret(_ text: String?) throws -> SecretBytes {
        let bytes = try bytes(text)
        return try SecretBytes(copying: bytes.span.bytes)
    }
}

extension JWTAlgorithm {
    /// The algorithm of a name in a file.
    init(named name: String) throws {
        self = try #require(JWTAlgorithm.allCases.first { "\($0.name)" == name })
    }
}
