import KedgeCore
import KedgeCrypto
import KedgeJWT
import Testing

/// Tokens made by hand, so that each can be wrong in one way.
enum TokenSample {
    static let secret: [UInt8] = (1...32).map { UInt8($0) }
    static let header = #"{"alg":"HS256","typ":"JWT"}"#
    static let claims = #"{"exp":2000}"#
    /// What the clock of `verifier` shows.
    static let now: Int64 = 1_000

    /// A token with whatever header and claims, and the signature of HMAC with SHA-256.
    static func token(_ claims: String = claims, header: String = header, secret: [UInt8] = secret) throws -> String {
        try signed(Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(claims.utf8)), secret: secret)
    }

    /// A token of two parts that are already text.
    static func signed(_ text: String, secret: [UInt8] = secret) throws -> String {
        let hmac = try HMAC(key: secret, using: .sha256)
        return text + "." + Base64URL.encode(hmac.tag(for: Array(text.utf8)))
    }

    static func key(_ secret: [UInt8] = secret, _ algorithm: JWTAlgorithm = .hs256, id: String? = nil) throws -> JWTKey
    {
        try JWTKey(secret: secret.span.bytes, algorithm: algorithm, id: id)
    }

    /// Key pairs made with openssl for these tests alone.
    static func pair(_ body: String, for scheme: SignatureScheme) throws -> SignatureKey {
        let pem = Array("-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n".utf8)
        return try SignatureKey(pem: pem.span.bytes, for: scheme)
    }

    static let firstEd25519 = "MC4CAQAwBQYDK2VwBCIEIDfvf8tB1W8kLsc7fcTVPbLYf+6HF+SgTetYUH4M/hBe"
    static let secondEd25519 = "MC4CAQAwBQYDK2VwBCIEIMk8+D5P3NHetAuKIUyp+t6EX5JQI24I8cikhGlWkhkD"
    static let p256 = """
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgV+b2zat1V6VOK9OG
        Klk3epZop22LOROnvcuq+SZJ/UqhRANCAAS+QOAF2KhLjyjj01In4BCi3nFA1M7v
        dD0MEOCSW+g+vMa9MFmGUs1DYxFfDfpQKPPjwlbvfBe6cuSyuqXJC9tQ
        """

    /// A verifier whose clock stands at `now`.
    static func verifier(
        _ keys: [JWTKey]? = nil, now: Int64 = now, _ change: (inout JWTRules) -> Void = { _ in }
    ) throws -> JWTVerifier {
        var rules = JWTRules()
        rules.clock = ManualClock(unixSeconds: now)
        change(&rules)
        return try JWTVerifier(keys: try JWTKeySet(keys ?? [key()]), rules: rules)
    }
}

extension JWTVerifier {
    /// Why a token is refused; nil if it is taken.
    ///
    /// The token goes through both doors twice, the second time with what was remembered of the first.
    func refusal(_ token: String) -> JWTError? {
        refusal(Array(token.utf8))
    }

    func refusal(_ token: [UInt8]) -> JWTError? {
        let first = refusalOnce(token)
        #expect(refusalLending(token) == first)
        #expect(refusalOnce(token) == first)
        #expect(refusalLending(token) == first)
        return first
    }

    /// Why a token is refused by `verify`, asked once.
    func refusalOnce(_ token: [UInt8]) -> JWTError? {
        do throws(JWTError) {
            _ = try verify(token)
            return nil
        } catch {
            return error
        }
    }

    /// Why a token is refused by `lendVerifiedClaims`, asked once.
    func refusalLending(_ token: [UInt8]) -> JWTError? {
        do throws(JWTError) {
            var kind: JSONKind?
            try token.span.bytes.withUnsafeBytes { token throws(JWTError) in
                try lendVerifiedClaims(of: token) { claims throws(JWTError) in kind = claims.kind }
            }
            #expect(kind == .object)
            return nil
        } catch {
            return error
        }
    }
}
