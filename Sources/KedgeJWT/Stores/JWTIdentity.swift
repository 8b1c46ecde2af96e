/// What tells a token from others, of a token whose signature and times are good.
public struct JWTIdentity: Hashable, Sendable {
    /// `iss`
    public var issuer: String?
    /// `sub`
    public var subject: String?
    /// `jti`
    public var id: String?
    /// `iat`, Unix seconds, rounded down.
    public var issuedAt: Int64?
    /// From when on the verifier refuses the token for its age, in Unix seconds: `exp`, rounded down, and the leeway; or
    /// `iat`, rounded down, the maximum age and the leeway, where the rules have a maximum age and that comes first. Nil if
    /// it never does.
    public var refusedFrom: Int64?

    public init(
        issuer: String? = nil, subject: String? = nil, id: String? = nil, issuedAt: Int64? = nil,
        refusedFrom: Int64? = nil
    ) {
        self.issuer = issuer
        self.subject = subject
        self.id = id
        self.issuedAt = issuedAt
        self.refusedFrom = refusedFrom
    }
}
