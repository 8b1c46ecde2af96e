public import CKedge
import KedgeCore
import KedgeWallet

extension HandleKind where Tag == kedge_hd_key, Object == HDKey {
    internal static var hdKey: Self { Self(.hdKey) }
}

/// Makes the master key of a seed.
///
/// The key is kept in locked, guarded memory that is wiped when the handle is destroyed; wipe your seed.
///
/// - Parameters:
///   - seed: seed_len bytes, which a mnemonic gives, or randomness
///   - seed_len: 16 to 64
///   - out: the new handle, a private key; give it to kedge_hd_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_SEED (another length; or, once in 2^127, a seed without a
///   key), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us
/// - Since: 0.1
@_cdecl("kedge_hd_key_create_seed")
public func kedge_hd_key_create_seed(
    _ seed: UnsafePointer<UInt8>?, _ seed_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_hd_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let seed = bytes(seed, seed_len) else { return failInput("seed", seed_len) }
    do throws(HDKeyError) {
        return HandleKind.hdKey.issue(.privateKey(try HDPrivateKey(seed: seed.bytes)), to: out)
    } catch {
        return fail(error)
    }
}

/// Reads an extended key: an xprv, which gives a private key, or an xpub, which gives a public one.
///
/// Taken are the keys of BIP-32 with the versions of the main network, and nothing that breaks a rule of it.
///
/// - Parameters:
///   - text: text_len characters; wipe your copy of an xprv
///   - text_len: 111 for every key
///   - out: the new handle; give it to kedge_hd_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_EXTENDED_KEY, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for an xprv, 5 us for an xpub
/// - Since: 0.1
@_cdecl("kedge_hd_key_create_text")
public func kedge_hd_key_create_text(
    _ text: UnsafePointer<CChar>?, _ text_len: Int, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_hd_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    do throws(HDKeyError) {
        return HandleKind.hdKey.issue(try HDKey(text.bytes), to: out)
    } catch {
        return fail(error)
    }
}

/// Wipes and ends an HD key. No other thread may be inside a call with it. Keys that were derived from it go on
/// working.
///
/// - Parameters:
///   - key: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_hd_key_destroy")
public func kedge_hd_key_destroy(_ key: UnsafeMutablePointer<kedge_hd_key>?) -> kedge_status {
    HandleKind.hdKey.withdraw(key, "key")
}

/// Derives the key at the end of a path: private from a private key, public from a public one.
///
/// A path is numbers with slashes between; a hardened one ends with ' or h. A path that begins with m is that of the
/// whole tree and taken from a master key alone, and m itself is that key; every other path goes on from the key given.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - path: path_len characters, such as m/44'/60'/0'/0/0 or 0/7; numbers below 2^31, no signs, spaces or leading
///     zeros
///   - path_len: length of path
///   - out: the new handle; give it to kedge_hd_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_PATH (also for an m where the key
///   is no master key), KEDGE_HD_KEY_IS_PUBLIC (a hardened number needs the private key), KEDGE_HD_KEY_TOO_DEEP,
///   KEDGE_INVALID_CHILD, KEDGE_ALGORITHM_UNAVAILABLE (no RIPEMD-160), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for each hardened level, 16 us for a normal one, and 17 us for the last; of public keys 20 us for
///   each
/// - Since: 0.1
@_cdecl("kedge_hd_key_derive")
public func kedge_hd_key_derive(
    _ key: UnsafePointer<kedge_hd_key>?, _ path: UnsafePointer<CChar>?, _ path_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_hd_key>?>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let out else { return failNull("out") }
    guard let path = bytes(path, path_len) else { return failInput("path", path_len) }
    do throws(HDKeyError) {
        return HandleKind.hdKey.issue(try key.pointee.derived(DerivationPath(path.bytes)), to: out)
    } catch {
        return fail(error)
    }
}

/// Derives the key that so many numbers lead to, from the key given: private from a private key, public from a public
/// one.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - numbers: count numbers, with KEDGE_HARDENED added for hardened ones
///   - count: 0, which gives a copy of the key, to 255
///   - out: the new handle; give it to kedge_hd_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_HD_KEY_IS_PUBLIC (a hardened number needs
///   the private key), KEDGE_HD_KEY_TOO_DEEP, KEDGE_INVALID_CHILD, KEDGE_ALGORITHM_UNAVAILABLE (no RIPEMD-160),
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for each hardened level, 16 us for a normal one, and 17 us for the last; of public keys 20 us for
///   each
/// - Since: 0.1
@_cdecl("kedge_hd_key_derive_numbers")
public func kedge_hd_key_derive_numbers(
    _ key: UnsafePointer<kedge_hd_key>?, _ numbers: UnsafePointer<UInt32>?, _ count: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_hd_key>?>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let out else { return failNull("out") }
    guard count >= 0, numbers != nil || count == 0 else { return failCount("count", count) }
    do throws(HDKeyError) {
        return HandleKind.hdKey.issue(
            try key.pointee.derived(UnsafeBufferPointer(start: numbers, count: count)), to: out)
    } catch {
        return fail(error)
    }
}

/// Makes the public twin of a key: it derives public keys and addresses of normal children, and signs nothing.
///
/// - Parameters:
///   - key: live handle; borrowed; of a public key it makes a copy
///   - out: the new handle; give it to kedge_hd_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us
/// - Since: 0.1
@_cdecl("kedge_hd_key_public")
public func kedge_hd_key_public(
    _ key: UnsafePointer<kedge_hd_key>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_hd_key>?>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let out else { return failNull("out") }
    do throws(HDKeyError) {
        return HandleKind.hdKey.issue(.publicKey(try key.pointee.publicKey), to: out)
    } catch {
        return fail(error)
    }
}
