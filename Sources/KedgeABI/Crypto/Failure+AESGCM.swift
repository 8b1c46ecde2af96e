import CKedge
import KedgeCrypto

internal func failTooShort(_ count: Int, minimum: Int) -> kedge_status {
    fail(
        KEDGE_MESSAGE_TOO_SHORT, "sealed_len is {u0}: {1} bytes surround even an empty message, so it was cut", count,
        minimum)
}

internal func fail(_ error: AESGCMError) -> kedge_status {
    switch error {
    case .keyLength(let count):
        fail(KEDGE_INVALID_KEY_LENGTH, "key_len is {u0}: an AES key has 16, 24 or 32 bytes", count)
    case .nonceLength(let count):
        fail(KEDGE_INVALID_NONCE_LENGTH, "nonce_len is {u0}: a nonce has 1 to 128 bytes, best 12", count)
    case .tagLength(let count):
        fail(KEDGE_INVALID_TAG_LENGTH, "tag_bytes is {u0}: tags of 12 to 16 bytes are accepted", count)
    case .messageTooLong(let count):
        fail(
            KEDGE_MESSAGE_TOO_LONG, "a message of {u0} bytes: AES-GCM protects at most 68,719,476,704 (2^36 - 32)",
            count)
    case .messageTooShort(let count):
        failTooShort(count, minimum: AESGCMKey.tagLengths.lowerBound)
    case .authenticationFailed:
        fail(
            KEDGE_AUTHENTICATION_FAILED,
            "not authentic: the data, the nonce or the associated data was changed, or another key sealed it")
    case .keyExhausted:
        fail(KEDGE_KEY_EXHAUSTED, "the key made 2^32 nonces, which is all that NIST SP 800-38D allows; take a new key")
    case .outputLength(let count):
        fail(KEDGE_INVALID_ARGUMENT, "an output of {u0} bytes does not have the size that the call states", count)
    case .randomness(let error): fail(error)
    case .memory(let error): fail(error)
    case .unavailable(let bits):
        fail(KEDGE_ALGORITHM_UNAVAILABLE, "the libcrypto in use does not offer AES-{0}-GCM", bits)
    }
}
