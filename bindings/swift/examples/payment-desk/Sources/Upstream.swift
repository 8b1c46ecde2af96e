import Kedge
import Synchronization

/// What the upstream says where it does not take an order, and what that means to retries and to the breaker.
enum DeliveryError: Error, RetryClassifying, CallOutcomeProviding {
    /// The order is wrong, and stays wrong, which says nothing against the upstream.
    case notTaken(id: String, status: Int)
    /// It may take the order later.
    case failed(id: String, status: Int)

    var retryKind: RetryFailure.Kind { if case .notTaken = self { .permanent } else { .failure } }
    var callOutcome: CallOutcome { if case .notTaken = self { .ignored } else { .failure } }
}

/// Who takes what was signed. It may be away for a while, and no order is lost by that.
final class Upstream: Sendable {
    /// Deliveries under way.
    static let atOnce = 8
    private static let attemptTime = Duration.seconds(1)
    /// Until the next try where nobody says how long to wait.
    private static let pause = Duration.milliseconds(50)
    /// Until a delivery is given up; the next start of the desk takes it up again.
    private static let patience = Duration.seconds(60)

    let breaker: Breaker
    let pipeline: Pipeline
    private let server: HTTPServer
    private let attemptCount = Atomic<Int>(0)
    var attempts: Int { attemptCount.load(ordering: .relaxed) }

    /// - Parameter waiting: how many deliveries may wait for those under way.
    init(_ url: String, waiting: Int) throws {
        server = try HTTPServer(url)
        let places = try Bulkhead(
            BulkheadOptions(maximumCalls: Self.atOnce, maximumWaiting: waiting, maximumWait: Self.patience))
        let retry = try RetryPolicy(
            RetryOptions(maximumAttempts: 3, backoff: .exponential(base: .milliseconds(20), cap: .seconds(1))))
        var options = BreakerOptions(consecutiveFailures: 5)
        options.openTime = .milliseconds(200)
        options.probes = 1
        // Or retryAfter of those who wait for a probe's end would be 30 seconds.
        options.probeTime = Self.attemptTime
        breaker = try Breaker(options)
        pipeline = try Pipeline([
            .bulkhead(places), .retry(retry), .breaker(breaker), .attemptDeadline(Self.attemptTime),
        ])
    }

    /// Returns when the upstream has the order: what the pipeline gives up is taken up again.
    ///
    /// - Throws: `DeliveryError.notTaken`; `DeadlineError` where the patience is over.
    func deliver(_ id: String, _ payment: Payment) async throws {
        let body = try JSON.encode(["transaction": payment.transaction])
        try await withDeadline(Self.patience) {
            while true {
                do {
                    return try await self.pipeline.run(isIdempotent: true) { _ in try await self.post(id, body) }
                } catch {
                    if case .notTaken? = error as? DeliveryError { throw error }
                    // Ends the loop where the task is cancelled, by the deadline for example.
                    try await Task.sleep(for: (error as? any RetryAfterProviding)?.retryAfter ?? Self.pause)
                }
            }
        }
    }

    /// One attempt. The pipeline cancels it when its time is over.
    private func post(_ id: String, _ body: String) async throws {
        attemptCount.wrappingAdd(1, ordering: .relaxed)
        let status = try await server.post(body, to: "orders", id)
        switch status {
        case 200, 201: return
        case 408, 429: throw DeliveryError.failed(id: id, status: status)
        case 400..<500: throw DeliveryError.notTaken(id: id, status: status)
        default: throw DeliveryError.failed(id: id, status: status)
        }
    }
}
