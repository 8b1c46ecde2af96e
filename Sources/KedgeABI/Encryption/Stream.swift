public import CKedge
import KedgeCore
import KedgeEncryption

/// Seals a stream that is in memory as a whole.
///
/// - Parameters:
///   - ring: live handle, whose primary key is used; borrowed
///   - options: NULL for the defaults: segments of 65,536 bytes, one thread
///   - associated_data: associated_data_len bytes that whoever opens the stream has to have too; NULL only with length
///     0
///   - associated_data_len: any length
///   - plaintext: plaintext_len bytes; NULL only with length 0; shares no byte with out
///   - plaintext_len: up to 2^48
///   - out: out_capacity bytes for the stream; NULL to ask for the size
///   - out_capacity: at least 84 + plaintext_len + 16 for each segment
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_MESSAGE_TOO_LONG, KEDGE_NO_PRIMARY_KEY, KEDGE_RANDOM_UNAVAILABLE, KEDGE_MEMORY_NOT_LOCKED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched, or all zero if it failed in the middle)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us, a hash of associated_data, and 0.2 ms for 1 MiB on one thread
/// - Since: 0.1
@_cdecl("kedge_stream_seal")
public func kedge_stream_seal(
    _ ring: UnsafePointer<kedge_keyring>?, _ options: UnsafePointer<kedge_stream_options>?,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int, _ plaintext: UnsafePointer<UInt8>?,
    _ plaintext_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let settings = kedge_stream_options.read(options)?.stream else { return failOptions(options) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let plaintext = bytes(plaintext, plaintext_len) else { return failInput("plaintext", plaintext_len) }
    do throws(EncryptionError) {
        try settings.check()
        let output = Output(out, out_capacity, out_len, needed: try settings.sealedByteCount(for: plaintext_len))
        guard case .ready(let result, let length) = output else { return output.status }
        guard !overlaps(plaintext, result) else { return failOverlap("plaintext") }
        guard !overlaps(associatedData, result) else { return failOverlap("associated_data") }
        try object.pointee.sealStream(plaintext, associatedData, settings, into: result)
        length.pointee = result.count
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Opens a stream that is in memory as a whole.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - options: NULL for the defaults: one thread; the size of segments is the stream's own
///   - associated_data: associated_data_len bytes, as they were when the stream was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - sealed: sealed_len bytes; NULL only with length 0; shares no byte with out
///   - sealed_len: at least 100
///   - out: out_capacity bytes for the plaintext; NULL to ask for the size, which is certain only when the stream is
///     opened
///   - out_capacity: at least the plaintext's length
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE, KEDGE_MESSAGE_TOO_SHORT, KEDGE_MESSAGE_TOO_LONG, KEDGE_MALFORMED_HEADER,
///   KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED, KEDGE_MEMORY_NOT_LOCKED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched, or the plaintext's place in it all zero)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us, a hash of associated_data, and 0.2 ms for 1 MiB on one thread
/// - Since: 0.1
@_cdecl("kedge_stream_open")
public func kedge_stream_open(
    _ ring: UnsafePointer<kedge_keyring>?, _ options: UnsafePointer<kedge_stream_options>?,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int, _ sealed: UnsafePointer<UInt8>?,
    _ sealed_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let settings = kedge_stream_options.read(options)?.stream else { return failOptions(options) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let sealed = bytes(sealed, sealed_len) else { return failInput("sealed", sealed_len) }
    do throws(EncryptionError) {
        try settings.check()
        let output = Output(out, out_capacity, out_len, needed: try Keyring.plaintextByteCount(ofStream: sealed))
        guard case .ready(let result, let length) = output else { return output.status }
        guard !overlaps(sealed, result) else { return failOverlap("sealed") }
        guard !overlaps(associatedData, result) else { return failOverlap("associated_data") }
        try object.pointee.openStream(sealed, associatedData, settings, into: result)
        length.pointee = result.count
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
