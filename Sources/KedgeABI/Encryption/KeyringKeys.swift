public import CKedge
import KedgeCore
import KedgeEncryption

extension kedge_keyring_key: ResultStruct {
    internal static var firstReleaseSize: Int { 56 }

    fileprivate init(_ key: KeyInfo) {
        self.init()
        struct_size = MemoryLayout<Self>.stride
        id = key.id
        created_at = key.createdAt
        sealed_count = key.sealedCount
        reserved_count = key.reservedCount
        algorithm = UInt32(key.algorithm.rawValue)
        state = UInt32(key.state.rawValue)
        is_primary = key.isPrimary ? 1 : 0
        can_seal = key.canSeal ? 1 : 0
    }
}

private func keyAlgorithm(_ number: UInt32) -> KeyAlgorithm? {
    UInt8(exactly: number).flatMap(KeyAlgorithm.init(rawValue:))
}

private func failAlgorithm(_ number: UInt32) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT, "algorithm is {0}: a ring key is for KEDGE_XAES_256_GCM or KEDGE_AES_256_GCM",
        Int(number))
}

/// Adds a new key to a keyring; the first one becomes its primary key.
///
/// In a ring that is tied to a file the key is in the file when the call returns; if it fails, ring and file are as they were,
/// or, after KEDGE_IO_FAILED, both changed, if nothing but the folder could not be brought to disk.
/// That holds for every call that changes a ring: it waits up to lock_timeout_ms for whoever else is changing the file
/// (KEDGE_BUSY), and reads the file again first, so it meets what is wrong with it (KEDGE_KEYRING_DAMAGED, KEDGE_WRONG_UNLOCK).
///
/// - Parameters:
///   - ring: live handle
///   - algorithm: KEDGE_XAES_256_GCM; or KEDGE_AES_256_GCM, only in a ring that is tied to a file
///   - key_id: out; the new key's id, never 0
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_KEY_NEEDS_FILE, KEDGE_TOO_MANY_KEYS,
///   KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (key_id untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us; tied to a file, a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_generate")
public func kedge_keyring_generate(
    _ ring: UnsafeMutablePointer<kedge_keyring>?, _ algorithm: UInt32, _ key_id: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let key_id else { return failNull("key_id") }
    guard let chosen = keyAlgorithm(algorithm) else { return failAlgorithm(algorithm) }
    return status { () throws(EncryptionError) in key_id.pointee = try ring.pointee.generateKey(chosen) }
}

/// Adds a key that was made elsewhere to a keyring. It is used only through keys that are derived from it.
///
/// - Parameters:
///   - ring: live handle
///   - algorithm: KEDGE_XAES_256_GCM; or KEDGE_AES_256_GCM, only in a ring that is tied to a file
///   - key: key_len random bytes; copied, so wipe your own
///   - key_len: 32 (KEDGE_RING_KEY_BYTES)
///   - key_id: out; the new key's id, never 0
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_KEY_LENGTH, KEDGE_KEY_NEEDS_FILE,
///   KEDGE_TOO_MANY_KEYS, KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (key_id untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us; tied to a file, a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_import")
public func kedge_keyring_import(
    _ ring: UnsafeMutablePointer<kedge_keyring>?, _ algorithm: UInt32, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ key_id: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let key_id else { return failNull("key_id") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let chosen = keyAlgorithm(algorithm) else { return failAlgorithm(algorithm) }
    guard key_len == KEDGE_RING_KEY_BYTES else { return fail(.keyLength(key_len)) }
    return status { () throws(EncryptionError) in
        key_id.pointee = try ring.pointee.importKey(copying: key.bytes, chosen)
    }
}

/// Gives a key out of a keyring whose options allow it.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key_id: id of a key that is not destroyed
///   - key32: out; 32 bytes, which are the caller's to wipe
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_EXPORT_NOT_ALLOWED, KEDGE_UNKNOWN_KEY,
///   KEDGE_KEY_DESTROYED (key32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 100 ns
/// - Since: 0.1
@_cdecl("kedge_keyring_export")
public func kedge_keyring_export(
    _ ring: UnsafePointer<kedge_keyring>?, _ key_id: UInt64, _ key32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let key32 else { return failNull("key32") }
    let out = UnsafeMutableRawBufferPointer(start: key32, count: KEDGE_RING_KEY_BYTES)
    return status { () throws(EncryptionError) in try ring.pointee.exportKey(key_id, into: out) }
}

/// Makes a key the one that seals from now on. What other keys sealed still opens.
///
/// - Parameters:
///   - ring: live handle
///   - key_id: id of a key that is enabled
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED,
///   KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (ring unchanged)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds; tied to a file, a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_set_primary")
public func kedge_keyring_set_primary(_ ring: UnsafeMutablePointer<kedge_keyring>?, _ key_id: UInt64) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    return status { () throws(EncryptionError) in try ring.pointee.setPrimary(key_id) }
}

/// Lets a disabled key open again.
///
/// - Parameters:
///   - ring: live handle
///   - key_id: id of a key that is not destroyed
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DESTROYED,
///   KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (ring unchanged)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds; tied to a file, a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_enable")
public func kedge_keyring_enable(_ ring: UnsafeMutablePointer<kedge_keyring>?, _ key_id: UInt64) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    return status { () throws(EncryptionError) in try ring.pointee.enable(key_id) }
}

/// Keeps a key from being used, until it is enabled again.
///
/// - Parameters:
///   - ring: live handle
///   - key_id: id of a key that is neither primary nor destroyed
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DESTROYED, KEDGE_KEY_IS_PRIMARY,
///   KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (ring unchanged)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds; tied to a file, a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_disable")
public func kedge_keyring_disable(_ ring: UnsafeMutablePointer<kedge_keyring>?, _ key_id: UInt64) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    return status { () throws(EncryptionError) in try ring.pointee.disable(key_id) }
}

/// Destroys a key for ever: nothing that was sealed with it opens again in this ring.
///
/// The key is wiped from memory when the last call that uses it ends. Copies that were saved before, backups of the file
/// included, still have it. A key that is destroyed already stays so, without an error.
///
/// - Parameters:
///   - ring: live handle
///   - key_id: id of a key that is not primary
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_KEY, KEDGE_KEY_IS_PRIMARY,
///   KEDGE_ALGORITHM_UNAVAILABLE, KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (ring unchanged)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds; tied to a file, a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_destroy_key")
public func kedge_keyring_destroy_key(_ ring: UnsafeMutablePointer<kedge_keyring>?, _ key_id: UInt64) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    return status { () throws(EncryptionError) in try ring.pointee.destroy(key_id) }
}

/// Tells which key of a keyring seals.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key_id: out; id of the primary key
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NO_PRIMARY_KEY (key_id untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 20 ns
/// - Since: 0.1
@_cdecl("kedge_keyring_primary")
public func kedge_keyring_primary(
    _ ring: UnsafePointer<kedge_keyring>?, _ key_id: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let key_id else { return failNull("key_id") }
    guard let primary = ring.pointee.primaryKeyID else { return fail(.noPrimaryKey) }
    key_id.pointee = primary
    return KEDGE_OK
}

/// Lists the keys of a keyring, destroyed ones included, in the order in which they came.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - out_ids: room for capacity ids; NULL to ask for the number
///   - capacity: how many ids there is room for
///   - count: ids written, or how many to make room for
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (count is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out_ids untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us, and a few nanoseconds for each key
/// - Since: 0.1
@_cdecl("kedge_keyring_key_ids")
public func kedge_keyring_key_ids(
    _ ring: UnsafePointer<kedge_keyring>?, _ out_ids: UnsafeMutablePointer<UInt64>?, _ capacity: Int,
    _ count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let count else { return failNull("count") }
    guard capacity >= 0 else { return failCapacity("capacity", capacity) }
    return write(ring.pointee.keys.map(\.id), to: out_ids, capacity, count)
}

/// Tells what is known of one key of a keyring.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key_id: id of a key, a destroyed one too
///   - out: out; struct_size is set before the call, and tells how many bytes are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a struct_size of no release), KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_KEY
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 100 ns, and a few nanoseconds for each key
/// - Since: 0.1
@_cdecl("kedge_keyring_get_key")
public func kedge_keyring_get_key(
    _ ring: UnsafePointer<kedge_keyring>?, _ key_id: UInt64, _ out: UnsafeMutablePointer<kedge_keyring_key>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let out = kedge_keyring_key.accept(out) else { return failResult("out", out) }
    return status { () throws(EncryptionError) in kedge_keyring_key(try ring.pointee.key(key_id)).write(to: out) }
}
