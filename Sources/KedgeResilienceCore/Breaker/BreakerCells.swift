public import Synchronization

/// What every call of a breaker touches, in memory that never moves: no reference is counted on the way to it.
///
/// System programming interface, because the compiler inlines no package function into another module.
///
/// Calls only read the first cache line. Good results are counted in a stripe that belongs to the thread, with a plain store.
@_spi(HotPath) public struct BreakerCells: ~Copyable {
    /// A ``BreakerWord``. Written by whoever has the lock.
    public let word: Atomic<UInt64>
    /// From when on a result goes through the lock, because the time window goes on to its next step.
    public let turn = Atomic<UInt64>(.max)
    /// Until when an open breaker rejects; `.max` for ever.
    public let openUntil = Atomic<UInt64>(0)
    public let slowCallTime: UInt64
    /// Whether results depend on the time.
    public let isTimed: Bool
    public let reading: TimeReading
    public let stripes: UnsafeMutablePointer<BreakerStripe>
    /// Not counted: the breaker ends its cells, and is there before anybody else knows them.
    internal var breaker: Unmanaged<Breaker>?

    /// How calls tell the time.
    public enum TimeReading: UInt8 {
        /// The clock as it was at the system's last tick.
        case coarse
        case exact
        /// A clock that somebody brought.
        case foreign
    }
}
