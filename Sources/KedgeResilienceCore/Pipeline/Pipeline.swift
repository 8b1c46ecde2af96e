public import KedgeCore
import Synchronization

/// Guards around a call, one inside another, in an order that everybody can see.
///
/// It never changes, and any number of threads use it. What belongs to one call is in memory of that call: on the healthy path
/// there is no allocation but those of the caller's own closures.
public final class Pipeline: Sendable {
    /// The most layers of a pipeline.
    public static let maximumLayerCount = 8

    /// From the outside.
    public let layers: [PipelineLayer]
    internal let limits: [UInt64]
    package let time: TimeSource
    package let clock: any MonotonicClock
    private let calls = Atomic<UInt64>(0)
    private let successes = Atomic<UInt64>(0)
    private let decided: [Counter]
    private let repeated: [Counter]

    /// - Parameters:
    ///   - layers: 1 to 8, at most one of them a fallback, and one a failover.
    ///   - order: The recommended one unless told.
    ///   - clock: For its deadlines; other layers have clocks of their own.
    /// - Throws: `PolicyError`
    public init(
        _ layers: [PipelineLayer], order: PipelineOrder = .recommended, clock: any MonotonicClock = SystemClock()
    ) throws(PolicyError) {
        guard (1...Self.maximumLayerCount).contains(layers.count) else { throw PolicyError("layers", "1 to 8") }
        let fallbacks = layers.count { if case .fallback = $0 { true } else { false } }
        guard fallbacks <= 1 else { throw PolicyError("layers", "one fallback at most") }
        let failovers = layers.count { if case .failover = $0 { true } else { false } }
        guard failovers <= 1 else { throw PolicyError("layers", "one failover at most") }
        var ordered = layers
        if order == .recommended {
            // The standard library's sort is stable, though it does not say so.
            ordered = layers.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
                .map(\.element)
        }
        var limits: [UInt64] = []
        for layer in ordered {
            switch layer {
            case .deadline(let time), .attemptDeadline(let time): limits.append(try time.nanoseconds("deadline"))
            case .rateLimiter(_, let maximumWait):
                limits.append(
                    try maximumWait.nanoseconds(
                        "maximum wait", in: .zero ... .longestPolicyTime, rule: "0 to 365 days"))
            default: limits.append(0)
            }
        }
        self.layers = ordered
        self.limits = limits
        hasFailover = failovers == 1
        self.clock = clock
        time = TimeSource(clock)
        decided = ordered.map { _ in Counter() }
        repeated = ordered.map { _ in Counter() }
    }

    /// What it came to, and which layer decided how often.
    public var snapshot: PipelineSnapshot {
        PipelineSnapshot(
            calls: calls.load(ordering: .relaxed), successes: successes.load(ordering: .relaxed),
            layers: layers.indices.map {
                PipelineLayerSnapshot(decided: decided[$0].value, repeated: repeated[$0].value)
            })
    }

    /// Whether a call has a target.
    package let hasFailover: Bool

    internal func countCall() { calls.wrappingAdd(1, ordering: .relaxed) }

    internal func countRepeated(_ layer: Int) { repeated[layer].add() }

    internal func count(_ ending: PipelineEnding) {
        if ending.isSuccess { successes.wrappingAdd(1, ordering: .relaxed) }
        if ending.layer != PipelineEnding.noLayer, decided.indices.contains(Int(ending.layer)) {
            decided[Int(ending.layer)].add()
        }
    }

    private final class Counter: Sendable {
        private let count = Atomic<UInt64>(0)
        internal var value: UInt64 { count.load(ordering: .relaxed) }
        internal func add() { count.wrappingAdd(1, ordering: .relaxed) }
    }
}

extension Pipeline: CustomStringConvertible {
    /// Its layers from the outside: `"deadline 2.0 seconds > retry > breaker"`.
    public var description: String { layers.map(\.description).joined(separator: " > ") }
}
