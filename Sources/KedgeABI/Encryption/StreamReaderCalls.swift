public import CKedge
import KedgeCore
import KedgeEncryption

/// Begins to open a sealed stream that comes in pieces; memory for one segment is all it takes.
///
/// - Parameters:
///   - ring: live handle; not needed afterwards
///   - header: header_len bytes: how the stream begins
///   - header_len: KEDGE_STREAM_HEADER_BYTES
///   - associated_data: associated_data_len bytes, as they were when the stream was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - out: the new handle; give it to kedge_stream_reader_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_MESSAGE_TOO_SHORT, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED,
///   KEDGE_KEY_DESTROYED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us, and a hash of associated_data
/// - Since: 0.1
@_cdecl("kedge_stream_reader_create")
public func kedge_stream_reader_create(
    _ ring: UnsafePointer<kedge_keyring>?, _ header: UnsafePointer<UInt8>?, _ header_len: Int,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_stream_reader>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let header = bytes(header, header_len) else { return failInput("header", header_len) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard header_len <= StreamReader.headerByteCount else {
        return fail(
            KEDGE_INVALID_ARGUMENT, "header_len is {u0}: a header has {1} bytes, and what follows goes to update",
            header_len, StreamReader.headerByteCount)
    }
    do throws(EncryptionError) {
        let reader = try StreamReader(
            header: header.bytes, ring: object.pointee, authenticating: associatedData.bytes)
        return HandleKind.streamReader.issue(OneAtATime(reader), to: out)
    } catch {
        return fail(error)
    }
}

/// Adds more of a sealed stream, which begins behind the header, and gives out the plaintext of what proved authentic.
///
/// - Parameters:
///   - reader: live handle
///   - data: data_len bytes; NULL only with length 0; shares no byte with out
///   - data_len: any length
///   - out: out_capacity bytes for plaintext; NULL to ask for the size
///   - out_capacity: data_len and the bytes of a segment are always enough
///   - out_len: bytes written, often 0; or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT (the stream is finished, for
///   instance), KEDGE_INVALID_HANDLE, KEDGE_BUSY, KEDGE_MESSAGE_TOO_LONG (nothing was added);
///   KEDGE_AUTHENTICATION_FAILED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (the plaintext's place in out is all
///   zero, and every later call fails in the same way)
/// - Threads: one thread at a time per handle
/// - Cost: no allocation; 0.2 ms for 1 MiB
/// - Since: 0.1
@_cdecl("kedge_stream_reader_update")
public func kedge_stream_reader_update(
    _ reader: UnsafeMutablePointer<kedge_stream_reader>?, _ data: UnsafePointer<UInt8>?, _ data_len: Int,
    _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    return HandleKind.streamReader.withObject(reader, "reader") { reader in
        do throws(EncryptionError) {
            guard let count = try reader?.updateByteCount(for: data.count) else { return failFinished("reader") }
            let output = Output(out, out_capacity, out_len, needed: count)
            guard case .ready(let result, let length) = output else { return output.status }
            guard !overlaps(data, result) else { return failOverlap("data") }
            try reader?.update(data, into: result)
            length.pointee = count
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}

/// Ends a stream: proves that nothing is missing, and gives out the last plaintext. Without it, a stream may have been
/// cut.
///
/// - Parameters:
///   - reader: live handle; when this succeeded it only waits to be destroyed
///   - out: out_capacity bytes for plaintext; NULL to ask for the size
///   - out_capacity: the bytes of a segment are always enough
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_BUSY; KEDGE_AUTHENTICATION_FAILED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (the plaintext's place
///   in out is all zero, and every later call fails in the same way)
/// - Threads: one thread at a time per handle
/// - Cost: up to a segment's
/// - Since: 0.1
@_cdecl("kedge_stream_reader_finish")
public func kedge_stream_reader_finish(
    _ reader: UnsafeMutablePointer<kedge_stream_reader>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    HandleKind.streamReader.withObject(reader, "reader") { reader in
        do throws(EncryptionError) {
            try reader?.check()
            guard let count = reader?.finishByteCount else { return failFinished("reader") }
            let output = Output(out, out_capacity, out_len, needed: count)
            guard case .ready(let result, let length) = output else { return output.status }
            try reader?.finish(into: result)
            reader = nil
            length.pointee = count
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}

/// Ends a stream reader.
///
/// - Parameters:
///   - reader: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us, and the wiping of a segment
/// - Since: 0.1
@_cdecl("kedge_stream_reader_destroy")
public func kedge_stream_reader_destroy(_ reader: UnsafeMutablePointer<kedge_stream_reader>?) -> kedge_status {
    HandleKind.streamReader.withdrawUnused(reader, "reader")
}
