import KedgeCore

extension Transaction {
    /// Reads the JSON of a transaction to be signed; `TransactionFields.init(json:)` tells what it may say.
    ///
    /// - Parameter json: UTF-8, at most 16 MiB.
    /// - Throws: `TransactionError`.
    public init(json: RawSpan) throws(TransactionError) {
        try self.init(TransactionFields(json: json))
    }

    /// The transaction as JSON that `init(json:)` reads: quantities, addresses in lower case, and only the members of
    /// its type.
    ///
    /// - Throws: `TransactionError.json` if the text would have 2^31 bytes, or there is no memory for it.
    /// - Source: ethereum/execution-apis, "GenericTransaction"
    public var json: String {
        get throws(TransactionError) { try withJSON { $0.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } } }
    }

    /// Lends the same text for the length of `body`.
    package func withJSON<Value>(_ body: (RawSpan) -> Value) throws(TransactionError) -> Value {
        try TransactionJSONWriter.text(
            { writer throws(JSONWriterError) in
                try writer.beginObject()
                try writer.write(fields, .unsigned)
                try writer.endObject()
            }, body)
    }
}
