public import CKedge
import KedgeWallet

extension kedge_keystore_options: OptionStruct {
    internal static var firstReleaseSize: Int { 80 }
    internal static var defaults: Self {
        let limits = KeystoreLimits()
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.kdf = KEDGE_KDF_SCRYPT
        options.scrypt_n = 262_144
        options.scrypt_r = 8
        options.scrypt_p = 1
        options.writes_address = 1
        options.pbkdf2_iterations = 600_000
        options.max_memory_bytes = UInt64(limits.maximumMemoryByteCount)
        options.max_work = UInt64(limits.maximumWork)
        options.max_iterations = UInt64(limits.maximumIterations)
        return options
    }

    internal var limits: KeystoreLimits {
        KeystoreLimits(
            maximumMemoryByteCount: Int(clamping: max_memory_bytes), maximumWork: Int(clamping: max_work),
            maximumIterations: Int(clamping: max_iterations))
    }

    /// What is told how far a derivation is, if anything is.
    internal var handler: KeystoreProgress.Handler? {
        guard let progress else { return nil }
        let context = progress_context
        return { state in withErrorKept { progress(state.done, state.total, context) } == 0 }
    }

    /// How a keystore is to be made.
    internal func keystoreOptions() throws(Refusal) -> KeystoreOptions {
        let writesAddress = try flag(writes_address, "writes_address")
        let derivation: KeystoreDerivation
        switch kdf {
        case KEDGE_KDF_SCRYPT:
            guard scrypt_n <= 1 << 31 else {
                throw Refusal(
                    fail(
                        KEDGE_INVALID_ARGUMENT, "scrypt_n is {u0}: at most 2^31 is taken",
                        Int(truncatingIfNeeded: scrypt_n)))
            }
            derivation = .scrypt(n: Int(scrypt_n), r: Int(scrypt_r), p: Int(scrypt_p))
        case KEDGE_KDF_PBKDF2: derivation = .pbkdf2(iterations: Int(clamping: pbkdf2_iterations))
        default:
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "kdf is {u0}: it is KEDGE_KDF_SCRYPT (1) or KEDGE_KDF_PBKDF2 (2)",
                    Int(kdf)))
        }
        let options = KeystoreOptions(derivation: derivation, writesAddress: writesAddress)
        do throws(KeystoreError) {
            try options.check(limits)
        } catch {
            throw Refusal(fail(error))
        }
        return options
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_keystore_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_keystore_options_init")
public func kedge_keystore_options_init(
    _ options: UnsafeMutablePointer<kedge_keystore_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_keystore_options.write(options, size: struct_size)
}
