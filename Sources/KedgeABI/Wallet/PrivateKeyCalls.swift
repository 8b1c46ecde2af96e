public import CKedge
import KedgeCore
import KedgeWallet

extension HandleKind where Tag == kedge_private_key, Object == PrivateKey {
    internal static var privateKey: Self { Self(.privateKey) }
}

/// Makes a private key from the operating system's randomness.
///
/// - Parameters:
///   - out: the new handle; give it to kedge_private_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 µs
/// - Since: 0.1
@_cdecl("kedge_private_key_generate")
public func kedge_private_key_generate(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    do throws(KeyError) {
        return HandleKind.privateKey.issue(try PrivateKey.random(), to: out)
    } catch {
        return fail(error)
    }
}

/// Makes a handle of a private key, which is copied into locked, guarded memory that is wiped when the handle is
/// destroyed; wipe your own copy.
///
/// - Parameters:
///   - key: key_len bytes: the number, big-endian, 1 to the order of secp256k1 - 1
///   - key_len: 32
///   - out: the new handle; give it to kedge_private_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_PRIVATE_KEY, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 200 ns
/// - Since: 0.1
@_cdecl("kedge_private_key_create")
public func kedge_private_key_create(
    _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    do throws(KeyError) {
        return HandleKind.privateKey.issue(try PrivateKey(key.bytes), to: out)
    } catch {
        return fail(error)
    }
}

/// Makes a handle of a private key that is written in hex. The digits go straight into locked, guarded memory, in a
/// time that does not depend on them; wipe your own copy.
///
/// - Parameters:
///   - text: 64 hex digits in either case, with or without 0x
///   - text_len: 64 or 66; a NUL does not count
///   - out: the new handle; give it to kedge_private_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_PRIVATE_KEY, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 200 ns
/// - Since: 0.1
@_cdecl("kedge_private_key_create_hex")
public func kedge_private_key_create_hex(
    _ text: UnsafePointer<CChar>?, _ text_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    do throws(KeyError) {
        return HandleKind.privateKey.issue(try PrivateKey(hex: text.bytes), to: out)
    } catch {
        return fail(error)
    }
}

/// Ends a private key and wipes it; NULL is nothing to end.
///
/// - Parameters:
///   - key: the handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, while no other is inside a call with the same handle
/// - Cost: about 100 ns
/// - Since: 0.1
@_cdecl("kedge_private_key_destroy")
public func kedge_private_key_destroy(_ key: UnsafeMutablePointer<kedge_private_key>?) -> kedge_status {
    HandleKind.privateKey.withdraw(key, "key")
}

/// Writes the private key itself; wipe what you are given.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - key32: out; 32 bytes: the number, big-endian
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL), KEDGE_INVALID_HANDLE (key32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_private_key_export")
public func kedge_private_key_export(
    _ key: UnsafePointer<kedge_private_key>?, _ key32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let key32 else { return failNull("key32") }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    object.pointee.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(start: key32, count: PrivateKey.byteCount).copyMemory(from: $0)
    }
    return KEDGE_OK
}

/// The address of a private key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - address20: out; 20 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL), KEDGE_INVALID_HANDLE (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 20 µs, in a time that does not depend on the key
/// - Since: 0.1
@_cdecl("kedge_private_key_address")
public func kedge_private_key_address(
    _ key: UnsafePointer<kedge_private_key>?, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let address20 else { return failNull("address20") }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    do throws(KeyError) {
        write(try object.pointee.address, to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// The public key of a private key, in the long form.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - public_key65: out; 65 bytes: 4, x and y
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL), KEDGE_INVALID_HANDLE (public_key65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 20 µs, in a time that does not depend on the key
/// - Since: 0.1
@_cdecl("kedge_private_key_public_key")
public func kedge_private_key_public_key(
    _ key: UnsafePointer<kedge_private_key>?, _ public_key65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let public_key65 else { return failNull("public_key65") }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    do throws(KeyError) {
        write(try object.pointee.publicKey, to: public_key65)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Signs a hash of 32 bytes: of a transaction, a message or typed data. Never sign 32 bytes that a stranger chose.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - hash32: 32 bytes
///   - is_hedged: 0: the nonce comes from the key and the hash alone (RFC 6979), so that the same hash gets the same
///     signature; 1: fresh randomness goes into it too, which makes the computation harder to disturb and to measure
///   - signature65: out; r, s and v (27 or 28), s never above half the order; may share memory with hash32
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or is_hedged is neither 0 nor 1), KEDGE_INVALID_HANDLE,
///   KEDGE_RANDOM_UNAVAILABLE (signature65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 20 µs, in a time that does not depend on the key
/// - Since: 0.1
@_cdecl("kedge_private_key_sign")
public func kedge_private_key_sign(
    _ key: UnsafePointer<kedge_private_key>?, _ hash32: UnsafePointer<UInt8>?, _ is_hedged: Int32,
    _ signature65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let signature65 else { return failNull("signature65") }
    guard let nonce = SigningNonce(isHedged: is_hedged) else { return failFlag("is_hedged", is_hedged) }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    do throws(KeyError) {
        write(try object.pointee.sign(Hash32(hash32), nonce: nonce), to: signature65)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Signs a message as wallets do for a person (personal_sign, EIP-191 version 0x45).
///
/// - Parameters:
///   - key: live handle; borrowed
///   - message: message_len bytes; text as UTF-8
///   - message_len: any length
///   - is_hedged: as for kedge_private_key_sign
///   - signature65: out; r, s and v (27 or 28); may share memory with message
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for an is_hedged that is neither 0 nor 1), KEDGE_INVALID_HANDLE,
///   KEDGE_RANDOM_UNAVAILABLE (signature65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 20 µs, and 1.7 ns for each byte
/// - Since: 0.1
@_cdecl("kedge_private_key_sign_message")
public func kedge_private_key_sign_message(
    _ key: UnsafePointer<kedge_private_key>?, _ message: UnsafePointer<UInt8>?, _ message_len: Int,
    _ is_hedged: Int32, _ signature65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let message = bytes(message, message_len) else { return failInput("message", message_len) }
    guard let signature65 else { return failNull("signature65") }
    guard let nonce = SigningNonce(isHedged: is_hedged) else { return failFlag("is_hedged", is_hedged) }
    guard let object = HandleKind.privateKey.object(key) else { return failHandle("key") }
    do throws(KeyError) {
        write(try object.pointee.sign(message: message.bytes, nonce: nonce), to: signature65)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

extension SigningNonce {
    /// Reads a flag; nil for anything but 0 and 1.
    internal init?(isHedged flag: Int32) {
        guard let isHedged = Bool(flag: flag) else { return nil }
        self = isHedged ? .hedged : .deterministic
    }
}
