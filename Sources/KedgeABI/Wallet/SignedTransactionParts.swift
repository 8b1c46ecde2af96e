public import CKedge
import KedgeCore
import KedgeWallet

/// Gives a transaction's signature.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - signature65: out, 65 bytes: r, s, and 27 or 28, of a transaction of any type
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (signature65 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 ns
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_signature")
public func kedge_signed_transaction_signature(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ signature65: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let signature65 else { return failNull("signature65") }
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    write(object.pointee.transaction.signature, to: signature65)
    return KEDGE_OK
}

/// Gives what was signed: the transaction without its signature.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - out: the new handle, which does not depend on the other; give it to kedge_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 100 ns
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_transaction")
public func kedge_signed_transaction_transaction(
    _ transaction: UnsafePointer<kedge_signed_transaction>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    return HandleKind.transaction.issue(TransactionObject(object.pointee.transaction.transaction), to: out)
}

/// Writes a signed transaction as JSON, as nodes answer with it, without the members that tell its place in a chain.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - out: room for the text and a NUL
///   - out_capacity: bytes of out
///   - out_len: set to the length without the NUL, or, if out is too small, to the capacity that it takes
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SIGNATURE
///   (no key makes such a signature, so there is no sender to name), KEDGE_OUT_OF_MEMORY (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 50 us, most of it to find the sender, and writing data and lists
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_format")
public func kedge_signed_transaction_format(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ out: UnsafeMutablePointer<CChar>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction.transaction) { return status }
    do throws(TransactionError) {
        return try object.pointee.transaction.withJSON { text in
            text.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
        }
    } catch {
        return fail(error)
    }
}
