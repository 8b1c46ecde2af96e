import KedgeCore

/// A transaction and its signature.
///
/// It is never copied, and what gives its bytes to be sent uses it up: a payment that was sent cannot be sent again by
/// mistake. Its fields, its hash and its sender can be read as often as wanted.
public struct SignedTransaction: ~Copyable, Sendable {
    /// What was signed.
    public let transaction: Transaction
    /// The signature, with a low s.
    public let signature: Signature
    /// The transaction's hash, by which the network knows it: the Keccak-256 digest of its bytes without sidecar.
    public let hash: Hash32
    /// The blobs that a blob transaction travels with, if there are any.
    public let sidecar: BlobSidecar?
    // The canonical bytes.
    private let encoded: [UInt8]

    /// Puts the two together, whether or not a key makes such a signature.
    package init(_ transaction: Transaction, _ signature: Signature) {
        let encoded = transaction.encoded(with: signature)
        self.init(transaction, signature, encoded, hash: Hash32(keccak256: encoded), sidecar: nil)
    }

    internal init(
        _ transaction: Transaction, _ signature: Signature, _ encoded: [UInt8], hash: Hash32, sidecar: BlobSidecar?
    ) {
        self.transaction = transaction
        self.signature = signature
        self.encoded = encoded
        self.hash = hash
        self.sidecar = sidecar
    }

    /// The account that signed.
    ///
    /// - Throws: `TransactionError.signature` if no key makes the signature.
    /// - Cost: about 33 µs.
    public var sender: Address {
        get throws(TransactionError) {
            do throws(KeyError) {
                return try signature.signer(of: transaction.signingHash)
            } catch {
                throw .signature(error)
            }
        }
    }

    /// The bytes to be sent: the canonical form, which has no sidecar. Blob transactions travel in the network form.
    ///
    /// - Source: EIP-2718
    public consuming func serialized() -> [UInt8] { encoded }

    /// The bytes to be sent of a blob transaction with its sidecar.
    ///
    /// - Throws: `TransactionError.withoutSidecar`.
    /// - Source: EIP-4844 "Networking", EIP-7594
    public consuming func networkForm() throws(TransactionError) -> [UInt8] { try networkBytes }

    /// Adds a sidecar, whose versioned hashes have to be the transaction's; it replaces one that is there.
    ///
    /// - Throws: `TransactionError.sidecar`.
    public consuming func attach(_ sidecar: BlobSidecar) throws(TransactionError) -> SignedTransaction {
        try attaching(sidecar)
    }

    /// The same transaction with a sidecar.
    package borrowing func attaching(_ sidecar: BlobSidecar) throws(TransactionError) -> SignedTransaction {
        try transaction.check(sidecar)
        return SignedTransaction(transaction, signature, encoded, hash: hash, sidecar: sidecar)
    }

    /// The canonical bytes, for who keeps them and does not send them twice.
    package var encodedBytes: [UInt8] { encoded }

    /// The bytes with the sidecar, for who keeps them and does not send them twice.
    package var networkBytes: [UInt8] {
        get throws(TransactionError) {
            let count = try networkByteCount
            return [UInt8](unsafeUninitializedCapacity: count) { room, used in
                writeNetworkBytes(to: UnsafeMutableRawBufferPointer(room))
                used = count
            }
        }
    }

    /// How many bytes the transaction has with its sidecar.
    package var networkByteCount: Int {
        get throws(TransactionError) {
            guard let sidecar else { throw .withoutSidecar }
            // The type stands before both lists.
            return 1 &+ RLP.byteCount(ofList: encoded.count &- 1 &+ sidecar.contentByteCount)
        }
    }

    /// Writes the transaction with its sidecar into `networkByteCount` bytes.
    package func writeNetworkBytes(to room: UnsafeMutableRawBufferPointer) {
        guard let sidecar else { return }
        var output = RLPOutput(room)
        output.write(raw: transaction.fields.kind.rawValue)
        output.writeListHeader(encoded.count &- 1 &+ sidecar.contentByteCount)
        encoded.withUnsafeBytes { output.write(raw: UnsafeRawBufferPointer(rebasing: $0.dropFirst())) }
        sidecar.write(to: &output)
    }
}
