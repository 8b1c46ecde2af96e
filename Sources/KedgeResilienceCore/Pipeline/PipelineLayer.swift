/// One of the guards around a call.
public enum PipelineLayer: Sendable {
    /// Gives the call's fallback where everything inside has failed.
    case fallback
    /// Limits the time of everything inside.
    case deadline(Duration)
    /// Lets calls pass no faster than a limit, and has them wait for up to `maximumWait` for their turn.
    case rateLimiter(RateLimiter, maximumWait: Duration = .zero)
    /// Lets so many calls pass at once, and has others wait as the bulkhead says.
    case bulkhead(Bulkhead)
    /// Tries again what is inside.
    case retry(RetryPolicy)
    /// Goes to the first target that can be called, and on to the next where that fails, if the call may be made twice.
    case failover(Failover)
    /// Keeps calls away while too many fail.
    case breaker(Breaker)
    /// Limits the time of one attempt: a deadline that stands innermost in the recommended order.
    case attemptDeadline(Duration)

    /// Where it stands in the recommended order, the outermost first.
    ///
    /// A fallback answers whatever fails inside. The limit of the whole time counts waiting in queues. A call takes its turn and its
    /// place once, however often it is tried. A breaker, and the targets of a failover, see each attempt, and what they reject is
    /// not tried again; the limit of one attempt is theirs too, so that a call which takes too long is a failure.
    internal var rank: Int {
        switch self {
        case .fallback: 0
        case .deadline: 1
        case .rateLimiter: 2
        case .bulkhead: 3
        case .retry: 4
        case .failover: 5
        case .breaker: 6
        case .attemptDeadline: 7
        }
    }
}

extension PipelineLayer: CustomStringConvertible {
    /// What people see: `"deadline 2.0 seconds"`.
    public var description: String {
        switch self {
        case .fallback: "fallback"
        case .deadline(let time): "deadline \(time)"
        case .rateLimiter: "rate limiter"
        case .bulkhead: "bulkhead"
        case .retry: "retry"
        case .failover: "failover"
        case .breaker: "breaker"
        case .attemptDeadline(let time): "attempt deadline \(time)"
        }
    }
}

/// In which order layers stand around a call.
public enum PipelineOrder: Sendable {
    /// From the outside: fallback, deadline, rate limiter, bulkhead, retry, failover, breaker, attempt deadline. Layers of one kind
    /// stay in the order in which they are given.
    case recommended
    /// As they are given, the outermost first.
    case asGiven
}

/// What decided how a call ended.
public enum PipelineCause: UInt32, Sendable, CaseIterable, BitwiseCopyable {
    /// The call itself, by its value or its error.
    case call = 1
    /// A breaker let it not pass.
    case circuitOpen = 2
    /// A rate limiter did not.
    case rateLimited = 3
    /// A bulkhead had no place, and nobody more may wait.
    case bulkheadFull = 4
    /// No place came free in time.
    case bulkheadTimedOut = 5
    /// The time was over.
    case deadlineExceeded = 6
    /// No target was left.
    case noTarget = 7
    /// The fallback answered.
    case fallback = 8
    /// The caller wanted the answer no more.
    case cancelled = 9
}

/// What a layer came to, since its pipeline was made.
public struct PipelineLayerSnapshot: Equatable, Sendable {
    /// How often it decided how a call ended.
    public internal(set) var decided: UInt64
    /// Attempts that it brought about beside the first: of a retry or a failover.
    public internal(set) var repeated: UInt64
}

/// What a pipeline came to, since it was made.
public struct PipelineSnapshot: Equatable, Sendable {
    public internal(set) var calls: UInt64
    /// Calls that ended with a value, from the fallback or a later attempt too.
    public internal(set) var successes: UInt64
    /// In the order of ``Pipeline/layers``.
    public internal(set) var layers: [PipelineLayerSnapshot]
}
