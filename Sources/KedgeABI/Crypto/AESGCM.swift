public import CKedge
import KedgeCore
import KedgeCrypto

extension HandleKind where Tag == kedge_aes_gcm, Object == AESGCMKey {
    internal static var aesGCM: Self { Self(.aesGCM) }
}

extension kedge_aes_gcm_options: OptionStruct {
    internal static var firstReleaseSize: Int { 16 }
    internal static var defaults: Self {
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.tag_bytes = UInt32(AESGCMKey.defaultTagLength)
        return options
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_aes_gcm_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_options_init")
public func kedge_aes_gcm_options_init(
    _ options: UnsafeMutablePointer<kedge_aes_gcm_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_aes_gcm_options.write(options, size: struct_size)
}

/// Makes an AES-GCM key from bytes.
///
/// The key is copied into locked, guarded memory that is wiped when the handle is destroyed; wipe your own copy. This is
/// the bare algorithm, for data that other software seals or opens.
///
/// - Parameters:
///   - key: key_len bytes
///   - key_len: 16, 24 or 32
///   - options: NULL for the defaults: tags of 16 bytes, unlocked memory accepted
///   - out: the new handle; give it to kedge_aes_gcm_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_KEY_LENGTH, KEDGE_INVALID_TAG_LENGTH,
///   KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 200 ns, and 900 ns more with the first message of each thread; the first key of a process loads the
///   algorithm
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_create")
public func kedge_aes_gcm_create(
    _ key: UnsafePointer<UInt8>?, _ key_len: Int, _ options: UnsafePointer<kedge_aes_gcm_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_aes_gcm>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let settings = kedge_aes_gcm_options.read(options) else { return failOptions(options) }
    guard let requiresLocked = Bool(flag: settings.require_locked_memory) else {
        return failFlag("require_locked_memory", settings.require_locked_memory)
    }
    do throws(AESGCMError) {
        return HandleKind.aesGCM.issue(
            try AESGCMKey(copying: key.bytes, tagLength: Int(settings.tag_bytes), requireLocked: requiresLocked),
            to: out)
    } catch {
        return fail(error)
    }
}

/// Wipes and ends a key. No other thread may be inside a call with it.
///
/// - Parameters:
///   - key: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_destroy")
public func kedge_aes_gcm_destroy(_ key: UnsafeMutablePointer<kedge_aes_gcm>?) -> kedge_status {
    HandleKind.aesGCM.withdraw(key, "key")
}

/// Encrypts and authenticates a message under a nonce that the library makes.
///
/// The result is nonce (12 bytes), ciphertext (plaintext_len bytes), tag. One key makes at most 2^32 nonces, counted in
/// this handle: threads reserve them in blocks of 2^12, so a key may end up to 16 blocks early. A key that lives in several
/// handles or processes is counted by nobody; use a keyring for such a key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - associated_data: associated_data_len bytes, authenticated and not part of the result; NULL only with length 0
///   - associated_data_len: any length
///   - plaintext: plaintext_len bytes; NULL only with length 0; may lie at out + 12, where its ciphertext goes, and
///     otherwise shares no byte with out
///   - plaintext_len: up to 2^36 - 32
///   - out: out_capacity bytes for the result; NULL to ask for the size
///   - out_capacity: at least plaintext_len + 12 + the key's tag bytes
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_MESSAGE_TOO_LONG, KEDGE_KEY_EXHAUSTED, KEDGE_RANDOM_UNAVAILABLE, KEDGE_OUT_OF_MEMORY,
///   KEDGE_ALGORITHM_UNAVAILABLE
///   (out untouched, or all zero if libcrypto failed in the middle)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used the key; about 200 ns for 64 bytes
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_seal")
public func kedge_aes_gcm_seal(
    _ key: UnsafePointer<kedge_aes_gcm>?, _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ plaintext: UnsafePointer<UInt8>?, _ plaintext_len: Int, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.aesGCM.object(key) else { return failHandle("key") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let plaintext = bytes(plaintext, plaintext_len) else { return failInput("plaintext", plaintext_len) }
    guard plaintext_len <= AESGCMKey.maximumMessageLength else { return fail(.messageTooLong(plaintext_len)) }
    let output = Output(out, out_capacity, out_len, needed: plaintext_len &+ object.pointee.overhead)
    return output.fill(
        from: plaintext, "plaintext", inPlaceAt: AESGCMKey.nonceLength, apartFrom: associatedData
    ) { result throws(AESGCMError) in
        try object.pointee.seal(plaintext, associatedData, into: result)
    }
}

/// Opens what kedge_aes_gcm_seal made.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - associated_data: associated_data_len bytes, as they were when the message was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - sealed: sealed_len bytes: nonce, ciphertext, tag; its ciphertext, at sealed + 12, may lie where out begins, and
///     otherwise no byte is shared with out
///   - sealed_len: at least 12 + the key's tag bytes
///   - out: out_capacity bytes for the plaintext; NULL to ask for the size
///   - out_capacity: at least sealed_len - 12 - the key's tag bytes
///   - out_len: bytes written, or the capacity to allocate
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (out_len is set), KEDGE_AUTHENTICATION_FAILED (the plaintext's place in out
///   is all zero), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_MESSAGE_TOO_SHORT, KEDGE_MESSAGE_TOO_LONG,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation once each thread has used the key; about 200 ns for 64 bytes
/// - Since: 0.1
@_cdecl("kedge_aes_gcm_open")
public func kedge_aes_gcm_open(
    _ key: UnsafePointer<kedge_aes_gcm>?, _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int,
    _ sealed: UnsafePointer<UInt8>?, _ sealed_len: Int, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.aesGCM.object(key) else { return failHandle("key") }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    guard let sealed = bytes(sealed, sealed_len) else { return failInput("sealed", sealed_len) }
    let length = sealed_len &- object.pointee.overhead
    guard length >= 0 else { return failTooShort(sealed_len, minimum: object.pointee.overhead) }
    guard length <= AESGCMKey.maximumMessageLength else { return fail(.messageTooLong(length)) }
    let output = Output(out, out_capacity, out_len, needed: length)
    return output.fill(
        from: sealed, "sealed", inPlaceAt: 0 &- AESGCMKey.nonceLength, apartFrom: associatedData
    ) { result throws(AESGCMError) in
        try object.pointee.open(sealed, associatedData, into: result)
    }
}

extension Output {
    /// Lets `body` write the result, once it is sure that what it reads and what it writes do not collide.
    ///
    /// - Parameters:
    ///   - message: may lie where it is transformed in place: the result begins `inPlaceAt` bytes before it.
    ///   - associatedData: shares no byte with the result; nor does `nonce`.
    @inline(__always)
    internal func fill(
        from message: UnsafeRawBufferPointer, _ name: StaticString, inPlaceAt offset: Int,
        apartFrom associatedData: UnsafeRawBufferPointer,
        nonce: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        _ body: (UnsafeMutableRawBufferPointer) throws(AESGCMError) -> Void
    ) -> kedge_status {
        guard case .ready(let result, let length) = self else { return status }
        let isInPlace = message.baseAddress == result.baseAddress.map { UnsafeRawPointer($0 + offset) }
        guard isInPlace || !overlaps(message, result) else { return failOverlap(name) }
        guard !overlaps(associatedData, result) else { return failOverlap("associated_data") }
        guard !overlaps(nonce, result) else { return failOverlap("nonce") }
        do throws(AESGCMError) {
            try body(result)
        } catch {
            return KedgeABI.fail(error)
        }
        length.pointee = result.count
        return KEDGE_OK
    }
}
