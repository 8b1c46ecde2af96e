import CKedge
import KedgeCore
import KedgeWallet

extension kedge_transaction_fields: OptionStruct, ResultStruct {
    internal static var firstReleaseSize: Int { 272 }
    internal static var defaults: Self {
        var fields = Self()
        fields.struct_size = MemoryLayout<Self>.stride
        fields.has_chain_id = 1
        return fields
    }

    /// What the caller's fields say, copied.
    ///
    /// - Throws: the status to return.
    internal static func copy(_ given: UnsafePointer<Self>?) throws(Refusal) -> TransactionFields {
        guard let given else { throw Refusal(failNull("fields")) }
        guard let known = read(given) else { throw Refusal(failOptions(given, "fields")) }
        return try known.copied()
    }

    private func copied() throws(Refusal) -> TransactionFields {
        guard let kind = UInt8(exactly: type).flatMap({ TransactionFields.Kind(rawValue: $0) }) else {
            throw Refusal(fail(KEDGE_TRANSACTION_TYPE, "type is {u0}: 0 to 4 are known", Int(type)))
        }
        let hasChainID = try flag(has_chain_id, "has_chain_id")
        guard hasChainID || chain_id == 0 else {
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "chain_id is {u0}, and has_chain_id 0 says that there is none",
                    Int(truncatingIfNeeded: chain_id)))
        }
        guard let bytes = bytes(data, data_len) else { throw Refusal(failInput("data", data_len)) }
        guard data_len <= TransactionFields.maximumByteCount else {
            throw Refusal(fail(.field("data", rule: "at most 16 MiB")))
        }
        if let status = failArrays(of: data_len) { throw Refusal(status) }
        var fields = TransactionFields(
            kind, chainID: hasChainID ? chain_id : nil, nonce: nonce, gasLimit: gas_limit)
        fields.gasPrice = number(gas_price)
        fields.maxPriorityFeePerGas = number(max_priority_fee_per_gas)
        fields.maxFeePerGas = number(max_fee_per_gas)
        fields.maxFeePerBlobGas = number(max_fee_per_blob_gas)
        fields.value = number(value)
        fields.to = to.map { Address($0) }
        if !bytes.isEmpty { fields.data = [UInt8](bytes) }
        if access_list_count != 0 { fields.accessList = try copiedAccessList() }
        if blob_count != 0 {
            fields.blobVersionedHashes = try hashes(
                blob_versioned_hashes, blob_count, atMost: BlobSidecar.maximumCount, "blob_versioned_hashes")
        }
        if authorization_count != 0 { fields.authorizations = try copiedAuthorizations() }
        return fields
    }

    private func copiedAccessList() throws(Refusal) -> [AccessListEntry] {
        // An entry without keys has 23 bytes in RLP, and each key 33 more.
        var left = TransactionFields.maximumByteCount
        let given = try array(access_list, access_list_count, atMost: left / 23, "access_list")
        var entries: [AccessListEntry] = []
        entries.reserveCapacity(given.count)
        for index in given.indices {
            let entry = given[index]
            guard entry.reserved == (0, 0, 0, 0) else { throw Refusal(failReserved("access_list")) }
            let keys = try hashes(entry.storage_keys, entry.storage_key_count, atMost: left / 33, "storage_keys")
            left &-= keys.count &* 33
            entries.append(AccessListEntry(address: account(entry.address), storageKeys: keys))
        }
        return entries
    }

    private func copiedAuthorizations() throws(Refusal) -> [Authorization] {
        // The shortest has 27 bytes in RLP.
        let given = try array(
            authorizations, authorization_count, atMost: TransactionFields.maximumByteCount / 27, "authorizations")
        var copies: [Authorization] = []
        copies.reserveCapacity(given.count)
        for index in given.indices { copies.append(try given[index].copied()) }
        return copies
    }
}

extension kedge_authorization {
    /// The same for the wallet, with the signature as it stands there.
    ///
    /// - Throws: the status to return.
    internal func copied() throws(Refusal) -> Authorization {
        guard reserved == (0, 0, 0) else { throw Refusal(failReserved("authorization")) }
        var authorization = Authorization(chainID: number(chain_id), address: account(address), nonce: nonce)
        authorization.yParity = y_parity
        authorization.r = number(r)
        authorization.s = number(s)
        return authorization
    }
}

/// Memory of a caller's that holds `count` elements, each of `stride` bytes; `most` is how many a transaction takes.
private func array<Element>(
    _ start: UnsafePointer<Element>?, _ count: Int, stride: Int = MemoryLayout<Element>.stride, atMost most: Int,
    _ name: StaticString
) throws(Refusal) -> UnsafeBufferPointer<Element> {
    guard count >= 0, !count.multipliedReportingOverflow(by: stride).overflow, start != nil || count == 0 else {
        throw Refusal(
            fail(
                KEDGE_INVALID_ARGUMENT,
                "{text}: a count of {u0}: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX", count,
                text: name))
    }
    guard count <= most else {
        throw Refusal(
            fail(KEDGE_TRANSACTION_FIELD, "{text}: {u0} are more than a transaction holds", count, text: name))
    }
    if let status = failArrays(of: count &* stride) { throw Refusal(status) }
    return UnsafeBufferPointer(start: start, count: count)
}

private func hashes(
    _ start: UnsafePointer<UInt8>?, _ count: Int, atMost most: Int, _ name: StaticString
) throws(Refusal) -> [Hash32] {
    guard let first = try array(start, count, stride: 32, atMost: most, name).baseAddress, count > 0 else { return [] }
    var hashes: [Hash32] = []
    hashes.reserveCapacity(count)
    for index in 0..<count { hashes.append(Hash32(first + index &* 32)) }
    return hashes
}

private func failReserved(_ name: StaticString) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text}: reserved has to be 0", text: name)
}

/// A number of 32 bytes, most significant first, as C structs hold it.
internal func number<Bytes>(_ bytes: Bytes) -> UInt256 {
    withUnsafeBytes(of: bytes) { UInt256(bigEndian: $0.bytes) ?? .zero }
}

/// Writes a number into the 32 bytes of a C struct.
internal func write<Bytes>(_ number: UInt256, to bytes: inout Bytes) {
    withUnsafeMutableBytes(of: &bytes) { number.write(bigEndian: $0) }
}

/// An address of 20 bytes, as C structs hold it.
private func account<Bytes>(_ bytes: Bytes) -> Address {
    withUnsafeBytes(of: bytes) { Address($0.bytes) ?? .zero }
}
