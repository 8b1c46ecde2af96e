import Kedge

/// What the customer's own wallet signs where a payment is large (EIP-712).
struct Approval: Encodable {
    struct Domain: Encodable {
        let name = "Payment desk"
        let version = "1"
        let chainId: UInt64
    }

    let types = [
        "Approval": [
            ["name": "order", "type": "string"], ["name": "to", "type": "address"],
            ["name": "amount", "type": "uint256"],
        ]
    ]
    let primaryType = "Approval"
    let domain: Domain
    let message: [String: String]

    init(_ order: Order, amount: UInt256, chainID: UInt64) {
        domain = Domain(chainId: chainID)
        message = ["order": order.id, "to": order.to, "amount": amount.decimal]
    }

    /// - Throws: `Refusal.approvalSignature` unless the wallet signed this.
    func check(_ text: String, by wallet: String?) throws {
        let document = try TypedData(json: JSON.encode(self))
        guard let bytes = try? Hex.decode(text, prefix: .required), let wallet, let address = try? Address(wallet)
        else { throw Refusal.approvalSignature }
        do throws(KeyError) {
            try document.verify(Signature(bytes.span.bytes), by: address)
        } catch {
            switch error {
            case .invalidSignature, .highS, .wrongSigner: throw Refusal.approvalSignature
            default: throw error
            }
        }
    }
}
