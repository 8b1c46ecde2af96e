public import CKedge
import KedgeJWT

extension HandleKind where Tag == kedge_jwt_replay_cache, Object == JWTReplayCache {
    internal static var jwtReplayCache: Self { Self(.jwtReplayCache) }
}

extension HandleKind where Tag == kedge_jwt_revocations, Object == JWTRevocations {
    internal static var jwtRevocations: Self { Self(.jwtRevocations) }
}

/// Makes a replay cache in this process's memory.
///
/// It remembers each token's iss and jti until the token is refused for its age, never less. When there is no room for another
/// the token is refused (KEDGE_TOKEN_STORE_UNAVAILABLE) and nothing is forgotten instead: make the capacity the tokens of one
/// lifetime. Verifiers that share it have the same leeway and maximum age, those of the first one made with it. A child of fork()
/// goes on with a copy of its own.
///
/// - Parameters:
///   - capacity: 1 to 67,108,864 tokens; some 50 bytes for each are taken at once
///   - out: the new handle; give it to kedge_jwt_replay_cache_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the memory
/// - Since: 0.1
@_cdecl("kedge_jwt_replay_cache_create")
public func kedge_jwt_replay_cache_create(
    _ capacity: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_replay_cache>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    do throws(JWTMemoryStoreError) {
        return HandleKind.jwtReplayCache.issue(try JWTReplayCache(capacity: capacity), to: out)
    } catch {
        return fail(error)
    }
}

/// Ends a replay cache. Verifiers that were made with it keep it.
///
/// - Parameters:
///   - replay_cache: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_jwt_replay_cache_destroy")
public func kedge_jwt_replay_cache_destroy(
    _ replay_cache: UnsafeMutablePointer<kedge_jwt_replay_cache>?
) -> kedge_status {
    HandleKind.jwtReplayCache.withdraw(replay_cache, "replay_cache")
}

/// Tells how many tokens a replay cache remembers, expired ones that were not removed yet among them.
///
/// - Parameters:
///   - replay_cache: live handle; borrowed
///   - count: out
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (count untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 100 ns
/// - Since: 0.1
@_cdecl("kedge_jwt_replay_cache_count")
public func kedge_jwt_replay_cache_count(
    _ replay_cache: UnsafePointer<kedge_jwt_replay_cache>?, _ count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let count else { return failNull("count") }
    guard let cache = HandleKind.jwtReplayCache.object(replay_cache) else { return failHandle("replay_cache") }
    count.pointee = cache.pointee.count
    return KEDGE_OK
}

/// Forgets all tokens that have expired; verifications do it too, little by little. Afterwards a token that expires no later than
/// one of those is refused (KEDGE_TOKEN_STORE_UNAVAILABLE), since it may have been one of them.
///
/// - Parameters:
///   - replay_cache: live handle; borrowed
///   - now: Unix seconds
///   - removed: out; how many they were; may be NULL
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: about 100 ns for each that is removed; others wait meanwhile
/// - Since: 0.1
@_cdecl("kedge_jwt_replay_cache_remove_expired")
public func kedge_jwt_replay_cache_remove_expired(
    _ replay_cache: UnsafePointer<kedge_jwt_replay_cache>?, _ now: Int64, _ removed: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let cache = HandleKind.jwtReplayCache.object(replay_cache) else { return failHandle("replay_cache") }
    let count = cache.pointee.removeExpired(now: now)
    removed?.pointee = count
    return KEDGE_OK
}

/// Makes a revocation list in this process's memory: of single tokens, and of all that a subject or an issuer got before a
/// time. When there is no room for another entry, the call that adds it fails and nothing is forgotten instead. A child of fork()
/// goes on with a copy of its own.
///
/// - Parameters:
///   - capacity: 1 to 67,108,864 entries; some 50 bytes for each are taken at once
///   - out: the new handle; give it to kedge_jwt_revocations_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the memory
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_create")
public func kedge_jwt_revocations_create(
    _ capacity: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_revocations>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    do throws(JWTMemoryStoreError) {
        return HandleKind.jwtRevocations.issue(try JWTRevocations(capacity: capacity), to: out)
    } catch {
        return fail(error)
    }
}

/// Ends a revocation list. Verifiers that were made with it keep it.
///
/// - Parameters:
///   - revocations: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_destroy")
public func kedge_jwt_revocations_destroy(
    _ revocations: UnsafeMutablePointer<kedge_jwt_revocations>?
) -> kedge_status {
    HandleKind.jwtRevocations.withdraw(revocations, "revocations")
}

/// Revokes one token.
///
/// - Parameters:
///   - revocations: live handle
///   - issuer: issuer_len bytes of UTF-8, the token's iss; NULL means tokens that have none, not any issuer's
///   - issuer_len: any length; 0 with NULL
///   - id: id_len bytes of UTF-8, the token's jti
///   - id_len: any length
///   - until: when the token has expired, in Unix seconds; INT64_MAX keeps the entry for good. One that is past does nothing
///   - now: Unix seconds
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_STORE_FULL,
///   KEDGE_OUT_OF_MEMORY (for text of over 65,536 bytes; nothing changed)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_add_token")
public func kedge_jwt_revocations_add_token(
    _ revocations: UnsafePointer<kedge_jwt_revocations>?, _ issuer: UnsafePointer<CChar>?, _ issuer_len: Int,
    _ id: UnsafePointer<CChar>?, _ id_len: Int, _ until: Int64, _ now: Int64
) -> kedge_status {
    add(to: revocations) { (list) throws(Refusal) in
        let issuer = try text(issuer, issuer_len, "issuer")
        guard let id = try text(id, id_len, "id") else { throw Refusal(failNull("id")) }
        return { () throws(JWTMemoryStoreError) in
            try list.revoke(id: id, issuer: issuer, until: until, now: now)
        }
    }
}

/// Revokes the tokens of a subject whose iat is below a time, and those without iat.
///
/// - Parameters:
///   - revocations: live handle
///   - issuer: issuer_len bytes of UTF-8, the tokens' iss; NULL means tokens that have none, not any issuer's
///   - issuer_len: any length; 0 with NULL
///   - subject: subject_len bytes of UTF-8, the tokens' sub
///   - subject_len: any length
///   - issued_before: Unix seconds; a token of that very second still counts, unless an earlier call said a later time
///   - until: when the last of them has expired, in Unix seconds; INT64_MAX keeps the entry for good
///   - now: Unix seconds
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_STORE_FULL,
///   KEDGE_OUT_OF_MEMORY (for text of over 65,536 bytes; nothing changed)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_add_subject")
public func kedge_jwt_revocations_add_subject(
    _ revocations: UnsafePointer<kedge_jwt_revocations>?, _ issuer: UnsafePointer<CChar>?, _ issuer_len: Int,
    _ subject: UnsafePointer<CChar>?, _ subject_len: Int, _ issued_before: Int64, _ until: Int64, _ now: Int64
) -> kedge_status {
    add(to: revocations) { (list) throws(Refusal) in
        let issuer = try text(issuer, issuer_len, "issuer")
        guard let subject = try text(subject, subject_len, "subject") else { throw Refusal(failNull("subject")) }
        return { () throws(JWTMemoryStoreError) in
            try list.revoke(subject: subject, issuer: issuer, issuedBefore: issued_before, until: until, now: now)
        }
    }
}

/// Revokes the tokens of an issuer whose iat is below a time, and those without iat.
///
/// - Parameters:
///   - revocations: live handle
///   - issuer: issuer_len bytes of UTF-8, the tokens' iss; NULL means tokens that have none
///   - issuer_len: any length; 0 with NULL
///   - issued_before: Unix seconds; a token of that very second still counts, unless an earlier call said a later time
///   - until: when the last of them has expired, in Unix seconds; INT64_MAX keeps the entry for good
///   - now: Unix seconds
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_STORE_FULL,
///   KEDGE_OUT_OF_MEMORY (for text of over 65,536 bytes; nothing changed)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_add_issuer")
public func kedge_jwt_revocations_add_issuer(
    _ revocations: UnsafePointer<kedge_jwt_revocations>?, _ issuer: UnsafePointer<CChar>?, _ issuer_len: Int,
    _ issued_before: Int64, _ until: Int64, _ now: Int64
) -> kedge_status {
    add(to: revocations) { (list) throws(Refusal) in
        let issuer = try text(issuer, issuer_len, "issuer")
        return { () throws(JWTMemoryStoreError) in
            try list.revoke(allOfIssuer: issuer, issuedBefore: issued_before, until: until, now: now)
        }
    }
}

/// Tells how many entries a revocation list has, expired ones that were not removed yet among them.
///
/// - Parameters:
///   - revocations: live handle; borrowed
///   - count: out
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (count untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 100 ns
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_count")
public func kedge_jwt_revocations_count(
    _ revocations: UnsafePointer<kedge_jwt_revocations>?, _ count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let count else { return failNull("count") }
    guard let list = HandleKind.jwtRevocations.object(revocations) else { return failHandle("revocations") }
    count.pointee = list.pointee.count
    return KEDGE_OK
}

/// Removes all entries that have expired; calls that add one do it too, little by little.
///
/// - Parameters:
///   - revocations: live handle; borrowed
///   - now: Unix seconds
///   - removed: out; how many they were; may be NULL
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: about 100 ns for each that is removed; others wait meanwhile
/// - Since: 0.1
@_cdecl("kedge_jwt_revocations_remove_expired")
public func kedge_jwt_revocations_remove_expired(
    _ revocations: UnsafePointer<kedge_jwt_revocations>?, _ now: Int64, _ removed: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let list = HandleKind.jwtRevocations.object(revocations) else { return failHandle("revocations") }
    let count = list.pointee.removeExpired(now: now)
    removed?.pointee = count
    return KEDGE_OK
}

/// The steps that every new entry takes.
///
/// - Parameter read: Reads the arguments and gives what adds the entry.
private func add(
    to revocations: UnsafePointer<kedge_jwt_revocations>?,
    _ read: (JWTRevocations) throws(Refusal) -> () throws(JWTMemoryStoreError) -> Void
) -> kedge_status {
    guard let list = HandleKind.jwtRevocations.object(revocations) else { return failHandle("revocations") }
    return answer { () throws(Refusal) in
        let add = try read(list.pointee)
        do throws(JWTMemoryStoreError) { try add() } catch { throw Refusal(fail(error)) }
        return KEDGE_OK
    }
}
