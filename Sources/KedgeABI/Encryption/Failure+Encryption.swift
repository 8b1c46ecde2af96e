import CKedge
import KedgeCore
import KedgeEncryption

internal func fail(_ error: EncryptionError) -> kedge_status {
    switch error {
    case .unknownKey(let id): fail(KEDGE_UNKNOWN_KEY, "the ring has no key {u0}", Int(bitPattern: UInt(id)))
    case .keyDisabled(let id):
        fail(KEDGE_KEY_DISABLED, "key {u0} is disabled; enable it to use it", Int(bitPattern: UInt(id)))
    case .keyDestroyed(let id):
        fail(KEDGE_KEY_DESTROYED, "key {u0} was destroyed, and what it sealed with it", Int(bitPattern: UInt(id)))
    case .keyIsPrimary(let id):
        fail(
            KEDGE_KEY_IS_PRIMARY, "key {u0} is the primary key; make another one primary first",
            Int(bitPattern: UInt(id)))
    case .noPrimaryKey: fail(KEDGE_NO_PRIMARY_KEY, "the ring has no primary key; generate a key first")
    case .keyNeedsFile(0):
        fail(
            KEDGE_KEY_NEEDS_FILE,
            "an AES-256-GCM key is made only in a ring that is tied to a file, where its nonces are counted")
    case .keyNeedsFile(let id):
        fail(
            KEDGE_KEY_NEEDS_FILE,
            "key {u0} is for AES-256-GCM, which seals only through the ring's own file, where its nonces are counted",
            Int(bitPattern: UInt(id)))
    case .keyExhausted(let id):
        fail(
            KEDGE_KEY_EXHAUSTED, "key {u0} made 2^32 nonces, all that NIST SP 800-38D allows; make another one primary",
            Int(bitPattern: UInt(id)))
    case .exportNotAllowed:
        fail(KEDGE_EXPORT_NOT_ALLOWED, "the ring was opened without allow_export, so it gives no key out")
    case .tooManyKeys:
        fail(KEDGE_TOO_MANY_KEYS, "the ring holds 1,000 keys, destroyed ones included, and takes no more")
    case .keyLength(let count):
        fail(KEDGE_INVALID_KEY_LENGTH, "key_len is {u0}: a ring key and a wrapping key have 32 bytes", count)
    case .malformedHeader:
        fail(
            KEDGE_MALFORMED_HEADER, "the data does not begin with a header of its kind, or a field of it breaks a rule")
    case .unknownVersion(let version):
        fail(
            KEDGE_UNKNOWN_VERSION, "the data is of format version {0}, and this library knows version 1", Int(version))
    case .authenticationFailed:
        fail(
            KEDGE_AUTHENTICATION_FAILED,
            "not authentic: the data or its associated data was changed, or another key of the same id sealed it")
    case .tooShort(let count):
        fail(KEDGE_MESSAGE_TOO_SHORT, "{u0} bytes are fewer than surround an empty message, so it was cut", count)
    case .tooLong(let count): fail(KEDGE_MESSAGE_TOO_LONG, "{u0} bytes are more than the format holds", count)
    case .segmentByteCount(let count):
        fail(KEDGE_INVALID_ARGUMENT, "segment_bytes is {u0}: 4,096 to 16,777,216 are taken", count)
    case .threadCount(let count): fail(KEDGE_INVALID_ARGUMENT, "threads is {u0}: 1 to 64 are taken", count)
    case .sourceFailed(let answer): fail(KEDGE_IO_FAILED, "read_at answered with {0}", Int(answer))
    case .keyringDamaged:
        fail(KEDGE_KEYRING_DAMAGED, "the keyring was changed or cut: its checksum or its layout is wrong")
    case .wrongUnlock: fail(KEDGE_WRONG_UNLOCK, "the keyring is whole, and another passphrase or key unlocks it")
    case .derivationTooCostly:
        fail(
            KEDGE_DERIVATION_TOO_COSTLY,
            "the keyring's scrypt parameters ask for more than max_memory_bytes or max_work allow")
    case .invalidPassphraseParameters:
        fail(
            KEDGE_INVALID_ARGUMENT,
            "scrypt_n has to be a power of two from 2 to 2^31, r and p 1 or more, and all within the limits")
    case .emptyPassphrase:
        fail(KEDGE_INVALID_ARGUMENT, "the passphrase has no bytes, which is a setting that was forgotten")
    case .keyServiceFailed(let answer):
        answer.map { fail(KEDGE_KEY_SERVICE_FAILED, "the key service answered with {0}", Int($0)) }
            ?? fail(KEDGE_KEY_SERVICE_FAILED, "the key service gave a key of a wrong length")
    case .noFile: fail(KEDGE_KEYRING_HAS_NO_FILE, "the ring was not opened from a file")
    case .forked:
        fail(KEDGE_FORKED, "the handle is tied to a file and was made before fork(); make a new one in the child")
    case .cancelled: fail(KEDGE_CANCELLED, "the progress callback asked to stop")
    case .file(let error): fail(error)
    case .memory(let error): fail(error)
    case .randomness(let error): fail(error)
    case .unavailable: fail(KEDGE_ALGORITHM_UNAVAILABLE, "the libcrypto in use does not offer AES-256-GCM")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left")
    }
}
