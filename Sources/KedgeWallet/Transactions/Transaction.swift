import KedgeCore

/// A transaction that is not signed, every field of which is in its range.
///
/// - Source: EIP-155, EIP-2718, EIP-2930, EIP-1559, EIP-4844, EIP-7702
public struct Transaction: Equatable, Sendable {
    /// What the transaction says.
    public let fields: TransactionFields
    // The fields that are signed in RLP, which both what is signed and what is sent consist of.
    private let body: [UInt8]

    /// Checks the fields.
    ///
    /// The gas limit is not compared with what the transaction needs at least: that is for the network to say.
    ///
    /// - Throws: `TransactionError.field` for a field that is out of its range or has no place in the type.
    public init(_ fields: TransactionFields) throws(TransactionError) {
        try fields.check()
        self.fields = fields
        body = try fields.encodedBody()
    }

    /// Checks fields that were read, whose RLP is `body`.
    internal init(_ fields: TransactionFields, body: RawSpan) throws(TransactionError) {
        try fields.check()
        guard body.byteCount <= TransactionFields.maximumByteCount else {
            throw .field("transaction", rule: "at most 16 MiB in RLP")
        }
        self.fields = fields
        self.body = body.withUnsafeBytes { [UInt8]($0) }
    }

    /// What is signed: the fields in RLP, behind the type.
    ///
    /// - Source: EIP-155 for legacy transactions, EIP-2718 for the others
    public var signingBytes: [UInt8] {
        guard fields.kind == .legacy, let chainID = fields.chainID else { return encoded(0) { _ in } }
        return encoded(RLP.byteCount(chainID) &+ 2) { output in
            output.write(chainID)
            output.write(UInt64(0))
            output.write(UInt64(0))
        }
    }

    /// The Keccak-256 digest of `signingBytes`, which the signature is of.
    public var signingHash: Hash32 { Hash32(keccak256: signingBytes) }

    /// The signed transaction's bytes.
    internal func encoded(with signature: Signature) -> [UInt8] {
        let r = signature.r
        let s = signature.s
        let v = v(of: signature)
        return encoded(RLP.byteCount(v) &+ RLP.byteCount(r) &+ RLP.byteCount(s)) { output in
            output.write(v)
            output.write(r)
            output.write(s)
        }
    }

    /// What stands before r and s: the parity of y, with which legacy transactions tell the chain.
    ///
    /// - Source: EIP-155
    package func v(of signature: Signature) -> UInt64 {
        let parity: UInt64 = signature.yParity ? 1 : 0
        guard fields.kind == .legacy else { return parity }
        guard let chainID = fields.chainID else { return 27 &+ parity }
        return chainID &* 2 &+ 35 &+ parity
    }

    private func encoded(_ additional: Int, _ write: (inout RLPOutput) -> Void) -> [UInt8] {
        let contentCount = body.count &+ additional
        let typeCount = fields.kind == .legacy ? 0 : 1
        return [UInt8](unsafeUninitializedCapacity: typeCount &+ RLP.byteCount(ofList: contentCount)) { room, used in
            var output = RLPOutput(UnsafeMutableRawBufferPointer(room))
            if typeCount == 1 { output.write(raw: fields.kind.rawValue) }
            output.writeListHeader(contentCount)
            body.withUnsafeBytes { output.write(raw: $0) }
            write(&output)
            used = output.count
        }
    }
}
