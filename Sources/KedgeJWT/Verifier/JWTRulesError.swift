/// Why a verifier was not made.
public enum JWTRulesError: Error, Equatable, Sendable {
    /// A rule.
    public enum Rule: Equatable, Sendable {
        case algorithms, issuers, audiences, subject, requiredClaims, type
        case leewaySeconds, maximumAgeSeconds, understoodCriticalHeaders
        case maximumTokenByteCount, maximumHeaderByteCount, maximumDepth, cachedTokenCount
    }

    /// A list without entries refuses everything; nil is the one that asks nothing.
    case emptyList(Rule)
    /// A list of more than 1,024 entries.
    case listTooLong(Rule)
    /// A text, in a list or alone, without characters.
    case emptyText(Rule)
    /// A text, in a list or alone, with a NUL, which no token has.
    case nulCharacter(Rule)
    /// A number out of its range.
    case outOfRange(Rule, minimum: Int64, maximum: Int64)
    /// Audiences, and any audience accepted.
    case audienceConflict
    /// The replay cache serves verifiers with another leeway or maximum age, and would forget a token that this one still takes.
    case replayCacheConflict
    /// A header of the standards, which cannot be critical; or `b64`, which has no place in a token (RFC 7797 §7).
    case reservedCriticalHeader(name: String)
    /// There is no memory for what is remembered.
    case outOfMemory
}
