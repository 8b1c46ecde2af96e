public import CKedge
import KedgeCore
import KedgeCrypto
import KedgeEncryption

extension HandleKind where Tag == kedge_unlock, Object == KeyringUnlock {
    internal static var unlock: Self { Self(.unlock) }
}

extension kedge_passphrase_options: OptionStruct {
    internal static var firstReleaseSize: Int { 40 }
    internal static var defaults: Self {
        let limits = ScryptLimits()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.scrypt_n = 1 << 17
        options.scrypt_r = 8
        options.scrypt_p = 1
        options.max_memory_bytes = UInt64(limits.maximumMemoryByteCount)
        options.max_work = UInt64(limits.maximumWork)
        return options
    }

    fileprivate var parameters: ScryptParameters? {
        guard let cost = Int(exactly: scrypt_n) else { return nil }
        return try? ScryptParameters(
            cost: cost, blockSize: Int(scrypt_r), parallelization: Int(scrypt_p))
    }

    fileprivate var limits: ScryptLimits {
        ScryptLimits(
            maximumMemoryByteCount: Int(clamping: max_memory_bytes), maximumWork: Int(clamping: max_work))
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_passphrase_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_passphrase_options_init")
public func kedge_passphrase_options_init(
    _ options: UnsafeMutablePointer<kedge_passphrase_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_passphrase_options.write(options, size: struct_size)
}

/// Makes an unlock from a passphrase, which scrypt makes costly to guess.
///
/// The passphrase is copied into locked, guarded memory that is wiped when the handle is destroyed; wipe your own copy. Its
/// bytes count as they are: give text in UTF-8 and always in the same normal form.
///
/// - Parameters:
///   - passphrase: passphrase_len bytes
///   - passphrase_len: 1 to 16,777,216
///   - options: NULL for the defaults: N = 131,072, r = 8, p = 1, which take 128 MiB and about a third of a second
///   - out: the new handle; give it to kedge_unlock_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for scrypt parameters that break a rule or exceed the options' own limits),
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 200 ns; scrypt runs when a ring is saved or opened
/// - Since: 0.1
@_cdecl("kedge_unlock_create_passphrase")
public func kedge_unlock_create_passphrase(
    _ passphrase: UnsafePointer<UInt8>?, _ passphrase_len: Int, _ options: UnsafePointer<kedge_passphrase_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_unlock>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let passphrase = bytes(passphrase, passphrase_len) else { return failInput("passphrase", passphrase_len) }
    guard let settings = kedge_passphrase_options.read(options) else { return failOptions(options) }
    guard let parameters = settings.parameters else { return fail(.invalidPassphraseParameters) }
    do throws(EncryptionError) {
        return HandleKind.unlock.issue(
            try KeyringUnlock(passphrase: passphrase.bytes, parameters: parameters, limits: settings.limits), to: out)
    } catch {
        return fail(error)
    }
}

/// Makes an unlock from a key, which is used as it is.
///
/// The key is copied into locked, guarded memory that is wiped when the handle is destroyed; wipe your own copy.
///
/// - Parameters:
///   - key: key_len random bytes
///   - key_len: 32 (KEDGE_RING_KEY_BYTES)
///   - out: the new handle; give it to kedge_unlock_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_KEY_LENGTH, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 200 ns
/// - Since: 0.1
@_cdecl("kedge_unlock_create_key")
public func kedge_unlock_create_key(
    _ key: UnsafePointer<UInt8>?, _ key_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_unlock>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    do throws(EncryptionError) {
        return HandleKind.unlock.issue(try KeyringUnlock(key: key.bytes), to: out)
    } catch {
        return fail(error)
    }
}

/// Makes an unlock from a key service of the host's, which wraps a random data key of each ring's own.
///
/// The callbacks run on the thread of the call that needs them, with no lock held: unwrap when a ring is opened, wrap when one is
/// saved to bytes or to a new file, or gets this unlock; neither when a ring's file changes otherwise. They may not destroy this
/// handle, nor the keyring of the call: that is KEDGE_BUSY.
///
/// - Parameters:
///   - wrap: gets the data key of 32 bytes and answers with 1 to 4,096 bytes (KEDGE_WRAPPED_KEY_MAX_BYTES) that stand for it
///   - unwrap: gets those and answers with the 32 bytes
///   - context: given to both; has to live as long as the handle
///   - out: the new handle; give it to kedge_unlock_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE
///   (out untouched)
/// - Threads: any thread, concurrently; the callbacks may run on several threads at once
/// - Cost: about 100 ns
/// - Since: 0.1
@_cdecl("kedge_unlock_create_service")
public func kedge_unlock_create_service(
    _ wrap: kedge_key_service_call?, _ unwrap: kedge_key_service_call?, _ context: UnsafeMutableRawPointer?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_unlock>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let wrap else { return failNull("wrap") }
    guard let unwrap else { return failNull("unwrap") }
    let service = KeyService(
        wrap: serviceCall(wrap, HostContext(pointer: context)),
        unwrap: serviceCall(unwrap, HostContext(pointer: context)))
    return HandleKind.unlock.issue(KeyringUnlock(service: service), to: out)
}

/// Wipes and ends an unlock. No other thread may be inside a call with it. Keyrings that were opened with it go on working.
///
/// - Parameters:
///   - unlock: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (inside a callback of its own; it stays)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_unlock_destroy")
public func kedge_unlock_destroy(_ unlock: UnsafeMutablePointer<kedge_unlock>?) -> kedge_status {
    HandleKind.unlock.withdraw(unlock, "unlock", if: { $0.callsUnderWay.isEmpty })
}

/// The host's own pointer, which only the host follows.
private struct HostContext: @unchecked Sendable {
    internal let pointer: UnsafeMutableRawPointer?
}

/// A callback of the host's as `KeyService` calls it.
private func serviceCall(_ call: @escaping kedge_key_service_call, _ context: HostContext) -> KeyService.Call {
    let call = HostCall(function: call)
    return { input, room throws(EncryptionError) in
        var count = 0
        let answer = withErrorKept {
            call.function(
                input.baseAddress?.assumingMemoryBound(to: UInt8.self), input.count,
                room.baseAddress?.assumingMemoryBound(to: UInt8.self), room.count, &count, context.pointer)
        }
        guard answer == 0 else { throw .keyServiceFailed(answer) }
        guard count >= 0, count <= room.count else { throw .keyServiceFailed(nil) }
        return count
    }
}

private struct HostCall: @unchecked Sendable {
    internal let function: kedge_key_service_call
}
