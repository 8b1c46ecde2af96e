/// The word that every call of a breaker reads: `generation:32 | state:3 | watched:1 | failures:28`.
///
/// Each change of state is a new generation. In the lower half of a closed breaker's word all bits are zero while all is
/// well; a success then compares it with its permit, and is done.
@_spi(HotPath) public struct BreakerWord: Equatable {
    internal var bits: UInt64

    @inlinable @inline(__always)
    public static var generationMask: UInt64 { 0xFFFF_FFFF_0000_0000 }
    private static let stateShift: UInt64 = 29
    @inlinable @inline(__always)
    public static var stateMask: UInt64 { 7 << 29 }
    /// What the word of an open breaker has in place of its state.
    @inlinable @inline(__always)
    public static var openBits: UInt64 { 4 << 29 }
    private static let watchedBit: UInt64 = 1 << 28
    private static let failuresMask: UInt64 = watchedBit - 1
    /// Set in the states in which not every call passes.
    @inlinable @inline(__always)
    public static var restrictedBit: UInt64 { 4 << 29 }
    /// What the word of a breaker that counts only has beside its generation.
    @inlinable @inline(__always)
    public static var metricsOnlyBits: UInt64 { 2 << 29 }
    /// The most consecutive failures that are told apart.
    internal static let maximumFailures: UInt64 = failuresMask

    internal init(bits: UInt64) {
        self.bits = bits
    }

    internal init(generation: UInt64, state: BreakerState, isWatched: Bool = false, failures: UInt64 = 0) {
        bits =
            generation &<< 32 | UInt64(state.rawValue) &<< Self.stateShift | (isWatched ? Self.watchedBit : 0)
            | min(failures, Self.failuresMask)
    }

    internal var generation: UInt64 { bits &>> 32 }

    internal var state: BreakerState {
        // All words are made of states.
        BreakerState(rawValue: UInt32(truncatingIfNeeded: (bits &>> Self.stateShift) & 7)) ?? .closed
    }

    /// Whether good results go through the lock too, because one of them may be what opens the breaker.
    internal var isWatched: Bool { bits & Self.watchedBit != 0 }

    /// Failures without a success between them, up to now.
    internal var failures: UInt64 { bits & Self.failuresMask }
}
