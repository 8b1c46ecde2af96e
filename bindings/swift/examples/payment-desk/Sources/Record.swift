import Kedge

/// A step of an order, as the log has it.
struct Record: Decodable, Sendable {
    enum Step: Sendable {
        case refused(Refusal)
        case signed(Payment)
        case delivered
    }

    /// The position among the orders.
    let order: Int
    let id: String
    let step: Step

    enum CodingKeys: CodingKey {
        case order, id, step, reason
    }

    init(order: Int, id: String, _ step: Step) {
        self.order = order
        self.id = id
        self.step = step
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        order = try members.decode(Int.self, forKey: .order)
        id = try members.decode(String.self, forKey: .id)
        switch try members.decode(String.self, forKey: .step) {
        case "refused": step = .refused(try members.decode(Refusal.self, forKey: .reason))
        case "signed": step = .signed(try Payment(from: decoder))
        case "delivered": step = .delivered
        default:
            throw DecodingError.dataCorruptedError(forKey: .step, in: members, debugDescription: "an unknown step")
        }
    }

    /// The text for the log, member by member: `JSON.encode` sorts them, and the logs of all desks are of one form.
    func json() throws -> [UInt8] {
        var writer = JSONWriter()
        try writer.beginObject()
        try writer.member("order", order)
        try writer.member("id", id)
        switch step {
        case .refused(let reason):
            try writer.member("step", "refused")
            try writer.member("reason", reason)
        case .signed(let payment):
            try writer.member("step", "signed")
            try writer.member("account", payment.account)
            try writer.member("nonce", payment.nonce)
            try writer.member("kind", payment.kind)
            try writer.member("to", payment.to)
            try writer.member("amount", payment.amount)
            try writer.member("hash", payment.hash)
            try writer.member("transaction", payment.transaction)
        case .delivered:
            try writer.member("step", "delivered")
        }
        try writer.endObject()
        return try writer.finishBytes()
    }

    var refusal: Refusal? { if case .refused(let reason) = step { reason } else { nil } }
    var payment: Payment? { if case .signed(let payment) = step { payment } else { nil } }
}

/// A transaction that was signed for an order.
struct Payment: Decodable, Sendable {
    let account: Int
    let nonce: UInt64
    let kind: Order.Kind
    let to: String
    let amount: String
    let hash: String
    let transaction: String
}

extension JSONWriter {
    mutating func member(_ name: String, _ value: some Encodable) throws {
        try self.name(name)
        try encode(value)
    }
}
