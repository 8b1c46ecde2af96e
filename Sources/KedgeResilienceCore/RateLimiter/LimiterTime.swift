import CPlatform
import KedgeCore

/// The time of one limiter, counted from its making, so that times ahead fit into 64 bits for 33 years.
internal struct LimiterTime: Sendable {
    /// Sixteenths of a nanosecond: 2^64 of them are 36 years.
    internal static var ticksPerNanosecond: UInt64 { 16 }
    /// 365 days, in nanoseconds.
    internal static var longestNanoseconds: UInt64 { 31_536_000_000_000_000 }
    /// Nanoseconds after which a limiter's time stands still. The three years beyond it are room for the furthest
    /// arrival: a whole burst, the longest wait, and the call that is being asked about, each of 365 days.
    private static var end: UInt64 { (1 &<< 60) &- 3 &* longestNanoseconds }

    private let source: TimeSource
    private let start: UInt64
    /// Whether it is the system's clock, of which there is a coarse reading that costs less than the exact one.
    internal var isSystem: Bool {
        @inline(__always) get { source.isSystem }
    }

    internal init(_ clock: any MonotonicClock) {
        source = TimeSource(clock)
        start = source.now
    }

    /// Nanoseconds since the limiter was made; 0 while the clock shows an earlier time.
    internal var now: UInt64 {
        @inline(__always) get { since(isSystem ? cplatform_monotonic_ns() : broughtNow) }
    }

    /// The same by the system's clock, or a little before it; only where ``isSystem``.
    internal var coarse: UInt64 {
        @inline(__always) get { since(cplatform_coarse_ns()) }
    }

    private var broughtNow: UInt64 {
        @inline(never) get { source.now }
    }

    /// How far the coarse reading is taken to lag at most: a step is usual, and a processor that is late with its tick adds
    /// some.
    internal var coarseLag: UInt64 { source.coarseStep.saturatingMultiplied(by: 4) }

    @inline(__always)
    private func since(_ reading: UInt64) -> UInt64 {
        let elapsed = reading &- start
        // The upper half are times before the start.
        return elapsed <= Self.end ? elapsed : elapsed > UInt64(Int64.max) ? 0 : Self.end
    }

    /// Ticks of a time from 0 to 365 days.
    internal static func ticks(roundingUp time: Duration) -> UInt64 {
        let (seconds, attoseconds) = time.components
        let attosecondsPerTick: UInt64 = 62_500_000
        return UInt64(clamping: seconds) &* (1_000_000_000 &* ticksPerNanosecond)
            &+ (UInt64(clamping: attoseconds) &+ attosecondsPerTick &- 1) / attosecondsPerTick
    }
}
