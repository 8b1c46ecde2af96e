/// Why a ``Bulkhead`` does not do what it was asked for.
public enum BulkheadError: Error, Equatable, Sendable {
    /// All places are taken or promised, and nobody more may wait.
    case full
    /// No place came free within the time that one may wait.
    case timedOut
    /// The ticket is from before a `fork()`: in the child nobody waits.
    case forked
    /// The place was given back before, or never was one of this bulkhead's; nothing was changed.
    case notHeld
    /// The ticket ended before, or never was one of this bulkhead's; nothing was changed.
    case unknownTicket
}

extension BulkheadError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .full: "bulkhead: all places are taken, and nobody more may wait"
        case .timedOut: "bulkhead: no place came free in time"
        case .forked: "ticket: it is from before a fork, and in the child nobody waits"
        case .notHeld: "place: it was given back before, or is none of this bulkhead's"
        case .unknownTicket: "ticket: it ended before, or is none of this bulkhead's"
        }
    }
}
