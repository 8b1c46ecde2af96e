public import CKedge
import KedgeCore
import KedgeWallet

/// What the handle of a signed transaction stands for.
internal struct SignedTransactionObject: ~Copyable {
    internal let transaction: SignedTransaction
    /// A copy of the sidecar, for its owner to look at.
    internal let memory = HandleMemory()

    internal init(_ transaction: consuming SignedTransaction) {
        self.transaction = transaction
    }
}

extension HandleKind where Tag == kedge_signed_transaction, Object == SignedTransactionObject {
    internal static var signedTransaction: Self { Self(.signedTransaction) }
}

/// Issues a handle for a signed transaction in the making.
internal func issue(
    to out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_signed_transaction>?>,
    _ make: () throws(TransactionError) -> SignedTransaction
) -> kedge_status {
    do throws(TransactionError) {
        return HandleKind.signedTransaction.issue(SignedTransactionObject(try make()), to: out)
    } catch {
        return fail(error)
    }
}

/// Reads a signed transaction: as it stands in a block and goes to eth_sendRawTransaction, or, of a blob transaction,
/// with its sidecar.
///
/// Only the canonical encoding is read, so that what is read encodes to the same bytes. The signature may be anyone's,
/// but its s has to be low.
///
/// - Parameters:
///   - raw: raw_len bytes
///   - raw_len: any length
///   - chain_id: the chain that the transaction has to be for, or KEDGE_ANY_CHAIN
///   - out: the new handle; give it to kedge_signed_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_RLP, KEDGE_RLP_STRUCTURE, KEDGE_MALFORMED_TRANSACTION,
///   KEDGE_TRANSACTION_TYPE, KEDGE_TRANSACTION_FIELD, KEDGE_WRONG_CHAIN, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S,
///   KEDGE_INVALID_SIDECAR, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 2 us, and copying and hashing data and lists; a sidecar costs about 100 us for each blob
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_decode")
public func kedge_signed_transaction_decode(
    _ raw: UnsafePointer<UInt8>?, _ raw_len: Int, _ chain_id: UInt64,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_signed_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let raw = bytes(raw, raw_len) else { return failInput("raw", raw_len) }
    if let status = failArrays(of: raw_len) { return status }
    return issue(to: out) { () throws(TransactionError) in
        try SignedTransaction(decoding: raw.bytes, chainID: chain_id == KEDGE_ANY_CHAIN ? nil : chain_id)
    }
}

/// Reads the JSON in which nodes answer with a transaction, as to eth_getTransactionByHash.
///
/// kedge_transaction_create_json tells the members, with these differences: numbers are quantities only; r and s are
/// there, and v or yParity, which have to agree if both are; v alone may tell the chain of a legacy transaction;
/// gasPrice may stand in a transaction of any type, as what was paid in the end; and hash and from have to be those of
/// the transaction.
///
/// - Parameters:
///   - json: json_len bytes of UTF-8
///   - json_len: at most 16,777,216
///   - chain_id: the chain that the transaction has to be for, or KEDGE_ANY_CHAIN
///   - out: the new handle; give it to kedge_signed_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_JSON, KEDGE_INVALID_UTF8, KEDGE_MALFORMED_TRANSACTION,
///   KEDGE_TRANSACTION_TYPE, KEDGE_TRANSACTION_FIELD (also for a hash or from that is another transaction's),
///   KEDGE_WRONG_CHAIN, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 5 us; 40 us with from
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_create_json")
public func kedge_signed_transaction_create_json(
    _ json: UnsafePointer<CChar>?, _ json_len: Int, _ chain_id: UInt64,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_signed_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let json = bytes(json, json_len) else { return failInput("json", json_len) }
    if let status = failArrays(of: json_len) { return status }
    return issue(to: out) { () throws(TransactionError) in
        try SignedTransaction(json: json.bytes, chainID: chain_id == KEDGE_ANY_CHAIN ? nil : chain_id)
    }
}

/// Ends a signed transaction. No other thread may be inside a call with it, and what kedge_signed_transaction_sidecar
/// pointed to is gone.
///
/// - Parameters:
///   - transaction: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_destroy")
public func kedge_signed_transaction_destroy(
    _ transaction: UnsafeMutablePointer<kedge_signed_transaction>?
) -> kedge_status {
    HandleKind.signedTransaction.withdraw(transaction, "transaction")
}

/// Encodes a signed transaction as it stands in a block, without a sidecar.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - out: room for the bytes
///   - out_capacity: bytes of out
///   - out_len: set to the number of bytes, or, if out is too small, to the capacity that it takes
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us, and copying data and lists
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_encode")
public func kedge_signed_transaction_encode(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    return write(object.pointee.transaction.encodedBytes, to: out, out_capacity, out_len)
}

/// Gives a signed transaction's hash, by which nodes know it.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - hash32: out, 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 ns
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_hash")
public func kedge_signed_transaction_hash(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    write(object.pointee.transaction.hash, to: hash32)
    return KEDGE_OK
}

/// Tells who signed a transaction, and so whose it is.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - address20: out, 20 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SIGNATURE (no key makes such a
///   signature), KEDGE_OUT_OF_MEMORY (address20 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 35 us
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_sender")
public func kedge_signed_transaction_sender(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ address20: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let address20 else { return failNull("address20") }
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction.transaction) { return status }
    do throws(TransactionError) {
        write(try object.pointee.transaction.sender, to: address20)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
