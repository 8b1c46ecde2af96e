package import KedgeCore

/// Verifies tokens: signature, form and claims, by rules that never change.
///
/// Safe from any number of threads at once. Its keys may be replaced as a whole, through the store, while threads verify.
///
/// - Source: RFC 7515 §5.2; RFC 7519 §7.2; RFC 8725
public final class JWTVerifier: Sendable {
    /// Where the keys come from.
    public let keyStore: JWTKeyStore
    /// The rules.
    public let rules: JWTRules

    internal let headerReader: HeaderReader
    internal let headerMemory: HeaderMemory
    internal let claimRules: ClaimRules
    internal let tokenCache: TokenCache?
    /// A bit for each algorithm, by its number.
    internal let algorithms: UInt32
    /// Whether the clock is the system's, which is read without a detour.
    internal let isClockSystem: Bool
    internal let hasStores: Bool

    /// Makes a verifier that takes its keys from a store at each token.
    ///
    /// - Throws: `JWTRulesError`: the rule that cannot be meant.
    public init(keyStore: JWTKeyStore, rules: JWTRules = JWTRules()) throws(JWTRulesError) {
        try rules.check()
        self.keyStore = keyStore
        self.rules = rules
        headerReader = HeaderReader(rules)
        headerMemory = HeaderMemory()
        claimRules = ClaimRules(rules)
        tokenCache =
            rules.cachedTokenCount == 0 ? nil : try TokenCache(count: rules.cachedTokenCount, keys: keyStore.keys)
        algorithms = rules.algorithms.map { $0.reduce(0) { $0 | 1 &<< $1.rawValue } } ?? .max
        isClockSystem = rules.clock is SystemClock
        hasStores = rules.replayStore != nil || rules.revocationList != nil
        // The last, because it leaves a trace.
        if let cache = rules.replayStore as? JWTReplayCache,
            !cache.serves(leeway: rules.leewaySeconds, maximumAge: rules.maximumAgeSeconds)
        {
            throw .replayCacheConflict
        }
    }

    /// Makes a verifier with keys of its own, which stay as they are.
    ///
    /// - Throws: `JWTRulesError`: the rule that cannot be meant.
    public convenience init(keys: JWTKeySet, rules: JWTRules = JWTRules()) throws(JWTRulesError) {
        try self.init(keyStore: JWTKeyStore(keys), rules: rules)
    }

    /// Verifies a token.
    ///
    /// - Parameter token: The compact form, three parts with dots between.
    /// - Returns: What it says.
    /// - Throws: `JWTError`: the first rule that it breaks.
    /// - Cost: that of the signature; a copy of header and claims.
    public func verify(_ token: String) throws(JWTError) -> JWTClaims {
        try verify(token.utf8Span.span.bytes)
    }

    /// Verifies a token.
    ///
    /// - Parameter token: The compact form, as bytes of ASCII.
    /// - Returns: What it says.
    /// - Throws: `JWTError`: the first rule that it breaks.
    public func verify(_ token: [UInt8]) throws(JWTError) -> JWTClaims {
        try verify(token.span.bytes)
    }

    /// Verifies a token.
    ///
    /// - Parameter token: The compact form, as bytes of ASCII.
    /// - Returns: What it says.
    /// - Throws: `JWTError`: the first rule that it breaks.
    public func verify(_ token: RawSpan) throws(JWTError) -> JWTClaims {
        var claims: JWTClaims?
        try token.withUnsafeBytes { token throws(JWTError) in
            try withSignedClaims(of: token) { header, text throws(JWTError) in
                claims = try keptClaims(header: header, text: text)
            }
        }
        // Always there: the body ran, or threw.
        guard let claims else { throw .outOfMemory }
        return claims
    }
}
