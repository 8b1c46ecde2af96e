import Kedge

/// Whether an order is good. The first rule that it breaks is the reason why not.
struct Rules {
    private let chainID: UInt64
    private let largestAmount: UInt256
    private let approvalFrom: UInt256
    private let verifier: JWTVerifier
    private(set) var customers: Set<String> = []
    /// Ids of orders that were decided and had a good token. As bytes, because texts that look the same are equal to Swift.
    private var ids: Set<[UInt8]> = []

    init(_ settings: Settings, keys: JWTKeySet, orderCount: Int) throws {
        chainID = settings.chainID
        largestAmount = try UInt256(ether: settings.largestAmount)
        approvalFrom = try UInt256(ether: settings.approvalFrom)
        var rules = JWTRules()
        rules.algorithms = [.es256, .rs256, .edDSA]
        rules.issuers = [settings.issuer]
        rules.audiences = [settings.audience]
        rules.requiredClaims = ["sub", "jti", "wallet"]
        rules.replayStore = try JWTReplayCache(capacity: max(1, orderCount))
        verifier = try JWTVerifier(keys: keys, rules: rules)
    }

    /// What a token says. Each is taken once.
    ///
    /// - Throws: `Refusal`; `JWTError` where no verdict was reached.
    mutating func claims(of token: String) throws -> (customer: String, wallet: String?) {
        let claims: JWTClaims
        do throws(JWTError) {
            claims = try verifier.verify(token)
        } catch {
            guard let refusal = Refusal(error) else { throw error }
            throw refusal
        }
        guard let customer = claims.subject else { throw Refusal.tokenMalformed }
        customers.insert(customer)
        return (customer, claims.text("wallet"))
    }

    /// Applies the rules after the token's.
    ///
    /// - Parameter wallet: the customer's, as the token says.
    /// - Returns: what to pay, in wei.
    /// - Throws: `Refusal`; `TypedDataError` and others where no verdict was reached.
    mutating func amount(of order: Order, wallet: String?) throws -> UInt256 {
        let amount = try checkTerms(order)
        if amount >= approvalFrom {
            guard let text = order.approval else { throw Refusal.approvalMissing }
            try Approval(order, amount: amount, chainID: chainID).check(text, by: wallet)
        }
        return amount
    }

    private mutating func checkTerms(_ order: Order) throws(Refusal) -> UInt256 {
        guard remember(order.id) else { throw .repeatedID }
        guard (try? Address(order.to)) != nil else { throw .badAddress }
        guard let amount = try? UInt256(ether: order.amount), amount > 0 else { throw .badAmount }
        guard amount <= largestAmount else { throw .excessiveAmount }
        return amount
    }

    /// - Returns: whether the id is new.
    @discardableResult
    mutating func remember(_ id: String) -> Bool {
        ids.insert(Array(id.utf8)).inserted
    }
}
