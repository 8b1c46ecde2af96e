public import CKedge
import KedgeCore
import KedgeEncryption

extension HandleKind where Tag == kedge_sealed_log, Object == SealedLog {
    internal static var sealedLog: Self { Self(.sealedLog) }

    /// Lends the log of `handle` to `body`.
    @inline(__always)
    fileprivate func withLog(
        _ handle: UnsafePointer<kedge_sealed_log>?, _ body: (borrowing SealedLog) throws(SealedLogError) -> Void
    ) -> kedge_status {
        guard let object = object(handle) else { return failHandle("log") }
        do throws(SealedLogError) {
            try body(object.pointee)
        } catch {
            return KedgeABI.fail(error)
        }
        return KEDGE_OK
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_sealed_log_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_sealed_log_options_init")
public func kedge_sealed_log_options_init(
    _ options: UnsafeMutablePointer<kedge_sealed_log_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_sealed_log_options.write(options, size: struct_size)
}

/// Makes a new log, sealed with the ring's primary key, and opens it for appending.
///
/// The file is for this user alone (mode 0600). It is locked against every other appender until the handle is destroyed.
///
/// - Parameters:
///   - ring: live handle; borrowed for the call
///   - path: of the file, NUL-terminated; no file may be there
///   - associated_data: associated_data_len bytes that have to be the same whenever the log is opened; NULL only with length 0
///   - associated_data_len: any length; copied
///   - out: the new handle; give it to kedge_sealed_log_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NO_PRIMARY_KEY, KEDGE_FILE_EXISTS,
///   KEDGE_FILE_NOT_FOUND (no such folder), KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: two waits for the disk
/// - Since: 0.1
@_cdecl("kedge_sealed_log_create")
public func kedge_sealed_log_create(
    _ ring: UnsafePointer<kedge_keyring>?, _ path: UnsafePointer<CChar>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_sealed_log>?>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let arguments = try LogArguments(path, nil, associated_data, associated_data_len)
        do throws(SealedLogError) {
            return HandleKind.sealedLog.issue(
                try SealedLog(creating: arguments.path, ring.pointee, arguments.associatedData), to: out)
        } catch {
            return fail(error)
        }
    }
}

/// Opens a log to append to it.
///
/// All heads of records are verified, and the last record. What a crash tore from the last record is cut off, and its size
/// is the torn_bytes of kedge_sealed_log_info; anything else that is not as it was written is damage, and then the file is
/// unchanged. The file is locked against every other appender until the handle is destroyed. A log that was rotated opens
/// too, to be rotated again if a crash came between.
///
/// - Parameters:
///   - ring: live handle; borrowed for the call
///   - path: of the file, NUL-terminated
///   - options: NULL for the defaults: no checkpoint
///   - associated_data: associated_data_len bytes, as they were when the log was made; NULL only with length 0
///   - associated_data_len: any length; copied
///   - out: the new handle; give it to kedge_sealed_log_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_BUSY (another process, or another handle, appends to it), KEDGE_LOG_DAMAGED,
///   KEDGE_LOG_ROLLED_BACK (it lacks what the checkpoint was taken of, or is another file), KEDGE_AUTHENTICATION_FAILED
///   (other associated data, another key of the same id, or a checkpoint that was changed), KEDGE_MALFORMED_HEADER,
///   KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED, KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE,
///   KEDGE_IO_FAILED, KEDGE_TOO_MANY_HANDLES, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: reads all heads of records, and waits for the disk; memory for one record and 1 MiB
/// - Since: 0.1
@_cdecl("kedge_sealed_log_open")
public func kedge_sealed_log_open(
    _ ring: UnsafePointer<kedge_keyring>?, _ path: UnsafePointer<CChar>?,
    _ options: UnsafePointer<kedge_sealed_log_options>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_sealed_log>?>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let arguments = try LogArguments(path, options, associated_data, associated_data_len)
        do throws(SealedLogError) {
            return HandleKind.sealedLog.issue(
                try SealedLog(
                    opening: arguments.path, ring.pointee, arguments.associatedData, containing: arguments.checkpoint),
                to: out)
        } catch {
            return fail(error)
        }
    }
}

/// Closes a log. What is batched is written and synchronised as well as that goes: nobody learns whether it went, so call
/// kedge_sealed_log_sync before. In a child of fork() this only closes the file.
///
/// - Parameters:
///   - log: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: a wait for the disk
/// - Since: 0.1
@_cdecl("kedge_sealed_log_destroy")
public func kedge_sealed_log_destroy(_ log: UnsafeMutablePointer<kedge_sealed_log>?) -> kedge_status {
    HandleKind.sealedLog.withdraw(log, "log")
}

/// Appends a record, which is on disk when this returns. Threads that append at the same time share the wait for the disk.
///
/// A record that fails is not in the log, and later ones may succeed when there is room again; but when the disk itself
/// failed (KEDGE_IO_FAILED), so does every later call, and only opening the log again tells what is in it.
///
/// - Parameters:
///   - log: live handle; borrowed
///   - record: record_len bytes; NULL only with length 0
///   - record_len: at most KEDGE_LOG_RECORD_MAX_BYTES
///   - number: out; the record's number in the log
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MESSAGE_TOO_LONG, KEDGE_LOG_CLOSED,
///   KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_FORKED, KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (number untouched)
/// - Threads: any thread, concurrently
/// - Cost: one wait for the disk
/// - Since: 0.1
@_cdecl("kedge_sealed_log_append")
public func kedge_sealed_log_append(
    _ log: UnsafePointer<kedge_sealed_log>?, _ record: UnsafePointer<UInt8>?, _ record_len: Int,
    _ number: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let record = bytes(record, record_len) else { return failInput("record", record_len) }
    guard let number else { return failNull("number") }
    return HandleKind.sealedLog.withLog(log) { log throws(SealedLogError) in
        number.pointee = try log.append(record)
    }
}

/// Appends a record that is on disk when kedge_sealed_log_sync returned. It is kept in memory together with others, up to
/// 256 KiB, and then written.
///
/// A record that fails is not in the log; those that were batched before it are kept, and tried again by the next call that
/// writes. What is batched is lost only if the process ends first, or if it cannot be written when the handle is destroyed.
///
/// - Parameters:
///   - log: live handle; borrowed
///   - record: record_len bytes; NULL only with length 0
///   - record_len: at most KEDGE_LOG_RECORD_MAX_BYTES
///   - number: out; the record's number in the log
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MESSAGE_TOO_LONG, KEDGE_LOG_CLOSED,
///   KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_FORKED, KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (number untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 2 us for 100 bytes
/// - Since: 0.1
@_cdecl("kedge_sealed_log_append_batched")
public func kedge_sealed_log_append_batched(
    _ log: UnsafePointer<kedge_sealed_log>?, _ record: UnsafePointer<UInt8>?, _ record_len: Int,
    _ number: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let record = bytes(record, record_len) else { return failInput("record", record_len) }
    guard let number else { return failNull("number") }
    return HandleKind.sealedLog.withLog(log) { log throws(SealedLogError) in
        number.pointee = try log.appendBatched(record)
    }
}

/// Waits until every record that was appended before is on disk. Where there is no room, what is batched is kept, and this
/// may be called again.
///
/// - Parameters:
///   - log: live handle; borrowed
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_FORKED
/// - Threads: any thread, concurrently
/// - Cost: one wait for the disk, or none if all is there
/// - Since: 0.1
@_cdecl("kedge_sealed_log_sync")
public func kedge_sealed_log_sync(_ log: UnsafePointer<kedge_sealed_log>?) -> kedge_status {
    HandleKind.sealedLog.withLog(log) { log throws(SealedLogError) in try log.sync() }
}

/// Writes what to keep elsewhere, to know later that everything is still there that is on disk now: records that are cut
/// off or replaced behind the library's back show when the log is opened with the checkpoint. What is only batched is not in
/// it.
///
/// - Parameters:
///   - log: live handle; borrowed
///   - checkpoint120: out; KEDGE_LOG_CHECKPOINT_BYTES bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_IO_FAILED, KEDGE_FORKED (checkpoint120 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us
/// - Since: 0.1
@_cdecl("kedge_sealed_log_checkpoint")
public func kedge_sealed_log_checkpoint(
    _ log: UnsafePointer<kedge_sealed_log>?, _ checkpoint120: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let checkpoint120 else { return failNull("checkpoint120") }
    let out = UnsafeMutableRawBufferPointer(start: checkpoint120, count: KEDGE_LOG_CHECKPOINT_BYTES)
    return HandleKind.sealedLog.withLog(log) { log throws(SealedLogError) in try log.writeCheckpoint(to: out) }
}

/// Ends this file and goes on in a new one, sealed with the ring's primary key of now. Records are numbered on; the end of
/// the file takes a number of its own. The handle then stands for the new file.
///
/// If it fails with the log closed (is_rotated is 1), or after a crash, call it again, on this handle or on the old file
/// opened anew, with the same path: what is missing is made, and a new file that is there is gone on with.
///
/// - Parameters:
///   - log: live handle; borrowed
///   - ring: live handle; borrowed for the call
///   - new_path: of the new file, NUL-terminated; no other file may be there
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NO_PRIMARY_KEY, KEDGE_FILE_EXISTS,
///   KEDGE_FILE_NOT_FOUND (no such folder), KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE,
///   KEDGE_IO_FAILED, KEDGE_FORKED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE; and, of a new file that is there, KEDGE_BUSY, KEDGE_LOG_DAMAGED,
///   KEDGE_AUTHENTICATION_FAILED, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED,
///   KEDGE_KEY_DESTROYED
/// - Threads: any thread, concurrently; other calls wait meanwhile
/// - Cost: three waits for the disk
/// - Since: 0.1
@_cdecl("kedge_sealed_log_rotate")
public func kedge_sealed_log_rotate(
    _ log: UnsafePointer<kedge_sealed_log>?, _ ring: UnsafePointer<kedge_keyring>?, _ new_path: UnsafePointer<CChar>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let new_path else { return failNull("new_path") }
    let path: FilePath
    do throws(FileError) {
        path = try FilePath(copying: new_path)
    } catch {
        return fail(error)
    }
    return HandleKind.sealedLog.withLog(log) { log throws(SealedLogError) in try log.rotate(to: path, ring.pointee) }
}

/// Tells what is known of a log. Records that are only batched count.
///
/// - Parameters:
///   - log: live handle; borrowed
///   - info: out; its struct_size is set before the call
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_FORKED (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_sealed_log_get_info")
public func kedge_sealed_log_get_info(
    _ log: UnsafePointer<kedge_sealed_log>?, _ info: UnsafeMutablePointer<kedge_sealed_log_info>?
) -> kedge_status {
    guard let info = kedge_sealed_log_info.accept(info) else { return failResult("info", info) }
    return HandleKind.sealedLog.withLog(log) { log throws(SealedLogError) in
        kedge_sealed_log_info(try log.info()).write(to: info)
    }
}
