/// The nodes that are up in the order in which a key prefers them; a node may come more than once.
internal protocol CandidateWalk {
    /// The next one; nil when all have come.
    mutating func next() -> NodeEntry?
}

extension CandidateWalk {
    /// Writes the first distinct nodes of the walk: none of a zone that another stands in while there are zones left, then
    /// those that were passed over.
    ///
    /// - Parameters:
    ///   - nodes: Room for as many as are wanted.
    ///   - head: Of the snapshot that is walked on.
    ///   - records: Where the nodes' zones are.
    /// - Returns: How many were written: all that are up, if there are fewer than wanted.
    internal func choose(
        into nodes: UnsafeMutableBufferPointer<NodeEntry>, head: SnapshotHead, _ records: borrowing NodeRecords
    ) -> Int {
        let wanted = Int(clamping: min(UInt64(nodes.count), head.upCount))
        let apart = Int(clamping: min(UInt64(wanted), head.siteCount))
        let hasZones = head.siteCount < head.upCount
        var chosen = ChosenNodes(nodes, wanted: wanted, slotCount: records.slotCount)
        defer { chosen.end() }
        var walk = self
        while chosen.count < apart, let node = walk.next() {
            if chosen.contains(node) { continue }
            if hasZones {
                let zone = records.zone(node.slot)
                if zone != 0, !chosen.takeZone(zone) { continue }
            }
            chosen.append(node)
        }
        walk = self
        while chosen.count < wanted, let node = walk.next() {
            if !chosen.contains(node) { chosen.append(node) }
        }
        return chosen.count
    }
}
