import KedgeCore

extension TransactionFields {
    /// The largest chain id: an EIP-155 signature of a larger one would not fit 64 bits.
    ///
    /// - Source: EIP-2294
    public static let largestChainID: UInt64 = (1 << 63) - 37
    /// The largest nonce: the next one has to be a number of 64 bits too.
    ///
    /// - Source: EIP-2681
    public static let largestNonce = UInt64.max - 1
    /// The most bytes that a transaction's fields may have in RLP: 16 MiB, more than a block of Ethereum holds
    /// (EIP-7934).
    public static let maximumByteCount = 1 << 24
    /// The same with the type, the list's header and the signature.
    internal static let maximumSignedByteCount = maximumByteCount + 128

    /// Checks every field.
    ///
    /// - Throws: `TransactionError.field`.
    internal func check() throws(TransactionError) {
        try checkPlaces()
        try checkChain()
        guard nonce <= Self.largestNonce else { throw .field("nonce", rule: "at most 2^64 - 2 (EIP-2681)") }
        guard data.count <= Self.maximumByteCount else { throw .field("data", rule: "at most 16 MiB") }
        try checkFees()
        if kind == .blob { try checkBlobs() }
        if kind == .setCode { try checkAuthorizations() }
    }

    /// Checks that the fields which the type lacks are as they were.
    private func checkPlaces() throws(TransactionError) {
        let hasGasPrice = kind == .legacy || kind == .accessList
        guard hasGasPrice || gasPrice == 0 else {
            throw .field("gas_price", rule: "only legacy and access list transactions have it")
        }
        guard !hasGasPrice || maxPriorityFeePerGas == 0 else {
            throw .field("max_priority_fee_per_gas", rule: "legacy and access list transactions lack it")
        }
        guard !hasGasPrice || maxFeePerGas == 0 else {
            throw .field("max_fee_per_gas", rule: "legacy and access list transactions lack it")
        }
        guard kind == .blob || maxFeePerBlobGas == 0 else {
            throw .field("max_fee_per_blob_gas", rule: "only blob transactions have it")
        }
        guard kind == .blob || blobVersionedHashes.isEmpty else {
            throw .field("blob_versioned_hashes", rule: "only blob transactions have them")
        }
        guard kind == .setCode || authorizations.isEmpty else {
            throw .field("authorizations", rule: "only set code transactions have them")
        }
        guard kind != .legacy || accessList.isEmpty else {
            throw .field("access_list", rule: "legacy transactions lack it")
        }
    }

    private func checkChain() throws(TransactionError) {
        guard let chainID else {
            guard kind == .legacy else {
                throw .field("chain_id", rule: "only legacy transactions can be for any chain")
            }
            return
        }
        guard chainID >= 1, chainID <= Self.largestChainID else {
            throw .field("chain_id", rule: "1 to 2^63 - 37 (EIP-2294)")
        }
    }

    private func checkFees() throws(TransactionError) {
        guard maxPriorityFeePerGas <= maxFeePerGas else {
            throw .field("max_priority_fee_per_gas", rule: "at most max_fee_per_gas (EIP-1559)")
        }
        guard gasPrice.multiplied(by: gasLimit, adding: 0) != nil else {
            throw .field("gas_price", rule: "below 2^256 when multiplied by gas_limit")
        }
        guard maxFeePerGas.multiplied(by: gasLimit, adding: 0) != nil else {
            throw .field("max_fee_per_gas", rule: "below 2^256 when multiplied by gas_limit")
        }
    }

    private func checkBlobs() throws(TransactionError) {
        guard to != nil else { throw .field("to", rule: "a blob transaction creates no contract (EIP-4844)") }
        guard !blobVersionedHashes.isEmpty else {
            throw .field("blob_versioned_hashes", rule: "1 or more (EIP-4844)")
        }
        guard blobVersionedHashes.count <= BlobSidecar.maximumCount else {
            throw .field("blob_versioned_hashes", rule: "at most 1,024")
        }
        for hash in blobVersionedHashes {
            guard hash.withUnsafeBytes({ $0[0] }) == BlobSidecar.versionedHashVersion else {
                throw .field("blob_versioned_hashes", rule: "each begins with the byte 1 (EIP-4844)")
            }
        }
    }

    private func checkAuthorizations() throws(TransactionError) {
        guard to != nil else { throw .field("to", rule: "a set code transaction creates no contract (EIP-7702)") }
        guard !authorizations.isEmpty else { throw .field("authorizations", rule: "1 or more (EIP-7702)") }
    }
}
