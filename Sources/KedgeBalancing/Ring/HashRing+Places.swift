import CPlatform
import Synchronization

// What the public look-ups and the C door share. Whatever is refused for want of nodes is refused by the snapshot that was read.

extension HashRing {
    /// The id of the node that a key belongs to; where nobody has keys, 0 if there is no node, and 2^64 - 1 if none is up.
    package func ownerID(ofKey key: UnsafeRawBufferPointer) -> UInt64 {
        // The two fast ones by themselves: what the others need would cost them half as much again.
        switch fastPath {
        case .circle:
            let hash = XXHash.hash3(key)
            return Self.number(read { PointTop($0).owner(of: hash) })
        case .maglev:
            let hash = XXHash.hash64(key)
            return Self.number(read { SlotTable($0).owner(of: hash) })
        case .none:
            return slowOwnerID(ofKey: key)
        }
    }

    @inline(never)
    private func slowOwnerID(ofKey key: UnsafeRawBufferPointer) -> UInt64 {
        let place = place(ofKey: key)
        return Self.number(read { owner(place, in: $0) })
    }

    /// The same by a hash.
    ///
    /// - Throws: `RingError.invalidHash`, `.notInThisPlacement`.
    package func ownerID(ofHash hash: UInt64) throws(RingError) -> UInt64 {
        switch fastPath {
        case .circle: return Self.number(read { PointTop($0).owner(of: hash) })
        case .maglev: return Self.number(read { SlotTable($0).owner(of: hash) })
        case .none: return try slowOwnerID(ofHash: hash)
        }
    }

    @inline(never)
    private func slowOwnerID(ofHash hash: UInt64) throws(RingError) -> UInt64 {
        let place = try place(ofHash: hash)
        return Self.number(read { owner(place, in: $0) })
    }

    @inline(__always)
    private static func number(_ node: NodeEntry) -> UInt64 {
        node == .noneUp ? .max : node.rawValue &>> NodeEntry.slotBits
    }

    /// The ids of the nodes that keys belong to which stand one after another.
    ///
    /// - Parameters:
    ///   - ends: Where each key ends and the next begins.
    ///   - ids: Room for as many.
    /// - Throws: `RingError.empty`, `.noNodeUp`; nothing is written.
    package func writeOwners(
        ofKeys data: UnsafeRawBufferPointer, ends: UnsafeBufferPointer<UInt64>, to ids: UnsafeMutablePointer<UInt64>?
    ) throws(RingError) {
        let nobody: NodeEntry? = read { snapshot in
            var start = 0
            for index in 0..<ends.count {
                let end = Int(truncatingIfNeeded: ends[index])
                let owner = owner(place(ofKey: UnsafeRawBufferPointer(rebasing: data[start..<end])), in: snapshot)
                guard owner.isNode else { return owner }
                ids?[index] = owner.id.rawValue
                start = end
            }
            return nil
        }
        if let nobody { throw nobody.refusal }
    }

    /// The ids of the nodes that hashes belong to.
    ///
    /// - Parameter ids: Room for as many.
    /// - Throws: `RingError.empty`, `.noNodeUp`, `.invalidHash`, `.notInThisPlacement`; nothing is written.
    package func writeOwners(
        ofHashes hashes: UnsafeBufferPointer<UInt64>, to ids: UnsafeMutablePointer<UInt64>?
    ) throws(RingError) {
        for hash in hashes { _ = try place(ofHash: hash) }
        let nobody: NodeEntry? = read { snapshot in
            for index in 0..<hashes.count {
                // Each has been looked at.
                guard let place = try? place(ofHash: hashes[index]) else { return nil }
                let owner = owner(place, in: snapshot)
                guard owner.isNode else { return owner }
                ids?[index] = owner.id.rawValue
            }
            return nil
        }
        if let nobody { throw nobody.refusal }
    }

    /// Writes the ids of the distinct nodes that a place prefers, of different zones as long as there are zones left.
    ///
    /// - Returns: How many; fewer than there is room for where there are not so many up.
    /// - Throws: `RingError.empty`, `.noNodeUp`, `.notInThisPlacement`; nothing is written.
    package func writeOwners(_ place: KeyPlace, to ids: UnsafeMutableBufferPointer<UInt64>) throws(RingError) -> Int {
        let count = try ids.withMemoryRebound(to: NodeEntry.self) { nodes throws(RingError) in
            try choose(place, into: nodes)
        }
        for index in 0..<count { ids[index] = NodeEntry(rawValue: ids[index]).id.rawValue }
        return count
    }

    /// The id of the node to try when so many have failed.
    ///
    /// - Parameter attempt: 0 for the owner; as Envoy does with its placements, else the next distinct node.
    /// - Throws: `RingError.empty`, `.noNodeUp`, `.noFurtherNode`, `.notInThisPlacement`, `.outOfMemory`.
    package func chosenID(_ place: KeyPlace, attempt: UInt32) throws(RingError) -> NodeID {
        let node = try choice(place, attempt: attempt)
        guard node.isNode else { throw node.refusal }
        return node.id
    }

    @inline(__always)
    internal func owner(_ place: KeyPlace, in snapshot: UnsafeMutableRawPointer) -> NodeEntry {
        switch kind {
        case .circle: PointTop(snapshot).owner(of: place.position)
        case .maglev: SlotTable(snapshot).owner(of: place.position)
        case .jump: NodeList(snapshot).owner(jumping: place.position)
        case .rendezvous: NodeList(snapshot).owner(ofKey: place.bytes)
        }
    }

    private func choose(_ place: KeyPlace, into nodes: UnsafeMutableBufferPointer<NodeEntry>) throws(RingError) -> Int {
        if case .jump = kind { throw .notInThisPlacement }
        // Zones change by themselves: a choice during which they did is made again, and in the end while nothing changes.
        for _ in 0..<64 {
            let version = zoneVersion.load(ordering: .sequentiallyConsistent)
            guard version & 1 == 0 else { continue }
            let (count, head) = read { choose(place, into: nodes, in: $0) }
            guard zoneVersion.load(ordering: .sequentiallyConsistent) == version else { continue }
            guard count > 0 else { throw head.nobody.refusal }
            return count
        }
        let (count, head) = withState { choose(place, into: nodes, in: $0.root) }
        guard count > 0 else { throw head.nobody.refusal }
        return count
    }

    private func choose(
        _ place: KeyPlace, into nodes: UnsafeMutableBufferPointer<NodeEntry>, in snapshot: UnsafeMutableRawPointer
    ) -> (count: Int, head: SnapshotHead) {
        let head = PointTop(snapshot).head
        let count =
            switch kind {
            case .circle:
                PointTop.Walk(PointTop(snapshot), from: place.position).choose(into: nodes, head: head, records)
            case .maglev:
                SlotTable.Walk(SlotTable(snapshot), from: place.position).choose(into: nodes, head: head, records)
            case .jump, .rendezvous:
                NodeList.ScoreWalk(NodeList(snapshot), place.bytes).choose(into: nodes, head: head, records)
            }
        return (count, head)
    }

    private func choice(_ place: KeyPlace, attempt: UInt32) throws(RingError) -> NodeEntry {
        guard attempt > 0 else { return read { owner(place, in: $0) } }
        switch kind {
        case .circle(.envoy):
            return read { PointTop($0).owner(of: place.position, pointsFurther: UInt64(attempt)) }
        case .maglev:
            let hash = place.position ^ (UInt64.max &- UInt64(attempt) &+ 1)
            return read { SlotTable($0).owner(of: hash) }
        case .jump:
            throw .notInThisPlacement
        case .circle, .rendezvous:
            let head = read { PointTop($0).head }
            guard head.upCount > 0 else { return head.nobody }
            guard UInt64(attempt) < head.upCount else { throw .noFurtherNode }
            return try distinctNode(place, number: Int(attempt))
        }
    }

    private func distinctNode(_ place: KeyPlace, number: Int) throws(RingError) -> NodeEntry {
        // Up to 1 KiB lies on the stack.
        guard number < 128 || cplatform_can_allocate((number &+ 1) &* MemoryLayout<NodeEntry>.stride) else {
            throw .outOfMemory
        }
        let found = withUnsafeTemporaryAllocation(of: NodeEntry.self, capacity: number &+ 1) { nodes in
            Result { () throws(RingError) in
                guard try choose(place, into: nodes) > number else { throw .noFurtherNode }
                return nodes[number]
            }
        }
        return try found.get()
    }
}
