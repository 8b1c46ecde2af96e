import KedgeCore
import KedgeCrypto

extension BlobSidecar {
    // The first byte of a versioned hash. EIP-4844, VERSIONED_HASH_VERSION_KZG
    internal static let versionedHashVersion: UInt8 = 1

    /// What the transaction says of its blobs: for each the byte 1, and the SHA-256 digest of its commitment from the
    /// second byte on.
    ///
    /// - Source: EIP-4844, `kzg_to_versioned_hash`
    public var versionedHashes: [Hash32] {
        commitments.withUnsafeBytes { commitments in
            (0..<count).map { index in
                let start = index &* Self.commitmentByteCount
                return Self.versionedHash(
                    of: UnsafeRawBufferPointer(rebasing: commitments[start..<start &+ Self.commitmentByteCount]))
            }
        }
    }

    /// The hash under which a transaction names the blob of a commitment.
    ///
    /// - Parameter commitment: 48 bytes.
    /// - Source: EIP-4844, `kzg_to_versioned_hash`
    package static func versionedHash(of commitment: UnsafeRawBufferPointer) -> Hash32 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            digest.initialize(repeating: 0)
            guard let start = digest.baseAddress else { return .zero }
            SHA256.hash(commitment, into: start)
            start[0] = versionedHashVersion
            return Hash32(start)
        }
    }
}

extension Transaction {
    /// Checks that a sidecar is this transaction's: its versioned hashes are those of the fields, in their order.
    ///
    /// - Throws: `TransactionError.sidecar`.
    public func check(_ sidecar: BlobSidecar) throws(TransactionError) {
        guard fields.kind == .blob else { throw .sidecar(rule: "only blob transactions have one") }
        guard sidecar.count == fields.blobVersionedHashes.count else {
            throw .sidecar(rule: "as many blobs as the transaction has versioned hashes")
        }
        guard sidecar.versionedHashes == fields.blobVersionedHashes else {
            throw .sidecar(rule: "the commitments give the transaction's versioned hashes")
        }
    }
}
