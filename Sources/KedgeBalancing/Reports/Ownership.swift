/// Whose hashes, or slots of a table, are whose: runs that follow one another, from 0 to the last there is.
internal struct Ownership {
    internal struct Run {
        internal let last: UInt64
        internal let owner: NodeEntry
    }

    internal private(set) var runs: [Run] = []
    /// The last hash or slot.
    internal let last: UInt64

    /// Of points in the order of the circle.
    internal init(_ points: [Point], idleBits: UInt64) {
        last = UInt64.max &>> idleBits
        runs.reserveCapacity(points.count &+ 1)
        for point in points {
            let hash = point.hash &>> idleBits
            // Of several points at one place the first has it.
            if let previous = runs.last, previous.last == hash { continue }
            append(Run(last: hash, owner: point.node))
        }
        let first = points.first?.node ?? .none
        if runs.last?.last != last { append(Run(last: last, owner: first)) }
    }

    /// Of the slots of a table in their order; of nobody where there are none.
    internal init(slots: some Collection<NodeEntry>, slotCount: UInt32) {
        last = UInt64(slotCount) &- 1
        for (slot, owner) in slots.enumerated() { append(Run(last: UInt64(slot), owner: owner)) }
        if runs.isEmpty { runs = [Run(last: last, owner: .none)] }
    }

    private mutating func append(_ run: Run) {
        if let previous = runs.last, previous.owner == run.owner { runs.removeLast() }
        runs.append(run)
    }

    /// Visits, in ascending order, runs that have one owner here and one there.
    internal static func compare(
        _ before: Ownership, _ after: Ownership,
        body: (_ first: UInt64, _ last: UInt64, _ before: NodeEntry, _ after: NodeEntry) -> Void
    ) {
        var first: UInt64 = 0
        var old = before.runs[...]
        var new = after.runs[...]
        while let oldRun = old.first, let newRun = new.first {
            let last = min(oldRun.last, newRun.last)
            body(first, last, oldRun.owner, newRun.owner)
            if oldRun.last == last { old = old.dropFirst() }
            if newRun.last == last { new = new.dropFirst() }
            first = last &+ 1
        }
    }
}
