import KedgeCore

extension Transaction {
    /// Reads what was, or is to be, signed: the fields without a signature.
    ///
    /// - Parameters:
    ///   - signingBytes: exactly the bytes that `signingBytes` gives, in canonical RLP.
    ///   - expected: the chain that it has to be for; nil for whichever it says.
    /// - Throws: `TransactionError`; with an expected chain also `.wrongChain(nil)` for a legacy transaction for any
    ///   chain.
    public init(signingBytes bytes: RawSpan, chainID expected: UInt64? = nil) throws(TransactionError) {
        let kind = try TransactionFields.Kind(of: bytes)
        guard bytes.byteCount <= TransactionFields.maximumSignedByteCount else {
            throw .field("transaction", rule: "at most 16 MiB in RLP")
        }
        var reader = try kind.fields(of: bytes)
        let start = reader.offset
        var fields = try TransactionFields(kind, reading: &reader)
        let end = reader.offset
        // EIP-155: nonce, gas price, gas limit, to, value, data, and then either nothing or chain id, 0, 0.
        if kind == .legacy, !reader.isAtEnd {
            fields.chainID = try reader.fieldUInt64("chain_id")
            guard try reader.fieldUInt64("chain_id") == 0, try reader.fieldUInt64("chain_id") == 0 else {
                throw .malformed(field: "chain_id", rule: "followed by two zeros (EIP-155)")
            }
        }
        try reader.endFields("transaction")
        try self.init(fields, body: reader.bytes(from: start, to: end))
        try check(chainID: expected)
    }

    /// The same for bytes in an array.
    public init(signingBytes bytes: [UInt8], chainID expected: UInt64? = nil) throws(TransactionError) {
        try self.init(signingBytes: bytes.span.bytes, chainID: expected)
    }

    /// Checks that the transaction is for the chain that is asked for, if one is.
    internal func check(chainID expected: UInt64?) throws(TransactionError) {
        guard let expected else { return }
        guard fields.chainID == expected else { throw .wrongChain(fields.chainID) }
    }
}
