public import CKedge
import KedgeCore
import KedgeEncryption

extension HandleKind where Tag == kedge_keyring, Object == Keyring {
    internal static var keyring: Self { Self(.keyring) }
}

extension kedge_keyring_options: OptionStruct {
    internal static var firstReleaseSize: Int { 24 }
    internal static var defaults: Self {
        let defaults = KeyringOptions()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.lock_timeout_ms = defaults.lockTimeoutMilliseconds
        return options
    }
}

/// What a ring is to be like.
internal func ringOptions(_ options: UnsafePointer<kedge_keyring_options>?) throws(Refusal) -> KeyringOptions {
    guard let settings = kedge_keyring_options.read(options) else {
        throw Refusal(failOptions(options))
    }
    return KeyringOptions(
        allowsExport: try flag(settings.allow_export, "allow_export"),
        requiresLockedMemory: try flag(settings.require_locked_memory, "require_locked_memory"),
        lockTimeoutMilliseconds: settings.lock_timeout_ms)
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_keyring_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_keyring_options_init")
public func kedge_keyring_options_init(
    _ options: UnsafeMutablePointer<kedge_keyring_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_keyring_options.write(options, size: struct_size)
}

/// Makes a keyring without keys, in memory.
///
/// After fork() it goes on working in the child, changes included.
///
/// - Parameters:
///   - options: NULL for the defaults; lock_timeout_ms does not count
///   - out: the new handle; give it to kedge_keyring_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_keyring_create")
public func kedge_keyring_create(
    _ options: UnsafePointer<kedge_keyring_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_keyring>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        HandleKind.keyring.issue(Keyring(options: try ringOptions(options)), to: out)
    }
}

/// Wipes and ends a keyring. No other thread may be inside a call with it.
///
/// - Parameters:
///   - ring: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (inside a callback of a key service that works for it, or of a store
///   that is being opened with it; it stays)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: about 2 us for each key
/// - Since: 0.1
@_cdecl("kedge_keyring_destroy")
public func kedge_keyring_destroy(_ ring: UnsafeMutablePointer<kedge_keyring>?) -> kedge_status {
    HandleKind.keyring.withdraw(ring, "ring", if: { $0.callsUnderWay.isEmpty })
}
