import CKedge

/// Bytes of an address.
///
/// - Returns: 20
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_address_bytes")
public func kedge_address_bytes() -> Int { KEDGE_ADDRESS_BYTES }

/// Characters of an address as text, the NUL included.
///
/// - Returns: 43
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_address_text_bytes")
public func kedge_address_text_bytes() -> Int { KEDGE_ADDRESS_TEXT_BYTES }

/// Bytes of a private key.
///
/// - Returns: 32
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_private_key_bytes")
public func kedge_private_key_bytes() -> Int { KEDGE_PRIVATE_KEY_BYTES }

/// Bytes of a public key in the short form.
///
/// - Returns: 33
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_public_key_compressed_bytes")
public func kedge_public_key_compressed_bytes() -> Int { KEDGE_PUBLIC_KEY_COMPRESSED_BYTES }

/// Bytes of a public key in the long form.
///
/// - Returns: 65
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_public_key_bytes")
public func kedge_public_key_bytes() -> Int { KEDGE_PUBLIC_KEY_BYTES }

/// Bytes of a signature: r, s and v.
///
/// - Returns: 65
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_signature_bytes")
public func kedge_signature_bytes() -> Int { KEDGE_SIGNATURE_BYTES }

/// Bytes of a signature in the compact form of EIP-2098.
///
/// - Returns: 64
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_compact_signature_bytes")
public func kedge_compact_signature_bytes() -> Int { KEDGE_COMPACT_SIGNATURE_BYTES }

/// Bytes of the seed that a mnemonic gives.
///
/// - Returns: 64
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_seed_bytes")
public func kedge_seed_bytes() -> Int { KEDGE_SEED_BYTES }

/// Room for any mnemonic as text, the NUL included.
///
/// - Returns: 1024
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_mnemonic_max_bytes")
public func kedge_mnemonic_max_bytes() -> Int { KEDGE_MNEMONIC_MAX_BYTES }

/// The most bytes of a phrase that are read, in whatever form it is typed.
///
/// - Returns: 16384
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_mnemonic_phrase_max_bytes")
public func kedge_mnemonic_phrase_max_bytes() -> Int { KEDGE_MNEMONIC_PHRASE_MAX_BYTES }

/// The most bytes of a passphrase that are read.
///
/// - Returns: 65536
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_mnemonic_passphrase_max_bytes")
public func kedge_mnemonic_passphrase_max_bytes() -> Int { KEDGE_MNEMONIC_PASSPHRASE_MAX_BYTES }

/// Characters of an xprv or xpub, the NUL included.
///
/// - Returns: 112
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_extended_key_text_bytes")
public func kedge_extended_key_text_bytes() -> Int { KEDGE_EXTENDED_KEY_TEXT_BYTES }

/// Bytes of a blob of EIP-4844.
///
/// - Returns: 131072
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_blob_bytes")
public func kedge_blob_bytes() -> Int { KEDGE_BLOB_BYTES }

/// Bytes of a KZG commitment, and of a KZG proof.
///
/// - Returns: 48
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_kzg_bytes")
public func kedge_kzg_bytes() -> Int { KEDGE_KZG_BYTES }

/// Proofs for each blob of a sidecar of version 1 (EIP-7594).
///
/// - Returns: 128
/// - Threads: any thread, concurrently
/// - Cost: none
/// - Since: 0.1
@_cdecl("kedge_cell_proofs_per_blob")
public func kedge_cell_proofs_per_blob() -> Int { KEDGE_CELL_PROOFS_PER_BLOB }
