public import KedgeCore

/// Why a keyring, or something sealed with it, could not be used as asked.
public enum EncryptionError: Error, Equatable, Sendable {
    // The key.

    /// The ring has no key with this id.
    case unknownKey(UInt64)
    /// The key with this id is disabled.
    case keyDisabled(UInt64)
    /// The key with this id was destroyed.
    case keyDestroyed(UInt64)
    /// The primary key can be neither disabled nor destroyed.
    case keyIsPrimary(UInt64)
    /// The ring has no primary key.
    case noPrimaryKey
    /// An AES-256-GCM key seals only in the ring file that counts its nonces; 0 for one that is yet to be made.
    case keyNeedsFile(UInt64)
    /// The AES-256-GCM key with this id made all the nonces it may.
    case keyExhausted(UInt64)
    /// The options do not allow keys to be exported.
    case exportNotAllowed
    /// The ring holds as many keys as it may.
    case tooManyKeys
    /// A key of another length than 32 bytes.
    case keyLength(Int)

    // The data.

    /// The data does not begin with a header of its kind, or a field of it breaks a rule.
    case malformedHeader
    /// A format version that this library does not know.
    case unknownVersion(UInt8)
    /// The data, its header or its associated data was changed, or another key of the same id sealed it.
    case authenticationFailed
    /// Shorter than what surrounds an empty message.
    case tooShort(Int)
    /// Longer than its format holds.
    case tooLong(Int)

    // How a stream is worked on.

    /// Segments of this many bytes: `StreamOptions.segmentByteCounts` are taken.
    case segmentByteCount(Int)
    /// This many threads: `StreamOptions.threadCounts` are taken.
    case threadCount(Int)
    /// The caller's own store did not give what was to be read from it, and answered with this number.
    case sourceFailed(Int32)

    // The ring.

    /// The ring's bytes were changed or cut.
    case keyringDamaged
    /// The ring is whole, and another passphrase or key unlocks it.
    case wrongUnlock
    /// The ring's own passphrase parameters ask for more than the caller allows.
    case derivationTooCostly
    /// scrypt parameters that the standard, or the limits, do not allow.
    case invalidPassphraseParameters
    /// A passphrase of no bytes, which is a setting that was forgotten.
    case emptyPassphrase
    /// The key service answered with this number, or with a key of a wrong length (then nil).
    case keyServiceFailed(Int32?)
    /// The ring was not opened from a file.
    case noFile

    // The system.

    /// The object was made before a fork and is tied to a file or to reserved counts.
    case forked
    /// The caller's progress callback asked to stop.
    case cancelled
    case file(FileError)
    case memory(SecretMemoryError)
    case randomness(RandomnessError)
    /// The libcrypto in use does not offer the algorithm.
    case unavailable
    case outOfMemory
}

/// Runs `body` and says of its error that it is a file's.
@inline(__always)
package func withFileErrors<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(EncryptionError) -> Value {
    do throws(FileError) {
        return try body()
    } catch {
        throw .file(error)
    }
}
