extension JWTRules {
    private static let longestList = 1_024

    // Registered headers of RFC 7515 §4.1 and RFC 7518 §4 to §6, which crit may not name, and b64.
    private static let reservedHeaders: Set<String> = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu",
        "apv", "iv", "tag", "p2s", "p2c", "b64",
    ]

    /// Refuses rules that cannot be meant.
    internal func check() throws(JWTRulesError) {
        if let algorithms, algorithms.isEmpty { throw .emptyList(.algorithms) }
        if let issuers { try Self.check(issuers, .issuers, mayBeEmpty: false) }
        if let audiences {
            try Self.check(audiences, .audiences, mayBeEmpty: false)
            if acceptsAnyAudience { throw .audienceConflict }
        }
        if let subject { try Self.check(subject, .subject) }
        if let type {
            try Self.check(type, .type)
            if Self.normalised(type: type).isEmpty { throw .emptyText(.type) }
        }
        try Self.check(requiredClaims, .requiredClaims, mayBeEmpty: true)
        try Self.check(understoodCriticalHeaders, .understoodCriticalHeaders, mayBeEmpty: true)
        for name in understoodCriticalHeaders where Self.reservedHeaders.contains(name) {
            throw .reservedCriticalHeader(name: name)
        }
        try Self.check(leewaySeconds, in: 0...86_400, .leewaySeconds)
        if let maximumAgeSeconds { try Self.check(maximumAgeSeconds, in: 1...(1 << 40), .maximumAgeSeconds) }
        try Self.check(Int64(maximumTokenByteCount), in: 1...(1 << 20), .maximumTokenByteCount)
        try Self.check(Int64(maximumHeaderByteCount), in: 1...(1 << 16), .maximumHeaderByteCount)
        try Self.check(Int64(maximumDepth), in: 1...128, .maximumDepth)
        try Self.check(Int64(cachedTokenCount), in: 0...65_536, .cachedTokenCount)
    }

    private static func check(_ list: [String], _ rule: JWTRulesError.Rule, mayBeEmpty: Bool) throws(JWTRulesError) {
        if list.isEmpty, !mayBeEmpty { throw .emptyList(rule) }
        if list.count > longestList { throw .listTooLong(rule) }
        for text in list { try check(text, rule) }
    }

    private static func check(_ text: String, _ rule: JWTRulesError.Rule) throws(JWTRulesError) {
        if text.isEmpty { throw .emptyText(rule) }
        if text.utf8.contains(0) { throw .nulCharacter(rule) }
    }

    private static func check(
        _ number: Int64, in range: ClosedRange<Int64>, _ rule: JWTRulesError.Rule
    ) throws(JWTRulesError) {
        guard range.contains(number) else {
            throw .outOfRange(rule, minimum: range.lowerBound, maximum: range.upperBound)
        }
    }

    /// A media type in the form in which two of them are compared.
    internal static func normalised(type: String) -> [UInt8] {
        var bytes = [UInt8](type.utf8)
        let count = bytes.withUnsafeMutableBytes { MediaType.normalise($0) }
        return [UInt8](bytes.suffix(count))
    }
}
