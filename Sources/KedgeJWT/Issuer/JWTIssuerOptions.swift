public import KedgeCore

/// What an issuer adds to the claims and headers of its tokens.
public struct JWTIssuerOptions: Sendable {
    /// What happens to a claim that the issuer would add and the caller gives.
    public enum Conflict: Sendable, Hashable, CaseIterable {
        /// The token is refused with `JWTIssueError.alreadyGiven`.
        case refused
        /// The claim stays as the caller gave it.
        case givenClaimStays
    }

    /// `iss`; nil adds none.
    public var issuer: String?
    /// `sub`; nil adds none.
    public var subject: String?
    /// `aud`: none if empty, one as a string, several as a list.
    public var audiences: [String]
    /// Seconds from now to `exp`, 1 or more; nil adds none, and verifiers refuse such a token unless told otherwise.
    public var lifetime: Int64?
    /// Seconds from now to `nbf`, below zero for clocks that are behind; nil adds none.
    public var notBeforeOffset: Int64?
    /// Whether `iat`, the present second, is added.
    public var addsIssuedAt: Bool
    /// Whether `jti` is added: 128 random bits as base64url.
    public var addsID: Bool
    /// What happens where the caller gives one of these.
    public var conflict: Conflict

    /// `typ` of the header, `at+jwt` for example (RFC 9068 §2.1); nil adds none.
    public var type: String?
    /// Whether the key's id, if it has one, is the header's `kid`.
    public var addsKeyID: Bool
    /// Further headers: a JSON object without `alg`, `typ`, `kid`, `crit` and `b64`, which are the library's to set. They
    /// stand behind those, in the order given and without white space.
    public var headers: String?

    /// The largest token, in bytes.
    public var maximumByteCount: Int
    /// Tells the present second.
    public var clock: any WallClock

    /// An hour, with `iat`; `typ` is `JWT`; tokens of up to 16 KiB, as verifiers take them.
    public init(
        issuer: String? = nil, subject: String? = nil, audiences: [String] = [], lifetime: Int64? = 3_600,
        notBeforeOffset: Int64? = nil, addsIssuedAt: Bool = true, addsID: Bool = false, conflict: Conflict = .refused,
        type: String? = "JWT", addsKeyID: Bool = true, headers: String? = nil, maximumByteCount: Int = 16_384,
        clock: any WallClock = SystemClock()
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audiences = audiences
        self.lifetime = lifetime
        self.notBeforeOffset = notBeforeOffset
        self.addsIssuedAt = addsIssuedAt
        self.addsID = addsID
        self.conflict = conflict
        self.type = type
        self.addsKeyID = addsKeyID
        self.headers = headers
        self.maximumByteCount = maximumByteCount
        self.clock = clock
    }
}
