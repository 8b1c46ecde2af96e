import CPlatform

extension HashRing {
    /// Tells what changes would move, and makes none of them.
    ///
    /// - Throws: As ``apply(_:)``.
    /// - Cost: That of the change, and a pass over all points or slots.
    public func preview(_ changes: [RingChange]) throws(RingError) -> RingReport {
        try withState { state throws(RingError) in
            let (steps, added) = try state.apply(changes)
            defer { state.membership.undo(steps) }
            return try Self.report(state, try state.plan(state.slots(steps)), changes, added)
        }
    }

    /// Makes several changes as one, and tells what they move.
    ///
    /// - Throws: As ``apply(_:)``.
    /// - Cost: That of the change, and a pass over all points or slots.
    public func applyReporting(_ changes: [RingChange]) throws(RingError) -> RingReport {
        var result: RingReport?
        try withState { state throws(RingError) in
            _ = try change(&state, changes) { state, plan, added throws(RingError) in
                result = try Self.report(state, plan, changes, added)
            }
        }
        guard let result else { throw .outOfMemory }
        return result
    }

    private static func report(
        _ state: borrowing RingState, _ plan: RingPlan, _ changes: [RingChange], _ added: [NodeID]
    ) throws(RingError) -> RingReport {
        let tally: ReportTally
        switch plan {
        case .list(let items):
            let before = NodeList(state.root).nodes
            let after = items.map(\.node)
            let (kept, rivals) = state.kept(before, after)
            tally = ReportTally(before: before, after: after, kept: kept, rivals: rivals)
        case .points, .table:
            guard let (before, after) = state.ownerships(plan) else { throw .outOfMemory }
            tally = ReportTally(before, after, changed: Set(added).union(changes.compactMap(\.node)))
        }
        let members = state.membership.membersWithRemoved
        return RingReport(
            version: state.membership.head.version &+ 1, added: added, shares: tally.shares(members, added: added),
            ranges: tally.ranges, moved: tally.moved, collateral: tally.collateral)
    }
}

extension RingState {
    /// Whose hashes or slots are whose now, and when a plan is carried out; nil where there is no memory, or no such thing.
    fileprivate borrowing func ownerships(_ plan: RingPlan) -> (before: Ownership, after: Ownership)? {
        switch (kind, plan) {
        case (.circle(let rule), .points(let removed, let added)):
            let count = points.top.pointCount &+ added.count
            // Points before and after, their runs, and ranges in arrays that grow by half.
            guard cplatform_can_allocate(count &* 8 &* MemoryLayout<RingReport.Range>.stride) else { return nil }
            let before = points.top.allPoints()
            let membership = membership
            let after = before.merged(removing: removed, adding: added) { membership.isBefore($0, $1, rule) }
            return (Ownership(before, idleBits: rule.idleBits), Ownership(after, idleBits: rule.idleBits))
        case (.maglev(let size), .table(let owners, let slots)):
            guard cplatform_can_allocate(Int(size) &* 8 &* MemoryLayout<RingReport.Range>.stride) else { return nil }
            return (
                Ownership(slots: SlotTable(root).slotOwners, slotCount: size),
                Ownership(slots: slots.lazy.map { owners[Int($0)] }, slotCount: size)
            )
        default: return nil
        }
    }

    /// How many nodes keep what keys they have, of how many that keys choose among.
    fileprivate borrowing func kept(_ before: [NodeEntry], _ after: [NodeEntry]) -> (kept: Int, rivals: Int) {
        if case .jump = kind {
            // A key stays where the longer row has it, if that is in the shorter row too.
            return (zip(before, after).count { $0 == $1 }, max(before.count, after.count))
        }
        // Of two nodes of one name, one gone and one new, keys like one as well as the other.
        let names = Set((before + after).compactMap { membership.slots[$0.slot]?.name })
        return (Set(before).intersection(after).count, names.count)
    }
}
