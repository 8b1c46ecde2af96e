import Foundation
import Kedge

/// desk.json: amounts in ether and fees in gwei, as text.
struct Settings: Decodable, Sendable {
    struct Drain: Decodable, Sendable {
        let account: Int
        let beforeOrder: Int

        enum CodingKeys: String, CodingKey {
            case account
            case beforeOrder = "before_order"
        }
    }

    let issuer: String
    let audience: String
    let chainID: UInt64
    let accounts: UInt32
    let path: String
    let largestAmount: String
    let approvalFrom: String
    let drain: Drain
    let gasLimit: UInt64
    let gasPrice: String
    let maxFee: String
    let maxPriorityFee: String

    enum CodingKeys: String, CodingKey {
        case issuer, audience, accounts, path, drain
        case chainID = "chain_id"
        case largestAmount = "largest_amount"
        case approvalFrom = "approval_from"
        case gasLimit = "gas_limit"
        case gasPrice = "gas_price"
        case maxFee = "max_fee"
        case maxPriorityFee = "max_priority_fee"
    }
}

/// Reads a file as strict JSON, in which nothing has two meanings: a name that comes twice is an error.
func readJSON(_ path: String) throws -> JSONDocument {
    try JSONDocument(readBytes(path))
}

func readBytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
}

extension UInt256 {
    init(ether text: String) throws(AmountError) { try self.init(amount: text, decimals: 18) }
    init(gwei text: String) throws(AmountError) { try self.init(amount: text, decimals: 9) }
}
