import CPlatform

/// Points on a circle that any number of threads read without a lock while one changes them.
///
/// A change makes new chunks for the parts that it touches. Two tops take turns: the one that nobody reads any more is brought
/// up to date with the change before, gets the new chunks, and is published with one store. Chunks that were replaced are
/// freed when the other top has been brought up to date, too.
///
/// One thread at a time changes it; the owner sees to that.
internal struct PointTable: ~Copyable {
    private static let pointsInChunk = 24

    /// What readers find.
    internal private(set) var top: PointTop
    /// The other top, and since when nobody can find it; nil where there is none.
    private var idle: (top: PointTop, time: UInt64)?
    /// What the latest change put where, and what was there before.
    private var latest: [PointDraft.Change] = []
    private var pool = ChunkPool()
    private var discards = Discards()

    internal init?() {
        guard let top = PointTop(bits: 0) else { return nil }
        guard let chunk = PointChunk(count: 0, capacity: ChunkPool.capacity(0)) else {
            top.free()
            return nil
        }
        chunk.setStarts(bits: 0)
        chunk.following = .none
        top.chunks[0] = chunk.address
        self.top = top
    }

    deinit {
        // Nobody reads any more; each chunk is in the current top, or among those that the latest change replaced.
        for index in 0..<top.chunkCount { top.chunk(index).free() }
        top.free()
        for change in latest { change.old.free() }
        idle?.top.free()
    }

    /// Takes points out and puts points in.
    ///
    /// - Parameters:
    ///   - removed: In the order of the circle; each is there.
    ///   - added: In the order of the circle.
    ///   - head: What the new snapshot is to say.
    ///   - publish: Has readers find the new snapshot, and tells since when they cannot have found the one before.
    ///   - isBefore: Which of two nodes with the same place comes first.
    /// - Returns: Whether there was memory; if not, nothing changed.
    internal mutating func change(
        removing removed: [Point], adding added: [Point], head: SnapshotHead,
        publish: (UnsafeMutableRawPointer) -> UInt64, isBefore: (NodeEntry, NodeEntry) -> Bool
    ) -> Bool {
        let count = top.pointCount &- removed.count &+ added.count
        let bits = Self.bits(count)
        // A circle that has grown or shrunk much is made anew, which costs as much as all changes since it was last.
        if bits > top.bits &+ 1 || bits &+ 1 < top.bits || count == 0 || top.pointCount == 0
            || removed.count &+ added.count > count / 4
        {
            return rebuild(
                bits: bits, removing: removed, adding: added, head: head, publish: publish, isBefore: isBefore)
        }
        guard let next = nextTop() else { return false }
        var draft = PointDraft(top)
        let isMade = removed.withUnsafeBufferPointer { removed in
            added.withUnsafeBufferPointer { added in
                draft.apply(removing: removed, adding: added, pool: &pool, isBefore: isBefore)
            }
        }
        guard isMade else {
            draft.discard(&pool)
            idle = (next, 0)
            return false
        }
        for change in draft.changes { next.chunks[change.index] = change.new.address }
        next.pointCount = count
        next.head = head
        latest = draft.changes
        idle = (top, publish(next.address))
        top = next
        return true
    }

    /// A top that nobody reads, with the same chunks as the current one; nil where there is no memory.
    private mutating func nextTop() -> PointTop? {
        discards.freeUnread()
        if let idle, cplatform_readers_left(idle.time) {
            for change in latest {
                idle.top.chunks[change.index] = change.new.address
                pool.give(change.old)
            }
            latest = []
            self.idle = nil
            return idle.top
        }
        guard let copy = PointTop(bits: top.bits) else { return nil }
        copy.chunks.update(from: top.chunks, count: top.chunkCount)
        discardIdle()
        return copy
    }

    private mutating func discardIdle() {
        guard let idle else { return }
        discards.add([idle.top.address] + latest.map(\.old.address), time: idle.time)
        latest = []
        self.idle = nil
    }

    private mutating func rebuild(
        bits: UInt64, removing removed: [Point], adding added: [Point], head: SnapshotHead,
        publish: (UnsafeMutableRawPointer) -> UInt64, isBefore: (NodeEntry, NodeEntry) -> Bool
    ) -> Bool {
        // Swift ends the process where an array gets no memory, so it is asked for before.
        let pointCount = 2 &* top.pointCount &+ added.count
        guard cplatform_can_allocate(pointCount &* MemoryLayout<Point>.stride), let next = PointTop(bits: bits) else {
            return false
        }
        let points = top.allPoints().merged(removing: removed, adding: added, isBefore: isBefore)
        next.head = head
        guard next.fill(points) else {
            next.free()
            return false
        }
        discardIdle()
        let old = [top.address] + (0..<top.chunkCount).map { top.chunk($0).address }
        let time = publish(next.address)
        top = next
        discards.add(old, time: time)
        return true
    }

    /// How many bits make chunks of 24 to 48 points on average.
    private static func bits(_ count: Int) -> UInt64 {
        let parts = max(1, count / pointsInChunk)
        return UInt64(Int.bitWidth &- 1 &- parts.leadingZeroBitCount)
    }
}

extension [Point] {
    /// The same without some that are in it, and with others; all in the order of the circle.
    internal func merged(
        removing removed: [Point], adding added: [Point], isBefore: (NodeEntry, NodeEntry) -> Bool
    ) -> [Point] {
        var points: [Point] = []
        points.reserveCapacity(count &- removed.count &+ added.count)
        var removed = removed[...]
        var added = added[...]
        for point in self {
            if let first = removed.first, first == point {
                removed = removed.dropFirst()
                continue
            }
            while let first = added.first, first.isBefore(point, isBefore) {
                points.append(first)
                added = added.dropFirst()
            }
            points.append(point)
        }
        points.append(contentsOf: added)
        return points
    }
}

extension PointTop {
    /// Makes the chunks of a top that has none yet.
    ///
    /// - Returns: Whether there was memory; if not, there are still none.
    fileprivate func fill(_ points: [Point]) -> Bool {
        var start = 0
        for index in 0..<chunkCount {
            var end = start
            while end < points.count, self.index(of: points[end].hash) == index { end &+= 1 }
            guard let chunk = PointChunk(count: end &- start, capacity: ChunkPool.capacity(end &- start)) else {
                for made in 0..<index { self.chunk(made).free() }
                return false
            }
            for position in start..<end { (chunk.points + (position &- start)).initialize(to: points[position]) }
            chunks[index] = chunk.address
            start = end
        }
        pointCount = points.count
        var following = points.first?.node ?? head.nobody
        for index in (0..<chunkCount).reversed() {
            let chunk = chunk(index)
            chunk.setStarts(bits: bits)
            chunk.following = following
            if chunk.count > 0 { following = chunk.points[0].node }
        }
        return true
    }
}
