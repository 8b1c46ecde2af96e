import KedgeCore

extension SignedTransaction {
    /// Reads a signed transaction of any type, a blob transaction also in its network form, with its sidecar.
    ///
    /// Everything is checked but whether somebody's key makes the signature, which `sender` tells.
    ///
    /// - Parameters:
    ///   - raw: the bytes that are sent, in canonical RLP.
    ///   - expected: the chain that it has to be for; nil for whichever it says.
    /// - Throws: `TransactionError`; with an expected chain also `.wrongChain(nil)` for a legacy transaction for any
    ///   chain.
    /// - Cost: about 1 µs; with a sidecar a copy of it and a SHA-256 digest for each blob.
    public init(decoding raw: RawSpan, chainID expected: UInt64? = nil) throws(TransactionError) {
        let kind = try TransactionFields.Kind(of: raw)
        var reader = try kind.fields(of: raw)
        guard kind == .blob, reader.isAtList else {
            try self.init(kind, &reader, raw, chainID: expected, sidecar: nil)
            return
        }
        let start = reader.offset
        var fields = try reader.fieldList("transaction")
        let end = reader.offset
        let sidecar = try BlobSidecar(reading: &reader)
        try reader.endFields("transaction")
        try self.init(kind, &fields, reader.bytes(from: start, to: end), chainID: expected, sidecar: sidecar)
    }

    /// The same for bytes in an array.
    public init(decoding raw: [UInt8], chainID expected: UInt64? = nil) throws(TransactionError) {
        try self.init(decoding: raw.span.bytes, chainID: expected)
    }

    /// Reads the fields and the signature.
    ///
    /// - Parameter item: the list that `reader` reads, with the type before it if it is not from a network form.
    private init(
        _ kind: TransactionFields.Kind, _ reader: inout RLPReader, _ item: RawSpan, chainID expected: UInt64?,
        sidecar: BlobSidecar?
    ) throws(TransactionError) {
        guard item.byteCount <= TransactionFields.maximumSignedByteCount else {
            throw .field("transaction", rule: "at most 16 MiB in RLP")
        }
        let start = reader.offset
        var fields = try TransactionFields(kind, reading: &reader)
        let end = reader.offset
        let v = try reader.fieldUInt64(kind == .legacy ? "v" : "y_parity")
        let r = try reader.fieldUInt256("r")
        let s = try reader.fieldUInt256("s")
        try reader.endFields("transaction")
        let yParity = try kind == .legacy ? fields.takeLegacy(v: v) : Self.yParity(v)
        let transaction = try Transaction(fields, body: reader.bytes(from: start, to: end))
        try transaction.check(chainID: expected)
        let signature: Signature
        do throws(KeyError) {
            signature = try Signature(r: r, s: s, yParity: yParity)
        } catch {
            throw .signature(error)
        }
        if let sidecar { try transaction.check(sidecar) }
        let bytes = item.withUnsafeBytes { item in
            sidecar == nil ? [UInt8](item) : [kind.rawValue] + item
        }
        self.init(transaction, signature, bytes, hash: Hash32(keccak256: bytes), sidecar: sidecar)
    }

    private static func yParity(_ number: UInt64) throws(TransactionError) -> Bool {
        guard number <= 1 else { throw .field("y_parity", rule: "0 or 1") }
        return number == 1
    }
}

extension TransactionFields {
    /// Takes the chain that v tells, and gives the parity of y.
    ///
    /// - Source: EIP-155
    fileprivate mutating func takeLegacy(v: UInt64) throws(TransactionError) -> Bool {
        if v == 27 || v == 28 { return v == 28 }
        guard v >= 37 else { throw .field("v", rule: "27, 28, or 35 or 36 and twice the chain id (EIP-155)") }
        chainID = (v &- 35) / 2
        return (v &- 35) % 2 == 1
    }
}
