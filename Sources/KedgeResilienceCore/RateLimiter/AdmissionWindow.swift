/// The numbers of a sliding window.
internal struct WindowRule: BitwiseCopyable {
    internal let count: Int
    /// Nanoseconds.
    internal let period: UInt64
}

/// The calls of a sliding window: for each of the last `count` the time from which it does not count any more.
///
/// Calls are granted in order, reserved ones too, so the times, in nanoseconds since the limiter was made, never fall from
/// one slot to the next. A call takes the slot of the `count`th before it, and may come when that does not count any more.
/// The slots are memory of the owner's, and are not read before they were written.
internal struct AdmissionWindow: BitwiseCopyable {
    /// The latest time that the clock showed: where it goes backwards, it counts as standing still.
    private var latest: UInt64 = 0
    /// The slot that is written next: the oldest one, if all were written.
    private var position: UInt32 = 0
    private var writtenCount: UInt32 = 0

    internal init() {}

    internal typealias Slots = UnsafeMutablePointer<UInt64>

    /// Takes the places of `count` calls, if they may come within so many nanoseconds.
    ///
    /// - Parameter count: 1 to the rule's.
    /// - Returns: How long they have to wait, and the time from which they do not count any more; nil if no place was taken.
    internal mutating func take(
        _ count: Int, now: UInt64, within: UInt64, _ rule: WindowRule, _ slots: Slots
    ) -> (wait: UInt64, end: UInt64?) {
        latest = max(latest, now)
        let time = max(latest, end(slot(count &- 1, rule), slots))
        let wait = time > latest ? time &- now : 0
        guard wait <= within else { return (wait, nil) }
        let end = time &+ rule.period
        for _ in 0..<count {
            slots[Int(position)] = end
            if position == writtenCount { writtenCount &+= 1 }
            position = UInt32(truncatingIfNeeded: slot(1, rule))
        }
        return (wait, end)
    }

    /// Gives the places of `count` calls back that have not come due, and would not count any more from `end` on.
    ///
    /// Places are given anew in order, behind all that are left: one from the middle serves the next call at the time of the
    /// last reservation.
    ///
    /// - Returns: Whether there were such places.
    /// - Cost: grows with the number of calls reserved since
    internal mutating func giveBack(
        _ count: Int, end: UInt64, now: UInt64, _ rule: WindowRule, _ slots: Slots
    ) -> Bool {
        latest = max(latest, now)
        // Who has to wait finds every slot written, and so does who comes later.
        guard writtenCount == rule.count, end > latest &+ rule.period else { return false }
        var laterCount = 0
        while laterCount < rule.count, slots[slot(-1 &- laterCount, rule)] > end { laterCount &+= 1 }
        guard laterCount &+ count <= rule.count else { return false }
        for index in 0..<count where slots[slot(-1 &- laterCount &- index, rule)] != end { return false }

        // What the last call took the place of is not remembered. It stopped counting no later than the last call, which
        // waited for it, comes due; where several came at once, or others were given back, perhaps earlier.
        let free = slots[slot(-1, rule)] &- rule.period
        for index in stride(from: laterCount, to: 0, by: -1) {
            slots[slot(-index &- count, rule)] = slots[slot(-index, rule)]
        }
        for index in 1...count { slots[slot(-index, rule)] = free }
        position = UInt32(truncatingIfNeeded: slot(-count, rule))
        return true
    }

    /// How many calls may come at once.
    internal func available(now: UInt64, _ rule: WindowRule, _ slots: Slots) -> Int {
        let time = max(latest, now)
        var (low, high) = (0, rule.count)
        while low < high {
            let middle = (low &+ high) / 2
            if end(slot(middle, rule), slots) <= time { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    /// Whether no call counts any more.
    internal func isAsNew(now: UInt64, _ rule: WindowRule, _ slots: Slots) -> Bool {
        writtenCount == 0 || slots[slot(-1, rule)] <= max(latest, now)
    }

    /// The slot so many behind the one that is written next, or before it, by less than twice the slots there are.
    @inline(__always)
    private func slot(_ distance: Int, _ rule: WindowRule) -> Int {
        let index = Int(position) &+ distance
        if index >= rule.count { return index &- rule.count }
        return index >= 0 ? index : index &+ rule.count
    }

    /// What is in a slot, or 0 if nothing was written there.
    @inline(__always)
    private func end(_ slot: Int, _ slots: Slots) -> UInt64 { slot < writtenCount ? slots[slot] : 0 }
}
