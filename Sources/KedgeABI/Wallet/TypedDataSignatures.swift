public import CKedge
import KedgeCore
import KedgeWallet

/// Signs typed data.
///
/// - Parameters:
///   - typed_data: live handle
///   - key: live handle
///   - is_hedged: 0: the nonce is of RFC 6979, so that the same data gives the same signature; 1: randomness is mixed
///     in
///   - signature65: out; 65 bytes: r, s, and 27 or 28
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RANDOM_UNAVAILABLE (signature65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us
/// - Since: 0.1
@_cdecl("kedge_typed_data_sign")
public func kedge_typed_data_sign(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ key: UnsafePointer<kedge_private_key>?, _ is_hedged: Int32,
    _ signature65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let nonce = SigningNonce(isHedged: is_hedged) else { return failFlag("is_hedged", is_hedged) }
    guard let signature65 else { return failNull("signature65") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    guard let key = HandleKind.privateKey.object(key) else { return failHandle("key") }
    do throws(KeyError) {
        write(try key.pointee.sign(object.pointee, nonce: nonce), to: signature65)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Tells who signed typed data.
///
/// - Parameters:
///   - typed_data: live handle
///   - signature65: 65 bytes: r, s, and v, which is 27 or 28, or 0 or 1
///   - address20: out; 20 bytes: the address of the key that made the signature
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S
///   (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 33 us
/// - Since: 0.1
@_cdecl("kedge_typed_data_address")
public func kedge_typed_data_address(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ signature65: UnsafePointer<UInt8>?,
    _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let signature65 else { return failNull("signature65") }
    guard let address20 else { return failNull("address20") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    do throws(KeyError) {
        write(try Signature(signature65).signer(of: object.pointee), to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

/// Checks that a signature is of typed data and of the key of an address.
///
/// - Parameters:
///   - typed_data: live handle
///   - signature65: 65 bytes: r, s, and v, which is 27 or 28, or 0 or 1
///   - address20: 20 bytes: who should have signed
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S,
///   KEDGE_WRONG_SIGNER
/// - Threads: any thread, concurrently
/// - Cost: about 33 us
/// - Since: 0.1
@_cdecl("kedge_typed_data_verify")
public func kedge_typed_data_verify(
    _ typed_data: UnsafePointer<kedge_typed_data>?, _ signature65: UnsafePointer<UInt8>?,
    _ address20: UnsafePointer<UInt8>?
) -> kedge_status {
    guard let signature65 else { return failNull("signature65") }
    guard let address20 else { return failNull("address20") }
    guard let object = HandleKind.typedData.object(typed_data) else { return failHandle("typed_data") }
    do throws(KeyError) {
        try object.pointee.verify(Signature(signature65), by: Address(address20))
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
