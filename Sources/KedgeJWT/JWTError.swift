/// A part of a token.
public enum JWTPart: Equatable, Sendable {
    /// The whole: three parts with dots between.
    case token
    case header
    case claims
    case signature
}

/// What is wrong with a part that cannot be read.
public enum JWTFault: Equatable, Sendable {
    /// Not exactly two dots, or an empty part.
    case parts
    /// Not base64url without padding.
    case base64
    /// Not strict JSON.
    case json
    /// Not an object, or a member that has to be there or to be of another kind.
    case shape
}

/// Why a token was refused.
///
/// Where a token breaks several rules, the one that comes first here among those that were looked at is told: form and
/// header before the signature, the signature before anything in the claims.
public enum JWTError: Error, Equatable, Sendable {
    /// The token, or a part of it, is larger than the limits.
    case tooLarge(JWTPart)
    /// A part cannot be read.
    case malformed(JWTPart, JWTFault)
    /// `crit` names a header that is not understood, or is itself not as it has to be; or the header has `b64`.
    case unknownCriticalHeader
    /// The header's algorithm is unknown, not allowed, or not that of the key.
    case algorithmNotAllowed
    /// `typ` is another.
    case wrongType
    /// No key has the header's id, or none has the algorithm.
    case unknownKey
    /// No key made the signature.
    case badSignature
    /// A claim that has to be there is not.
    case missingClaim(name: String)
    /// `exp` is reached.
    case expired
    /// `nbf` is not reached.
    case notYetValid
    /// `iat` lies in the future.
    case issuedInFuture
    /// `iat` lies further back than the maximum age.
    case tooOld
    case wrongIssuer
    case wrongSubject
    case wrongAudience
    case revoked
    /// A token of the same issuer and id was taken before.
    case replayed
    /// The replay cache or the revocation list did not answer.
    case storeUnavailable
    case outOfMemory
}
