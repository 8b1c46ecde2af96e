public import CKedge
import KedgeCore
import KedgeWallet

extension kedge_hd_key_info: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }

    fileprivate init(_ key: borrowing HDKey) throws(HDKeyError) {
        self.init()
        depth = UInt32(truncatingIfNeeded: key.depth)
        child_number = key.childNumber
        fingerprint = try key.fingerprint
        parent_fingerprint = key.parentFingerprint
        is_private = key.isPrivate ? 1 : 0
    }
}

/// Writes a key as text: an xprv of a private key, an xpub of a public one.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL; wipe an xprv after use
///   - out_capacity: KEDGE_EXTENDED_KEY_TEXT_BYTES is always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us; no allocation
/// - Since: 0.1
@_cdecl("kedge_hd_key_format")
public func kedge_hd_key_format(
    _ key: UnsafePointer<kedge_hd_key>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    switch Output(out, out_capacity, out_len, needed: KEDGE_EXTENDED_KEY_TEXT_BYTES) {
    case .refused(let status): return status
    case .ready(let room, let length):
        let count = KEDGE_EXTENDED_KEY_TEXT_BYTES &- 1
        key.pointee.write(to: UnsafeMutableRawBufferPointer(rebasing: room[..<count]))
        room[count] = 0
        length.pointee = count
        return KEDGE_OK
    }
}

/// Tells what is known of an HD key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - info: out; struct_size is set before the call, and tells how many bytes are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a struct_size of no release), KEDGE_INVALID_HANDLE,
///   KEDGE_ALGORITHM_UNAVAILABLE (no RIPEMD-160), KEDGE_OUT_OF_MEMORY (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for a public key; 20 us for a private one
/// - Since: 0.1
@_cdecl("kedge_hd_key_get_info")
public func kedge_hd_key_get_info(
    _ key: UnsafePointer<kedge_hd_key>?, _ info: UnsafeMutablePointer<kedge_hd_key_info>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let info = kedge_hd_key_info.accept(info) else { return failResult("info", info) }
    do throws(HDKeyError) {
        try kedge_hd_key_info(key.pointee).write(to: info)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Makes a private key of its own of an HD key, which signs.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - out: the new handle; give it to kedge_private_key_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_HD_KEY_IS_PUBLIC, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 300 ns
/// - Since: 0.1
@_cdecl("kedge_hd_key_private_key")
public func kedge_hd_key_private_key(
    _ key: UnsafePointer<kedge_hd_key>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_private_key>?>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let out else { return failNull("out") }
    do throws(HDKeyError) {
        return HandleKind.privateKey.issue(try key.pointee.privateKey(), to: out)
    } catch {
        return fail(error)
    }
}

/// Writes the public key of an HD key in the short form.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - public_key33: out; 33 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (public_key33 untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us for a public key; 20 us for a private one
/// - Since: 0.1
@_cdecl("kedge_hd_key_public_key")
public func kedge_hd_key_public_key(
    _ key: UnsafePointer<kedge_hd_key>?, _ public_key33: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let public_key33 else { return failNull("public_key33") }
    do throws(HDKeyError) {
        let bytes = try key.pointee.verifyingKey.compressedBytes
        public_key33.update(from: bytes, count: KEDGE_PUBLIC_KEY_COMPRESSED_BYTES)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Writes the address of an HD key.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - address20: out; 20 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us for a public key; 20 us for a private one
/// - Since: 0.1
@_cdecl("kedge_hd_key_address")
public func kedge_hd_key_address(
    _ key: UnsafePointer<kedge_hd_key>?, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard let address20 else { return failNull("address20") }
    do throws(HDKeyError) {
        write(try key.pointee.address, to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Writes the addresses of the normal children first, first + 1, ... of a key.
///
/// - Parameters:
///   - key: live handle; borrowed; of an account m/44'/60'/0' give the child 0
///   - first: index of the first child
///   - count: how many; every index has to be below 2^31
///   - threads: 1 to 64, the calling one included; the others run inside the call alone
///   - addresses: out; 20 bytes for each, one after another; may be NULL only if count is 0
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY (addresses untouched),
///   KEDGE_INVALID_CHILD (addresses are zeros)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us for each address, shared among the threads; no allocation for each
/// - Since: 0.1
@_cdecl("kedge_hd_key_addresses")
public func kedge_hd_key_addresses(
    _ key: UnsafePointer<kedge_hd_key>?, _ first: UInt32, _ count: Int, _ threads: UInt32,
    _ addresses: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let key = HandleKind.hdKey.object(key) else { return failHandle("key") }
    guard addresses != nil || count == 0 else { return failNull("addresses") }
    do throws(HDKeyError) {
        try key.pointee.writeAddresses(first: first, count: count, threads: Int(threads), to: addresses)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
