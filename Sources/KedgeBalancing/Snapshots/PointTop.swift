import CPlatform

/// Where the chunks of a circle are, one for each of 2^bits equal parts.
///
/// In memory: the head, the bits, how many points there are in all, then the chunks' addresses.
internal struct PointTop: Snapshot {
    private static let bitsOffset = SnapshotHead.byteCount
    private static let countOffset = bitsOffset + 8
    private static let spreadOffset = countOffset + 8
    private static let chunksOffset = countOffset + 24

    internal let address: UnsafeMutableRawPointer

    internal init?(bits: UInt64) {
        guard let address = cplatform_allocate_aligned(Self.chunksOffset &+ (1 &<< Int(bits)) &* 8) else { return nil }
        self.address = address
        address.storeBytes(of: bits, toByteOffset: Self.bitsOffset, as: UInt64.self)
        head = SnapshotHead()
        pointCount = 0
    }

    internal init(_ address: UnsafeMutableRawPointer) {
        self.address = address
    }

    internal func free() {
        cplatform_free(address)
    }

    @inline(__always)
    internal var bits: UInt64 { address.load(fromByteOffset: Self.bitsOffset, as: UInt64.self) }

    /// How many bytes the points of a chunk take on average.
    @inline(__always)
    private var spread: UInt64 { address.load(fromByteOffset: Self.spreadOffset, as: UInt64.self) }

    internal var pointCount: Int {
        get { Int(truncatingIfNeeded: address.load(fromByteOffset: Self.countOffset, as: UInt64.self)) }
        nonmutating set {
            address.storeBytes(
                of: UInt64(truncatingIfNeeded: newValue), toByteOffset: Self.countOffset, as: UInt64.self)
            address.storeBytes(
                of: UInt64(truncatingIfNeeded: newValue &* MemoryLayout<Point>.stride) &>> bits,
                toByteOffset: Self.spreadOffset, as: UInt64.self)
        }
    }

    @inline(__always)
    internal var chunks: UnsafeMutablePointer<UnsafeMutableRawPointer> {
        (address + Self.chunksOffset).assumingMemoryBound(to: UnsafeMutableRawPointer.self)
    }

    internal var chunkCount: Int { 1 &<< Int(bits) }

    @inline(__always)
    internal func index(of hash: UInt64) -> Int {
        // In two steps, because a shift by all 64 bits is none.
        Int(truncatingIfNeeded: (hash &>> 1) &>> (63 &- bits))
    }

    @inline(__always)
    internal func chunk(_ index: Int) -> PointChunk { PointChunk(chunks[index]) }

    /// All points in their order.
    internal func allPoints() -> [Point] {
        var points: [Point] = []
        points.reserveCapacity(pointCount)
        for index in 0..<chunkCount {
            let chunk = chunk(index)
            points.append(contentsOf: UnsafeBufferPointer(start: chunk.points, count: chunk.count))
        }
        return points
    }

    /// The node of the first point at or behind a place; nobody where there is no point.
    @inline(__always)
    internal func owner(of hash: UInt64) -> NodeEntry {
        let bits = bits
        let chunk = chunk(index(of: hash))
        // Hashes spread evenly, so that the points which decide are likely near the same fraction of the chunk: they come while
        // its head does.
        chunk.prefetch(at: ((hash &<< bits) &>> 32 &* spread) &>> 32)
        return chunk.point(from: hash, bits: bits).pointee.node
    }
}

extension PointTop {
    /// The node of the point so many behind the first at or behind a place, counted around the circle.
    internal func owner(of hash: UInt64, pointsFurther count: UInt64) -> NodeEntry {
        guard pointCount > 0 else { return head.nobody }
        var walk = Walk(self, from: hash)
        for _ in 0..<count % UInt64(pointCount) { _ = walk.next() }
        return walk.next() ?? head.nobody
    }

    /// A walk along the circle, once around.
    internal struct Walk: CandidateWalk {
        private let top: PointTop
        private var chunkIndex: Int
        private var pointIndex: Int
        private var left: Int

        internal init(_ top: PointTop, from hash: UInt64) {
            self.top = top
            chunkIndex = top.index(of: hash)
            let chunk = top.chunk(chunkIndex)
            pointIndex = chunk.point(from: hash, bits: top.bits) - chunk.points
            left = top.pointCount
        }

        /// The node of the next point; nil when all were seen.
        internal mutating func next() -> NodeEntry? {
            guard left > 0 else { return nil }
            left &-= 1
            while pointIndex >= top.chunk(chunkIndex).count {
                chunkIndex = (chunkIndex &+ 1) & (top.chunkCount &- 1)
                pointIndex = 0
            }
            defer { pointIndex &+= 1 }
            return top.chunk(chunkIndex).points[pointIndex].node
        }
    }
}
