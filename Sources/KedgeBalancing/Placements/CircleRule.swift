import KedgeCrypto

/// Where on the circle a placement puts nodes and keys.
internal enum CircleRule {
    case weighted(pointsPerWeight: Int)
    case ketama(Ketama)
    case envoy(EnvoyHash, minimumSize: Int, maximumSize: Int)

    /// Whether a node has as many points whatever other nodes there are.
    internal var countsAlone: Bool {
        switch self {
        case .weighted, .ketama(.spymemcached): true
        case .ketama, .envoy: false
        }
    }

    internal var takesWeights: Bool {
        if case .ketama(.spymemcached) = self { false } else { true }
    }

    /// How many bits of a position say nothing: MD5 places keys and nodes with 32 bits.
    internal var idleBits: UInt64 {
        if case .ketama = self { 32 } else { 0 }
    }

    /// How many points each node has.
    ///
    /// - Parameter weights: Of all nodes in the order in which they were added; of a single one where it counts alone.
    internal func pointCounts(_ weights: [UInt32]) -> [Int] {
        switch self {
        case .weighted(let pointsPerWeight): weights.map { Int($0) &* pointsPerWeight }
        case .ketama(let ketama): ketama.pointCounts(weights)
        case .envoy(_, let minimumSize, let maximumSize):
            Self.envoyPointCounts(weights, minimumSize: minimumSize, maximumSize: maximumSize)
        }
    }

    /// Makes a node's points with the numbers in `range`, in any order.
    internal func appendPoints(of name: [UInt8], _ range: Range<Int>, node: NodeEntry, to points: inout [Point]) {
        switch self {
        case .weighted:
            name.withUnsafeBytes { name in
                for index in range {
                    points.append(Point(hash: XXHash.hash3(name, seed: UInt64(index)), node: node))
                }
            }
        case .ketama(let ketama): ketama.appendPoints(of: name, range, node: node, to: &points)
        case .envoy(let hash, _, _): hash.appendPoints(of: name, range, node: node, to: &points)
        }
    }

    /// Where a key is.
    @inline(__always)
    internal func position(ofKey key: UnsafeRawBufferPointer) -> UInt64 {
        switch self {
        case .weighted: XXHash.hash3(key)
        case .ketama: UInt64(MD5.words(key).0) &<< 32
        case .envoy: XXHash.hash64(key)
        }
    }

    /// Which of two nodes comes first that have a point at the same place.
    internal func isBefore(_ first: RingMember, _ second: RingMember) -> Bool {
        switch self {
        case .weighted: first.name.lexicographicallyPrecedes(second.name)
        // Its map keeps what was put there last.
        case .ketama(.spymemcached): first.entry.rawValue > second.entry.rawValue
        case .ketama, .envoy: first.entry.rawValue < second.entry.rawValue
        }
    }
}
