import CPlatform

extension HashRing {
    /// What a bound can be, in percent.
    private static let loadBounds: ClosedRange<UInt32> = 100...100_000

    /// Gives a call to the first node that a key prefers and that has room, so that no node has more than its share.
    ///
    /// The bound holds at the instant of admission: all admissions and ends of one ring take place one after another.
    ///
    /// - Parameters:
    ///   - key: Any bytes.
    ///   - percent: How much of its share, by weight, of all calls under way a node may have: 100 to 100,000. With 125 keys
    ///     stay with their owners until one has a quarter more than its share.
    /// - Returns: The node. Each admission ends with one ``finish(_:)``.
    /// - Throws: `RingError.empty`, `.noNodeUp`, `.invalidLoadBound`; `.notInThisPlacement` with jump hash.
    /// - Cost: A lock that admissions share, no allocation; a step along the circle for each point of a node without room.
    /// - Source: Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing with Bounded Loads" (2018)
    public func admit(_ key: RawSpan, loadBound percent: UInt32) throws(RingError) -> RingAdmission {
        let result = key.withUnsafeBytes { key in
            Result { () throws(RingError) in try admit(place(ofKey: key), loadBound: percent) }
        }
        return try result.get()
    }

    /// The same for a text.
    ///
    /// - Throws: As for bytes.
    public func admit(_ key: String, loadBound percent: UInt32) throws(RingError) -> RingAdmission {
        try admit(key.utf8Span.span.bytes, loadBound: percent)
    }

    /// The same for a hash.
    ///
    /// - Throws: As for bytes, and as ``owner(ofHash:)``.
    public func admit(hash: UInt64, loadBound percent: UInt32) throws(RingError) -> RingAdmission {
        try admit(place(ofHash: hash), loadBound: percent)
    }

    /// Ends a call that was admitted.
    ///
    /// - Parameter node: The node that it was given.
    /// - Throws: `RingError.unknownNode` where it has been removed, and its calls with it; `.nothingUnderWay`.
    public func finish(_ node: NodeID) throws(RingError) {
        try withLoads { loads throws(RingError) in
            guard let slot = loads.slots[node] else { throw .unknownNode(node) }
            let record = records.record(slot)
            guard record.pointee.load > 0 else { throw .nothingUnderWay(node) }
            loads.end(record)
        }
    }

    /// How many calls are under way on a node.
    ///
    /// - Throws: `RingError.unknownNode`.
    public func load(of node: NodeID) throws(RingError) -> UInt64 {
        try withLoads { loads throws(RingError) in
            guard let slot = loads.slots[node] else { throw .unknownNode(node) }
            return records.record(slot).pointee.load
        }
    }

    /// How many calls are under way on all nodes together.
    public var totalLoad: UInt64 { withLoads { $0.total } }

    package func admit(_ place: KeyPlace, loadBound percent: UInt32) throws(RingError) -> RingAdmission {
        guard Self.loadBounds.contains(percent) else { throw .invalidLoadBound(percent) }
        if case .jump = kind { throw .notInThisPlacement }
        guard let reader = cplatform_read_begin() else {
            // Without a place to say that it reads it keeps changes out, whose lock comes before that of loads.
            return try withState { state throws(RingError) in
                let root = state.root
                return try withLoads { loads throws(RingError) in try admit(place, root, percent, &loads) }
            }
        }
        defer { cplatform_read_end(reader) }
        return try withLoads { loads throws(RingError) in try admit(place, currentRoot, percent, &loads) }
    }

    private func admit(
        _ place: KeyPlace, _ snapshot: UnsafeMutableRawPointer, _ percent: UInt32, _ loads: inout RingLoads
    ) throws(RingError) -> RingAdmission {
        let admission =
            switch kind {
            case .circle: admit(PointTop.Walk(PointTop(snapshot), from: place.position), snapshot, percent, &loads)
            case .maglev: admit(SlotTable.Walk(SlotTable(snapshot), from: place.position), snapshot, percent, &loads)
            case .jump, .rendezvous:
                admit(NodeList.ScoreWalk(NodeList(snapshot), place.bytes), snapshot, percent, &loads)
            }
        guard let admission else { throw PointTop(snapshot).head.nobody.refusal }
        return admission
    }

    /// The bounds add up to `total` or more, so that somebody has room for one call more.
    private func admit(
        _ walk: some CandidateWalk, _ snapshot: UnsafeMutableRawPointer, _ percent: UInt32, _ loads: inout RingLoads
    ) -> RingAdmission? {
        var walk = walk
        let total = loads.total &+ 1
        let divisor = PointTop(snapshot).head.upWeight &* 100
        while let node = walk.next() {
            let record = records.record(node.slot)
            let share = (UInt64(record.pointee.weight) &* UInt64(percent)).multipliedFullWidth(by: total)
            // A node's weight is part of the divisor, and calls that are under way do not fill 50 bits.
            guard divisor > share.high else { return nil }
            let (quotient, rest) = divisor.dividingFullWidth(share)
            let bound = rest == 0 ? quotient : quotient &+ 1
            guard record.pointee.load < bound else { continue }
            loads.begin(record)
            return RingAdmission(node: node.id, load: record.pointee.load, bound: bound, total: total)
        }
        return nil
    }
}
