import KedgeCore

/// What is common to the JSON of transactions with and without a signature.
internal enum TransactionJSON {
    /// Whether the transaction of the JSON is signed.
    internal enum Form {
        /// For signing, as people and libraries write it.
        case unsigned
        /// As nodes answer with it.
        case signed
    }

    // A transaction, its access list, an entry of it, and the entry's keys.
    private static var options: JSONOptions { JSONOptions(maximumDepth: 4) }

    /// Checks the text and lends its object, none of whose members is unknown.
    internal static func withObject<Value: ~Copyable>(
        _ json: RawSpan, _ form: Form,
        _ body: (TransactionJSONObject) throws(TransactionError) -> Value
    ) throws(TransactionError) -> Value {
        try JSON.withDocument(json, options: options, mapError: { .json($0) }) {
            (root) throws(TransactionError) -> Value in
            let object = try TransactionJSONObject(root, field: "transaction", acceptsIntegers: form == .unsigned)
            try object.refuseMembers(notNamed: isMember)
            try object.checkOrigin()
            return try body(object)
        }
    }

    private static func isMember(_ name: JSONView) -> Bool {
        isField(name) || isOfSignature(name) || isOfOrigin(name)
    }

    private static func isField(_ name: JSONView) -> Bool {
        name.isString("type") || name.isString("chainId") || name.isString("nonce") || name.isString("gas")
            || name.isString("gasLimit") || name.isString("gasPrice") || name.isString("maxFeePerGas")
            || name.isString("maxPriorityFeePerGas") || name.isString("maxFeePerBlobGas") || name.isString("to")
            || name.isString("value") || name.isString("data") || name.isString("input")
            || name.isString("accessList") || name.isString("blobVersionedHashes")
            || name.isString("authorizationList")
    }

    internal static func isOfSignature(_ name: JSONView) -> Bool {
        name.isString("r") || name.isString("s") || name.isString("v") || name.isString("yParity")
    }

    private static func isOfOrigin(_ name: JSONView) -> Bool {
        name.isString("hash") || name.isString("from") || name.isString("blockHash")
            || name.isString("blockNumber") || name.isString("blockTimestamp") || name.isString("transactionIndex")
    }
}

extension TransactionJSONObject {
    /// Checks that the members which tell where a transaction came from are well formed.
    fileprivate func checkOrigin() throws(TransactionError) {
        _ = try hash("hash")
        _ = try address("from")
        _ = try hash("blockHash")
        _ = try number("blockNumber")
        _ = try number("blockTimestamp")
        _ = try number("transactionIndex")
    }

    /// The kind that `type` names, or else the first that has a place for what is there.
    internal var kind: TransactionFields.Kind {
        get throws(TransactionError) {
            if let type = try quantity("type") {
                guard let number = UInt8(exactly: type.uint64 ?? .max) else {
                    throw .malformed(field: "type", rule: "has to be 0 to 4")
                }
                guard let kind = TransactionFields.Kind(rawValue: number) else {
                    throw .unknownType(number)
                }
                return kind
            }
            if value("authorizationList") != nil { return .setCode }
            if value("blobVersionedHashes") != nil || value("maxFeePerBlobGas") != nil { return .blob }
            if value("maxFeePerGas") != nil || value("maxPriorityFeePerGas") != nil { return .dynamicFee }
            return value("accessList") != nil ? .accessList : .legacy
        }
    }

    /// Refuses a member that transactions of `kind` have no place for.
    internal func refuseMembers(foreignTo kind: TransactionFields.Kind, _ form: TransactionJSON.Form)
        throws(TransactionError)
    {
        switch kind {
        case .legacy:
            try refuse("accessList")
            try refuseFees()
        case .accessList:
            try refuseFees()
        case .dynamicFee, .blob, .setCode:
            // Nodes tell there what was paid in the end.
            if form == .signed { _ = try quantity("gasPrice") } else { try refuse("gasPrice") }
        }
        if kind != .blob {
            try refuse("maxFeePerBlobGas")
            try refuse("blobVersionedHashes")
        }
        if kind != .setCode { try refuse("authorizationList") }
    }

    private func refuseFees() throws(TransactionError) {
        try refuse("maxFeePerGas")
        try refuse("maxPriorityFeePerGas")
    }

    private func refuse(_ name: StaticName) throws(TransactionError) {
        guard value(name) == nil else {
            throw .malformed(field: name, rule: "has no place in a transaction of this type")
        }
    }
}
