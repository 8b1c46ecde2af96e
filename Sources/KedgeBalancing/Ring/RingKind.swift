/// How a ring's snapshots are read.
internal enum RingKind {
    case circle(CircleRule)
    case maglev(size: UInt32)
    case jump
    case rendezvous

    private static let pointsPerWeight: ClosedRange<UInt32> = 1...65_536
    private static let envoySizes: ClosedRange<UInt32> = 1...8_388_608

    internal init(_ placement: Placement) throws(RingError) {
        switch placement {
        case .circle(let pointsPerWeight):
            guard Self.pointsPerWeight.contains(pointsPerWeight) else { throw .invalidPointCount(pointsPerWeight) }
            self = .circle(.weighted(pointsPerWeight: Int(pointsPerWeight)))
        case .ketama(let ketama):
            self = .circle(.ketama(ketama))
        case .envoyRing(let hash, let minimumSize, let maximumSize):
            guard Self.envoySizes.contains(minimumSize) else { throw .invalidPointCount(minimumSize) }
            guard Self.envoySizes.contains(maximumSize), maximumSize >= minimumSize else {
                throw .invalidPointCount(maximumSize)
            }
            self = .circle(.envoy(hash, minimumSize: Int(minimumSize), maximumSize: Int(maximumSize)))
        case .maglev(let tableSize):
            guard MaglevTable.sizes.contains(tableSize), MaglevTable.isPrime(tableSize) else {
                throw .invalidTableSize(tableSize)
            }
            self = .maglev(size: tableSize)
        case .jump: self = .jump
        case .rendezvous: self = .rendezvous
        }
    }

    /// The rule of a circle on which a node's points depend on the other nodes.
    internal var sharedRule: CircleRule? {
        if case .circle(let rule) = self, !rule.countsAlone { rule } else { nil }
    }

    /// Whether a change looks at all nodes.
    internal var looksAtAll: Bool {
        if case .circle(let rule) = self { !rule.countsAlone } else { true }
    }

    internal var takesWeights: Bool {
        switch self {
        case .circle(let rule): rule.takesWeights
        case .maglev: true
        case .jump, .rendezvous: false
        }
    }

    internal var takesStates: Bool {
        if case .jump = self { false } else { true }
    }

    /// How many points a node has where that does not depend on others.
    internal func pointCount(weight: UInt32) -> Int {
        if case .circle(let rule) = self, rule.countsAlone { rule.pointCounts([weight])[0] } else { 1 }
    }

    /// The order of placements that list their nodes: as they were added; with rendezvous hashing the larger name first.
    internal func isListedBefore(_ first: RingMember, _ second: RingMember) -> Bool {
        if case .jump = self { return first.entry.rawValue < second.entry.rawValue }
        return second.name.lexicographicallyPrecedes(first.name)
    }

    internal var maximumPointCount: Int {
        if case .maglev(let size) = self { Int(size) } else { 1 << Int(NodeEntry.slotBits) }
    }
}
