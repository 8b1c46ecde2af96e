public import CKedge
import KedgeCore
import KedgeWallet

/// Signs a transaction.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - key: live handle; borrowed
///   - is_hedged: 0: the same signature every time (RFC 6979); 1: fresh randomness goes into it, so that it is harder
///     to disturb
///   - out: the new handle; give it to kedge_signed_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES,
///   KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 22 us, and hashing data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_sign")
public func kedge_transaction_sign(
    _ transaction: UnsafePointer<kedge_transaction>?, _ key: UnsafePointer<kedge_private_key>?, _ is_hedged: Int32,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_signed_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let nonce = SigningNonce(isHedged: is_hedged) else { return failFlag("is_hedged", is_hedged) }
    guard let object = HandleKind.transaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction) { return status }
    guard let key = HandleKind.privateKey.object(key) else { return failHandle("key") }
    return issue(to: out) { () throws(TransactionError) in
        try object.pointee.transaction.sign(with: key.pointee, nonce: nonce)
    }
}

/// Joins a transaction and a signature that was made elsewhere. The signature may be anyone's;
/// kedge_signed_transaction_sender tells whose.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - signature65: r, s and v, which is 27 or 28, or 0 or 1
///   - out: the new handle; give it to kedge_signed_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SIGNATURE, KEDGE_HIGH_S,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 35 us, to find out whether a key makes it
/// - Since: 0.1
@_cdecl("kedge_transaction_attach")
public func kedge_transaction_attach(
    _ transaction: UnsafePointer<kedge_transaction>?, _ signature65: UnsafePointer<UInt8>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_signed_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let signature65 else { return failNull("signature65") }
    guard let object = HandleKind.transaction.object(transaction) else { return failHandle("transaction") }
    if let status = failArrays(of: object.pointee.transaction) { return status }
    let signature: Signature
    do throws(KeyError) {
        signature = try Signature(signature65)
    } catch {
        return fail(error)
    }
    return issue(to: out) { () throws(TransactionError) in try object.pointee.transaction.attach(signature) }
}

/// Checks, signs and encodes a transaction in one call: the bytes for eth_sendRawTransaction.
///
/// The capacity that it asks for is that of r and s of 32 bytes. One signature in 128 is a byte or more shorter, and
/// takes the same capacity.
///
/// - Parameters:
///   - key: live handle; borrowed
///   - fields: filled by kedge_transaction_fields_init, then by you; borrowed for the call, with what it points to
///   - is_hedged: 0: the same signature every time (RFC 6979); 1: fresh randomness goes into it, so that it is harder
///     to disturb
///   - out: room for the signed transaction
///   - out_capacity: bytes of out
///   - out_len: set to the number of bytes, or, if out is too small, to the capacity that it takes; then nothing was
///     signed
///   - hash32: out, 32 bytes: the transaction's hash, by which nodes know it; NULL if you do not need it
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT (also for a reserved field or a flag),
///   KEDGE_INVALID_HANDLE, KEDGE_TRANSACTION_TYPE, KEDGE_TRANSACTION_FIELD, KEDGE_OUT_OF_MEMORY,
///   KEDGE_RANDOM_UNAVAILABLE (out and hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 22 us, and copying and hashing data and lists
/// - Since: 0.1
@_cdecl("kedge_transaction_sign_fields")
public func kedge_transaction_sign_fields(
    _ key: UnsafePointer<kedge_private_key>?, _ fields: UnsafePointer<kedge_transaction_fields>?, _ is_hedged: Int32,
    _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?,
    _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let nonce = SigningNonce(isHedged: is_hedged) else { return failFlag("is_hedged", is_hedged) }
    guard let key = HandleKind.privateKey.object(key) else { return failHandle("key") }
    return answer { () throws(Refusal) in
        let fields = try kedge_transaction_fields.copy(fields)
        do throws(TransactionError) {
            let transaction = try Transaction(fields)
            switch Output(out, out_capacity, out_len, needed: transaction.maximumEncodedByteCount) {
            case .refused(let status): return status
            case .ready(let room, let length):
                let signed = try transaction.sign(with: key.pointee, nonce: nonce)
                let bytes = signed.encodedBytes
                let count = min(bytes.count, room.count)
                bytes.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
                length.pointee = count
                if let hash32 { write(signed.hash, to: hash32) }
                return KEDGE_OK
            }
        } catch {
            return fail(error)
        }
    }
}

extension Transaction {
    /// How many bytes the signed transaction has at most: those with r and s of 32 bytes.
    fileprivate var maximumEncodedByteCount: Int {
        let signing = signingBytes
        let typeCount = fields.kind == .legacy ? 0 : 1
        // 1 byte that is 0xC0 and the length, or 0xF7 and the number of bytes that tell the length.
        let header = Int(signing[typeCount])
        var contentCount = signing.count &- typeCount &- (header <= 0xF7 ? 1 : header &- 0xF6)
        var v: UInt64 = 1
        if fields.kind == .legacy, let chainID = fields.chainID {
            // What is signed ends with the chain and two zeros, and what is sent has v in their place. EIP-155
            contentCount &-= RLP.byteCount(chainID) &+ 2
            v = chainID &* 2 &+ 36
        }
        return typeCount &+ RLP.byteCount(ofList: contentCount &+ RLP.byteCount(v) &+ 33 &* 2)
    }
}
