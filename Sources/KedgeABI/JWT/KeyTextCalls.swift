public import CKedge
import KedgeCore
import KedgeJWT

/// Writes the id of a key; empty text if it has none, which kedge_jwt_key_get_info tells.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: 1,025 are always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_id")
public func kedge_jwt_key_id(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return write(key.pointee.id ?? "", to: out, out_capacity, out_len)
}

/// Writes the thumbprint of a key (RFC 7638): the SHA-256 of the members that make it, the same for a private key and its
/// public part.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - thumbprint32: out; KEDGE_JWK_THUMBPRINT_BYTES bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (thumbprint32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 3 us
/// - Since: 0.1
@_cdecl("kedge_jwt_key_thumbprint")
public func kedge_jwt_key_thumbprint(
    _ key: UnsafePointer<kedge_jwt_key>?, _ thumbprint32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let thumbprint32 else { return failNull("thumbprint32") }
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let thumbprint = try refusing { () throws(JWTKeyError) in try key.pointee.thumbprint() }
        thumbprint.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: thumbprint32, count: $0.count).copyMemory(from: $0)
        }
        return KEDGE_OK
    }
}

/// Writes the public key as a JSON Web Key with kid, alg and use, always the same for the same key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (a shared
///   secret), KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_public_jwk")
public func kedge_jwt_key_public_jwk(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    write(key, out, out_capacity, out_len) { key throws(JWTKeyError) in try key.publicJWK() }
}

/// Writes the key as a JSON Web Key with its private numbers, or with the secret itself.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL; wipe it after use
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_KEY_IS_PUBLIC,
///   KEDGE_OUT_OF_MEMORY (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: tens of microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_private_jwk")
public func kedge_jwt_key_private_jwk(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    writeSecret(key, out, out_capacity, out_len) { key throws(JWTKeyError) in try key.privateJWK() }
}

/// Writes the public key as PEM with the label PUBLIC KEY; of a pair, its public part.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (a shared
///   secret) (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_public_pem")
public func kedge_jwt_key_public_pem(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    write(key, out, out_capacity, out_len) { key throws(JWTKeyError) in try key.publicPEM() }
}

/// Writes the private key as PEM with the label PRIVATE KEY (PKCS#8).
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL; wipe it after use
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (a shared
///   secret), KEDGE_KEY_IS_PUBLIC, KEDGE_OUT_OF_MEMORY (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_private_pem")
public func kedge_jwt_key_private_pem(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    writeSecret(key, out, out_capacity, out_len) { key throws(JWTKeyError) in try key.privatePEM() }
}

/// Writes the public key as SubjectPublicKeyInfo, DER; of a pair, its public part.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes
///   - out_capacity: bytes at out
///   - out_len: out; the bytes that were written, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (a shared
///   secret) (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_public_der")
public func kedge_jwt_key_public_der(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let der = try refusing { () throws(JWTKeyError) in try key.pointee.publicDER() }
        return KedgeABI.write(der, to: out, out_capacity, out_len)
    }
}

/// Writes the private key as PKCS#8, DER.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes; wipe them after use
///   - out_capacity: bytes at out
///   - out_len: out; the bytes that were written, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WRONG_KEY_KIND (a shared
///   secret), KEDGE_KEY_IS_PUBLIC, KEDGE_OUT_OF_MEMORY (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_jwt_key_private_der")
public func kedge_jwt_key_private_der(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let der = try refusing { () throws(JWTKeyError) in try key.pointee.privateDER() }
        return der.withUnsafeBytes { KedgeABI.write($0, to: out, out_capacity, out_len) }
    }
}

private func write(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?, _ make: (JWTKey) throws(JWTKeyError) -> String
) -> kedge_status {
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let text = try refusing { () throws(JWTKeyError) in try make(key.pointee) }
        return KedgeABI.write(text, to: out, capacity, length)
    }
}

private func writeSecret(
    _ key: UnsafePointer<kedge_jwt_key>?, _ out: UnsafeMutablePointer<CChar>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?, _ make: (JWTKey) throws(JWTKeyError) -> SecretBytes
) -> kedge_status {
    guard let key = HandleKind.jwtKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let secret = try refusing { () throws(JWTKeyError) in try make(key.pointee) }
        return secret.withUnsafeBytes { KedgeABI.write($0, to: out, capacity, length) }
    }
}
