import CPlatform

/// The nodes of a ring, as changes see them.
internal struct Membership {
    /// What one change did, so that it can be undone.
    internal enum Step {
        case added(slot: Int)
        case changed(slot: Int, before: RingMember)
    }

    private struct Zone {
        internal let number: UInt32
        internal var memberCount = 0
        internal var servingCount = 0
    }

    /// By slot; a slot that was given back is nil.
    internal private(set) var slots: [RingMember?] = []
    /// Slots to use again, and from when on: readers may still know the nodes that they belonged to.
    private var freeSlots: [(slot: Int, time: UInt64)] = []
    /// How many of those at the beginning are in use again.
    private var firstFree = 0
    private var slotsByName: [[UInt8]: Int] = [:]
    private var slotsByID: [NodeID: Int] = [:]
    private var zones: [String: Zone] = [:]
    private var latestZone: UInt32 = 0
    /// The id that the next node gets.
    internal private(set) var nextID: UInt64 = 1
    /// The points of all nodes, in whatever state.
    internal private(set) var pointCount = 0
    internal private(set) var totalWeight: UInt64 = 0
    internal private(set) var head = SnapshotHead()

    /// The nodes in the order in which they were added.
    internal var members: [RingMember] { membersWithRemoved.filter { !$0.isRemoved } }

    /// The same with those that are removed by a change that is not made yet.
    internal var membersWithRemoved: [RingMember] {
        slots.compactMap { $0 }.sorted { $0.entry.rawValue < $1.entry.rawValue }
    }

    /// Whether there is memory for more nodes, and for lists of all.
    internal func hasMemory(adding count: Int = 0, forAll: Bool) -> Bool {
        // What grows is copied to twice the size: the slots and two dictionaries.
        let isGrowing = slots.count &+ count > slots.capacity || slotsByID.count &+ count > slotsByID.capacity
        let nodeByteCount = 2 &* MemoryLayout<RingMember?>.stride &+ 256
        let grown = isGrowing ? 2 &* (slots.count &+ count) : 0
        let listed = forAll ? 4 &* slots.count : 0
        return grown &+ listed &+ count < 64 || cplatform_can_allocate((grown &+ listed &+ count) &* nodeByteCount)
    }

    /// The node that was added last, as long as nodes go in the opposite order only.
    internal private(set) var latest: NodeID?

    internal subscript(id: NodeID) -> RingMember? { slotsByID[id].flatMap { slots[$0] } }

    internal func id(ofName name: [UInt8]) -> NodeID? { slotsByName[name].flatMap { slots[$0]?.entry.id } }

    /// Which of two nodes comes first that have a point at the same place; also of those that a change removes.
    internal func isBefore(_ first: NodeEntry, _ second: NodeEntry, _ rule: CircleRule) -> Bool {
        guard let first = slots[first.slot], let second = slots[second.slot] else { return false }
        return rule.isBefore(first, second)
    }

    internal func slot(_ id: NodeID) throws(RingError) -> Int {
        guard let slot = slotsByID[id] else { throw .unknownNode(id) }
        return slot
    }

    /// - Parameter id: nil for the next one.
    internal mutating func add(
        name: [UInt8], weight: UInt32, zone: String?, state: NodeState, pointCount: Int, id: NodeID? = nil
    ) throws(RingError) -> Step {
        guard slotsByName[name] == nil else { throw .duplicateName }
        let id = id ?? NodeID(rawValue: nextID)
        guard id.rawValue <= NodeEntry.maximumID, slotsByID[id] == nil else { throw .tooManyPoints }
        let slot: Int
        if firstFree < freeSlots.count, cplatform_readers_left(freeSlots[firstFree].time) {
            slot = freeSlots[firstFree].slot
            firstFree &+= 1
            if firstFree > freeSlots.count / 2 {
                freeSlots.removeFirst(firstFree)
                firstFree = 0
            }
        } else {
            slot = slots.count
            guard slot < 1 << Int(NodeEntry.slotBits) else { throw .tooManyPoints }
            slots.append(nil)
        }
        nextID = max(nextID, id.rawValue &+ 1)
        var member = RingMember(entry: NodeEntry(id: id, slot: slot), name: name, weight: weight, state: state)
        member.pointCount = pointCount
        member.previous = latest
        latest = id
        put(member, zone: zone, slot)
        slotsByName[name] = slot
        slotsByID[id] = slot
        return .added(slot: slot)
    }

    internal mutating func remove(_ slot: Int) -> Step? {
        guard var member = slots[slot] else { return nil }
        let step = Step.changed(slot: slot, before: member)
        take(slot)
        slotsByName[member.name] = nil
        slotsByID[member.entry.id] = nil
        if latest == member.entry.id { latest = member.previous }
        // It stays where it is until readers know that it is gone.
        member.isRemoved = true
        slots[slot] = member
        return step
    }

    internal mutating func update(_ slot: Int, _ body: (inout RingMember) -> Void) -> Step? {
        guard let before = slots[slot] else { return nil }
        var member = before
        body(&member)
        if member.zone != before.zone { member.zoneNumber = 0 }
        take(slot)
        put(member, zone: member.zone, slot)
        return .changed(slot: slot, before: before)
    }

    internal mutating func undo(_ steps: [Step]) {
        for step in steps.reversed() {
            switch step {
            case .added(let slot):
                guard let member = slots[slot] else { continue }
                take(slot)
                slotsByName[member.name] = nil
                slotsByID[member.entry.id] = nil
                nextID = min(nextID, member.entry.id.rawValue)
                if latest == member.entry.id { latest = member.previous }
                slots[slot] = nil
                freeSlots.append((slot, 0))
            case .changed(let slot, let before):
                if slots[slot]?.isRemoved == false {
                    take(slot)
                } else if latest == before.previous {
                    latest = before.entry.id
                }
                put(before, zone: before.zone, slot)
                slotsByName[before.name] = slot
                slotsByID[before.entry.id] = slot
            }
        }
    }

    /// Notes that readers find what `steps` made.
    ///
    /// - Parameter time: Since when they cannot find what was there before.
    internal mutating func settle(_ slots: [Int], time: UInt64) {
        for slot in slots {
            guard let member = self.slots[slot] else { continue }
            if member.isRemoved {
                self.slots[slot] = nil
                freeSlots.append((slot, time))
            } else {
                self.slots[slot]?.publishedCount = member.wantedCount
            }
        }
    }

    /// Has the next node get `id`, or a later one.
    internal mutating func skipIDs(before id: UInt64) { nextID = max(nextID, id) }

    internal mutating func setVersion(_ version: UInt64) { head.version = version }

    // What a member counts for, in and out.

    private mutating func put(_ member: RingMember, zone name: String?, _ slot: Int) {
        var member = member
        member.zone = name
        if let name {
            // A zone whose only node changes, or comes back, keeps the number that readers know it by.
            var zone = zones[name] ?? Zone(number: member.zoneNumber == 0 ? nextZone() : member.zoneNumber)
            let isNewSite = member.serves && zone.servingCount == 0
            zone.memberCount &+= 1
            if member.serves { zone.servingCount &+= 1 }
            if isNewSite { head.siteCount &+= 1 }
            zones[name] = zone
            member.zoneNumber = zone.number
        } else {
            member.zoneNumber = 0
            if member.serves { head.siteCount &+= 1 }
        }
        head.nodeCount &+= 1
        pointCount &+= member.pointCount
        totalWeight &+= UInt64(member.weight)
        if member.serves {
            head.upCount &+= 1
            head.upWeight &+= UInt64(member.weight)
        }
        slots[slot] = member
    }

    private mutating func take(_ slot: Int) {
        guard let member = slots[slot] else { return }
        if let name = member.zone, var zone = zones[name] {
            zone.memberCount &-= 1
            if member.serves { zone.servingCount &-= 1 }
            if member.serves, zone.servingCount == 0 { head.siteCount &-= 1 }
            zones[name] = zone.memberCount == 0 ? nil : zone
        } else if member.serves {
            head.siteCount &-= 1
        }
        head.nodeCount &-= 1
        pointCount &-= member.pointCount
        totalWeight &-= UInt64(member.weight)
        if member.serves {
            head.upCount &-= 1
            head.upWeight &-= UInt64(member.weight)
        }
    }

    private mutating func nextZone() -> UInt32 {
        latestZone &+= 1
        if latestZone == 0 { latestZone = 1 }
        return latestZone
    }
}
