/// A place on the circle of 2^64 places, and whose it is.
internal struct Point: BitwiseCopyable, Equatable {
    internal var hash: UInt64
    internal var node: NodeEntry

    internal func isBefore(_ other: Point, _ isNodeBefore: (NodeEntry, NodeEntry) -> Bool) -> Bool {
        hash != other.hash ? hash < other.hash : isNodeBefore(node, other.node)
    }
}

/// Points that somebody holds elsewhere.
internal typealias PointSlice = Slice<UnsafeBufferPointer<Point>>

extension [Point] {
    /// Puts points in the order of the circle.
    ///
    /// Hashes spread evenly, so points are dealt out by the upper bits first, and little is left to be sorted.
    ///
    /// - Parameter isNodeBefore: Which of two nodes with a point at the same place comes first.
    internal mutating func sortAlongTheCircle(_ isNodeBefore: (NodeEntry, NodeEntry) -> Bool) {
        guard count > 16 else { return sort { $0.isBefore($1, isNodeBefore) } }
        let bits = UInt64(Int.bitWidth &- (count / 4).leadingZeroBitCount)
        var ends = [Int](repeating: 0, count: 1 &<< Int(bits))
        for point in self { ends[Int(point.hash &>> (64 &- bits))] &+= 1 }
        var end = 0
        for part in ends.indices {
            end &+= ends[part]
            ends[part] = end
        }
        var dealt = [Point](repeating: Point(hash: 0, node: NodeEntry(rawValue: 0)), count: count)
        for point in reversed() {
            let part = Int(point.hash &>> (64 &- bits))
            ends[part] &-= 1
            dealt[ends[part]] = point
        }
        // The ends are starts now.
        for part in ends.indices {
            let start = ends[part]
            let end = part &+ 1 < ends.count ? ends[part &+ 1] : count
            if end &- start > 32 {
                dealt[start..<end].sort { $0.isBefore($1, isNodeBefore) }
                continue
            }
            for index in start..<end {
                let point = dealt[index]
                var place = index
                while place > start, point.isBefore(dealt[place &- 1], isNodeBefore) {
                    dealt[place] = dealt[place &- 1]
                    place &-= 1
                }
                dealt[place] = point
            }
        }
        self = dealt
    }
}
