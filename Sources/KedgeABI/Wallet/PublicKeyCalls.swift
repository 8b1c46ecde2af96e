public import CKedge
import KedgeCore
import KedgeCrypto
import KedgeWallet

extension HandleKind where Tag == kedge_public_key, Object == PublicKey {
    internal static var publicKey: Self { Self(.publicKey) }
}

/// Reads a public key, once for any number of uses.
///
/// - Parameters:
///   - bytes: bytes_len bytes as SEC 1 writes a point: 2 or 3 and x, or 4, x and y
///   - bytes_len: 33 or 65
///   - out: the new handle; give it to kedge_public_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_PUBLIC_KEY, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 0.5 µs for 65 bytes, 4 µs for 33
/// - Since: 0.1
@_cdecl("kedge_public_key_create")
public func kedge_public_key_create(
    _ bytes: UnsafePointer<UInt8>?, _ bytes_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_public_key>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let bytes = KedgeABI.bytes(bytes, bytes_len) else { return failInput("bytes", bytes_len) }
    do throws(KeyError) {
        return HandleKind.publicKey.issue(try PublicKey(bytes.bytes), to: out)
    } catch {
        return fail(error)
    }
}

/// Ends a public key; NULL is nothing to end.
///
/// - Parameters:
///   - key: the handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, while no other is inside a call with the same handle
/// - Cost: about 50 ns
/// - Since: 0.1
@_cdecl("kedge_public_key_destroy")
public func kedge_public_key_destroy(_ key: UnsafeMutablePointer<kedge_public_key>?) -> kedge_status {
    HandleKind.publicKey.withdraw(key, "key")
}

/// Writes a public key in either form.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - is_compressed: 1: 33 bytes, 2 or 3 and x; 0: 65 bytes, 4, x and y
///   - out: room for the bytes
///   - out_capacity: bytes of out
///   - out_len: out; bytes written, or needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL (only out_len is set), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 0.1 µs
/// - Since: 0.1
@_cdecl("kedge_public_key_write")
public func kedge_public_key_write(
    _ key: UnsafePointer<kedge_public_key>?, _ is_compressed: Int32, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    let form: Secp256k1.PublicKeyForm
    switch is_compressed {
    case 0: form = .uncompressed
    case 1: form = .compressed
    default: return failFlag("is_compressed", is_compressed)
    }
    guard let object = HandleKind.publicKey.object(key) else { return failHandle("key") }
    switch Output(out, out_capacity, out_len, needed: form.byteCount) {
    case .refused(let status): return status
    case .ready(let room, let length):
        object.pointee.point.write(form, to: room.assumingMemoryBound(to: UInt8.self))
        length.pointee = room.count
        return KEDGE_OK
    }
}

/// The address of a public key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - address20: out; 20 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL), KEDGE_INVALID_HANDLE (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 0.4 µs
/// - Since: 0.1
@_cdecl("kedge_public_key_address")
public func kedge_public_key_address(
    _ key: UnsafePointer<kedge_public_key>?, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let address20 else { return failNull("address20") }
    guard let object = HandleKind.publicKey.object(key) else { return failHandle("key") }
    write(object.pointee.address, to: address20)
    return KEDGE_OK
}

/// Verifies a signature of a hash.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - hash32: the 32 bytes that were signed
///   - signature64: 64 bytes: r, then s; of a signature of 65 bytes the first 64
/// - Returns: KEDGE_OK, KEDGE_INVALID_SIGNATURE (r or s is out of range), KEDGE_HIGH_S, KEDGE_WRONG_SIGNER (another
///   key's, or of another hash), KEDGE_INVALID_ARGUMENT (NULL), KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 30 µs
/// - Since: 0.1
@_cdecl("kedge_public_key_verify")
public func kedge_public_key_verify(
    _ key: UnsafePointer<kedge_public_key>?, _ hash32: UnsafePointer<UInt8>?, _ signature64: UnsafePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let signature64 else { return failNull("signature64") }
    guard let object = HandleKind.publicKey.object(key) else { return failHandle("key") }
    do throws(KeyError) {
        let rAndS = UnsafeRawBufferPointer(start: signature64, count: 64).bytes
        try object.pointee.verify(Signature(rAndS: rAndS, yParity: false), of: Hash32(hash32))
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
