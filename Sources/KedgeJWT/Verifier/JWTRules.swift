public import KedgeCore

/// What a verifier asks of a token beyond a good signature.
///
/// The defaults are the strict ones: a token has to expire, and one that names an audience is refused as long as the
/// verifier has none.
public struct JWTRules: Sendable {
    /// What a token may be signed with; nil for the algorithms of the keys, each of which is bound to one.
    public var algorithms: Set<JWTAlgorithm>?

    /// One of these has to be the whole of `iss`; nil for any issuer or none.
    public var issuers: [String]?

    /// One of these has to be `aud`, or in it; nil where the verifier is known by no name.
    ///
    /// A token that names an audience is then not meant for the verifier and refused, unless `acceptsAnyAudience`.
    ///
    /// - Source: RFC 7519 §4.1.3
    public var audiences: [String]?

    /// Whether `aud` is somebody else's to judge; not together with `audiences`.
    public var acceptsAnyAudience: Bool = false

    /// The whole of `sub`; nil for any or none.
    public var subject: String?

    /// Names of claims that have to be there, with a value other than null.
    public var requiredClaims: [String] = []

    /// The `typ` that a header has to have, `at+jwt` for example, whatever the case of its letters and with or without
    /// `application/`; nil for any or none.
    ///
    /// - Source: RFC 7515 §4.1.9; RFC 8725 §3.11
    public var type: String?

    /// Whether a token has to have `exp`.
    public var requiresExpiry: Bool = true

    /// How far the clocks of issuer and verifier may lie apart: 0 to 86,400.
    public var leewaySeconds: Int64 = 0

    /// How long after `iat` a token is refused, whatever its `exp`: 1 to 2^40; nil for no such limit. Requires `iat`.
    public var maximumAgeSeconds: Int64?

    /// Headers that `crit` may name because the caller acts on them; no name of the standards themselves.
    ///
    /// - Source: RFC 7515 §4.1.11
    public var understoodCriticalHeaders: [String] = []

    /// The longest token, in bytes: 1 to 2^20.
    public var maximumTokenByteCount: Int = 16_384

    /// The longest header as it stands in the token, in bytes: 1 to 2^16.
    public var maximumHeaderByteCount: Int = 4_096

    /// How many arrays and objects may stand inside one another in header or claims: 1 to 128.
    public var maximumDepth: Int = 32

    /// How many tokens with good signatures by key pairs are remembered, so that the same signature is not computed
    /// again as long as the key set is the same; 0 to 65,536, 0 for none. All other rules are applied every time.
    public var cachedTokenCount: Int = 0

    /// Tells the time.
    public var clock: any WallClock = SystemClock()

    /// Takes each token once; nil where a token may come again. Requires `jti`, and `exp` or a maximum age. Verifiers that share
    /// one have the same leeway and maximum age.
    public var replayStore: (any JWTReplayStore)?

    /// Knows which tokens no longer count; nil where all do.
    public var revocationList: (any JWTRevocationList)?

    /// The defaults.
    public init() {}
}
