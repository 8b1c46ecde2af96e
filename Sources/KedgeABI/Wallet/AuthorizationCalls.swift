public import CKedge
import KedgeCore
import KedgeWallet

/// Gives the hash that an authorization's signature is of.
///
/// - Parameters:
///   - authorization: chain_id, address and nonce count; borrowed for the call
///   - hash32: out, 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a reserved field; hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_authorization_hash")
public func kedge_authorization_hash(
    _ authorization: UnsafePointer<kedge_authorization>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let authorization else { return failNull("authorization") }
    guard let hash32 else { return failNull("hash32") }
    return answer { () throws(Refusal) in
        write(try authorization.pointee.copied().signingHash, to: hash32)
        return KEDGE_OK
    }
}

/// Signs an authorization: the key's account consents to run the code of another (EIP-7702).
///
/// - Parameters:
///   - key: live handle; borrowed
///   - is_hedged: 0: the same signature every time (RFC 6979); 1: fresh randomness goes into it, so that it is harder
///     to disturb
///   - authorization: chain_id, address and nonce are read; y_parity, r and s are written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a reserved field), KEDGE_INVALID_HANDLE,
///   KEDGE_TRANSACTION_FIELD (the nonce is 2^64 - 1), KEDGE_RANDOM_UNAVAILABLE (authorization untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 22 us
/// - Since: 0.1
@_cdecl("kedge_authorization_sign")
public func kedge_authorization_sign(
    _ key: UnsafePointer<kedge_private_key>?, _ is_hedged: Int32,
    _ authorization: UnsafeMutablePointer<kedge_authorization>?
) -> kedge_status {
    guard let authorization else { return failNull("authorization") }
    guard let nonce = SigningNonce(isHedged: is_hedged) else { return failFlag("is_hedged", is_hedged) }
    guard let key = HandleKind.privateKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        var copied = try authorization.pointee.copied()
        do throws(TransactionError) {
            try copied.sign(with: key.pointee, nonce: nonce)
            authorization.pointee = kedge_authorization(copied)
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}

/// Tells who signed an authorization, and so whose account is to run the code.
///
/// - Parameters:
///   - authorization: signed; borrowed for the call
///   - address20: out, 20 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a reserved field), KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S
///   (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 35 us
/// - Since: 0.1
@_cdecl("kedge_authorization_address")
public func kedge_authorization_address(
    _ authorization: UnsafePointer<kedge_authorization>?, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let authorization else { return failNull("authorization") }
    guard let address20 else { return failNull("address20") }
    return answer { () throws(Refusal) in
        let copied = try authorization.pointee.copied()
        do throws(KeyError) {
            write(try copied.authority, to: address20)
            return KEDGE_OK
        } catch {
            return fail(error)
        }
    }
}
