import KedgeCore
import KedgeCrypto
import KedgeJWT

/// The parts of a token that an issuer made, taken apart without any verifier.
struct IssuedToken {
    /// The key of RFC 7515 A.1.
    static let secret: [UInt8] = [
        3, 35, 53, 75, 43, 15, 165, 188, 131, 126, 6, 101, 119, 123, 166, 143, 90, 179, 40, 230, 240, 84, 201, 40, 169,
        15, 132, 178, 210, 80, 46, 191, 211, 251, 90, 146, 210, 6, 71, 239, 150, 138, 180, 195, 119, 98, 61, 34, 61, 46,
        33, 114, 5, 46, 79, 8, 192, 205, 154, 245, 103, 208, 128, 163,
    ]

    let parts: [String]
    let header: String
    let claims: String

    init(_ token: String) throws {
        parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        header = String(decoding: try Base64URL.decode(parts.first ?? "!"), as: UTF8.self)
        claims = String(decoding: try Base64URL.decode(parts.dropFirst().first ?? "!"), as: UTF8.self)
    }

    /// Whether the third part is the HMAC of the others, by a hash and the test's key.
    func isSigned(using hash: SHA2 = .sha256) throws -> Bool {
        guard parts.count == 3 else { return false }
        let tag = try HMAC(key: Self.secret, using: hash).tag(for: Array("\(parts[0]).\(parts[1])".utf8))
        return try Base64URL.decode(parts[2]) == tag
    }

    static func key(_ algorithm: JWTAlgorithm = .hs256, id: String? = nil) throws -> JWTKey {
        try JWTKey(secret: secret.span.bytes, algorithm: algorithm, id: id)
    }

    static let clock = ManualClock(unixSeconds: 1_700_000_000)

    /// Options that add nothing.
    static var plain: JWTIssuerOptions {
        JWTIssuerOptions(lifetime: nil, addsIssuedAt: false, type: nil, clock: clock)
    }
}
