import Kedge

/// What a customer asks for.
struct Order: Decodable, Sendable {
    enum Kind: String, Codable, Sendable {
        case legacy
        case accessList = "access-list"
        case feeMarket = "fee-market"
    }

    let id: String
    let token: String
    let to: String
    let amount: String
    let kind: Kind
    let approval: String?

    /// What orders.json has in one place; not every customer keeps to the form.
    init(_ told: JSONValue) throws(Refusal) {
        // To Decodable, an approval of null is none.
        guard told["approval"]?.isNull != true, let order = try? told.decode(Order.self) else { throw .malformedOrder }
        self = order
    }
}
