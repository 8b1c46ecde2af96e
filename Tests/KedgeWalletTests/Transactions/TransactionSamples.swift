import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// A transaction of each type with something in every field.
enum TransactionSample {
    static func key() throws -> PrivateKey {
        try PrivateKey([UInt8](repeating: 0x46, count: 32).span.bytes)
    }

    static let address = Address([UInt8](repeating: 0x35, count: 20)) ?? .zero

    static func hash(_ byte: UInt8, first: UInt8? = nil) -> Hash32 {
        var bytes = [UInt8](repeating: byte, count: 32)
        bytes[0] = first ?? byte
        return Hash32(bytes) ?? .zero
    }

    static func fields(_ kind: TransactionFields.Kind) -> TransactionFields {
        var fields = TransactionFields(kind, chainID: 1337, nonce: 900, gasLimit: 100_000)
        switch kind {
        case .legacy, .accessList: fields.gasPrice = 2_000_000_000
        case .dynamicFee, .blob, .setCode:
            fields.maxPriorityFeePerGas = 1_000_000
            fields.maxFeePerGas = 3_000_000_000
        }
        fields.to = address
        fields.value = 1_000_000_000_000
        fields.data = [1, 2, 3, 4]
        if kind != .legacy {
            fields.accessList = [
                AccessListEntry(address: address, storageKeys: [hash(7), hash(8)]),
                AccessListEntry(address: .zero, storageKeys: []),
            ]
        }
        if kind == .blob {
            fields.maxFeePerBlobGas = 5000
            fields.blobVersionedHashes = [hash(9, first: 1), hash(10, first: 1)]
        }
        if kind == .setCode {
            var authorization = Authorization(chainID: 1337, address: address, nonce: 901)
            authorization.yParity = 1
            authorization.r = 500
            authorization.s = 600
            fields.authorizations = [authorization, Authorization(chainID: 0, address: .zero, nonce: 0)]
        }
        return fields
    }

    static func raw(_ kind: TransactionFields.Kind) throws -> [UInt8] {
        try Transaction(fields(kind)).sign(with: key()).serialized()
    }

    /// Blobs, commitments and proofs of the right sizes, with nothing true about them.
    static func sidecar(_ count: Int, _ version: BlobSidecar.Version, seed: UInt64 = 1) throws -> BlobSidecar {
        var random = SeededGenerator(seed: seed)
        return try BlobSidecar(
            version: version, blobs: random.bytes(count * 131_072), commitments: random.bytes(count * 48),
            proofs: random.bytes(count * 48 * version.proofsPerBlob))
    }
}

/// A signed transaction taken apart: its type, and its fields each in RLP.
struct Parts {
    var type: [UInt8]
    var items: [[UInt8]]

    init(_ raw: [UInt8]) throws {
        let list: ArraySlice<UInt8>
        if raw[0] >= 0xC0 {
            type = []
            list = raw[...]
        } else {
            type = [raw[0]]
            list = raw[1...]
        }
        guard case .list(let items) = try RLPItem(decoding: [UInt8](list)) else {
            throw RLPError.wrongKind(offset: 0)
        }
        self.items = try items.map { item throws(RLPError) in try item.encoded() }
    }

    /// The transaction with its items as they are, canonical or not.
    var bytes: [UInt8] { type + Self.list(items) }

    static func list(_ items: [[UInt8]]) -> [UInt8] {
        let content = items.flatMap(\.self)
        if content.count < 56 { return [0xC0 + UInt8(content.count)] + content }
        let length = UInt64(content.count).bigEndianBytes
        return [0xF7 + UInt8(length.count)] + length + content
    }

    /// Bytes as an item, in the long form if asked for.
    static func item(_ bytes: [UInt8]) throws -> [UInt8] { try RLPItem.bytes(bytes).encoded() }
}

extension UInt64 {
    /// Without leading zeros.
    fileprivate var bigEndianBytes: [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: self >> (UInt64($0) * 8)) }.drop { $0 == 0 } + []
    }
}

/// What reading the bytes fails with; nil if they are a transaction.
func refusal(_ raw: [UInt8], chainID: UInt64? = nil) -> TransactionError? {
    do throws(TransactionError) {
        _ = try SignedTransaction(decoding: raw, chainID: chainID)
        return nil
    } catch {
        return error
    }
}

extension TransactionError {
    /// The field that the error names.
    var fieldName: String? {
        switch self {
        case .field(let name, _), .malformed(let name, _): name.description
        default: nil
        }
    }
}
