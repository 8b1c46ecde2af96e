import Kedge

/// An order breaks a rule. In the order in which the rules are applied.
enum Refusal: String, Error, Codable, Sendable {
    case malformedOrder = "malformed order"
    case tokenMalformed = "token malformed"
    case tokenAlgorithm = "token algorithm"
    case tokenKey = "token key"
    case tokenSignature = "token signature"
    case tokenExpired = "token expired"
    case tokenNotYetValid = "token not yet valid"
    case tokenIssuer = "token issuer"
    case tokenAudience = "token audience"
    case tokenClaim = "token claim"
    case tokenReplayed = "token replayed"
    case repeatedID = "repeated id"
    case badAddress = "bad address"
    case badAmount = "bad amount"
    case excessiveAmount = "excessive amount"
    case approvalMissing = "approval missing"
    case approvalSignature = "approval signature"

    /// What a verdict on a token is here; nil for trouble of the desk's own, which no order shall suffer from.
    init?(_ error: JWTError) {
        switch error {
        case .tooLarge, .malformed, .unknownCriticalHeader: self = .tokenMalformed
        case .algorithmNotAllowed: self = .tokenAlgorithm
        case .unknownKey: self = .tokenKey
        case .badSignature: self = .tokenSignature
        case .expired: self = .tokenExpired
        case .notYetValid, .issuedInFuture: self = .tokenNotYetValid
        case .wrongIssuer: self = .tokenIssuer
        case .wrongAudience: self = .tokenAudience
        case .missingClaim: self = .tokenClaim
        case .replayed: self = .tokenReplayed
        // The first four are of rules that the desk does not have.
        case .wrongType, .wrongSubject, .tooOld, .revoked, .storeUnavailable, .outOfMemory: return nil
        }
    }

    /// Whether the order was refused before its token was found good.
    var precedesToken: Bool { self == .malformedOrder || rawValue.hasPrefix("token ") }
}
