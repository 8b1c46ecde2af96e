import KedgeCore

extension TransactionFields {
    /// Reads the JSON that people and libraries write for a transaction to be signed, as for `eth_signTransaction`.
    ///
    /// Numbers are quantities (`0x`, then hex digits without leading zeros) or JSON integers. `chainId` has to be
    /// there; null stands for any chain. `to` that is absent or null creates a contract; `value`, `input` and
    /// `accessList` may be absent. `gasLimit` is another name for `gas`, and `data` for `input`; where both are there
    /// they have to be equal. Without `type` the members tell it. An address in letters of both cases has to fit its
    /// checksum, and r and s of an authorization may also have all their 64 digits.
    ///
    /// Members that are of another type, of a signature or of no transaction are refused. Those that tell where a
    /// transaction came from (`from`, `hash`, `blockHash`, `blockNumber`, `blockTimestamp`, `transactionIndex`) have to
    /// be well formed and change nothing. Any other member that is null is as if it were absent.
    ///
    /// - Parameter json: UTF-8, at most 16 MiB.
    /// - Throws: `TransactionError`. The ranges that the type sets are checked by `Transaction`.
    /// - Source: ethereum/execution-apis, "GenericTransaction"
    public init(json: RawSpan) throws(TransactionError) {
        self = try TransactionJSON.withObject(json, .unsigned) {
            (object) throws(TransactionError) -> TransactionFields in
            try object.refuseSignature()
            let kind = try object.kind
            guard object.has("chainId") else {
                throw .malformed(field: "chainId", rule: "is missing; null stands for any chain")
            }
            return try TransactionFields(object, .unsigned, kind: kind, chainID: object.number("chainId"))
        }
    }

    /// Reads all but the type and the chain.
    internal init(
        _ object: TransactionJSONObject, _ form: TransactionJSON.Form, kind: Kind, chainID: UInt64?
    ) throws(TransactionError) {
        try object.refuseMembers(foreignTo: kind, form)
        guard chainID != nil || kind == .legacy else {
            throw .malformed(
                field: "chainId", rule: "has to be a number: only a legacy transaction can be for any chain")
        }
        let gas = try object.equal(
            object.number("gas"), object.number("gasLimit"), "gas", "has to be equal to gasLimit")
        self.init(
            kind, chainID: chainID, nonce: try required(object.number("nonce"), "nonce"),
            gasLimit: try required(gas, "gas"))
        to = try object.address("to")
        value = try object.quantity("value") ?? .zero
        data =
            try object.equal(object.data("input"), object.data("data"), "input", "has to be equal to data") ?? []
        if kind == .legacy || kind == .accessList {
            gasPrice = try required(object.quantity("gasPrice"), "gasPrice")
        } else {
            maxPriorityFeePerGas = try required(object.quantity("maxPriorityFeePerGas"), "maxPriorityFeePerGas")
            maxFeePerGas = try required(object.quantity("maxFeePerGas"), "maxFeePerGas")
        }
        if kind != .legacy { accessList = try object.accessList }
        if kind == .blob {
            maxFeePerBlobGas = try required(object.quantity("maxFeePerBlobGas"), "maxFeePerBlobGas")
            blobVersionedHashes = try required(object.hashes("blobVersionedHashes"), "blobVersionedHashes")
        }
        if kind == .setCode { authorizations = try object.authorizations }
    }
}

extension TransactionJSONObject {
    fileprivate func refuseSignature() throws(TransactionError) {
        var member = view.firstMember
        while let current = member {
            guard current.value.isNull || !TransactionJSON.isOfSignature(current.name) else {
                throw .malformed(field: "r, s, v, yParity", rule: "belong to a signed transaction")
            }
            member = current.next
        }
    }

    /// What two members say that are names for the same.
    fileprivate func equal<Value: Equatable>(
        _ first: Value?, _ second: Value?, _ name: StaticName, _ rule: StaticName
    ) throws(TransactionError) -> Value? {
        guard let first, let second else { return first ?? second }
        guard first == second else { throw .malformed(field: name, rule: rule) }
        return first
    }
}
