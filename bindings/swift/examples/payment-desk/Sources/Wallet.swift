import Kedge

/// The accounts that pay, and the ring that gives each customer one of them.
final class Wallet {
    private final class Account {
        let key: PrivateKey
        let node: NodeID
        var nextNonce: UInt64 = 0

        init(key: consuming PrivateKey, node: NodeID) {
            self.key = key
            self.node = node
        }
    }

    private let settings: Settings
    private let gasPrice: UInt256
    private let maxFee: UInt256
    private let maxPriorityFee: UInt256
    private let ring: HashRing
    private let accounts: [Account]

    /// - Parameter keystore: the path of the file; it holds what the words of the wallet stand for.
    init(_ settings: Settings, keystore: String, passphrase: String) throws {
        self.settings = settings
        gasPrice = try UInt256(gwei: settings.gasPrice)
        maxFee = try UInt256(gwei: settings.maxFee)
        maxPriorityFee = try UInt256(gwei: settings.maxPriorityFee)
        let ring = try HashRing()
        let secret = try Keystore.open(keystore, password: passphrase.utf8Span.span.bytes)
        let words = try secret.withUnsafeBytes { try Mnemonic(entropy: $0.bytes, language: .english) }
        let master = try words.seed().withUnsafeBytes { try HDPrivateKey(seed: $0.bytes) }
        let parent = try master.derived(DerivationPath(settings.path))
        accounts = try (0..<settings.accounts).map { number in
            Account(key: try parent.child(number).privateKey(), node: try ring.add("account-\(number)"))
        }
        self.ring = ring
    }

    /// The number of the account that pays for a customer.
    func number(for customer: String) throws -> Int {
        let owner = try ring.owner(of: customer)
        guard let number = accounts.firstIndex(where: { $0.node == owner }) else { throw RingError.unknownNode(owner) }
        return number
    }

    /// Signs the transaction of an order, the next of an account.
    func sign(_ order: Order, amount: UInt256, from number: Int) throws -> Payment {
        let account = try account(number)
        let kind: TransactionFields.Kind =
            switch order.kind {
            case .legacy: .legacy
            case .accessList: .accessList
            case .feeMarket: .dynamicFee
            }
        var fields = TransactionFields(
            kind, chainID: settings.chainID, nonce: account.nextNonce, gasLimit: settings.gasLimit)
        fields.to = try Address(order.to)
        fields.value = amount
        if kind == .dynamicFee {
            fields.maxFeePerGas = maxFee
            fields.maxPriorityFeePerGas = maxPriorityFee
        } else {
            fields.gasPrice = gasPrice
        }
        // Not hedged: a desk that is killed before this is in the log signs the same bytes when it starts again.
        let signed = try Transaction(fields).sign(with: account.key)
        account.nextNonce += 1
        let hash = signed.hash.description
        return Payment(
            account: number, nonce: fields.nonce, kind: order.kind, to: order.to, amount: order.amount, hash: hash,
            transaction: "0x" + Hex.encode(signed.serialized()))
    }

    /// Takes over what was signed before.
    func remember(_ payment: Payment) throws {
        try account(payment.account).nextNonce = payment.nonce + 1
    }

    /// Gives the customers of one account to the others.
    func drain() throws {
        try setDrained(.draining)
    }

    /// How many of the customers have another account because of the drain, and how many of them need not.
    func moved(of customers: Set<String>) throws -> (moved: Int, strays: Int) {
        let customers = Array(customers)
        try setDrained(.up)
        let before = try ring.owners(ofKeys: customers)
        try setDrained(.draining)
        let left = zip(before, try ring.owners(ofKeys: customers)).filter { $0 != $1 }
        let drained = try account(settings.drain.account).node
        let strays = left.count { $0.0 != drained }
        return (left.count - strays, strays)
    }

    private func setDrained(_ state: NodeState) throws {
        try ring.setState(state, of: account(settings.drain.account).node)
    }

    private func account(_ number: Int) throws -> Account {
        guard accounts.indices.contains(number) else { throw UnknownAccount(number: number) }
        return accounts[number]
    }
}

/// desk.json, or the log, is of another wallet.
struct UnknownAccount: Error {
    let number: Int
}
