public import CKedge
import KedgeCore
import KedgeEncryption

/// Begins a sealed stream whose plaintext comes in pieces; memory for one segment is all it takes.
///
/// - Parameters:
///   - ring: live handle, whose primary key is used; not needed afterwards
///   - options: NULL for the defaults: segments of 65,536 bytes; threads is not used
///   - associated_data: associated_data_len bytes that whoever opens the stream has to have too; NULL only with length
///     0
///   - associated_data_len: any length
///   - out: the new handle; give it to kedge_stream_writer_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NO_PRIMARY_KEY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us, and a hash of associated_data
/// - Since: 0.1
@_cdecl("kedge_stream_writer_create")
public func kedge_stream_writer_create(
    _ ring: UnsafePointer<kedge_keyring>?, _ options: UnsafePointer<kedge_stream_options>?,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_stream_writer>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let settings = kedge_stream_options.read(options)?.stream else { return failOptions(options) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    do throws(EncryptionError) {
        try settings.check()
        let writer = try StreamWriter(
            ring: object.pointee, authenticating: associatedData.bytes, segmentByteCount: settings.segmentByteCount)
        return HandleKind.streamWriter.issue(OneAtATime(writer), to: out)
    } catch {
        return fail(error)
    }
}

/// Adds plaintext to a stream, and gives out what of the stream is complete; its first bytes are the header.
///
/// - Parameters:
///   - writer: live handle
///   - data: data_len bytes; NULL only with length 0; shares no byte with out
///   - data_len: any length; a stream holds 2^48 bytes
///   - out: out_capacity bytes for the next part of the stream; NULL to ask for the size
///   - out_capacity: data_len + 100 and 16 for each segment that data completes are always enough
///   - out_len: bytes written, often 0; or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT (the stream is finished, for
///   instance), KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_FORKED, KEDGE_MESSAGE_TOO_LONG (nothing was added);
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out is all zero, and every later call fails in the same way)
/// - Threads: one thread at a time per handle
/// - Cost: no allocation; 0.2 ms for 1 MiB
/// - Since: 0.1
@_cdecl("kedge_stream_writer_update")
public func kedge_stream_writer_update(
    _ writer: UnsafeMutablePointer<kedge_stream_writer>?, _ data: UnsafePointer<UInt8>?, _ data_len: Int,
    _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    return HandleKind.streamWriter.withObject(writer, "writer") { writer in
        do throws(EncryptionError) {
            guard let count = try writer?.updateByteCount(for: data.count) else { return failFinished("writer") }
            let output = Output(out, out_capacity, out_len, needed: count)
            guard case .ready(let result, let length) = output else { return output.status }
            guard !overlaps(data, result) else { return failOverlap("data") }
            try writer?.update(data, into: result)
            length.pointee = count
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}

/// Ends a stream, and gives out the rest of it. The handle then only waits to be destroyed.
///
/// - Parameters:
///   - writer: live handle
///   - out: out_capacity bytes for the rest of the stream; NULL to ask for the size
///   - out_capacity: the segment's bytes + 100 are always enough
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_BUSY, KEDGE_FORKED; KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out is all zero, and every later call
///   fails in the same way)
/// - Threads: one thread at a time per handle
/// - Cost: up to a segment's
/// - Since: 0.1
@_cdecl("kedge_stream_writer_finish")
public func kedge_stream_writer_finish(
    _ writer: UnsafeMutablePointer<kedge_stream_writer>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    HandleKind.streamWriter.withObject(writer, "writer") { writer in
        do throws(EncryptionError) {
            try writer?.check()
            guard let count = writer?.finishByteCount else { return failFinished("writer") }
            let output = Output(out, out_capacity, out_len, needed: count)
            guard case .ready(let result, let length) = output else { return output.status }
            try writer?.finish(into: result)
            writer = nil
            length.pointee = count
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}

/// Ends a stream writer and wipes what waits in it. A stream that was not finished does not open.
///
/// - Parameters:
///   - writer: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us, and the wiping of a segment
/// - Since: 0.1
@_cdecl("kedge_stream_writer_destroy")
public func kedge_stream_writer_destroy(_ writer: UnsafeMutablePointer<kedge_stream_writer>?) -> kedge_status {
    HandleKind.streamWriter.withdrawUnused(writer, "writer")
}
