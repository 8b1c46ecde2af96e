import Synchronization

/// How many calls are under way, on each node and in all.
internal struct RingLoads {
    internal private(set) var total: UInt64 = 0
    internal private(set) var slots: [NodeID: Int] = [:]

    /// Takes over what a change has made of a node.
    internal mutating func settle(_ member: RingMember, _ record: UnsafeMutablePointer<NodeRecords.Record>) {
        record.pointee.zone.store(member.zoneNumber, ordering: .sequentiallyConsistent)
        record.pointee.weight = member.weight
        if member.isRemoved {
            total &-= record.pointee.load
            record.pointee.load = 0
            slots[member.entry.id] = nil
        } else {
            slots[member.entry.id] = member.entry.slot
        }
    }

    internal mutating func begin(_ record: UnsafeMutablePointer<NodeRecords.Record>) {
        record.pointee.load &+= 1
        total &+= 1
    }

    internal mutating func end(_ record: UnsafeMutablePointer<NodeRecords.Record>) {
        record.pointee.load &-= 1
        total &-= 1
    }
}
