/// How an attempt failed, as far as it matters for the next.
public struct RetryFailure: Equatable, Sendable {
    /// What kind of failure it was.
    public enum Kind: UInt32, CaseIterable, Sendable {
        /// One that may pass.
        case failure = 1
        /// One that comes back however often the call is made: a request that is wrong, for example.
        case permanent
        /// A circuit was open: nothing was sent.
        case openCircuit
        /// The caller does not want the answer any more.
        case cancelled
        /// The time that the whole call has is over.
        case deadline
    }

    public var kind: Kind
    /// How long the service asked to be left alone for; below zero counts as 0.
    public var retryAfter: Duration?

    public init(_ kind: Kind = .failure, retryAfter: Duration? = nil) {
        self.kind = kind
        self.retryAfter = retryAfter
    }
}

/// An error of a service that says when to come back, such as an answer with a Retry-After header.
public protocol RetryAfterProviding: Error {
    /// From now on; nil where the service does not say.
    var retryAfter: Duration? { get }
}

/// An error that knows whether it is worth another attempt.
public protocol RetryClassifying: Error {
    var retryKind: RetryFailure.Kind { get }
}
