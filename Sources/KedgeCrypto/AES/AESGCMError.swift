public import KedgeCore

/// Why an AES-GCM call was refused: nothing was sealed or opened, and no nonce counted but, perhaps, for
/// `.unavailable`.
public enum AESGCMError: Error, Equatable, Sendable {
    /// A key of this many bytes: AES has 16, 24 and 32, XAES-256-GCM only 32.
    case keyLength(Int)
    /// A nonce of this many bytes: 1 to 128 are taken, for XAES-256-GCM only 24.
    case nonceLength(Int)
    /// A tag of this many bytes: 12 to 16 are taken.
    case tagLength(Int)
    /// A message of this many bytes: NIST SP 800-38D section 5.2.1.1 allows 2^36 - 32.
    case messageTooLong(Int)
    /// Sealed data of this many bytes, shorter than what surrounds an empty message.
    case messageTooShort(Int)
    /// The data is not what was sealed under this key, nonce and associated data.
    case authenticationFailed
    /// The key made as many nonces as it may: 2^32, or those that a keyring reserved for it so far.
    case keyExhausted
    /// An output of this many bytes does not have the size that the call states.
    case outputLength(Int)
    /// The operating system gave no nonce.
    case randomness(RandomnessError)
    /// There is no secret memory for the key.
    case memory(SecretMemoryError)
    /// libcrypto does not offer AES-GCM for this key length (in bits).
    case unavailable(keyBits: Int)
}
