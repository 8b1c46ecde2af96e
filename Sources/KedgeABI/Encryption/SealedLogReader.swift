public import CKedge
import KedgeCore
import KedgeEncryption

extension HandleKind where Tag == kedge_sealed_log_reader, Object == OneAtATime<SealedLogReader> {
    internal static var sealedLogReader: Self { Self(.sealedLogReader) }

    /// Lends the reader of `handle` to `body`, which has it alone.
    @inline(__always)
    fileprivate func withReader(
        _ handle: UnsafePointer<kedge_sealed_log_reader>?,
        _ body: (inout SealedLogReader) throws(SealedLogError) -> kedge_status
    ) -> kedge_status {
        withObject(handle, "reader") { reader in
            do throws(SealedLogError) {
                return try body(&reader)
            } catch {
                return KedgeABI.fail(error)
            }
        }
    }
}

/// Opens a log to read it, also while another process appends to it.
///
/// A record that is damaged is an error only of the calls that come upon it, so that what is before it can be read;
/// kedge_sealed_log_reader_verify finds all damage.
///
/// - Parameters:
///   - ring: live handle; borrowed for the call
///   - path: of the file, NUL-terminated
///   - options: NULL for the defaults: no checkpoint
///   - associated_data: associated_data_len bytes, as they were when the log was made; NULL only with length 0
///   - associated_data_len: any length
///   - out: the new handle; give it to kedge_sealed_log_reader_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_LOG_DAMAGED (before what the checkpoint was taken of), KEDGE_LOG_ROLLED_BACK (it lacks
///   that, or is another file), KEDGE_AUTHENTICATION_FAILED (other associated data, another key of the same id, or a
///   checkpoint that was changed), KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY,
///   KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_FILE_NOT_FOUND,
///   KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED, KEDGE_IO_FAILED, KEDGE_TOO_MANY_HANDLES, KEDGE_MEMORY_NOT_LOCKED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: reads all heads of records; memory for one record, 1 MiB, and at most 512 KiB of places in the file
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_open")
public func kedge_sealed_log_reader_open(
    _ ring: UnsafePointer<kedge_keyring>?, _ path: UnsafePointer<CChar>?,
    _ options: UnsafePointer<kedge_sealed_log_options>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_sealed_log_reader>?>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let arguments = try LogArguments(path, options, associated_data, associated_data_len)
        do throws(SealedLogError) {
            return HandleKind.sealedLogReader.issue(
                OneAtATime(
                    try SealedLogReader(
                        arguments.path, ring.pointee, arguments.associatedData, containing: arguments.checkpoint)),
                to: out)
        } catch {
            return fail(error)
        }
    }
}

/// Closes a log that is read.
///
/// - Parameters:
///   - reader: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a call is using it: its own progress callback, for instance)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 10 us
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_destroy")
public func kedge_sealed_log_reader_destroy(
    _ reader: UnsafeMutablePointer<kedge_sealed_log_reader>?
) -> kedge_status {
    HandleKind.sealedLogReader.withdrawUnused(reader, "reader")
}

/// Reads the next record, of which every part is verified: its seal, its number and its place in the chain.
///
/// After KEDGE_END_OF_LOG it may be called again, to see whether there are more records by now; of a rotated log the file
/// that follows has them. KEDGE_BUFFER_TOO_SMALL and KEDGE_LOG_DAMAGED do not move on.
///
/// - Parameters:
///   - reader: live handle
///   - out: out_capacity bytes for the record; NULL to ask for the size
///   - out_capacity: bytes that out has room for
///   - out_len: bytes written, or the capacity to allocate
///   - number: out; the record's number in the log
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_END_OF_LOG, KEDGE_LOG_DAMAGED (the record's place in
///   out is all zero or untouched), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED,
///   KEDGE_FILE_CHANGED (the file became shorter), KEDGE_IO_FAILED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE
///   (out untouched)
/// - Threads: one thread at a time per handle
/// - Cost: about 2 us for 100 bytes; the file is read 1 MiB at a time
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_next")
public func kedge_sealed_log_reader_next(
    _ reader: UnsafeMutablePointer<kedge_sealed_log_reader>?, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?, _ number: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let number else { return failNull("number") }
    return HandleKind.sealedLogReader.withReader(reader) { reader throws(SealedLogError) in
        let output = Output(out, out_capacity, out_len, needed: try reader.nextByteCount())
        guard case .ready(let result, let length) = output else { return output.status }
        number.pointee = try reader.next(into: result)
        length.pointee = result.count
        return KEDGE_OK
    }
}

/// Reads the record with a number. The record itself is verified, and its number; that its neighbours are those that it was
/// written between, kedge_sealed_log_reader_next and kedge_sealed_log_reader_verify tell. Where next goes on is unchanged.
///
/// - Parameters:
///   - reader: live handle
///   - number: of the record in the log
///   - out: out_capacity bytes for the record; NULL to ask for the size
///   - out_capacity: bytes that out has room for
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_END_OF_LOG (this file has no such record),
///   KEDGE_LOG_DAMAGED (the record's place in out is all zero or untouched), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_BUSY, KEDGE_FORKED, KEDGE_FILE_CHANGED (the file became shorter), KEDGE_IO_FAILED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: one thread at a time per handle
/// - Cost: independent of the number: at most 64 heads are walked; more only in a log of over four million records
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_read")
public func kedge_sealed_log_reader_read(
    _ reader: UnsafeMutablePointer<kedge_sealed_log_reader>?, _ number: UInt64, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    HandleKind.sealedLogReader.withReader(reader) { reader throws(SealedLogError) in
        let output = Output(out, out_capacity, out_len, needed: try reader.byteCount(of: number))
        guard case .ready(let result, let length) = output else { return output.status }
        try reader.read(number, into: result)
        length.pointee = result.count
        return KEDGE_OK
    }
}

/// Verifies everything that is in the file: every head, every record, and the chain. A torn record at the end is none that
/// is damaged; kedge_sealed_log_reader_get_info tells of it. Where next goes on is unchanged.
///
/// - Parameters:
///   - reader: live handle
///   - progress: told how many records are done of how many, at least once; NULL for nobody
///   - progress_context: given to progress
/// - Returns: KEDGE_OK, KEDGE_LOG_DAMAGED (the last error names the first damaged record), KEDGE_CANCELLED,
///   KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED, KEDGE_FILE_CHANGED (the file became shorter), KEDGE_IO_FAILED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE
/// - Threads: one thread at a time per handle
/// - Cost: reads the whole file, with memory for one record and 1 MiB
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_verify")
public func kedge_sealed_log_reader_verify(
    _ reader: UnsafeMutablePointer<kedge_sealed_log_reader>?, _ progress: kedge_progress?,
    _ progress_context: UnsafeMutableRawPointer?
) -> kedge_status {
    HandleKind.sealedLogReader.withReader(reader) { reader throws(SealedLogError) in
        try reader.verify { done, total in
            guard let progress else { return true }
            return withErrorKept { progress(done, total, progress_context) } == 0
        }
        return KEDGE_OK
    }
}

/// Writes what to keep elsewhere, to know later that all whole records that are there now still are. Unlike
/// kedge_sealed_log_checkpoint it may be about records that the disk does not have yet.
///
/// - Parameters:
///   - reader: live handle
///   - checkpoint120: out; KEDGE_LOG_CHECKPOINT_BYTES bytes
/// - Returns: KEDGE_OK, KEDGE_LOG_DAMAGED (a head of a record, or the last record), KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED, KEDGE_FILE_CHANGED (the file became shorter), KEDGE_IO_FAILED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (checkpoint120 untouched)
/// - Threads: one thread at a time per handle
/// - Cost: reads the last record, and the heads that are new
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_checkpoint")
public func kedge_sealed_log_reader_checkpoint(
    _ reader: UnsafeMutablePointer<kedge_sealed_log_reader>?, _ checkpoint120: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let checkpoint120 else { return failNull("checkpoint120") }
    let out = UnsafeMutableRawBufferPointer(start: checkpoint120, count: KEDGE_LOG_CHECKPOINT_BYTES)
    return HandleKind.sealedLogReader.withReader(reader) { reader throws(SealedLogError) in
        try reader.writeCheckpoint(to: out)
        return KEDGE_OK
    }
}

/// Tells what is known of a log by now; torn_bytes are those of a record that was torn, or is in the making.
///
/// - Parameters:
///   - reader: live handle
///   - info: out; its struct_size is set before the call
/// - Returns: KEDGE_OK, KEDGE_LOG_DAMAGED (a head of a record: nobody knows what follows), KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED, KEDGE_FILE_CHANGED (the file became shorter), KEDGE_IO_FAILED,
///   KEDGE_OUT_OF_MEMORY (info untouched)
/// - Threads: one thread at a time per handle
/// - Cost: reads the heads that are new
/// - Since: 0.1
@_cdecl("kedge_sealed_log_reader_get_info")
public func kedge_sealed_log_reader_get_info(
    _ reader: UnsafeMutablePointer<kedge_sealed_log_reader>?,
    _ info: UnsafeMutablePointer<kedge_sealed_log_info>?
) -> kedge_status {
    guard let info = kedge_sealed_log_info.accept(info) else { return failResult("info", info) }
    return HandleKind.sealedLogReader.withReader(reader) { reader throws(SealedLogError) in
        kedge_sealed_log_info(try reader.info()).write(to: info)
        return KEDGE_OK
    }
}
