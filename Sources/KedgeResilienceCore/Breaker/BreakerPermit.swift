/// A call that a breaker let pass, as two words.
///
/// Of copies the breaker knows only those of the half-open state: there it finds out that a call ends twice.
@_spi(HotPath) public struct RawPermit: BitwiseCopyable, Sendable {
    /// The generation in the upper half; in the lower 0 for a call that passed for good, or the number of a slot in half-open
    /// state. All 0 once it was finished.
    public var word: UInt64 = 0
    /// When the call began, where slowness counts; the serial number in half-open state.
    public var moment: UInt64 = 0

    public init() {}
}

/// Why a breaker let no call pass.
package enum BreakerRejection: UInt32, Sendable, BitwiseCopyable {
    case open = 1
    case halfOpen = 2
    case forcedOpen = 3
}

/// Whether a call passes: two words, which are returned in registers.
package struct BreakerAnswer: BitwiseCopyable, Sendable {
    /// nil if it does.
    package let rejection: BreakerRejection?
    /// When a later one may pass; `.max` where nobody knows.
    package let retryAfter: UInt64

    @inline(__always)
    internal init(_ rejection: BreakerRejection? = nil, retryAfter: UInt64 = 0) {
        self.rejection = rejection
        self.retryAfter = retryAfter
    }
}

/// What a call came to.
public enum CallOutcome: UInt32, Sendable, CaseIterable, BitwiseCopyable {
    case success = 1
    case failure = 2
    /// Neither: it says nothing about the service, as when the caller gave up.
    case ignored = 3
}

/// What the end of a call meant to the breaker.
public enum PermitReport: UInt32, Sendable {
    /// It ended as it should, and counts where the state counts anything.
    case counted = 1
    /// The breaker has changed its state since the call began, so it counts for nothing.
    case stale = 2
    /// The call passed in half-open state, and was taken back before: it took too long, or the breaker went on.
    case takenBack = 3
    /// The permit was finished before.
    case finishedBefore = 4
}

/// A call that a breaker let pass, to be finished once. Dropped, it counts as ignored.
public struct BreakerPermit: ~Copyable, Sendable {
    private let breaker: Breaker
    private var raw: RawPermit

    internal init(_ breaker: Breaker, _ raw: RawPermit) {
        self.breaker = breaker
        self.raw = raw
    }

    deinit {
        var raw = raw
        if raw.word != 0 { _ = breaker.finish(&raw, .ignored) }
    }

    /// The call succeeded. Where slowness counts, it is slow if it took too long.
    @discardableResult
    public consuming func succeed() -> PermitReport { finish(.success) }

    /// The call failed.
    @discardableResult
    public consuming func fail() -> PermitReport { finish(.failure) }

    /// The call says nothing about the service.
    @discardableResult
    public consuming func ignore() -> PermitReport { finish(.ignored) }

    /// Ends the call.
    ///
    /// - Returns: What that meant: a call that began before the breaker's last change of state counts for nothing.
    @discardableResult
    public consuming func finish(_ outcome: CallOutcome) -> PermitReport {
        // Finished here: what is dropped afterwards is empty.
        breaker.finish(&raw, outcome)
    }
}
