import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// A published transaction: its fields as JSON-RPC writes them, and what they come to.
struct TransactionCase: Decodable {
    let tx: Fields
    let unsigned: PrefixedHex
    let signing_hash: PrefixedHex
    let raw: PrefixedHex
    let hash: PrefixedHex
    let sender: PrefixedHex
    let private_key: PrefixedHex?
    let network_form: NetworkForm?

    struct Fields: Decodable {
        let type: Quantity
        let chainId: Quantity?
        let nonce: Quantity
        let gas: Quantity
        let gasPrice: Quantity?
        let maxPriorityFeePerGas: Quantity?
        let maxFeePerGas: Quantity?
        let maxFeePerBlobGas: Quantity?
        let to: PrefixedHex?
        let value: Quantity
        let input: PrefixedHex
        let accessList: [Entry]?
        let blobVersionedHashes: [PrefixedHex]?
        let authorizationList: [Consent]?
        let r: Quantity
        let s: Quantity
        let yParity: Quantity?
    }

    struct Entry: Decodable {
        let address: PrefixedHex
        let storageKeys: [PrefixedHex]
    }

    struct Consent: Decodable {
        let chainId: Quantity
        let address: PrefixedHex
        let nonce: Quantity
        let yParity: Quantity
        let r: Quantity
        let s: Quantity
        let authority: PrefixedHex
        let signing_hash: PrefixedHex
        let private_key: PrefixedHex?
    }

    struct NetworkForm: Decodable {
        let wrapper_version: PrefixedHex?
        let raw: PrefixedHex
        let commitments: [PrefixedHex]
        let proofs: [PrefixedHex]
    }

    /// The fields as Kedge takes them.
    func fields() throws -> TransactionFields {
        let kind = try #require(TransactionFields.Kind(rawValue: UInt8(truncatingIfNeeded: tx.type.small)))
        var fields = TransactionFields(
            kind, chainID: tx.chainId?.small, nonce: tx.nonce.small, gasLimit: tx.gas.small)
        if kind == .legacy || kind == .accessList { fields.gasPrice = tx.gasPrice?.number ?? 0 }
        if kind.rawValue >= 2 {
            fields.maxPriorityFeePerGas = tx.maxPriorityFeePerGas?.number ?? 0
            fields.maxFeePerGas = tx.maxFeePerGas?.number ?? 0
        }
        fields.maxFeePerBlobGas = tx.maxFeePerBlobGas?.number ?? 0
        fields.to = try tx.to.map { try #require(Address($0.bytes)) }
        fields.value = tx.value.number
        fields.data = tx.input.bytes
        fields.accessList = try (tx.accessList ?? []).map { entry in
            AccessListEntry(
                address: try #require(Address(entry.address.bytes)),
                storageKeys: try entry.storageKeys.map { try #require(Hash32($0.bytes)) })
        }
        fields.blobVersionedHashes = try (tx.blobVersionedHashes ?? []).map { try #require(Hash32($0.bytes)) }
        fields.authorizations = try (tx.authorizationList ?? []).map { try $0.authorization() }
        return fields
    }
}

extension TransactionCase.Consent {
    func authorization() throws -> Authorization {
        var authorization = Authorization(
            chainID: chainId.number, address: try #require(Address(address.bytes)), nonce: nonce.small)
        authorization.yParity = UInt8(truncatingIfNeeded: yParity.small)
        authorization.r = r.number
        authorization.s = s.number
        return authorization
    }
}

/// Bytes behind `0x`.
struct PrefixedHex: Decodable {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.hasPrefix("0x"), let bytes = KedgeTestSupport.bytes(hex: String(text.dropFirst(2))) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no bytes: \(text)")
        }
        self.bytes = bytes
    }
}

/// A number as text: hex digits behind `0x`, or decimal digits.
struct Quantity: Decodable {
    let number: UInt256

    /// The number, which has at most 64 bits.
    var small: UInt64 { number.uint64 ?? .max }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = UInt256(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number: \(text)")
        }
        self.number = number
    }
}
