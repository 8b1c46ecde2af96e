public import CKedge
import KedgeCore
import KedgeEncryption

/// Encrypts and authenticates a message with a keyring's primary key. The library makes the nonce.
///
/// The result names its key and opens under no other one. Associated data binds it to its context: a message that was sealed
/// for one place does not open in another.
///
/// An AES-256-GCM key takes its nonces from the ring's file, 2^20 at a time, so one call in a million writes the file durably
/// and may meet its errors.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - associated_data: associated_data_len bytes, authenticated and not part of the result; NULL only with length 0
///   - associated_data_len: any length
///   - plaintext: plaintext_len bytes; NULL only with length 0; may lie where its ciphertext goes, 16 bytes before the end
///     of the result, and otherwise shares no byte with out
///   - plaintext_len: up to 2^36 - 32
///   - out: out_capacity bytes for the result; NULL to ask for the size
///   - out_capacity: at least plaintext_len + 88 (KEDGE_SEALED_OVERHEAD_BYTES), or + 76 for an AES-256-GCM key
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_NO_PRIMARY_KEY, KEDGE_MESSAGE_TOO_LONG, KEDGE_RANDOM_UNAVAILABLE, KEDGE_OUT_OF_MEMORY,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched, or all zero if libcrypto failed in the middle); for an AES-256-GCM key also
///   KEDGE_KEY_NEEDS_FILE, KEDGE_KEY_EXHAUSTED, KEDGE_KEY_DISABLED and KEDGE_KEY_DESTROYED (another handle did that),
///   KEDGE_FORKED, KEDGE_BUSY, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE,
///   KEDGE_IO_FAILED, KEDGE_KEYRING_DAMAGED, KEDGE_UNKNOWN_VERSION, KEDGE_WRONG_UNLOCK, KEDGE_AUTHENTICATION_FAILED,
///   KEDGE_MEMORY_NOT_LOCKED (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used the key, no lock; about 460 ns for 64 bytes, 5 GB/s
/// - Since: 0.1
@_cdecl("kedge_keyring_seal")
public func kedge_keyring_seal(
    _ ring: UnsafePointer<kedge_keyring>?, _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ plaintext: UnsafePointer<UInt8>?, _ plaintext_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let plaintext = bytes(plaintext, plaintext_len) else { return failInput("plaintext", plaintext_len) }
    var output = MessageOutput(out, out_capacity, out_len)
    return output.fill { output throws(EncryptionError) in
        try ring.pointee.seal(plaintext, associatedData) { needed in
            output.place(
                needed, from: plaintext, "plaintext", inPlaceAt: needed &- plaintext.count &- 16,
                apartFrom: associatedData)
        }
    }
}

/// Opens a sealed message with whichever key of a keyring it names.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - associated_data: associated_data_len bytes, as they were when the message was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - sealed: sealed_len bytes; its ciphertext may lie where the plaintext goes, and otherwise it shares no byte with out
///   - sealed_len: any length
///   - out: out_capacity bytes for the plaintext; NULL to ask for the size
///   - out_capacity: at least sealed_len - 88 (KEDGE_SEALED_OVERHEAD_BYTES), or - 76 for an AES-256-GCM key
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_AUTHENTICATION_FAILED (the plaintext's place in out is all
///   zero), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION,
///   KEDGE_MESSAGE_TOO_SHORT, KEDGE_MESSAGE_TOO_LONG, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used the key, no lock; about 420 ns for 64 bytes, 5 GB/s
/// - Since: 0.1
@_cdecl("kedge_keyring_open")
public func kedge_keyring_open(
    _ ring: UnsafePointer<kedge_keyring>?, _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ sealed: UnsafePointer<UInt8>?, _ sealed_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let sealed = bytes(sealed, sealed_len) else { return failInput("sealed", sealed_len) }
    var output = MessageOutput(out, out_capacity, out_len)
    return output.fill { output throws(EncryptionError) in
        try ring.pointee.open(sealed, associatedData) { needed in
            output.place(
                needed, from: sealed, "sealed", inPlaceAt: needed &+ 16 &- sealed.count, apartFrom: associatedData)
        }
    }
}

/// Moves a sealed message to a keyring's primary key, without showing the caller the plaintext.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - associated_data: associated_data_len bytes, as they were when the message was sealed, and as they will be; NULL only
///     with length 0
///   - associated_data_len: any length
///   - sealed: sealed_len bytes; shares no byte with out
///   - sealed_len: any length
///   - out: out_capacity bytes for the result, where the plaintext stands for a moment; NULL to ask for the size
///   - out_capacity: at least what the message needs under the primary key
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_AUTHENTICATION_FAILED (the result's place in out is all
///   zero), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION,
///   KEDGE_MESSAGE_TOO_SHORT, KEDGE_MESSAGE_TOO_LONG, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED,
///   KEDGE_NO_PRIMARY_KEY, KEDGE_RANDOM_UNAVAILABLE, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched, or
///   all zero); for an AES-256-GCM key also KEDGE_KEY_NEEDS_FILE, KEDGE_KEY_EXHAUSTED, KEDGE_FORKED, KEDGE_BUSY,
///   KEDGE_FILE_NOT_FOUND, KEDGE_FILE_CHANGED, KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED,
///   KEDGE_KEYRING_DAMAGED, KEDGE_WRONG_UNLOCK, KEDGE_MEMORY_NOT_LOCKED (all zero)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used both keys, no lock; as much as an opening and a sealing
/// - Since: 0.1
@_cdecl("kedge_keyring_reseal")
public func kedge_keyring_reseal(
    _ ring: UnsafePointer<kedge_keyring>?, _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ sealed: UnsafePointer<UInt8>?, _ sealed_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let ring = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let sealed = bytes(sealed, sealed_len) else { return failInput("sealed", sealed_len) }
    var output = MessageOutput(out, out_capacity, out_len)
    return output.fill { output throws(EncryptionError) in
        try ring.pointee.reseal(sealed, associatedData) { needed in
            output.place(needed, from: sealed, "sealed", inPlaceAt: nil, apartFrom: associatedData)
        }
    }
}

/// Tells which key a sealed message says it was sealed with. Nothing is known to be true before it is opened.
///
/// - Parameters:
///   - sealed: sealed_len bytes: the whole message
///   - sealed_len: any length
///   - key_id: out; the id
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_MESSAGE_TOO_SHORT,
///   KEDGE_MESSAGE_TOO_LONG (key_id untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_keyring_sealed_key_id")
public func kedge_keyring_sealed_key_id(
    _ sealed: UnsafePointer<UInt8>?, _ sealed_len: Int, _ key_id: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let sealed = bytes(sealed, sealed_len) else { return failInput("sealed", sealed_len) }
    guard let key_id else { return failNull("key_id") }
    return status { () throws(EncryptionError) in key_id.pointee = try Keyring.keyID(of: sealed.bytes) }
}

/// Where the result of a message call goes, once its size is known.
private struct MessageOutput {
    private let out: UnsafeMutablePointer<UInt8>?
    private let capacity: Int
    private let length: UnsafeMutablePointer<Int>?
    private var count = 0
    private var refusal = KEDGE_OK

    @inline(__always)
    internal init(_ out: UnsafeMutablePointer<UInt8>?, _ capacity: Int, _ length: UnsafeMutablePointer<Int>?) {
        self.out = out
        self.capacity = capacity
        self.length = length
    }

    /// Lets `body` ask for its place and write the result there.
    @inline(__always)
    internal mutating func fill(
        _ body: (inout MessageOutput) throws(EncryptionError) -> Bool
    ) -> kedge_status {
        do throws(EncryptionError) {
            guard try body(&self) else { return refusal }
        } catch {
            return KedgeABI.fail(error)
        }
        length?.pointee = count
        return KEDGE_OK
    }

    /// The place of a result, or nil, and then a refusal is noted.
    ///
    /// - Parameters:
    ///   - message: may lie where it is transformed in place: so far behind the beginning of the result, which is negative
    ///     where the result begins inside it.
    ///   - associatedData: shares no byte with the result.
    @inline(__always)
    internal mutating func place(
        _ needed: Int, from message: UnsafeRawBufferPointer, _ name: StaticString, inPlaceAt offset: Int?,
        apartFrom associatedData: UnsafeRawBufferPointer
    ) -> UnsafeMutableRawBufferPointer? {
        guard case .ready(let place, _) = check(needed) else { return nil }
        var isInPlace = false
        if let offset, let start = place.baseAddress {
            isInPlace = message.baseAddress == UnsafeRawPointer(start) + offset
        }
        guard isInPlace || !overlaps(message, place) else { return refuse(failOverlap(name)) }
        guard !overlaps(associatedData, place) else { return refuse(failOverlap("associated_data")) }
        count = needed
        return place
    }

    @inline(__always)
    private mutating func check(_ needed: Int) -> Output {
        let output = Output(out, capacity, length, needed: needed)
        refusal = output.status
        return output
    }

    private mutating func refuse(_ status: kedge_status) -> UnsafeMutableRawBufferPointer? {
        refusal = status
        return nil
    }
}
