import Foundation
import Kedge

/// Takes the orders in their order, while those before are being delivered.
actor Desk {
    /// Orders that are signed and not delivered yet, at most: no signing far ahead of delivery.
    private static let underWay = 2 * Upstream.atOnce

    private let settings: Settings
    private let orders: [JSONValue]
    private let ownFolder: String
    private let wallet: Wallet
    private let upstream: Upstream
    private let book: Book
    private var rules: Rules
    // By position.
    private var decided: [Int: Record] = [:]
    private var delivered: Set<Int> = []
    private var movedCustomers = 0
    private var strayCustomers = 0
    private var times = StageTimes()
    private var progress = ProgressLine()

    init(folder: String, url: String, passphrase: String) throws {
        settings = try readJSON(folder + "/desk.json").decode()
        orders = Array(try readJSON(folder + "/orders.json").root.elements)
        let keys = try JWTKeySet(jwkSet: readBytes(folder + "/keys.json"))
        rules = try Rules(settings, keys: keys, orderCount: orders.count)
        wallet = try Wallet(settings, keystore: folder + "/wallet.json", passphrase: passphrase)
        upstream = try Upstream(url, waiting: Self.underWay)
        ownFolder = folder + "/swift"
        try FileManager.default.createDirectory(atPath: ownFolder, withIntermediateDirectories: true)
        let (book, records) = try Book.open(in: ownFolder, passphrase)
        self.book = book
        for record in records {
            if case .delivered = record.step { delivered.insert(record.order) } else { decided[record.order] = record }
        }
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { deliveries in
            var count = 0
            for (position, told) in orders.enumerated() {
                if position == settings.drain.beforeOrder { try wallet.drain() }
                let record = try await decision(position, told)
                if case .signed(let payment) = record.step, !delivered.contains(position) {
                    if count == Self.underWay { try await deliveries.next() } else { count += 1 }
                    deliveries.addTask { try await self.deliver(record, payment) }
                }
                showProgress()
            }
            try await deliveries.waitForAll()
        }
        try await book.sync()
        if settings.drain.beforeOrder < orders.count {
            (movedCustomers, strayCustomers) = try wallet.moved(of: rules.customers)
        }
    }

    /// What the log says of an order; what it does not know is decided, and written down.
    private func decision(_ position: Int, _ told: JSONValue) async throws -> Record {
        if let record = decided[position] {
            try remember(record, told)
            return record
        }
        let record = Record(order: position, id: told["id"]?.string ?? "", try decide(told))
        let begun = ContinuousClock.now
        try await book.append(record)
        times.add(.log, since: begun)
        decided[position] = record
        return record
    }

    /// Signs an order if it is good.
    private func decide(_ told: JSONValue) throws -> Record.Step {
        let order: Order
        let customer: String
        let amount: UInt256
        do {
            let begun = ContinuousClock.now
            defer { times.add(.verify, since: begun) }
            order = try Order(told)
            let claims = try rules.claims(of: order.token)
            customer = claims.customer
            amount = try rules.amount(of: order, wallet: claims.wallet)
        } catch let refusal as Refusal {
            return .refused(refusal)
        }
        var begun = ContinuousClock.now
        let account = try wallet.number(for: customer)
        times.add(.route, since: begun)
        begun = .now
        defer { times.add(.sign, since: begun) }
        return .signed(try wallet.sign(order, amount: amount, from: account))
    }

    /// Takes over what was decided before this start.
    private func remember(_ record: Record, _ told: JSONValue) throws {
        if let refusal = record.refusal, refusal.precedesToken { return }
        do {
            // The replay cache has to know the token, if it has not expired since.
            _ = try rules.claims(of: Order(told).token)
        } catch is Refusal {
            // It was good when it counted.
        }
        rules.remember(record.id)
        if let payment = record.payment { try wallet.remember(payment) }
    }

    private func deliver(_ record: Record, _ payment: Payment) async throws {
        var begun = ContinuousClock.now
        try await upstream.deliver(record.id, payment)
        times.add(.deliver, since: begun)
        begun = .now
        try await book.append(Record(order: record.order, id: record.id, .delivered))
        times.add(.log, since: begun)
        delivered.insert(record.order)
        showProgress()
    }

    private func showProgress() {
        progress.show(decided: decided.count, delivered: delivered.count, of: orders.count)
    }

    /// Writes outcomes.json, and prints what this start came to.
    func report() throws {
        let outcomes = try outcomesJSON(decided, delivered)
        try Data(outcomes).write(to: URL(filePath: ownFolder + "/outcomes.json"), options: .atomic)
        var table = Table()
        let refusals = Dictionary(grouping: decided.values.compactMap(\.refusal)) { $0.rawValue }
        let refused = refusals.values.map(\.count).reduce(0, +)
        table.add("accepted", decided.count - refused)
        table.add("delivered", delivered.count)
        table.add("refused", refused)
        for (reason, all) in refusals.sorted(by: { $0.key < $1.key }) { table.add("  \(reason)", all.count) }
        table.add("attempts at this start", upstream.attempts)
        table.add("  retries", upstream.pipeline.snapshot.layers.map { Int($0.repeated) }.reduce(0, +))
        for (change, count) in upstream.breaker.changes() { table.add("breaker \(change)", count) }
        table.add("customers moved by the drain", movedCustomers)
        table.add("  of other accounts", strayCustomers)
        for stage in Stage.allCases { table.add("\(stage), milliseconds", times.milliseconds(stage)) }
        print("\n\(table.text)")
    }
}
