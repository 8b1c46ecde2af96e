public import CKedge
import KedgeCore
import KedgeJWT

extension HandleKind where Tag == kedge_jwt_key_set, Object == JWTKeyStore {
    internal static var jwtKeySet: Self { Self(.jwtKeySet) }
}

/// Makes a set of keys, among which the header of a token chooses: by kid, then by algorithm.
///
/// - Parameters:
///   - keys: key_count live handles; borrowed for the call, the set keeps what it needs of them. Either all are shared secrets
///     or none is; an id stands at several keys only if those are one key with different algorithms
///   - key_count: 0 to 256; a set without keys knows none
///   - out: the new handle; give it to kedge_jwt_key_set_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (one of the keys), KEDGE_MALFORMED_KEY_SET (too many),
///   KEDGE_DUPLICATE_KEY_ID, KEDGE_MIXED_KEY_SET, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for each key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_create")
public func kedge_jwt_key_set_create(
    _ keys: UnsafePointer<UnsafePointer<kedge_jwt_key>?>?, _ key_count: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key_set>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard key_count >= 0, keys != nil || key_count == 0 else { return failCount("key_count", key_count) }
    return answer { () throws(Refusal) in
        guard key_count <= JWTKeySet.maximumCount else { throw Refusal(fail(JWTKeyError.tooManyKeys)) }
        var known: [JWTKey] = []
        for handle in UnsafeBufferPointer(start: keys, count: key_count) {
            guard let key = HandleKind.jwtKey.object(handle) else { throw Refusal(failHandle("one of keys")) }
            known.append(key.pointee)
        }
        let set = try refusing(isSet: true) { () throws(JWTKeyError) in try JWTKeySet(known) }
        return HandleKind.jwtKeySet.issue(JWTKeyStore(set), to: out)
    }
}

/// Reads a JSON Web Key Set.
///
/// A key that cannot be used is left out, so that one bad key does not end all logins; kedge_jwt_key_set_get_skipped tells
/// which and why. A key that names no algorithm and fits several, as RSA keys and shared secrets do, is loaded once for each
/// of those in algorithms, and left out without algorithms. The whole is refused where it cannot be trusted: two keys with one
/// kid, or a shared secret beside a public key.
///
/// - Parameters:
///   - jwks: jwks_len bytes of UTF-8
///   - jwks_len: at most 1,048,576, with at most 256 keys
///   - algorithms: algorithm_count of KEDGE_HS256 to KEDGE_EDDSA; keys of others are left out. NULL takes them all
///   - algorithm_count: 1 to 1,024; 0 only with NULL
///   - out: the new handle; give it to kedge_jwt_key_set_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_KEY_SET, KEDGE_DUPLICATE_KEY_ID, KEDGE_MIXED_KEY_SET,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of reading each key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_create_jwks")
public func kedge_jwt_key_set_create_jwks(
    _ jwks: UnsafePointer<CChar>?, _ jwks_len: Int, _ algorithms: UnsafePointer<UInt32>?, _ algorithm_count: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key_set>?>?
) -> kedge_status {
    guard let jwks = bytes(jwks, jwks_len) else { return failInput("jwks", jwks_len) }
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let algorithms = try KedgeABI.algorithms(algorithms, algorithm_count)
        if let status = failArrays(of: min(jwks.count, JWTKeySet.maximumByteCount)) { throw Refusal(status) }
        let set = try refusing(isSet: true) { () throws(JWTKeyError) in
            try JWTKeySet(jwkSet: jwks.bytes, algorithms: algorithms)
        }
        return HandleKind.jwtKeySet.issue(JWTKeyStore(set), to: out)
    }
}

/// Ends a set. Verifiers that were made with it keep it.
///
/// - Parameters:
///   - key_set: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: a few microseconds for each key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_destroy")
public func kedge_jwt_key_set_destroy(_ key_set: UnsafeMutablePointer<kedge_jwt_key_set>?) -> kedge_status {
    HandleKind.jwtKeySet.withdraw(key_set, "key_set")
}

/// Puts the keys of another set in the place of those of this one, for every verifier that has it. Verifications under way
/// end with the keys that they began with; none waits, and at no moment is there neither the old nor the new set.
///
/// - Parameters:
///   - key_set: live handle
///   - replacement: live handle; borrowed for the call, it stays as it is
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_replace")
public func kedge_jwt_key_set_replace(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ replacement: UnsafePointer<kedge_jwt_key_set>?
) -> kedge_status {
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    guard let other = HandleKind.jwtKeySet.object(replacement) else { return failHandle("replacement") }
    store.pointee.replace(with: other.pointee.keys)
    return KEDGE_OK
}

/// Tells how many keys a set has, and how many were left out when it was read.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - key_count: out
///   - skipped_count: out; may be NULL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (key_count and skipped_count untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 100 ns
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_count")
public func kedge_jwt_key_set_count(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ key_count: UnsafeMutablePointer<Int>?,
    _ skipped_count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let key_count else { return failNull("key_count") }
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    let set = store.pointee.keys
    key_count.pointee = set.keys.count
    skipped_count?.pointee = set.skipped.count
    return KEDGE_OK
}

/// Gives a key of a set, in the order in which they were given or read.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - index: below the set's count of keys
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_get_key")
public func kedge_jwt_key_set_get_key(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ index: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    let keys = store.pointee.keys.keys
    guard keys.indices.contains(index) else { return failIndex("index", index, keys.count) }
    return HandleKind.jwtKey.issue(keys[index], to: out)
}

/// Writes the public keys as a JSON Web Key Set, in the order of the set. A key that it has for several algorithms under one id
/// is written once, without alg.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (shared
///   secrets), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds for each key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_public_jwks")
public func kedge_jwt_key_set_public_jwks(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    return answer { () throws(Refusal) in
        let text = try refusing { () throws(JWTKeyError) in try store.pointee.keys.publicJWKSet() }
        return write(text, to: out, out_capacity, out_len)
    }
}

/// Writes the keys as a JSON Web Key Set, each with its private numbers, where it has them, or the secret itself. A key that it
/// has for several algorithms under one id is written once, without alg.
///
/// - Parameters:
///   - key_set: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL; wipe it after use
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: tens of microseconds for each key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_set_private_jwks")
public func kedge_jwt_key_set_private_jwks(
    _ key_set: UnsafePointer<kedge_jwt_key_set>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let store = HandleKind.jwtKeySet.object(key_set) else { return failHandle("key_set") }
    return answer { () throws(Refusal) in
        let text = try refusing { () throws(JWTKeyError) in try store.pointee.keys.privateJWKSet() }
        return text.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
    }
}
