public import CKedge
import KedgeCore
import KedgeWallet

extension HandleKind where Tag == kedge_transaction, Object == TransactionObject {
    internal static var transaction: Self { Self(.transaction) }
}

/// Writes the fields of an empty transaction.
///
/// - Parameters:
///   - fields: out; at most struct_size bytes are written: has_chain_id 1, everything else 0
///   - struct_size: sizeof(kedge_transaction_fields); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; fields untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_transaction_fields_init")
public func kedge_transaction_fields_init(
    _ fields: UnsafeMutablePointer<kedge_transaction_fields>?, _ struct_size: Int
) -> kedge_status {
    kedge_transaction_fields.write(fields, size: struct_size, "fields")
}

/// Makes a transaction of its fields, all of which are checked and copied.
///
/// - Parameters:
///   - fields: filled by kedge_transaction_fields_init, then by you; borrowed for the call, with what it points to
///   - out: the new handle; give it to kedge_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for a reserved field or a flag), KEDGE_TRANSACTION_TYPE,
///   KEDGE_TRANSACTION_FIELD, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 300 ns, and copying data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_create")
public func kedge_transaction_create(
    _ fields: UnsafePointer<kedge_transaction_fields>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let fields = try kedge_transaction_fields.copy(fields)
        return issue(to: out) { () throws(TransactionError) in try Transaction(fields) }
    }
}

/// Makes a transaction of JSON as people and libraries write it for eth_signTransaction.
///
/// The members are type, chainId, nonce, gas (or gasLimit), gasPrice, maxPriorityFeePerGas, maxFeePerGas,
/// maxFeePerBlobGas, to, value, input (or data), accessList, blobVersionedHashes and authorizationList; those that the
/// type lacks, those of a signature, and any other are refused. Numbers are quantities (0x, then hex digits without
/// leading zeros) or JSON integers. chainId has to be there; null stands for any chain. Without type the other members
/// tell it. Where a transaction came from (from, hash, blockHash, blockNumber, blockTimestamp, transactionIndex) may be
/// told, and changes nothing. Any other member that is null is as if it were absent. An address in letters of both
/// cases has to fit its checksum.
///
/// - Parameters:
///   - json: json_len bytes of UTF-8
///   - json_len: at most 16,777,216
///   - out: the new handle; give it to kedge_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_JSON, KEDGE_INVALID_UTF8, KEDGE_MALFORMED_TRANSACTION,
///   KEDGE_TRANSACTION_TYPE, KEDGE_TRANSACTION_FIELD, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_transaction_create_json")
public func kedge_transaction_create_json(
    _ json: UnsafePointer<CChar>?, _ json_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let json = bytes(json, json_len) else { return failInput("json", json_len) }
    if let status = failArrays(of: json_len) { return status }
    return issue(to: out) { () throws(TransactionError) in try Transaction(json: json.bytes) }
}

/// Reads the bytes that are hashed for a signature, as kedge_transaction_encode writes them.
///
/// - Parameters:
///   - data: data_len bytes
///   - data_len: any length
///   - chain_id: the chain that the transaction has to be for, or KEDGE_ANY_CHAIN
///   - out: the new handle; give it to kedge_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_MALFORMED_RLP, KEDGE_RLP_STRUCTURE, KEDGE_MALFORMED_TRANSACTION,
///   KEDGE_TRANSACTION_TYPE, KEDGE_TRANSACTION_FIELD, KEDGE_WRONG_CHAIN, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 1 us, and copying data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_decode")
public func kedge_transaction_decode(
    _ data: UnsafePointer<UInt8>?, _ data_len: Int, _ chain_id: UInt64,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    if let status = failArrays(of: data_len) { return status }
    return issue(to: out) { () throws(TransactionError) in
        try Transaction(signingBytes: data.bytes, chainID: chain_id == KEDGE_ANY_CHAIN ? nil : chain_id)
    }
}

/// Ends a transaction. No other thread may be inside a call with it, and what kedge_transaction_read pointed to is
/// gone.
///
/// - Parameters:
///   - transaction: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_transaction_destroy")
public func kedge_transaction_destroy(_ transaction: UnsafeMutablePointer<kedge_transaction>?) -> kedge_status {
    HandleKind.transaction.withdraw(transaction, "transaction")
}

/// Tells the fields of a transaction.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - fields: out; set its struct_size before the call. What it points to lies in the handle and stays until it is
///     destroyed
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY (fields untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 50 ns; the first time also copying data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_read")
public func kedge_transaction_read(
    _ transaction: UnsafePointer<kedge_transaction>?, _ fields: UnsafeMutablePointer<kedge_transaction_fields>?
) -> kedge_status {
    guard let fields = kedge_transaction_fields.accept(fields) else { return failResult("fields", fields) }
    guard let object = HandleKind.transaction.object(transaction) else { return failHandle("transaction") }
    guard let known = object.pointee.fields() else { return fail(KEDGE_OUT_OF_MEMORY, "no memory is left") }
    known.write(to: fields)
    return KEDGE_OK
}

/// Gives the bytes that are hashed for a signature: what a device that signs is shown.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - out: room for the bytes
///   - out_capacity: bytes of out
///   - out_len: set to the number of bytes, or, if out is too small, to the capacity that it takes
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 300 ns, and copying data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_encode")
public func kedge_transaction_encode(
    _ transaction: UnsafePointer<kedge_transaction>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.transaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction) { return status }
    return write(object.pointee.transaction.signingBytes, to: out, out_capacity, out_len)
}

/// Gives the hash that is signed.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - hash32: out, 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us, and hashing data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_hash")
public func kedge_transaction_hash(
    _ transaction: UnsafePointer<kedge_transaction>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let hash32 else { return failNull("hash32") }
    guard let object = HandleKind.transaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction) { return status }
    write(object.pointee.transaction.signingHash, to: hash32)
    return KEDGE_OK
}

/// Writes a transaction as JSON that kedge_transaction_create_json reads.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - out: room for the text and a NUL
///   - out_capacity: bytes of out
///   - out_len: set to the length without the NUL, or, if out is too small, to the capacity that it takes
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 10 us, and writing data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_format")
public func kedge_transaction_format(
    _ transaction: UnsafePointer<kedge_transaction>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.transaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction) { return status }
    do throws(TransactionError) {
        return try object.pointee.transaction.withJSON { text in
            text.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
        }
    } catch {
        return fail(error)
    }
}

/// Issues a handle for a transaction in the making.
private func issue(
    to out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_transaction>?>,
    _ make: () throws(TransactionError) -> Transaction
) -> kedge_status {
    do throws(TransactionError) {
        return HandleKind.transaction.issue(TransactionObject(try make()), to: out)
    } catch {
        return fail(error)
    }
}
