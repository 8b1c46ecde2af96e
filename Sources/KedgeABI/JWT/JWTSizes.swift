import CKedge

/// Tells the size of a key's thumbprint.
///
/// - Returns: 32 (KEDGE_JWK_THUMBPRINT_BYTES)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_jwk_thumbprint_bytes")
public func kedge_jwk_thumbprint_bytes() -> Int {
    KEDGE_JWK_THUMBPRINT_BYTES
}
