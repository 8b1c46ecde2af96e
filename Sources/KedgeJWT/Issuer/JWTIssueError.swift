public import KedgeCore

/// Why an issuer was not made, or a token not issued.
public enum JWTIssueError: Error, Equatable, Sendable {
    /// A part of the options that no token could carry.
    public enum Option: Equatable, Sendable {
        case issuer, subject, audiences, type
        /// Below 1.
        case lifetime
        /// Below 1, or too small for the header and the signature.
        case maximumByteCount
    }

    /// The key is a public one.
    case keyCannotSign
    /// The option is out of its range, or a text with a NUL.
    case option(Option)
    /// The further headers are not strict JSON.
    case headersNotJSON(JSONError)
    /// The further headers are not an object.
    case headersNotObject
    /// The library sets this header itself: `alg`, `typ`, `kid`, `crit` or `b64`.
    case headerReserved(name: String)
    /// The claims are not strict JSON.
    case claimsNotJSON(JSONError)
    /// The claims are not an object.
    case claimsNotObject
    /// A claim builder was given what JSON cannot express.
    case claimsNotWritten(JSONWriterError)
    /// The claim is of another kind than RFC 7519 §4.1 has it, or a time beyond 2^63 seconds.
    case wrongKind(JWTIssuer.Claim)
    /// The issuer adds this claim, and the caller gave it.
    case alreadyGiven(JWTIssuer.Claim)
    /// The clock and an offset make a time beyond 2^63 seconds.
    case timeOutOfRange
    /// The token would be larger than the limit.
    case tooLarge
    /// The token does not fit; nothing was written, no randomness spent.
    case bufferTooSmall(needed: Int)
    /// The key did not sign.
    case signing(JWTKeyError)
    /// There is no randomness for `jti`.
    case randomness(RandomnessError)
    case outOfMemory
}
