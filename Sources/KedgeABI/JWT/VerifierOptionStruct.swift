public import CKedge
import KedgeJWT

extension kedge_jwt_verifier_options: OptionStruct {
    internal static var firstReleaseSize: Int { 232 }
    internal static var defaults: Self {
        let rules = JWTRules()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.leeway_seconds = rules.leewaySeconds
        options.max_age_seconds = KEDGE_NO_LIMIT
        options.max_token_bytes = UInt64(rules.maximumTokenByteCount)
        options.max_header_bytes = UInt64(rules.maximumHeaderByteCount)
        options.max_depth = UInt32(rules.maximumDepth)
        options.cached_tokens = UInt32(rules.cachedTokenCount)
        options.requires_expiry = rules.requiresExpiry ? 1 : 0
        options.accepts_any_audience = rules.acceptsAnyAudience ? 1 : 0
        return options
    }

    /// The rules that these options say.
    ///
    /// - Parameter calls: Counts the host's callbacks.
    internal func rules(_ calls: HostCalls) throws(Refusal) -> JWTRules {
        var rules = JWTRules()
        rules.algorithms = try KedgeABI.algorithms(algorithms, algorithm_count)
        rules.issuers = try texts(issuers, issuer_count, "issuers", "issuer_count")
        rules.audiences = try texts(audiences, audience_count, "audiences", "audience_count")
        rules.requiredClaims =
            try texts(required_claims, required_claim_count, "required_claims", "required_claim_count") ?? []
        rules.understoodCriticalHeaders =
            try texts(critical_headers, critical_header_count, "critical_headers", "critical_header_count") ?? []
        rules.subject = try text(subject, subject_len, "subject")
        rules.type = try text(type, type_len, "type")
        rules.leewaySeconds = leeway_seconds
        if max_age_seconds != KEDGE_NO_LIMIT { rules.maximumAgeSeconds = Int64(clamping: max_age_seconds) }
        rules.maximumTokenByteCount = Int(clamping: max_token_bytes)
        rules.maximumHeaderByteCount = Int(clamping: max_header_bytes)
        rules.maximumDepth = Int(max_depth)
        rules.cachedTokenCount = Int(cached_tokens)
        rules.requiresExpiry = try flag(requires_expiry, "requires_expiry")
        rules.acceptsAnyAudience = try flag(accepts_any_audience, "accepts_any_audience")
        rules.replayStore = try replayStore(calls)
        rules.revocationList = try revocationList(calls)
        if let clock { rules.clock = HostClock(call: clock, context: clock_context, calls: calls) }
        return rules
    }

    private func replayStore(_ calls: HostCalls) throws(Refusal) -> (any JWTReplayStore)? {
        guard let replay_cache else {
            return admit.map { HostStore(call: $0, context: admit_context, calls: calls) }
        }
        guard admit == nil else { throw Refusal(failTwoStores("replay_cache and admit")) }
        guard let cache = HandleKind.jwtReplayCache.object(replay_cache) else {
            throw Refusal(failHandle("replay_cache"))
        }
        return cache.pointee
    }

    private func revocationList(_ calls: HostCalls) throws(Refusal) -> (any JWTRevocationList)? {
        guard let revocations else {
            return is_revoked.map { HostStore(call: $0, context: is_revoked_context, calls: calls) }
        }
        guard is_revoked == nil else { throw Refusal(failTwoStores("revocations and is_revoked")) }
        guard let list = HandleKind.jwtRevocations.object(revocations) else {
            throw Refusal(failHandle("revocations"))
        }
        return list.pointee
    }
}

private func failTwoStores(_ names: StaticString) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} are both there: a verifier asks one of them", text: names)
}

/// Writes the default options: the strict ones. A token has to expire, and one that names an audience is refused as long as
/// there are no audiences.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_jwt_verifier_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_verifier_options_init")
public func kedge_jwt_verifier_options_init(
    _ options: UnsafeMutablePointer<kedge_jwt_verifier_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_jwt_verifier_options.write(options, size: struct_size)
}
