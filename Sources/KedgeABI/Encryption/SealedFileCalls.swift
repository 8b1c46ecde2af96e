public import CKedge
import KedgeCore
import KedgeEncryption

/// Opens a sealed file, to be read from where one likes; memory for one segment is all it takes.
///
/// Header and last segment are proven authentic, so the length is certain from then on.
///
/// - Parameters:
///   - ring: live handle; not needed afterwards
///   - path: NUL-terminated path of a regular file
///   - associated_data: associated_data_len bytes, as they were when the file was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - out: the new handle; give it to kedge_sealed_file_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_FILE_NOT_FOUND, KEDGE_PERMISSION_DENIED, KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_MESSAGE_TOO_SHORT,
///   KEDGE_MESSAGE_TOO_LONG, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED,
///   KEDGE_KEY_DESTROYED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us, a hash of associated_data, and the last segment's
/// - Since: 0.1
@_cdecl("kedge_sealed_file_open")
public func kedge_sealed_file_open(
    _ ring: UnsafePointer<kedge_keyring>?, _ path: UnsafePointer<CChar>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_sealed_file>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let path else { return failNull("path") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    do throws(EncryptionError) {
        let file = try SealedFile(try filePath(path), object.pointee, associatedData)
        return HandleKind.sealedFile.issue(OneAtATime(file), to: out)
    } catch {
        return fail(error)
    }
}

/// Opens a sealed stream that the host keeps in a store of its own, to be read from where one likes.
///
/// - Parameters:
///   - ring: live handle; not needed afterwards
///   - read_at: reads from the store, in this call and in every later one with the handle; it may call back into the
///     library, but not destroy the handle, throw or longjmp
///   - context: given to read_at
///   - byte_count: bytes of the sealed stream
///   - associated_data: associated_data_len bytes, as they were when the stream was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - out: the new handle; give it to kedge_sealed_file_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_IO_FAILED
///   (read_at failed), KEDGE_MESSAGE_TOO_SHORT, KEDGE_MESSAGE_TOO_LONG, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION,
///   KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us, a hash of associated_data, the last segment's, and two calls of read_at
/// - Since: 0.1
@_cdecl("kedge_sealed_file_open_source")
public func kedge_sealed_file_open_source(
    _ ring: UnsafePointer<kedge_keyring>?, _ read_at: kedge_read_at?, _ context: UnsafeMutableRawPointer?,
    _ byte_count: UInt64, _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_sealed_file>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let read_at else { return failNull("read_at") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    do throws(EncryptionError) {
        let byteCount = Int(clamping: byte_count)
        let file = try SealedFile(byteCount: byteCount, object.pointee, associatedData) { offset, bytes in
            let out = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return withErrorKept { read_at(offset, out, bytes.count, context) }
        }
        return HandleKind.sealedFile.issue(OneAtATime(file), to: out)
    } catch {
        return fail(error)
    }
}

/// Tells how many bytes of plaintext a sealed file has.
///
/// - Parameters:
///   - file: live handle
///   - byte_count: out; the length
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY (byte_count untouched)
/// - Threads: one thread at a time per handle
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_sealed_file_length")
public func kedge_sealed_file_length(
    _ file: UnsafeMutablePointer<kedge_sealed_file>?, _ byte_count: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let byte_count else { return failNull("byte_count") }
    return HandleKind.sealedFile.withObject(file, "file") { file in
        byte_count.pointee = UInt64(file.byteCount)
        return KEDGE_OK
    }
}

/// Reads on from where the last such call with the handle ended, at the beginning first.
///
/// - Parameters:
///   - file: live handle
///   - out: out_capacity bytes for plaintext; NULL only with capacity 0
///   - out_capacity: any number; as many bytes are read unless the file ends before
///   - out_len: bytes read; 0 at the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED (opened from a path);
///   KEDGE_AUTHENTICATION_FAILED, KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE
///   (out is all zero, and nothing counts as read)
/// - Threads: one thread at a time per handle
/// - Cost: no allocation; a segment's for each segment that is touched, but for the one that was touched last
/// - Since: 0.1
@_cdecl("kedge_sealed_file_read")
public func kedge_sealed_file_read(
    _ file: UnsafeMutablePointer<kedge_sealed_file>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    read(file, out, out_capacity, out_len) { file, room throws(EncryptionError) in try file.read(into: room) }
}

/// Reads from an offset on; kedge_sealed_file_read goes on where it was.
///
/// - Parameters:
///   - file: live handle
///   - offset: any number; nothing is read at the end and behind it
///   - out: out_capacity bytes for plaintext; NULL only with capacity 0
///   - out_capacity: any number; as many bytes are read unless the file ends before
///   - out_len: bytes read; 0 at the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED (opened from a path);
///   KEDGE_AUTHENTICATION_FAILED, KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE
///   (out is all zero)
/// - Threads: one thread at a time per handle
/// - Cost: no allocation; a segment's for each segment that is touched, but for the one that was touched last
/// - Since: 0.1
@_cdecl("kedge_sealed_file_read_at")
public func kedge_sealed_file_read_at(
    _ file: UnsafeMutablePointer<kedge_sealed_file>?, _ offset: UInt64, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    read(file, out, out_capacity, out_len) { file, room throws(EncryptionError) in
        try file.read(at: offset, into: room)
    }
}

/// Closes a sealed file and wipes what was read of it last.
///
/// - Parameters:
///   - file: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (inside read_at, for instance)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 5 us, and the wiping of a segment
/// - Since: 0.1
@_cdecl("kedge_sealed_file_destroy")
public func kedge_sealed_file_destroy(_ file: UnsafeMutablePointer<kedge_sealed_file>?) -> kedge_status {
    HandleKind.sealedFile.withdrawUnused(file, "file")
}

private func read(
    _ file: UnsafeMutablePointer<kedge_sealed_file>?, _ out: UnsafeMutablePointer<UInt8>?, _ capacity: Int,
    _ length: UnsafeMutablePointer<Int>?,
    _ read: (inout SealedFile, UnsafeMutableRawBufferPointer) throws(EncryptionError) -> Int
) -> kedge_status {
    guard let length else { return failNull("out_len") }
    guard capacity >= 0, out != nil || capacity == 0 else {
        return fail(
            KEDGE_INVALID_ARGUMENT,
            "out_capacity is {u0}: out may be NULL only with 0, and no length may be over PTRDIFF_MAX", capacity)
    }
    let room = UnsafeMutableRawBufferPointer(start: out, count: capacity)
    return HandleKind.sealedFile.withObject(file, "file") { file in
        do throws(EncryptionError) {
            length.pointee = try read(&file, room)
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}
