public import CKedge
import KedgeCrypto

/// Encrypts and authenticates a message under the caller's nonce.
///
/// Two messages under one nonce reveal both, and the means to forge others: use kedge_aes_gcm_seal unless a protocol
/// dictates the nonce. The result is ciphertext (plaintext_len bytes), tag.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - nonce: nonce_len bytes, never used before with this key
///   - nonce_len: 1 to 128; 12 is fastest
///   - associated_data: associated_data_len bytes, authenticated and not part of the result; NULL only with length 0
///   - associated_data_len: any length
///   - plaintext: plaintext_len bytes; NULL only with length 0; may begin where out begins, and otherwise shares no byte
///     with out
///   - plaintext_len: up to 2^36 - 32
///   - out: out_capacity bytes for the result; NULL to ask for the size
///   - out_capacity: at least plaintext_len + the key's tag bytes
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_INVALID_NONCE_LENGTH, KEDGE_MESSAGE_TOO_LONG, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE
///   (out untouched, or all zero if libcrypto failed in the middle)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used the key; about 180 ns for 64 bytes
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_seal_with_nonce")
public func kedge_aes_gcm_seal_with_nonce(
    _ key: UnsafePointer<kedge_aes_gcm>?, _ nonce: UnsafePointer<UInt8>?, _ nonce_len: Int,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int, _ plaintext: UnsafePointer<UInt8>?,
    _ plaintext_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.aesGCM.object(key) else { return failHandle("key") }
    guard let nonce = bytes(nonce, nonce_len) else { return failInput("nonce", nonce_len) }
    guard AESGCMKey.nonceLengths.contains(nonce_len) else { return fail(.nonceLength(nonce_len)) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let plaintext = bytes(plaintext, plaintext_len) else { return failInput("plaintext", plaintext_len) }
    guard plaintext_len <= AESGCMKey.maximumMessageLength else { return fail(.messageTooLong(plaintext_len)) }
    let output = Output(out, out_capacity, out_len, needed: plaintext_len &+ object.pointee.tagLength)
    return output.fill(from: plaintext, "plaintext", inPlaceAt: 0, apartFrom: associatedData, nonce: nonce) {
        result throws(AESGCMError) in
        try object.pointee.seal(plaintext, nonce: nonce, associatedData, into: result)
    }
}

/// Opens what was sealed under the caller's nonce.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - nonce: nonce_len bytes: the nonce that the message was sealed under
///   - nonce_len: 1 to 128; 12 is fastest
///   - associated_data: associated_data_len bytes, as they were when the message was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - sealed: sealed_len bytes: ciphertext, tag; may begin where out begins, and otherwise shares no byte with out
///   - sealed_len: at least the key's tag bytes
///   - out: out_capacity bytes for the plaintext; NULL to ask for the size
///   - out_capacity: at least sealed_len - the key's tag bytes
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_AUTHENTICATION_FAILED (the plaintext's place in out
///   is all zero), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_NONCE_LENGTH, KEDGE_MESSAGE_TOO_SHORT,
///   KEDGE_MESSAGE_TOO_LONG, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used the key; about 180 ns for 64 bytes
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_open_with_nonce")
public func kedge_aes_gcm_open_with_nonce(
    _ key: UnsafePointer<kedge_aes_gcm>?, _ nonce: UnsafePointer<UInt8>?, _ nonce_len: Int,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int, _ sealed: UnsafePointer<UInt8>?,
    _ sealed_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.aesGCM.object(key) else { return failHandle("key") }
    guard let nonce = bytes(nonce, nonce_len) else { return failInput("nonce", nonce_len) }
    guard AESGCMKey.nonceLengths.contains(nonce_len) else { return fail(.nonceLength(nonce_len)) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let sealed = bytes(sealed, sealed_len) else { return failInput("sealed", sealed_len) }
    let length = sealed_len &- object.pointee.tagLength
    guard length >= 0 else { return failTooShort(sealed_len, minimum: object.pointee.tagLength) }
    guard length <= AESGCMKey.maximumMessageLength else { return fail(.messageTooLong(length)) }
    let output = Output(out, out_capacity, out_len, needed: length)
    return output.fill(from: sealed, "sealed", inPlaceAt: 0, apartFrom: associatedData, nonce: nonce) {
        result throws(AESGCMError) in
        try object.pointee.open(sealed, nonce: nonce, associatedData, into: result)
    }
}
