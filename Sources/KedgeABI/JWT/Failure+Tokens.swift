import CKedge
import KedgeJWT

internal func fail(_ error: JWTError) -> kedge_status {
    switch error {
    case .tooLarge(.header):
        fail(KEDGE_TOKEN_TOO_LARGE, "the token's header is longer than max_header_bytes, or deeper than max_depth")
    case .tooLarge(.claims): fail(KEDGE_TOKEN_TOO_LARGE, "the token's claims are deeper than max_depth")
    case .tooLarge(_): fail(KEDGE_TOKEN_TOO_LARGE, "the token is longer than max_token_bytes")
    case .malformed(.token, _):
        fail(KEDGE_MALFORMED_TOKEN, "the token is not three parts of base64url with dots between")
    case .malformed(.header, let fault):
        fail(KEDGE_MALFORMED_TOKEN_HEADER, "the token's header {text}", text: text(fault))
    case .malformed(.claims, let fault):
        fail(KEDGE_MALFORMED_TOKEN_CLAIMS, "the token's claims: the part {text}", text: text(fault))
    case .malformed(.signature, let fault):
        fail(KEDGE_MALFORMED_TOKEN_SIGNATURE, "the token's signature {text}", text: text(fault))
    case .unknownCriticalHeader:
        fail(
            KEDGE_UNKNOWN_CRITICAL_HEADER,
            "crit names a header that is not in critical_headers or not there, or is itself malformed; or there is b64")
    case .algorithmNotAllowed:
        fail(KEDGE_ALGORITHM_NOT_ALLOWED, "the token's alg is unknown, not allowed, or not that of the key")
    case .wrongType: fail(KEDGE_WRONG_TOKEN_TYPE, "the token's typ is not the one that is asked for")
    case .unknownKey: fail(KEDGE_UNKNOWN_TOKEN_KEY, "no key has the token's kid, or none has its alg")
    case .badSignature: fail(KEDGE_BAD_SIGNATURE, "the signature is not the key's: the token was changed or forged")
    case .missingClaim(let name): fail(KEDGE_MISSING_CLAIM, "the token lacks {text}, which has to be there", text: name)
    case .expired: fail(KEDGE_TOKEN_EXPIRED, "the token has expired (exp)")
    case .notYetValid: fail(KEDGE_TOKEN_NOT_YET_VALID, "the token's time has not begun (nbf)")
    case .issuedInFuture: fail(KEDGE_TOKEN_ISSUED_IN_FUTURE, "the token says that it was issued in the future (iat)")
    case .tooOld: fail(KEDGE_TOKEN_TOO_OLD, "the token was issued longer ago than max_age_seconds (iat)")
    case .wrongIssuer: fail(KEDGE_WRONG_ISSUER, "the token's iss is none of the issuers")
    case .wrongSubject: fail(KEDGE_WRONG_SUBJECT, "the token's sub is not the subject")
    case .wrongAudience: fail(KEDGE_WRONG_AUDIENCE, "the token's aud has none of the audiences")
    case .revoked: fail(KEDGE_TOKEN_REVOKED, "the token was revoked")
    case .replayed: fail(KEDGE_TOKEN_REPLAYED, "a token of the same iss and jti was taken before")
    case .storeUnavailable:
        fail(
            KEDGE_TOKEN_STORE_UNAVAILABLE,
            "the replay store is full or a store did not answer; the token was not taken")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the token")
    }
}

/// What is wrong with a part, as the end of a sentence.
internal func text(_ fault: JWTFault) -> StaticString {
    switch fault {
    case .parts: "is missing or empty, or there is one too many"
    case .base64: "is not base64url without padding"
    case .json: "is not strict JSON"
    case .shape: "is no object, or a member of it is missing or of another kind"
    }
}

internal func fail(_ error: JWTRulesError) -> kedge_status {
    switch error {
    case .emptyList(let rule): fail(KEDGE_INVALID_ARGUMENT, "{text}: a list has 1 to 1,024 entries", text: name(rule))
    case .listTooLong(let rule):
        fail(KEDGE_INVALID_ARGUMENT, "{text}: a list has 1 to 1,024 entries", text: name(rule))
    case .emptyText(let rule): fail(KEDGE_INVALID_ARGUMENT, "{text}: a text without characters", text: name(rule))
    case .nulCharacter(let rule):
        fail(KEDGE_INVALID_ARGUMENT, "{text}: a text with a NUL, which no token has", text: name(rule))
    case .outOfRange(let rule, let minimum, let maximum):
        fail(
            KEDGE_INVALID_ARGUMENT, "{text} has to be {0} to {1}", Int(minimum), Int(maximum), text: name(rule))
    case .audienceConflict:
        fail(KEDGE_INVALID_ARGUMENT, "there are audiences, and accepts_any_audience is 1: only one can be meant")
    case .replayCacheConflict:
        fail(
            KEDGE_INVALID_ARGUMENT,
            "replay_cache serves verifiers with another leeway_seconds or max_age_seconds; it has to be the same of all"
        )
    case .reservedCriticalHeader(let name):
        fail(KEDGE_INVALID_ARGUMENT, "critical_headers: {text} is a header of the standards", text: name)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the verifier")
    }
}

private func name(_ rule: JWTRulesError.Rule) -> StaticString {
    switch rule {
    case .algorithms: "algorithms"
    case .issuers: "issuers"
    case .audiences: "audiences"
    case .subject: "subject"
    case .requiredClaims: "required_claims"
    case .type: "type"
    case .leewaySeconds: "leeway_seconds"
    case .maximumAgeSeconds: "max_age_seconds"
    case .understoodCriticalHeaders: "critical_headers"
    case .maximumTokenByteCount: "max_token_bytes"
    case .maximumHeaderByteCount: "max_header_bytes"
    case .maximumDepth: "max_depth"
    case .cachedTokenCount: "cached_tokens"
    }
}

internal func fail(_ error: JWTMemoryStoreError) -> kedge_status {
    switch error {
    case .invalidCapacity(let capacity):
        fail(
            KEDGE_INVALID_ARGUMENT, "capacity is {u0}: 1 to {1} are taken", capacity, JWTReplayCache.maximumCapacity)
    case .nulCharacter: fail(KEDGE_INVALID_ARGUMENT, "a text has a NUL, which no token has")
    case .full: fail(KEDGE_STORE_FULL, "the store holds as many entries as it may, and none has expired")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the store")
    case .randomness(let error): fail(error)
    }
}
