/// Where one call stands in a pipeline, in memory that its caller owns.
///
/// Whatever is in it, nothing traps: the layers check what they are given back.
package struct PipelineCall: BitwiseCopyable, Sendable {
    package enum Phase: UInt32, BitwiseCopyable {
        case unused = 0
        /// The layer at ``position`` is entered next.
        case entering = 1
        /// The layer at ``position`` has the call wait, and is then passed.
        case waiting = 2
        /// It waits for a place in the bulkhead at ``position``.
        case queueing = 3
        /// The call is being made.
        case attempting = 4
        /// The layer before ``position`` is left next.
        case leaving = 5
        /// The fallback is being asked for.
        case fallingBack = 6
        case ended = 7
    }

    package var phase = Phase.unused.rawValue
    package var position: UInt32 = 0
    /// Attempts that were begun.
    package var attempts: UInt32 = 0
    /// The target of the attempt, where there is a failover.
    package var target: UInt32 = 0
    /// The moment at which the time is over, by the pipeline's clock; `.max` for never.
    package var deadline: UInt64 = .max
    package var ending = PipelineEnding()
    package var isIdempotent: UInt32 = 0
    private let reserved: UInt32 = 0
    /// Six words for each layer.
    private var states = InlineArray<48, UInt64>(repeating: 0)

    package init() {}

    /// What a layer keeps about the call.
    internal func state<State: BitwiseCopyable>(of layer: Int, as type: State.Type) -> State {
        withUnsafeBytes(of: states) { $0.loadUnaligned(fromByteOffset: layer &* 48, as: type) }
    }

    internal mutating func setState<State: BitwiseCopyable>(_ state: State, of layer: Int) {
        withUnsafeMutableBytes(of: &states) { $0.storeBytes(of: state, toByteOffset: layer &* 48, as: State.self) }
    }
}

/// How what is inside a layer has ended.
package struct PipelineEnding: BitwiseCopyable, Sendable {
    // As numbers, because a caller may have written over them.
    private var success: UInt32 = 0
    private var outcomeNumber = CallOutcome.ignored.rawValue
    private var kindNumber = RetryFailure.Kind.failure.rawValue
    private var causeNumber = PipelineCause.call.rawValue
    /// Which layer decided; ``noLayer`` for the call itself.
    package var layer: UInt32 = PipelineEnding.noLayer
    /// Why a retry made no further attempt; 0 where none was asked.
    package var stop: UInt32 = 0
    private var rejectionNumber: UInt32 = 0
    private let reserved: UInt32 = 0
    /// When it may be worth trying again; `.max` where nobody knows.
    package var retryAfter: UInt64 = .max

    package static let noLayer: UInt32 = .max

    package var isSuccess: Bool {
        get { success == 1 }
        set { success = newValue ? 1 : 0 }
    }
    /// What it says about the service.
    package var outcome: CallOutcome {
        get { CallOutcome(rawValue: outcomeNumber) ?? .ignored }
        set { outcomeNumber = newValue.rawValue }
    }
    /// What it says about trying again.
    package var kind: RetryFailure.Kind {
        get { RetryFailure.Kind(rawValue: kindNumber) ?? .permanent }
        set { kindNumber = newValue.rawValue }
    }
    /// Why a breaker let the call not pass.
    package var rejection: BreakerRejection? {
        get { BreakerRejection(rawValue: rejectionNumber) }
        set { rejectionNumber = newValue?.rawValue ?? 0 }
    }
    package var cause: PipelineCause {
        get { PipelineCause(rawValue: causeNumber) ?? .call }
        set { causeNumber = newValue.rawValue }
    }
}

/// What whoever makes the call has to do next.
package enum PipelineStep: Equatable, Sendable {
    /// Make the call, in so many nanoseconds at most, and report.
    case attempt(nanosecondsLeft: UInt64)
    /// Wait for so long, and come back.
    case wait(nanoseconds: UInt64)
    /// Wait for a place in the bulkhead of a layer, for so long at most, and come back.
    case queue(nanoseconds: UInt64)
    /// Ask for the fallback, and report.
    case fallback
    case ended
}
