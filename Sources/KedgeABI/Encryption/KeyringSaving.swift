public import CKedge
import KedgeCore
import KedgeEncryption

/// Loads a keyring that was saved to bytes, into memory. AES-256-GCM keys only open in it.
///
/// - Parameters:
///   - data: data_len bytes: what kedge_keyring_save wrote, or what the file of a ring holds
///   - data_len: any length
///   - unlock: live handle: what the ring was saved with; borrowed for the call
///   - options: NULL for the defaults; lock_timeout_ms does not count
///   - out: the new handle; give it to kedge_keyring_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK, KEDGE_DERIVATION_TOO_COSTLY, KEDGE_AUTHENTICATION_FAILED (changed by somebody who mended the
///   checksum), KEDGE_KEY_SERVICE_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: what the unlock costs (a passphrase about a third of a second), and about 10 us for each key
/// - Since: 0.1
@_cdecl("kedge_keyring_load")
public func kedge_keyring_load(
    _ data: UnsafePointer<UInt8>?, _ data_len: Int, _ unlock: UnsafePointer<kedge_unlock>?,
    _ options: UnsafePointer<kedge_keyring_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_keyring>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    guard let unlock = HandleKind.unlock.object(unlock) else { return failHandle("unlock") }
    return issue(options, to: out) { options throws(EncryptionError) in
        try Keyring(data.bytes, unlock: unlock.pointee, options: options)
    }
}

/// Saves a copy of a keyring, as it is now, to bytes. AES-256-GCM keys only open in it.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - unlock: live handle: what will unlock the copy; borrowed for the call
///   - out: out_capacity bytes for the copy; NULL to ask for the size
///   - out_capacity: at least the size that the call asks for; with a key service that is the most that the copy may have
///     (KEDGE_WRAPPED_KEY_MAX_BYTES for the wrapped key), and nothing is wrapped before it is there
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_KEY_SERVICE_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: what the unlock costs (a passphrase about a third of a second)
/// - Since: 0.1
@_cdecl("kedge_keyring_save")
public func kedge_keyring_save(
    _ ring: UnsafePointer<kedge_keyring>?, _ unlock: UnsafePointer<kedge_unlock>?, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let unlock = HandleKind.unlock.object(unlock) else { return failHandle("unlock") }
    var output = Output.refused(KEDGE_BUFFER_TOO_SMALL)
    do throws(EncryptionError) {
        let count = try ring.pointee.save(with: unlock.pointee) { needed in
            output = Output(out, out_capacity, out_len, needed: needed)
            guard case .ready(let place, _) = output else { return nil }
            return place
        }
        guard case .ready(_, let length) = output, let count else { return output.status }
        length.pointee = count
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Makes a keyring without keys, in a new file that it stays tied to: mode 0600, written in one step and durably.
///
/// After fork() the handle goes on opening in the child, and sealing with XAES-256-GCM keys; changes, reload, and sealing with
/// AES-256-GCM keys answer KEDGE_FORKED.
///
/// - Parameters:
///   - path: NUL-terminated path of a file that is not there; the working directory may change afterwards
///   - unlock: live handle: what will unlock it; borrowed for the call
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_keyring_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_FILE_EXISTS, KEDGE_FILE_NOT_FOUND (no such
///   folder), KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEY_SERVICE_FAILED, KEDGE_MEMORY_NOT_LOCKED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (the file is there then), KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: what the unlock costs (a passphrase about a third of a second), and a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_create_file")
public func kedge_keyring_create_file(
    _ path: UnsafePointer<CChar>?, _ unlock: UnsafePointer<kedge_unlock>?,
    _ options: UnsafePointer<kedge_keyring_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_keyring>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let path else { return failNull("path") }
    guard let unlock = HandleKind.unlock.object(unlock) else { return failHandle("unlock") }
    return issue(options, to: out) { options throws(EncryptionError) in
        try Keyring.createFile(try filePath(path), unlock: unlock.pointee, options: options)
    }
}

/// Opens a keyring's file and stays tied to it.
///
/// Every change that this handle makes is in the file before the call returns, and is made to what the file says then, so
/// several handles and processes may change one ring. What others change shows with the next change of this handle, or
/// after kedge_keyring_reload. About fork() see kedge_keyring_create_file.
///
/// A copy of the file that other software made has AES-256-GCM keys that seal too, and counts their nonces apart from it: copy
/// with kedge_keyring_save_file.
///
/// - Parameters:
///   - path: NUL-terminated path of the file; the working directory may change afterwards
///   - unlock: live handle: what unlocks it; borrowed for the call
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_keyring_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a path to something that is no regular file), KEDGE_INVALID_HANDLE,
///   KEDGE_FILE_NOT_FOUND, KEDGE_PERMISSION_DENIED, KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_KEYRING_DAMAGED,
///   KEDGE_UNKNOWN_VERSION, KEDGE_WRONG_UNLOCK, KEDGE_DERIVATION_TOO_COSTLY, KEDGE_AUTHENTICATION_FAILED (changed by
///   somebody who mended the checksum), KEDGE_KEY_SERVICE_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: what the unlock costs (a passphrase about a third of a second), and about 10 us for each key
/// - Since: 0.1
@_cdecl("kedge_keyring_open_file")
public func kedge_keyring_open_file(
    _ path: UnsafePointer<CChar>?, _ unlock: UnsafePointer<kedge_unlock>?,
    _ options: UnsafePointer<kedge_keyring_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_keyring>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let path else { return failNull("path") }
    guard let unlock = HandleKind.unlock.object(unlock) else { return failHandle("unlock") }
    return issue(options, to: out) { options throws(EncryptionError) in
        try Keyring.openFile(try filePath(path), unlock: unlock.pointee, options: options)
    }
}

/// Saves a copy of a keyring to a new file, durably and with mode 0600. The handle is not tied to it, and AES-256-GCM keys only
/// open in it.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - path: NUL-terminated path of a file that is not there
///   - unlock: live handle: what will unlock the copy; borrowed for the call
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_FILE_EXISTS, KEDGE_FILE_NOT_FOUND (no such
///   folder), KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEY_SERVICE_FAILED, KEDGE_MEMORY_NOT_LOCKED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (no file is left behind)
/// - Threads: any thread, concurrently
/// - Cost: what the unlock costs (a passphrase about a third of a second), and a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_save_file")
public func kedge_keyring_save_file(
    _ ring: UnsafePointer<kedge_keyring>?, _ path: UnsafePointer<CChar>?, _ unlock: UnsafePointer<kedge_unlock>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let path else { return failNull("path") }
    guard let unlock = HandleKind.unlock.object(unlock) else { return failHandle("unlock") }
    return status { () throws(EncryptionError) in
        try ring.pointee.save(to: try filePath(path), with: unlock.pointee)
    }
}

/// Changes what unlocks a keyring's file: another passphrase, another key, another service.
///
/// Other handles that have the file open go on opening and sealing, and answer KEDGE_WRONG_UNLOCK when they have to read it
/// again. Copies and backups that were made before still open with the old unlock.
///
/// - Parameters:
///   - ring: live handle of a ring that is tied to a file
///   - unlock: live handle: what will unlock it; borrowed for the call
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_KEYRING_HAS_NO_FILE, KEDGE_FORKED, KEDGE_BUSY (another process held the file
///   for longer than lock_timeout_ms), KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED,
///   KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION,
///   KEDGE_WRONG_UNLOCK (another handle changed it), KEDGE_AUTHENTICATION_FAILED, KEDGE_KEY_SERVICE_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE, KEDGE_ALGORITHM_UNAVAILABLE (ring unchanged)
/// - Threads: any thread, concurrently
/// - Cost: what the unlock costs (a passphrase about a third of a second), and a durable write
/// - Since: 0.1
@_cdecl("kedge_keyring_change_unlock")
public func kedge_keyring_change_unlock(
    _ ring: UnsafeMutablePointer<kedge_keyring>?, _ unlock: UnsafePointer<kedge_unlock>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let unlock = HandleKind.unlock.object(unlock) else { return failHandle("unlock") }
    return status { () throws(EncryptionError) in try ring.pointee.changeUnlock(to: unlock.pointee) }
}

/// Takes over what other handles and processes wrote to a keyring's file.
///
/// - Parameters:
///   - ring: live handle of a ring that is tied to a file
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_KEYRING_HAS_NO_FILE, KEDGE_FORKED, KEDGE_BUSY (another process held the file
///   for longer than lock_timeout_ms), KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED,
///   KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED
///   (also for an older file that was put back: it lacks keys, or undoes what was destroyed or reserved),
///   KEDGE_UNKNOWN_VERSION, KEDGE_WRONG_UNLOCK (another handle changed it: open the ring again),
///   KEDGE_AUTHENTICATION_FAILED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (ring unchanged)
/// - Threads: any thread, concurrently
/// - Cost: about 15 us, and 1 us for each key; no write
/// - Since: 0.1
@_cdecl("kedge_keyring_reload")
public func kedge_keyring_reload(_ ring: UnsafeMutablePointer<kedge_keyring>?) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    return status { () throws(EncryptionError) in try ring.pointee.reload() }
}

/// Makes a ring and puts it into the table.
private func issue(
    _ options: UnsafePointer<kedge_keyring_options>?,
    to out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_keyring>?>,
    _ make: (KeyringOptions) throws(EncryptionError) -> Keyring
) -> kedge_status {
    answer { () throws(Refusal) in
        let options = try ringOptions(options)
        do throws(EncryptionError) {
            return HandleKind.keyring.issue(try make(options), to: out)
        } catch {
            return fail(error)
        }
    }
}

/// What a call returns that gives nothing but a status.
internal func status(_ body: () throws(EncryptionError) -> Void) -> kedge_status {
    do throws(EncryptionError) {
        try body()
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
