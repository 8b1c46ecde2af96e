import CKedge

/// Bytes of the nonce that kedge_aes_gcm_seal makes.
///
/// - Returns: KEDGE_AES_GCM_NONCE_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_nonce_bytes")
public func kedge_aes_gcm_nonce_bytes() -> Int { KEDGE_AES_GCM_NONCE_BYTES }

/// Bytes of the longest nonce that kedge_aes_gcm_seal_with_nonce takes.
///
/// - Returns: KEDGE_AES_GCM_NONCE_MAX_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_nonce_max_bytes")
public func kedge_aes_gcm_nonce_max_bytes() -> Int { KEDGE_AES_GCM_NONCE_MAX_BYTES }

/// Bytes of a tag unless the options say otherwise, and of the longest tag.
///
/// - Returns: KEDGE_AES_GCM_TAG_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_tag_bytes")
public func kedge_aes_gcm_tag_bytes() -> Int { KEDGE_AES_GCM_TAG_BYTES }

/// Bytes of the shortest tag that is accepted.
///
/// - Returns: KEDGE_AES_GCM_TAG_MIN_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_tag_min_bytes")
public func kedge_aes_gcm_tag_min_bytes() -> Int { KEDGE_AES_GCM_TAG_MIN_BYTES }

/// Bytes of a Keccak-256 hash.
///
/// - Returns: KEDGE_KECCAK256_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_keccak256_bytes")
public func kedge_keccak256_bytes() -> Int { KEDGE_KECCAK256_BYTES }
