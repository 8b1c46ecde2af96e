/// The store cannot tell; the token is refused.
public struct JWTStoreError: Error, Equatable, Sendable {
    public init() {}
}

/// Remembers which tokens were taken, so that each is taken once.
///
/// How long a token has to be remembered follows from the verifier's leeway and maximum age. A store of your own that several
/// verifiers share either gets the same of all, or remembers for the longest.
public protocol JWTReplayStore: Sendable {
    /// Takes a token unless one of the same issuer and id was taken before; of two calls at the same moment one is first.
    ///
    /// - Parameters:
    ///   - identity: Has an id, and a time from which it need not be remembered any more.
    ///   - now: Unix seconds, by the verifier's clock.
    /// - Returns: Whether it is the first.
    func admit(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool
}

/// Knows which tokens no longer count.
public protocol JWTRevocationList: Sendable {
    /// Whether a token was revoked.
    ///
    /// - Parameter now: Unix seconds, by the verifier's clock.
    func isRevoked(_ identity: JWTIdentity, now: Int64) throws(JWTStoreError) -> Bool
}
