/// A bulkhead's counts at one moment.
///
/// Calls that were admitted and are not under way have given their place back. In a child of `fork()` all begin at zero.
public struct BulkheadSnapshot: Equatable, Sendable {
    /// How many places are held.
    public let callsUnderWay: Int
    /// How many places are kept for tickets whose holders have not claimed them yet.
    public let granted: Int
    /// How many tickets wait.
    public let waiting: Int
    /// How many calls got a place; from 0 again after 2^43, which is months of a million per second.
    public let admitted: UInt64
    /// How many were turned away because all places were taken and nobody more could wait.
    public let refused: UInt64
    /// How many tickets waited in vain.
    public let timedOut: UInt64
    /// How many granted places were not claimed in time, and went to others.
    public let reclaimed: UInt64
}
