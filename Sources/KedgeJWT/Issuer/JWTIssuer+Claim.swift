extension JWTIssuer {
    /// A claim that has a meaning in every token.
    ///
    /// - Source: RFC 7519 §4.1
    public enum Claim: UInt8, CaseIterable, Hashable, Sendable {
        case issuer, subject, audience, issuedAt, notBefore, expiry, id

        /// As tokens write it, `exp` for example.
        public var name: StaticString {
            switch self {
            case .issuer: "iss"
            case .subject: "sub"
            case .audience: "aud"
            case .issuedAt: "iat"
            case .notBefore: "nbf"
            case .expiry: "exp"
            case .id: "jti"
            }
        }
    }

    /// A set of such claims.
    internal struct Claims: OptionSet, Sendable {
        internal let rawValue: UInt8

        internal init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        internal init(_ claim: Claim) {
            rawValue = 1 &<< claim.rawValue
        }

        /// The first in the order of declaration, which is the order in which an issuer adds them.
        internal var first: Claim? { Claim(rawValue: UInt8(truncatingIfNeeded: rawValue.trailingZeroBitCount)) }

        internal static let times: Claims = [Claims(.issuedAt), Claims(.notBefore), Claims(.expiry)]
    }
}
