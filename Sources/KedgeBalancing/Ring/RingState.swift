import CPlatform

/// What a ring's changes work on, one thread at a time.
internal struct RingState: ~Copyable {
    internal let kind: RingKind
    internal var membership = Membership()
    /// What is on the circle; nothing with other placements.
    internal private(set) var points: PointTable
    /// What readers find; on circles the top of the points.
    internal private(set) var root: UnsafeMutableRawPointer
    private var discards = Discards()

    /// - Returns: nil if there is no memory.
    internal init?(_ kind: RingKind) {
        guard let points = PointTable(), let root = Self.emptyRoot(kind, points.top) else { return nil }
        self.kind = kind
        self.root = root
        self.points = points
    }

    private static func emptyRoot(_ kind: RingKind, _ top: PointTop) -> UnsafeMutableRawPointer? {
        switch kind {
        case .circle: top.address
        case .maglev: SlotTable(owners: [], slots: [])?.address
        case .jump, .rendezvous: NodeList([])?.address
        }
    }

    deinit {
        if case .circle = kind { return }
        cplatform_free(root)
    }

    /// Applies changes to the membership, all or none.
    ///
    /// - Parameter ids: For nodes that are added, where they are to have certain ones.
    /// - Returns: What was done, so that it can be undone, and the ids of the nodes that were added.
    internal mutating func apply(
        _ changes: [RingChange], ids: [NodeID] = []
    ) throws(RingError) -> (steps: [Membership.Step], added: [NodeID]) {
        // Swift ends the process where an array gets no memory, so it is asked for before.
        guard membership.hasMemory(adding: changes.count, forAll: kind.looksAtAll) else { throw .outOfMemory }
        var steps: [Membership.Step] = []
        var added: [NodeID] = []
        do throws(RingError) {
            for change in changes {
                let id = added.count < ids.count ? ids[added.count] : nil
                guard let step = try apply(change, id: id) else { continue }
                steps.append(step)
                if case .added(let slot) = step, let member = membership.slots[slot] { added.append(member.entry.id) }
            }
            shareOut(&steps)
            guard membership.pointCount <= kind.maximumPointCount else { throw .tooManyPoints }
            return (steps, added)
        } catch {
            membership.undo(steps)
            throw error
        }
    }

    private mutating func apply(_ change: RingChange, id: NodeID?) throws(RingError) -> Membership.Step? {
        switch change {
        case .add(let name, let weight, let zone, let state):
            try check(weight, insteadOf: 0)
            try check(state)
            return try membership.add(
                name: name, weight: weight, zone: zone, state: state, pointCount: kind.pointCount(weight: weight),
                id: id)
        case .remove(let id):
            let slot = try membership.slot(id)
            if case .jump = kind, membership.latest != id { throw .notInThisPlacement }
            return membership.remove(slot)
        case .setWeight(let id, let weight):
            let slot = try membership.slot(id)
            try check(weight, insteadOf: membership.slots[slot]?.weight ?? 0)
            let pointCount = kind.pointCount(weight: weight)
            return membership.update(slot) { member in
                member.weight = weight
                member.pointCount = pointCount
            }
        case .setState(let id, let state):
            let slot = try membership.slot(id)
            try check(state)
            return membership.update(slot) { $0.state = state }
        case .setZone(let id, let zone):
            return membership.update(try membership.slot(id)) { $0.zone = zone }
        }
    }

    private func check(_ weight: UInt32, insteadOf old: UInt32) throws(RingError) {
        guard weight > 0, membership.totalWeight &- UInt64(old) &+ UInt64(weight) <= UInt64(UInt32.max) else {
            throw .invalidWeight(weight)
        }
        guard weight == 1 || kind.takesWeights else { throw .notInThisPlacement }
        guard membership.pointCount &+ kind.pointCount(weight: weight) <= 2 &* kind.maximumPointCount else {
            throw .tooManyPoints
        }
    }

    private func check(_ state: NodeState) throws(RingError) {
        guard state == .up || kind.takesStates else { throw .notInThisPlacement }
    }

    /// Gives each node the points that it has beside the others, where that depends on them.
    private mutating func shareOut(_ steps: inout [Membership.Step]) {
        guard let rule = kind.sharedRule else { return }
        let members = membership.members
        for (member, count) in zip(members, rule.pointCounts(members.map(\.weight))) where member.pointCount != count {
            if let step = membership.update(member.entry.slot, { $0.pointCount = count }) { steps.append(step) }
        }
    }

    /// The slots that steps touched, each once.
    internal func slots(_ steps: [Membership.Step]) -> [Int] {
        Set(
            steps.map { step in
                switch step {
                case .added(let slot), .changed(let slot, _): slot
                }
            }
        ).sorted()
    }

    /// What is to be published now that these slots have changed.
    ///
    /// - Throws: `RingError.outOfMemory`.
    internal func plan(_ slots: [Int]) throws(RingError) -> RingPlan {
        switch kind {
        case .circle(let rule): return try pointsPlan(slots, rule)
        case .maglev(let size): return try tablePlan(size)
        case .jump, .rendezvous:
            let kind = kind
            let members = membership.members.filter(\.serves).sorted { kind.isListedBefore($0, $1) }
            return .list(members.map { Self.item($0) })
        }
    }

    private static func item(_ member: RingMember) -> NodeList.Item {
        var beginning = Murmur3()
        member.name.withUnsafeBytes { beginning.update($0) }
        withUnsafeBytes(of: UInt8(ascii: "-")) { beginning.update($0) }
        return NodeList.Item(node: member.entry, beginning: beginning)
    }

    private func pointsPlan(_ slots: [Int], _ rule: CircleRule) throws(RingError) -> RingPlan {
        let members = slots.compactMap { membership.slots[$0] }
        var removedCount = 0
        var addedCount = 0
        for member in members {
            let wanted = member.wantedCount
            removedCount &+= max(0, member.publishedCount &- wanted)
            addedCount &+= max(0, wanted &- member.publishedCount)
        }
        // A large change makes the circle anew.
        let changedCount = removedCount &+ addedCount
        let arrayCount = changedCount > points.top.pointCount / 8 ? changedCount &+ points.top.pointCount : changedCount
        guard cplatform_can_allocate(arrayCount &* 4 &* MemoryLayout<Point>.stride) else { throw .outOfMemory }
        var removed: [Point] = []
        var added: [Point] = []
        removed.reserveCapacity(removedCount)
        added.reserveCapacity(addedCount)
        for member in members {
            let wanted = member.wantedCount
            let published = member.publishedCount
            if wanted < published {
                rule.appendPoints(of: member.name, wanted..<published, node: member.entry, to: &removed)
            } else {
                rule.appendPoints(of: member.name, published..<wanted, node: member.entry, to: &added)
            }
        }
        removed.sortAlongTheCircle { membership.isBefore($0, $1, rule) }
        added.sortAlongTheCircle { membership.isBefore($0, $1, rule) }
        return .points(removed: removed, added: added)
    }

    private func tablePlan(_ size: UInt32) throws(RingError) -> RingPlan {
        guard cplatform_can_allocate(Int(size) &* 16) else { throw .outOfMemory }
        let members = membership.members.sorted { $0.name.lexicographicallyPrecedes($1.name) }
        guard !members.isEmpty else { return .table(owners: [], slots: []) }
        let slots = MaglevTable.slots(members.map { ($0.name, $0.weight) }, size: size)
        return .table(
            owners: members.map(\.entry),
            slots: MaglevTable.passingOver(slots) { !members[Int($0)].serves })
    }

    /// Makes what was planned, and has readers find it.
    ///
    /// - Parameter publish: Has readers find the new snapshot, and tells since when they cannot have found the one before.
    /// - Throws: `RingError.outOfMemory`; then nothing has changed.
    internal mutating func carryOut(
        _ plan: RingPlan, _ slots: [Int], publish: (UnsafeMutableRawPointer) -> UInt64
    ) throws(RingError) {
        var time: UInt64 = 0
        switch plan {
        case .points(let removed, let added):
            guard case .circle(let rule) = kind else { return }
            let membership = membership
            let isDone = points.change(removing: removed, adding: added, head: membership.head) { snapshot in
                time = publish(snapshot)
                return time
            } isBefore: {
                membership.isBefore($0, $1, rule)
            }
            guard isDone else { throw .outOfMemory }
            root = points.top.address
        case .table(let owners, let slots):
            guard let table = SlotTable(owners: owners, slots: slots) else { throw .outOfMemory }
            time = replace(table, publish)
        case .list(let items):
            guard let list = NodeList(items) else { throw .outOfMemory }
            time = replace(list, publish)
        }
        membership.settle(slots, time: time)
    }

    private mutating func replace(_ next: some Snapshot, _ publish: (UnsafeMutableRawPointer) -> UInt64) -> UInt64 {
        next.head = membership.head
        let time = publish(next.address)
        discards.add([root], time: time)
        root = next.address
        return time
    }
}
