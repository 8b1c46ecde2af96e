import KedgeCore

/// What travels beside a blob transaction until it is in a block. Commitments and proofs are the caller's; only their
/// sizes and the versioned hashes are checked.
///
/// - Source: EIP-4844 "Networking", EIP-7594
public struct BlobSidecar: Equatable, Sendable {
    public static let blobByteCount = 131_072
    public static let commitmentByteCount = 48
    public static let proofByteCount = 48
    /// Proofs for each blob in version 1.
    public static let cellProofsPerBlob = 128
    /// The most blobs that one transaction takes here; the network takes far fewer.
    public static let maximumCount = 1024

    /// What the proofs are of.
    public enum Version: UInt8, Sendable {
        /// One proof for each blob (EIP-4844).
        case blobProofs = 0
        /// 128 proofs for each blob (EIP-7594).
        case cellProofs = 1

        /// How many proofs a blob has.
        public var proofsPerBlob: Int {
            switch self {
            case .blobProofs: 1
            case .cellProofs: BlobSidecar.cellProofsPerBlob
            }
        }
    }

    public let version: Version
    /// The blobs, one behind the other.
    public let blobs: [UInt8]
    /// The commitments, one behind the other.
    public let commitments: [UInt8]
    /// The proofs, one behind the other.
    public let proofs: [UInt8]

    /// Takes what the caller made for its blobs.
    ///
    /// - Parameters:
    ///   - version: what the proofs are of.
    ///   - blobs: 131,072 bytes for each, 1 to 1,024 of them.
    ///   - commitments: 48 bytes for each blob.
    ///   - proofs: 48 bytes for each blob, in version 1 for each of its 128 cells.
    /// - Throws: `TransactionError.sidecar`.
    public init(
        version: Version, blobs: [UInt8], commitments: [UInt8], proofs: [UInt8]
    ) throws(TransactionError) {
        self.version = version
        self.blobs = blobs
        self.commitments = commitments
        self.proofs = proofs
        try check()
    }

    /// How many blobs there are.
    public var count: Int { commitments.count / Self.commitmentByteCount }

    private func check() throws(TransactionError) {
        let (count, rest) = blobs.count.quotientAndRemainder(dividingBy: Self.blobByteCount)
        guard rest == 0, count >= 1 else { throw .sidecar(rule: "131,072 bytes for each blob, and 1 blob or more") }
        guard count <= Self.maximumCount else { throw .sidecar(rule: "at most 1,024 blobs") }
        guard commitments.count == count &* Self.commitmentByteCount else {
            throw .sidecar(rule: "one commitment of 48 bytes for each blob")
        }
        guard proofs.count == count &* version.proofsPerBlob &* Self.proofByteCount else {
            switch version {
            case .blobProofs: throw .sidecar(rule: "one proof of 48 bytes for each blob")
            case .cellProofs: throw .sidecar(rule: "128 proofs of 48 bytes for each blob")
            }
        }
    }
}
