/// What a report adds up.
internal struct ReportTally {
    private let changed: Set<NodeID>
    private var before: [NodeEntry: Double] = [:]
    private var after: [NodeEntry: Double] = [:]
    internal private(set) var ranges: [RingReport.Range] = []
    internal private(set) var moved = 0.0
    internal private(set) var collateral = 0.0

    /// Of hashes or slots that have one owner before and one after.
    ///
    /// - Parameter changed: The nodes that the change names or adds.
    internal init(_ before: Ownership, _ after: Ownership, changed: Set<NodeID>) {
        self.changed = changed
        // Whole numbers, so that all shares together are 1 and no rounding makes one of them more.
        var countsBefore: [NodeEntry: UInt128] = [:]
        var countsAfter: [NodeEntry: UInt128] = [:]
        var movedCount: UInt128 = 0
        var collateralCount: UInt128 = 0
        Ownership.compare(before, after) { first, last, old, new in
            let count = UInt128(last &- first) &+ 1
            countsBefore[old, default: 0] &+= count
            countsAfter[new, default: 0] &+= count
            guard old != new else { return }
            movedCount &+= count
            if old.isNode, new.isNode, !changed.contains(old.id), !changed.contains(new.id) {
                collateralCount &+= count
            }
            add(first, last, old, new)
        }
        let whole = Double(UInt128(before.last) &+ 1)
        self.before = countsBefore.mapValues { Double($0) / whole }
        self.after = countsAfter.mapValues { Double($0) / whole }
        moved = Double(movedCount) / whole
        collateral = Double(collateralCount) / whole
    }

    /// Of a placement that gives each node the same share.
    ///
    /// - Parameters:
    ///   - rivals: Among how many nodes of before and after a key finds the one that it likes best.
    ///   - kept: How many of those are there before and after; whoever likes one of them best does not move.
    internal init(before old: [NodeEntry], after new: [NodeEntry], kept: Int, rivals: Int) {
        changed = []
        for node in old { before[node] = 1 / Double(old.count) }
        for node in new { after[node] = 1 / Double(new.count) }
        if rivals > 0 { moved = 1 - Double(kept) / Double(rivals) }
    }

    private mutating func add(_ first: UInt64, _ last: UInt64, _ old: NodeEntry, _ new: NodeEntry) {
        let from = old.isNode ? old.id : nil
        let to = new.isNode ? new.id : nil
        if let previous = ranges.last, previous.last &+ 1 == first, previous.before == from, previous.after == to {
            ranges[ranges.count &- 1] = RingReport.Range(first: previous.first, last: last, before: from, after: to)
        } else {
            ranges.append(RingReport.Range(first: first, last: last, before: from, after: to))
        }
    }

    /// The shares of nodes, without those that come and go within the change.
    internal func shares(_ members: [RingMember], added: [NodeID]) -> [RingReport.Share] {
        let added = Set(added)
        return members.filter { !$0.isRemoved || !added.contains($0.entry.id) }.map { member in
            RingReport.Share(
                node: member.node, before: before[member.entry] ?? 0, after: after[member.entry] ?? 0)
        }
    }
}
