import KedgeCore

extension TransactionFields.Kind {
    /// The type of a transaction that begins with such bytes: its first byte, or legacy if that begins a list.
    ///
    /// - Source: EIP-2718
    internal init(of bytes: RawSpan) throws(TransactionError) {
        guard bytes.byteCount > 0 else { throw .rlp(.truncated(offset: 0)) }
        let first = bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self)
        if first >= 0xC0 {
            self = .legacy
            return
        }
        guard first != 0, let kind = Self(rawValue: first) else { throw .unknownType(first) }
        self = kind
    }

    /// A reader of the transaction's fields, behind which nothing stands.
    @_lifetime(copy bytes)
    internal func fields(of bytes: RawSpan) throws(TransactionError) -> RLPReader {
        let typeCount = self == .legacy ? 0 : 1
        var reader = RLPReader(bytes.extracting(droppingFirst: typeCount), base: typeCount)
        do throws(RLPError) {
            let fields = try reader.nextList()
            try reader.finish()
            return fields
        } catch {
            throw .rlp(error)
        }
    }
}

extension TransactionFields {
    /// Reads the fields that are signed; those of legacy transactions lack the chain.
    internal init(_ kind: Kind, reading reader: inout RLPReader) throws(TransactionError) {
        let chainID = kind == .legacy ? nil : try reader.fieldUInt64("chain_id")
        let nonce = try reader.fieldUInt64("nonce")
        self.init(kind, chainID: chainID, nonce: nonce, gasLimit: 0)
        switch kind {
        case .legacy, .accessList: gasPrice = try reader.fieldUInt256("gas_price")
        case .dynamicFee, .blob, .setCode:
            maxPriorityFeePerGas = try reader.fieldUInt256("max_priority_fee_per_gas")
            maxFeePerGas = try reader.fieldUInt256("max_fee_per_gas")
        }
        gasLimit = try reader.fieldUInt64("gas_limit")
        to = try reader.fieldRecipient()
        value = try reader.fieldUInt256("value")
        data = try reader.fieldBytes("data").withUnsafeBytes { [UInt8]($0) }
        guard kind != .legacy else { return }
        accessList = try Self.accessList(&reader)
        if kind == .blob {
            maxFeePerBlobGas = try reader.fieldUInt256("max_fee_per_blob_gas")
            blobVersionedHashes = try reader.fieldHashes("blob_versioned_hashes")
        }
        if kind == .setCode { authorizations = try Self.authorizations(&reader) }
    }

    private static func accessList(_ reader: inout RLPReader) throws(TransactionError) -> [AccessListEntry] {
        var list = try reader.fieldList("access_list")
        var entries: [AccessListEntry] = []
        while !list.isAtEnd {
            var entry = try list.fieldList("access_list")
            let address = try entry.fieldAddress("access_list")
            entries.append(AccessListEntry(address: address, storageKeys: try entry.fieldHashes("access_list")))
            try entry.endFields("access_list")
        }
        return entries
    }

    private static func authorizations(_ reader: inout RLPReader) throws(TransactionError) -> [Authorization] {
        var list = try reader.fieldList("authorizations")
        var authorizations: [Authorization] = []
        while !list.isAtEnd {
            var fields = try list.fieldList("authorizations")
            let chainID = try fields.fieldUInt256("authorizations")
            let address = try fields.fieldAddress("authorizations")
            let nonce = try fields.fieldUInt64("authorizations")
            var authorization = Authorization(chainID: chainID, address: address, nonce: nonce)
            let yParity = try fields.fieldUInt64("authorizations")
            guard let yParity = UInt8(exactly: yParity) else {
                throw .field("authorizations", rule: "each y parity is below 256 (EIP-7702)")
            }
            authorization.yParity = yParity
            authorization.r = try fields.fieldUInt256("authorizations")
            authorization.s = try fields.fieldUInt256("authorizations")
            try fields.endFields("authorizations")
            authorizations.append(authorization)
        }
        return authorizations
    }
}
