public import CKedge
import KedgeWallet

/// The public key that made a signature of a hash.
///
/// - Parameters:
///   - hash32: the 32 bytes that were signed
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - public_key65: out; 65 bytes: 4, x and y; may share memory with the inputs
/// - Returns: KEDGE_OK, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT (NULL) (public_key65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 33 µs
/// - Since: 0.1
@_cdecl("kedge_signature_public_key")
public func kedge_signature_public_key(
    _ hash32: UnsafePointer<UInt8>?, _ signature65: UnsafePointer<UInt8>?, _ public_key65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let signature65 else { return failNull("signature65") }
    guard let public_key65 else { return failNull("public_key65") }
    do throws(KeyError) {
        write(try Signature(signature65).publicKey(of: Hash32(hash32)), to: public_key65)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// The address whose key made a signature of a hash.
///
/// Any signature in range has a signer: compare the address with the one you expect, or call kedge_signature_verify.
///
/// - Parameters:
///   - hash32: the 32 bytes that were signed
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - address20: out; 20 bytes; may share memory with the inputs
/// - Returns: KEDGE_OK, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT (NULL) (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 33 µs
/// - Since: 0.1
@_cdecl("kedge_signature_address")
public func kedge_signature_address(
    _ hash32: UnsafePointer<UInt8>?, _ signature65: UnsafePointer<UInt8>?, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let signature65 else { return failNull("signature65") }
    guard let address20 else { return failNull("address20") }
    do throws(KeyError) {
        write(try Signature(signature65).signer(of: Hash32(hash32)), to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Refuses a signature of a hash that is not by the key of an address.
///
/// - Parameters:
///   - hash32: the 32 bytes that were signed
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - address20: the 20 bytes of the signer's address
/// - Returns: KEDGE_OK, KEDGE_WRONG_SIGNER, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT (NULL)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 33 µs
/// - Since: 0.1
@_cdecl("kedge_signature_verify")
public func kedge_signature_verify(
    _ hash32: UnsafePointer<UInt8>?, _ signature65: UnsafePointer<UInt8>?, _ address20: UnsafePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let signature65 else { return failNull("signature65") }
    guard let address20 else { return failNull("address20") }
    do throws(KeyError) {
        try Signature(signature65).verify(of: Hash32(hash32), by: Address(address20))
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Writes a signature in the compact form of EIP-2098.
///
/// - Parameters:
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - compact64: out; 64 bytes: r, then s with the parity in its first bit; may share memory with signature65
/// - Returns: KEDGE_OK, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT (NULL) (compact64 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_signature_to_compact")
public func kedge_signature_to_compact(
    _ signature65: UnsafePointer<UInt8>?, _ compact64: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let signature65 else { return failNull("signature65") }
    guard let compact64 else { return failNull("compact64") }
    do throws(KeyError) {
        try Signature(signature65)
            .writeCompact(to: UnsafeMutableRawBufferPointer(start: compact64, count: Signature.compactByteCount))
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Reads a signature in the compact form of EIP-2098.
///
/// - Parameters:
///   - compact64: 64 bytes: r, then s with the parity in its first bit
///   - signature65: out; r, s and v (27 or 28); may share memory with compact64
/// - Returns: KEDGE_OK, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_INVALID_ARGUMENT (NULL) (signature65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_signature_from_compact")
public func kedge_signature_from_compact(
    _ compact64: UnsafePointer<UInt8>?, _ signature65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let compact64 else { return failNull("compact64") }
    guard let signature65 else { return failNull("signature65") }
    do throws(KeyError) {
        let compact = UnsafeRawBufferPointer(start: compact64, count: Signature.compactByteCount)
        write(try Signature(compact: compact.bytes), to: signature65)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
