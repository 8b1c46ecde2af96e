import Foundation
import KedgeTestSupport
import KedgeWallet

/// One case of the published transactions, with its JSON as an object that can be changed.
struct PublishedTransaction {
    let name: String
    /// The transaction in JSON, without what the vectors add to its authorizations.
    var object: [String: Any]
    let unsigned: [UInt8]
    let raw: [UInt8]
    let hash: Hash32
    let sender: Address

    static let files = [
        "tx_legacy_155/legacy", "tx_2930/eip2930_chain", "tx_1559/eip1559_chain", "tx_4844/eip4844_chain",
        "tx_4844/eip4844_network_form", "tx_7702/eip7702_chain", "tx_7702/eip7702_eth_account", "tx_mixed/send_raw",
    ]

    static func all() throws -> [PublishedTransaction] {
        try files.flatMap { file in
            let text = try Vectors.text(file + ".json")
            let cases = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
            return try cases.enumerated().map { try PublishedTransaction($1, "\(file) \($0)") }
        }
    }

    private init(_ json: [String: Any], _ name: String) throws {
        func value(_ member: String) throws -> [UInt8] {
            guard let text = json[member] as? String, let value = bytes(hex: String(text.dropFirst(2))) else {
                throw Malformed(name: name, member: member)
            }
            return value
        }
        guard var object = json["tx"] as? [String: Any], let hash = Hash32(try value("hash")),
            let sender = Address(try value("sender"))
        else { throw Malformed(name: name, member: "tx") }
        if let list = object["authorizationList"] as? [[String: Any]] {
            object["authorizationList"] = list.map { entry in
                entry.filter { !["authority", "signing_hash", "private_key"].contains($0.key) }
            }
        }
        self.name = name
        self.object = object
        unsigned = try value("unsigned")
        raw = try value("raw")
        self.hash = hash
        self.sender = sender
    }

    /// The same without a signature.
    var unsignedObject: [String: Any] {
        object.filter { !["r", "s", "v", "yParity"].contains($0.key) }
    }

    private struct Malformed: Error {
        let name: String
        let member: String
    }
}

/// What is known of a signed transaction, which itself cannot be copied.
struct SignedParts: Equatable {
    let hash: Hash32
    let encoded: [UInt8]
    let sender: Address
    let chainID: UInt64?
    let json: String

    init(json text: [UInt8], chainID: UInt64? = nil) throws {
        try self.init(try SignedTransaction(json: text.span.bytes, chainID: chainID))
    }

    init(decoding raw: [UInt8]) throws {
        try self.init(try SignedTransaction(decoding: raw))
    }

    private init(_ transaction: borrowing SignedTransaction) throws {
        hash = transaction.hash
        encoded = transaction.encodedBytes
        sender = try transaction.sender
        chainID = transaction.transaction.fields.chainID
        json = try transaction.json
    }
}

/// A transaction to be signed.
func transaction(_ json: [UInt8]) throws -> Transaction {
    try Transaction(json: json.span.bytes)
}

/// The fields of a transaction to be signed.
func fields(_ json: [UInt8]) throws -> TransactionFields {
    try TransactionFields(json: json.span.bytes)
}

/// The JSON of an object.
func json(_ object: [String: Any]) throws -> [UInt8] {
    [UInt8](try JSONSerialization.data(withJSONObject: object))
}

/// An object of JSON.
func object(_ json: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
}
