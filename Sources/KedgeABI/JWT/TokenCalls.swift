public import CKedge
import KedgeCore
import KedgeJWT

// Nil only while the token is being verified.
extension HandleKind where Tag == kedge_jwt_token, Object == JWTClaims? {
    internal static var jwtToken: Self { Self(.jwtToken) }
}

extension kedge_jwt_token_info: ResultStruct {
    internal static var firstReleaseSize: Int { 48 }

    fileprivate init(_ claims: JWTClaims) {
        self.init()
        expires_at = claims.expiresAt ?? 0
        has_expires_at = claims.expiresAt == nil ? 0 : 1
        not_before = claims.notBefore ?? 0
        has_not_before = claims.notBefore == nil ? 0 : 1
        issued_at = claims.issuedAt ?? 0
        has_issued_at = claims.issuedAt == nil ? 0 : 1
        algorithm = claims.algorithm?.rawValue ?? 0
    }
}

/// Ends a verified token.
///
/// - Parameters:
///   - token: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_destroy")
public func kedge_jwt_token_destroy(_ token: UnsafeMutablePointer<kedge_jwt_token>?) -> kedge_status {
    HandleKind.jwtToken.withdraw(token, "token")
}

/// Tells a token's times and algorithm.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - info: out; struct_size is set before the call, and tells how many bytes are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a struct_size of no release), KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_get_info")
public func kedge_jwt_token_get_info(
    _ token: UnsafePointer<kedge_jwt_token>?, _ info: UnsafeMutablePointer<kedge_jwt_token_info>?
) -> kedge_status {
    guard let info = kedge_jwt_token_info.accept(info) else { return failResult("info", info) }
    guard let claims = claims(of: token) else { return failHandle("token") }
    kedge_jwt_token_info(claims).write(to: info)
    return KEDGE_OK
}

/// Writes all claims: a JSON object, as it stands in the token.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_claims")
public func kedge_jwt_token_claims(
    _ token: UnsafePointer<kedge_jwt_token>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let claims = claims(of: token) else { return failHandle("token") }
    return claims.json.source.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
}

/// Writes the header: a JSON object, as it stands in the token.
///
/// - Parameters:
///   - token: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_jwt_token_header")
public func kedge_jwt_token_header(
    _ token: UnsafePointer<kedge_jwt_token>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let claims = claims(of: token) else { return failHandle("token") }
    return claims.header.source.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
}

internal func claims(of token: UnsafePointer<kedge_jwt_token>?) -> JWTClaims? {
    HandleKind.jwtToken.object(token)?.pointee
}
