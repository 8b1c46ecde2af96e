public import CKedge
import KedgeCore
import KedgeWallet

extension kedge_blob_sidecar: OptionStruct, ResultStruct {
    internal static var firstReleaseSize: Int { 48 }
    internal static var defaults: Self {
        var sidecar = Self()
        sidecar.struct_size = MemoryLayout<Self>.stride
        return sidecar
    }

    /// The caller's sidecar, copied.
    ///
    /// - Throws: the status to return.
    fileprivate static func copy(_ given: UnsafePointer<Self>?) throws(Refusal) -> BlobSidecar {
        guard let given else { throw Refusal(failNull("sidecar")) }
        guard let known = read(given) else { throw Refusal(failOptions(given, "sidecar")) }
        guard let version = UInt8(exactly: known.version).flatMap({ BlobSidecar.Version(rawValue: $0) }) else {
            throw Refusal(
                fail(KEDGE_INVALID_ARGUMENT, "version is {u0}: a sidecar is of version 0 or 1", Int(known.version)))
        }
        try checkReserved(known.reserved)
        guard known.blob_count <= BlobSidecar.maximumCount else {
            throw Refusal(fail(.sidecar(rule: "at most 1,024 blobs")))
        }
        let blobs = try bytes(known.blobs, known.blob_count, KEDGE_BLOB_BYTES, "blobs")
        let commitments = try bytes(known.commitments, known.blob_count, KEDGE_KZG_BYTES, "commitments")
        let proofBytes = try bytes(known.proofs, known.blob_count, KEDGE_KZG_BYTES &* version.proofsPerBlob, "proofs")
        do throws(TransactionError) {
            return try BlobSidecar(
                version: version, blobs: [UInt8](blobs), commitments: [UInt8](commitments),
                proofs: [UInt8](proofBytes))
        } catch {
            throw Refusal(fail(error))
        }
    }

    private static func bytes(
        _ start: UnsafePointer<UInt8>?, _ count: Int, _ size: Int, _ name: StaticString
    ) throws(Refusal) -> UnsafeRawBufferPointer {
        guard count >= 0, start != nil || count == 0 else {
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT,
                    "{text}: blob_count is {u0}: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX",
                    count, text: name))
        }
        if let status = failArrays(of: count &* size) { throw Refusal(status) }
        return UnsafeRawBufferPointer(start: start, count: count &* size)
    }
}

extension SignedTransactionObject {
    /// The sidecar with pointers into this object's memory; nil if there is no memory to be had.
    fileprivate func sidecar(_ known: BlobSidecar) -> kedge_blob_sidecar? {
        let parts = [known.blobs, known.commitments, known.proofs]
        let memory = memory.bytes(parts.reduce(0) { $0 &+ $1.count }) { start in
            var next = start
            for part in parts {
                part.withUnsafeBytes {
                    UnsafeMutableRawBufferPointer(start: next, count: $0.count).copyMemory(from: $0)
                }
                next += part.count
            }
        }
        guard let first = memory.map({ UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }) else { return nil }
        var sidecar = kedge_blob_sidecar.defaults
        sidecar.version = UInt32(known.version.rawValue)
        sidecar.blobs = first
        sidecar.commitments = first + known.blobs.count
        sidecar.proofs = first + known.blobs.count + known.commitments.count
        sidecar.blob_count = known.count
        return sidecar
    }
}

/// Writes the fields of an empty sidecar.
///
/// - Parameters:
///   - sidecar: out; at most struct_size bytes are written: all 0 but the size
///   - struct_size: sizeof(kedge_blob_sidecar); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; sidecar untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_blob_sidecar_init")
public func kedge_blob_sidecar_init(
    _ sidecar: UnsafeMutablePointer<kedge_blob_sidecar>?, _ struct_size: Int
) -> kedge_status {
    kedge_blob_sidecar.write(sidecar, size: struct_size, "sidecar")
}

/// Gives the hash under which a blob transaction names a blob: 1, then the end of the SHA-256 digest of its commitment.
///
/// - Parameters:
///   - commitment48: 48 bytes (KEDGE_KZG_BYTES)
///   - hash32: out, 32 bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (hash32 untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 1 us
/// - Since: 0.1
@_cdecl("kedge_blob_versioned_hash")
public func kedge_blob_versioned_hash(
    _ commitment48: UnsafePointer<UInt8>?, _ hash32: UnsafeMutablePointer<UInt8>?
) -> kedge_status {
    guard let commitment48 else { return failNull("commitment48") }
    guard let hash32 else { return failNull("hash32") }
    write(
        BlobSidecar.versionedHash(of: UnsafeRawBufferPointer(start: commitment48, count: KEDGE_KZG_BYTES)), to: hash32)
    return KEDGE_OK
}

/// Joins a signed blob transaction and what travels beside it: kedge_signed_transaction_network_form then writes both.
///
/// Sizes are checked, and that the commitments are those that the transaction names. Commitments and proofs are not
/// compared with the blobs, which takes a KZG library.
///
/// - Parameters:
///   - transaction: live handle; borrowed. It stays as it is
///   - sidecar: filled by kedge_blob_sidecar_init, then by you; borrowed for the call, with what it points to
///   - out: the new handle; give it to kedge_signed_transaction_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SIDECAR, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us for each blob, to copy it
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_attach_sidecar")
public func kedge_signed_transaction_attach_sidecar(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ sidecar: UnsafePointer<kedge_blob_sidecar>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_signed_transaction>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    return answer { () throws(Refusal) in
        let sidecar = try kedge_blob_sidecar.copy(sidecar)
        return issue(to: out) { () throws(TransactionError) in try object.pointee.transaction.attaching(sidecar) }
    }
}

/// Tells what travels beside a blob transaction.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - sidecar: out; set its struct_size before the call. What it points to lies in the handle and stays until it is
///     destroyed
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WITHOUT_SIDECAR, KEDGE_OUT_OF_MEMORY
///   (sidecar untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 50 ns; the first time also copying the blobs
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_sidecar")
public func kedge_signed_transaction_sidecar(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ sidecar: UnsafeMutablePointer<kedge_blob_sidecar>?
) -> kedge_status {
    guard let sidecar = kedge_blob_sidecar.accept(sidecar) else { return failResult("sidecar", sidecar) }
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    guard let known = object.pointee.transaction.sidecar else { return fail(.withoutSidecar) }
    guard let copy = object.pointee.sidecar(known) else { return fail(KEDGE_OUT_OF_MEMORY, "no memory is left") }
    copy.write(to: sidecar)
    return KEDGE_OK
}

/// Encodes a blob transaction with its sidecar: the bytes for eth_sendRawTransaction.
///
/// - Parameters:
///   - transaction: live handle; borrowed
///   - out: room for the bytes
///   - out_capacity: bytes of out
///   - out_len: set to the number of bytes, or, if out is too small, to the capacity that it takes
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_WITHOUT_SIDECAR
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 20 us for each blob, to copy it
/// - Since: 0.1
@_cdecl("kedge_signed_transaction_network_form")
public func kedge_signed_transaction_network_form(
    _ transaction: UnsafePointer<kedge_signed_transaction>?, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.signedTransaction.object(transaction) else { return failHandle("transaction") }
    do throws(TransactionError) {
        switch Output(out, out_capacity, out_len, needed: try object.pointee.transaction.networkByteCount) {
        case .refused(let status): return status
        case .ready(let room, let length):
            object.pointee.transaction.writeNetworkBytes(to: room)
            length.pointee = room.count
            return KEDGE_OK
        }
    } catch {
        return fail(error)
    }
}
