import CPlatform

/// The calls that passed in half-open state: which are under way, and what the others came to.
///
/// What was admitted is finished, given back or taken back, each exactly once.
internal struct ProbeTable: ~Copyable {
    private enum Fate: UInt32 {
        case free, underWay, finished, takenBack
    }

    private struct Slot: BitwiseCopyable {
        internal var serial: UInt64
        internal var deadline: UInt64
        internal var started: UInt64
        internal var fate: UInt32
        /// The round that it was used in last.
        internal var round: UInt32
    }

    /// What a permit stands for.
    internal enum Standing {
        /// Under way since then.
        case underWay(started: UInt64)
        case finished
        case takenBack
    }

    private let slots: UnsafeMutablePointer<Slot>
    internal let capacity: Int
    private var latestSerial: UInt64 = 0
    private var round: UInt32 = 1
    internal private(set) var underWay = 0
    /// Those whose results count, taken back ones among them, in this round.
    internal private(set) var results: UInt64 = 0
    internal private(set) var failures: UInt64 = 0
    internal private(set) var slowCalls: UInt64 = 0
    /// The earliest deadline of those under way, or before it.
    internal private(set) var nextDeadline: UInt64 = .max

    // Of all rounds.
    internal private(set) var admittedCount: UInt64 = 0
    internal private(set) var finishedCount: UInt64 = 0
    internal private(set) var takenBackCount: UInt64 = 0

    /// - Returns: nil if there is no memory.
    internal init?(capacity: Int) {
        guard let memory = cplatform_allocate(capacity &* MemoryLayout<Slot>.stride) else { return nil }
        slots = memory.bindMemory(to: Slot.self, capacity: capacity)
        slots.initialize(repeating: Slot(serial: 0, deadline: 0, started: 0, fate: 0, round: 0), count: capacity)
        self.capacity = capacity
    }

    deinit {
        cplatform_free(slots)
    }

    /// Ends the round: what is under way is taken back, and the next may begin.
    internal mutating func clear() {
        guard underWay > 0 || results > 0 else { return }
        for index in 0..<capacity where slots[index].fate == Fate.underWay.rawValue {
            takenBackCount &+= 1
            slots[index].fate = Fate.takenBack.rawValue
        }
        round &+= 1
        underWay = 0
        results = 0
        failures = 0
        slowCalls = 0
        nextDeadline = .max
    }

    /// Lets a call pass.
    ///
    /// - Returns: The number of its slot, from 1, and its serial number; nil where no more may pass.
    internal mutating func admit(now: UInt64, deadline: UInt64) -> (slot: UInt64, serial: UInt64)? {
        guard UInt64(underWay) &+ results < UInt64(capacity) else { return nil }
        for index in 0..<capacity where slots[index].round != round || slots[index].fate == Fate.free.rawValue {
            latestSerial &+= 1
            slots[index] = Slot(
                serial: latestSerial, deadline: deadline, started: now, fate: Fate.underWay.rawValue, round: round)
            underWay &+= 1
            admittedCount &+= 1
            nextDeadline = min(nextDeadline, deadline)
            return (UInt64(index &+ 1), latestSerial)
        }
        return nil
    }

    /// What a permit stands for, of this round or one before it.
    ///
    /// - Parameter isOfThisRound: Whether the permit is.
    internal func standing(slot: UInt64, serial: UInt64, isOfThisRound: Bool) -> Standing {
        guard slot >= 1, slot <= UInt64(capacity) else { return .finished }
        let entry = slots[Int(slot &- 1)]
        // Within a round only calls that were given back leave their slots to others; of those before nobody knows any more.
        guard entry.serial == serial else { return isOfThisRound ? .finished : .takenBack }
        switch Fate(rawValue: entry.fate) {
        case .underWay: return .underWay(started: entry.started)
        case .takenBack: return .takenBack
        case .finished, .free, nil: return .finished
        }
    }

    /// Notes the result of a call that is under way.
    internal mutating func finish(slot: UInt64, isFailure: Bool, isSlow: Bool) {
        end(slot, .finished)
        finishedCount &+= 1
        results &+= 1
        if isFailure { failures &+= 1 }
        if isSlow { slowCalls &+= 1 }
    }

    /// Ends a call that is under way without a result: another may pass in its place.
    internal mutating func giveBack(slot: UInt64) {
        end(slot, .free)
        finishedCount &+= 1
    }

    /// Takes back the calls whose time is over, which count as failed.
    internal mutating func takeBack(now: UInt64) {
        guard now >= nextDeadline else { return }
        for index in 0..<capacity
        where slots[index].fate == Fate.underWay.rawValue && now >= slots[index].deadline {
            slots[index].fate = Fate.takenBack.rawValue
            underWay &-= 1
            takenBackCount &+= 1
            results &+= 1
            failures &+= 1
        }
        findNextDeadline()
    }

    private mutating func end(_ slot: UInt64, _ fate: Fate) {
        let deadline = slots[Int(slot &- 1)].deadline
        slots[Int(slot &- 1)].fate = fate.rawValue
        underWay &-= 1
        if deadline <= nextDeadline { findNextDeadline() }
    }

    private mutating func findNextDeadline() {
        nextDeadline = .max
        guard underWay > 0 else { return }
        for index in 0..<capacity where slots[index].fate == Fate.underWay.rawValue {
            nextDeadline = min(nextDeadline, slots[index].deadline)
        }
    }
}
