import KedgeCore

extension SignedTransaction {
    /// Reads the JSON in which nodes answer with a transaction, as to `eth_getTransactionByHash`.
    ///
    /// `TransactionFields.init(json:)` tells what it may say, with these differences: numbers are quantities only;
    /// there is a signature, in r, s, and v or yParity, which have to agree if both are there; the chain of a legacy
    /// transaction may be told by v alone; `gasPrice` may stand in a transaction of any type, as what was paid in the
    /// end; and `hash` and `from` have to be those of the transaction.
    ///
    /// - Parameters:
    ///   - json: UTF-8, at most 16 MiB.
    ///   - chainID: the chain that the transaction has to be for; nil for any.
    /// - Throws: `TransactionError`.
    /// - Cost: with `from`, about 35 µs, to find the sender.
    public init(json: RawSpan, chainID: UInt64?) throws(TransactionError) {
        self = try TransactionJSON.withObject(json, .signed) {
            (object) throws(TransactionError) -> SignedTransaction in
            let kind = try object.kind
            let (chain, parity) = try object.chainAndParity(of: kind)
            let fields = try TransactionFields(object, .signed, kind: kind, chainID: chain)
            let (r, s) = (try object.scalar("r"), try object.scalar("s"))
            let signed = try Self.join(fields, r, s, parity, chainID)
            if let hash = try object.hash("hash"), hash != signed.hash {
                throw .field("hash", rule: "is not the hash of the transaction")
            }
            if let from = try object.address("from"), try from != signed.sender {
                throw .field("from", rule: "is not who signed the transaction")
            }
            return signed
        }
    }

    /// The transaction as nodes answer with it, without the members that tell its place in a chain.
    ///
    /// - Throws: `TransactionError.signature` if nobody signed it; `.json` if the text would have 2^31 bytes, or there
    ///   is no memory for it.
    /// - Cost: about 35 µs, to find the sender.
    /// - Source: ethereum/execution-apis, "TransactionInfo"
    public var json: String {
        get throws(TransactionError) { try withJSON { $0.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } } }
    }

    /// Lends the same text for the length of `body`.
    package borrowing func withJSON<Value>(_ body: (RawSpan) -> Value) throws(TransactionError) -> Value {
        let sender = try sender
        let (transaction, signature, hash) = (transaction, signature, hash)
        return try TransactionJSONWriter.text(
            { writer throws(JSONWriterError) in
                try writer.beginObject()
                try writer.write(transaction.fields, .signed)
                try writer.write(signature, of: transaction)
                try writer.string("hash", hash.description)
                try writer.string("from", sender.hex)
                try writer.endObject()
            }, body)
    }

    private static func join(
        _ fields: TransactionFields, _ r: UInt256, _ s: UInt256, _ parity: Bool, _ chainID: UInt64?
    ) throws(TransactionError) -> SignedTransaction {
        if let chainID, fields.chainID != chainID { throw .wrongChain(fields.chainID) }
        let signature: Signature
        do throws(KeyError) {
            signature = try Signature(r: r, s: s, yParity: parity)
        } catch {
            throw .signature(error)
        }
        return SignedTransaction(try Transaction(fields), signature)
    }
}

extension TransactionJSONObject {
    /// The chain, which in a legacy transaction v tells, and whether y is odd.
    ///
    /// - Source: EIP-155
    fileprivate func chainAndParity(
        of kind: TransactionFields.Kind
    ) throws(TransactionError) -> (chainID: UInt64?, yParity: Bool) {
        let chainID = try number("chainId")
        let parity = try number("yParity")
        guard parity ?? 0 <= 1 else { throw .field("yParity", rule: "has to be 0 or 1") }
        guard let v = try number("v") else {
            guard let parity else { throw .malformed(field: "v", rule: "and yParity are missing") }
            guard kind != .legacy || has("chainId") else {
                throw .malformed(field: "v", rule: "and chainId are missing; null stands for any chain")
            }
            return (chainID, parity == 1)
        }
        let told: (chainID: UInt64?, yParity: UInt64)
        switch (kind, v) {
        case (.legacy, 27...28): told = (nil, v &- 27)
        case (.legacy, 35...): told = ((v &- 35) / 2, (v &- 35) & 1)
        case (.legacy, _): throw .field("v", rule: "has to be 27, 28, or the chain id twice and 35 or 36")
        case (_, 0...1): told = (chainID, v)
        default: throw .field("v", rule: "has to be 0 or 1, like yParity")
        }
        guard chainID == nil || chainID == told.chainID else {
            throw .malformed(field: "chainId", rule: "does not agree with v")
        }
        guard parity == nil || parity == told.yParity else {
            throw .malformed(field: "yParity", rule: "does not agree with v")
        }
        return (told.chainID, told.yParity == 1)
    }
}

extension TransactionJSONWriter {
    fileprivate mutating func write(
        _ signature: Signature, of transaction: Transaction
    ) throws(JSONWriterError) {
        let v = UInt256(transaction.v(of: signature))
        try quantity("v", v)
        if transaction.fields.kind != .legacy { try quantity("yParity", v) }
        try quantity("r", signature.r)
        try quantity("s", signature.s)
    }
}
