package import Synchronization

/// What every call of a breaker touches, in memory that never moves: no reference is counted on the way to it.
///
/// Calls only read the first cache line. Good results are counted in a stripe that belongs to the thread, with a plain store.
package struct BreakerCells: ~Copyable {
    /// A ``BreakerWord``. Written by whoever has the lock.
    package let word: Atomic<UInt64>
    /// From when on a result goes through the lock, because the time window goes on to its next step.
    package let turn = Atomic<UInt64>(.max)
    /// Until when an open breaker rejects; `.max` for ever.
    internal let openUntil = Atomic<UInt64>(0)
    package let slowCallTime: UInt64
    /// Whether results depend on the time.
    package let isTimed: Bool
    package let reading: TimeReading
    package let stripes: UnsafeMutablePointer<BreakerStripe>
    /// Not counted: the breaker ends its cells, and is there before anybody else knows them.
    internal var breaker: Unmanaged<Breaker>?

    /// How calls tell the time.
    package enum TimeReading: UInt8 {
        /// The clock as it was at the system's last tick.
        case coarse
        case exact
        /// A clock that somebody brought.
        case foreign
    }
}
