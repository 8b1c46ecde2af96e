public import CKedge
import KedgeCore
import KedgeJWT

extension HandleKind where Tag == kedge_jwt_key, Object == JWTKey {
    internal static var jwtKey: Self { Self(.jwtKey) }
}

extension kedge_jwt_key_info: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }

    fileprivate init(_ key: JWTKey) {
        self.init()
        algorithm = key.algorithm.rawValue
        is_shared = key.isShared ? 1 : 0
        is_private = key.isPrivate ? 1 : 0
        can_sign = key.canSign ? 1 : 0
        can_verify = key.canVerify ? 1 : 0
        has_id = key.id == nil ? 0 : 1
    }
}

/// Takes a shared secret as a key, for HS256, HS384 and HS512.
///
/// It is copied into locked, guarded memory that is wiped when nothing uses the key any more; wipe your own copy.
///
/// - Parameters:
///   - secret: secret_len bytes; what looks like a key in PEM, DER or JSON is refused, because everybody could sign with a
///     public key that passes for a secret
///   - secret_len: at least 32, 48 or 64, as many as the hash has; at most 65,536
///   - algorithm: KEDGE_HS256, KEDGE_HS384 or KEDGE_HS512
///   - id: id_len bytes of UTF-8, the key's kid; NULL for none
///   - id_len: 1 to 1,024; 0 only with NULL
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_WEAK_KEY (too short), KEDGE_WRONG_KEY_KIND (another
///   algorithm, or no secret but a key), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 2 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_create_secret")
public func kedge_jwt_key_create_secret(
    _ secret: UnsafePointer<UInt8>?, _ secret_len: Int, _ algorithm: UInt32, _ id: UnsafePointer<CChar>?,
    _ id_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let secret = bytes(secret, secret_len) else { return failInput("secret", secret_len) }
    return issue(out, algorithm, id, id_len) { algorithm, id throws(JWTKeyError) in
        try JWTKey(secret: secret.bytes, algorithm: algorithm, id: id)
    }
}

/// Reads a private key, a public key, or the public key of a certificate, from PEM.
///
/// - Parameters:
///   - pem: pem_len bytes of text with one block: PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY, PUBLIC KEY, RSA PUBLIC KEY or
///     CERTIFICATE, which itself is not verified
///   - pem_len: at most 65,536
///   - algorithm: KEDGE_RS256 to KEDGE_EDDSA; the only one that the key will sign or verify with
///   - id: id_len bytes of UTF-8, the key's kid; NULL for none
///   - id_len: 1 to 1,024; 0 only with NULL
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MALFORMED_KEY, KEDGE_KEY_ENCRYPTED,
///   KEDGE_WRONG_KEY_KIND, KEDGE_WEAK_KEY, KEDGE_INVALID_KEY, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: tens of microseconds; some milliseconds for a private RSA key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_create_pem")
public func kedge_jwt_key_create_pem(
    _ pem: UnsafePointer<CChar>?, _ pem_len: Int, _ algorithm: UInt32, _ id: UnsafePointer<CChar>?, _ id_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let pem = bytes(pem, pem_len) else { return failInput("pem", pem_len) }
    return issue(out, algorithm, id, id_len) { algorithm, id throws(JWTKeyError) in
        try JWTKey(pem: pem.bytes, algorithm: algorithm, id: id)
    }
}

/// Reads a private key, a public key, or the public key of a certificate, from DER.
///
/// - Parameters:
///   - der: der_len bytes: PKCS#8, PKCS#1, SEC 1, SubjectPublicKeyInfo or X.509
///   - der_len: at most 65,536
///   - algorithm: KEDGE_RS256 to KEDGE_EDDSA; the only one that the key will sign or verify with
///   - id: id_len bytes of UTF-8, the key's kid; NULL for none
///   - id_len: 1 to 1,024; 0 only with NULL
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_MALFORMED_KEY, KEDGE_KEY_ENCRYPTED,
///   KEDGE_WRONG_KEY_KIND, KEDGE_WEAK_KEY, KEDGE_INVALID_KEY, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: tens of microseconds; some milliseconds for a private RSA key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_create_der")
public func kedge_jwt_key_create_der(
    _ der: UnsafePointer<UInt8>?, _ der_len: Int, _ algorithm: UInt32, _ id: UnsafePointer<CChar>?, _ id_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let der = bytes(der, der_len) else { return failInput("der", der_len) }
    return issue(out, algorithm, id, id_len) { algorithm, id throws(JWTKeyError) in
        try JWTKey(der: der.bytes, algorithm: algorithm, id: id)
    }
}

/// Reads a JSON Web Key, with the id that it has.
///
/// Its alg, where it has one, has to be the algorithm that is asked for. Without either only a key that fits one algorithm
/// alone is taken: one on a curve. Its use and key_ops are kept to.
///
/// - Parameters:
///   - jwk: jwk_len bytes of UTF-8
///   - jwk_len: at most 65,536
///   - algorithm: KEDGE_HS256 to KEDGE_EDDSA, or 0 for the key's own
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_JWK, KEDGE_WRONG_KEY_KIND, KEDGE_WEAK_KEY, KEDGE_INVALID_KEY,
///   KEDGE_KEY_USE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: tens of microseconds; some milliseconds for a private RSA key
/// - Since: 0.1
@_cdecl("kedge_jwt_key_create_jwk")
public func kedge_jwt_key_create_jwk(
    _ jwk: UnsafePointer<CChar>?, _ jwk_len: Int, _ algorithm: UInt32,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let jwk = bytes(jwk, jwk_len) else { return failInput("jwk", jwk_len) }
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let asked = algorithm == 0 ? nil : try KedgeABI.algorithm(algorithm)
        let key = try refusing(isJWK: true) { () throws(JWTKeyError) in try JWTKey(jwk: jwk.bytes, algorithm: asked) }
        return HandleKind.jwtKey.issue(key, to: out)
    }
}

/// Makes a new secret, as long as the algorithm's hash, or a new key pair.
///
/// - Parameters:
///   - algorithm: KEDGE_HS256 to KEDGE_EDDSA
///   - modulus_bits: for RSA 2,048 to 16,384, a multiple of 8, of which 3,072 is a good choice; 0 for every other algorithm
///   - id: id_len bytes of UTF-8, the key's kid; NULL for none
///   - id_len: 1 to 1,024; 0 only with NULL
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_UTF8, KEDGE_WEAK_KEY (modulus_bits), KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: microseconds; for RSA of 3,072 bits half a second, and more for longer ones
/// - Since: 0.1
@_cdecl("kedge_jwt_key_generate")
public func kedge_jwt_key_generate(
    _ algorithm: UInt32, _ modulus_bits: UInt32, _ id: UnsafePointer<CChar>?, _ id_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    let isRSA = (KEDGE_RS256...KEDGE_PS512).contains(algorithm)
    guard isRSA || modulus_bits == 0 else {
        return fail(
            KEDGE_INVALID_ARGUMENT, "modulus_bits is {u0}: only RSA has a modulus, all others take 0", Int(modulus_bits)
        )
    }
    return issue(out, algorithm, id, id_len) { algorithm, id throws(JWTKeyError) in
        isRSA
            ? try JWTKey.generate(algorithm, id: id, modulusBitCount: Int(modulus_bits))
            : try JWTKey.generate(algorithm, id: id)
    }
}

/// Makes the key that verifies what another one signs: the public part of a pair.
///
/// - Parameters:
///   - key: live handle of a key pair or a public key; borrowed
///   - out: the new handle, with the same id and algorithm; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (a shared secret, which has no
///   public part), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: tens of microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_create_public")
public func kedge_jwt_key_create_public(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let known = try refusing { () throws(JWTKeyError) in try key.pointee.publicKey() }
        return HandleKind.jwtKey.issue(known, to: out)
    }
}

/// Makes the same key with another id, or with none.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - id: id_len bytes of UTF-8; NULL for none
///   - id_len: 1 to 1,024; 0 only with NULL
///   - out: the new handle; give it to kedge_jwt_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 2 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_create_identified")
public func kedge_jwt_key_create_identified(
    _ key: UnsafePointer<kedge_jwt_key>?, _ id: UnsafePointer<CChar>?, _ id_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let id = try text(id, id_len, "id")
        let same = try refusing { () throws(JWTKeyError) in try key.pointee.identified(by: id) }
        return HandleKind.jwtKey.issue(same, to: out)
    }
}

/// Ends a key. Sets, verifiers and issuers that have it keep it.
///
/// - Parameters:
///   - key: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_destroy")
public func kedge_jwt_key_destroy(_ key: UnsafeMutablePointer<kedge_jwt_key>?) -> kedge_status {
    HandleKind.jwtKey.withdraw(key, "key")
}

/// Tells what is known of a key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - info: out; struct_size is set before the call, and tells how many bytes are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a struct_size of no release), KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_get_info")
public func kedge_jwt_key_get_info(
    _ key: UnsafePointer<kedge_jwt_key>?, _ info: UnsafeMutablePointer<kedge_jwt_key_info>?
) -> kedge_status {
    guard let info = kedge_jwt_key_info.accept(info) else { return failResult("info", info) }
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    kedge_jwt_key_info(key.pointee).write(to: info)
    return KEDGE_OK
}

/// The steps that every new key takes.
private func issue(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_jwt_key>?>?, _ number: UInt32, _ id: UnsafePointer<CChar>?,
    _ idCount: Int, _ make: (JWTAlgorithm, String?) throws(JWTKeyError) -> JWTKey
) -> kedge_status {
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let algorithm = try algorithm(number)
        let id = try text(id, idCount, "id")
        let key = try refusing { () throws(JWTKeyError) in try make(algorithm, id) }
        return HandleKind.jwtKey.issue(key, to: out)
    }
}

/// Turns what a key does not do into the status for it.
internal func refusing<Value: ~Copyable>(
    isSet: Bool = false, isJWK: Bool = false, _ body: () throws(JWTKeyError) -> Value
) throws(Refusal) -> Value {
    do throws(JWTKeyError) {
        return try body()
    } catch {
        throw Refusal(fail(error, isSet: isSet, isJWK: isJWK))
    }
}
