import KedgeResilience
import KedgeTestSupport

enum RetryTesting {
    /// How often something is tried: less often without optimisation, where each takes many times as long.
    static func tries(_ count: Int) -> Int { SlowTests.areEnabled ? count : max(3, count / 12) }

    /// The delays, in nanoseconds, before so many retries of one call.
    static func delays(_ backoff: Backoff, count: Int, seed: UInt64, retryAfter: UInt64? = nil) throws -> [UInt64] {
        let policy = try RetryPolicy(
            RetryOptions(maximumAttempts: count + 1, backoff: backoff, retryAfterLimit: .seconds(86_400), seed: seed))
        var call = policy.begin(isIdempotent: true)
        return (0..<count).map { _ in
            policy.next(after: .failure, retryAfterNanoseconds: retryAfter, of: &call).delayNanoseconds
        }
    }

    static let constant = Backoff.constant(.milliseconds(10), jitter: .none)
}

/// What was slept instead of sleeping.
final class SleepRecord: Sendable {
    private let sleeps = Guarded<[UInt64]>([])

    var nanoseconds: [UInt64] { sleeps.withLock { $0 } }

    func add(_ nanoseconds: UInt64) {
        sleeps.withLock { $0.append(nanoseconds) }
    }
}

/// An error that answers for itself.
struct ServiceFailure: RetryAfterProviding, RetryClassifying, Equatable {
    var retryAfter: Duration?
    var retryKind: RetryFailure.Kind = .failure
    var number = 0
}

struct PlainFailure: Error, Equatable {
    var number = 0
}
