import CPlatform

/// Chunks that are to take the place of others.
internal struct PointDraft {
    internal struct Change {
        internal let index: Int
        internal let new: PointChunk
        internal let old: PointChunk
        /// Whether another point than before may follow the chunk.
        internal var isBeforeChange = false
    }

    private let top: PointTop
    /// In ascending order of index.
    internal private(set) var changes: [Change] = []

    internal init(_ top: PointTop) {
        self.top = top
    }

    /// Gives the new chunks back.
    internal func discard(_ pool: inout ChunkPool) {
        for change in changes { pool.give(change.new) }
    }

    /// Makes new chunks for what is removed and added, and for those before them whose following point is another now.
    ///
    /// - Returns: Whether there was memory.
    internal mutating func apply(
        removing removed: UnsafeBufferPointer<Point>, adding added: UnsafeBufferPointer<Point>, pool: inout ChunkPool,
        isBefore: (NodeEntry, NodeEntry) -> Bool
    ) -> Bool {
        changes.reserveCapacity(removed.count &+ added.count &+ 1)
        var removed = removed[...]
        var added = added[...]
        while !removed.isEmpty || !added.isEmpty {
            prefetch(removed)
            prefetch(added)
            let index = top.index(of: min(removed.first?.hash ?? .max, added.first?.hash ?? .max))
            let removedHere = removed.prefix { top.index(of: $0.hash) == index }
            let addedHere = added.prefix { top.index(of: $0.hash) == index }
            let old = top.chunk(index)
            guard
                let new = pool.take(old.count &- removedHere.count &+ addedHere.count)
            else { return false }
            new.merge(old, removing: removedHere, adding: addedHere, bits: top.bits, isBefore: isBefore)
            new.setStarts(from: old, without: removedHere, with: addedHere, bits: top.bits)
            new.following = old.following
            changes.append(Change(index: index, new: new, old: old))
            removed = removed[removedHere.endIndex...]
            added = added[addedHere.endIndex...]
        }
        guard copyThoseBefore(&pool) else { return false }
        for change in changes where change.isBeforeChange { change.new.following = following(change.index) }
        return true
    }

    /// The chunks lie all over the memory, and waiting for each would be most of the work.
    private func prefetch(_ points: PointSlice) {
        let ahead = points.startIndex &+ 8
        guard ahead < points.endIndex else { return }
        cplatform_prefetch(top.chunks[top.index(of: points[ahead].hash)], 3)
    }

    /// Marks the chunks whose following point is the first of a changed chunk and another now, and copies those that are to
    /// change for that alone.
    private mutating func copyThoseBefore(_ pool: inout ChunkPool) -> Bool {
        let none = UnsafeBufferPointer<Point>(start: nil, count: 0)[...]
        var copies: [Change] = []
        defer {
            if !copies.isEmpty {
                changes.append(contentsOf: copies)
                changes.sort { $0.index < $1.index }
            }
        }
        for changed in changes.indices where changes[changed].old.firstNode != changes[changed].new.firstNode {
            let start = changes[changed].index
            var index = start
            repeat {
                index = (index &- 1) & (top.chunkCount &- 1)
                if let position = position(of: index) {
                    changes[position].isBeforeChange = true
                } else if !copies.contains(where: { $0.index == index }) {
                    let old = top.chunk(index)
                    guard let copy = pool.take(old.count) else { return false }
                    copy.points.update(from: old.points, count: old.count)
                    copy.setStarts(from: old, without: none, with: none, bits: top.bits)
                    copies.append(Change(index: index, new: copy, old: old, isBeforeChange: true))
                }
            } while (new(index) ?? top.chunk(index)).count == 0 && index != start
        }
        return true
    }

    /// The new chunk at `index`; nil where the old one stays.
    private func new(_ index: Int) -> PointChunk? { position(of: index).map { changes[$0].new } }

    private func position(of index: Int) -> Int? {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low &+ high) / 2
            if changes[middle].index < index { low = middle &+ 1 } else { high = middle }
        }
        return low < changes.count && changes[low].index == index ? low : nil
    }

    /// The node of the first point behind a part; none where there is no point at all.
    private func following(_ index: Int) -> NodeEntry {
        var next = index
        repeat {
            next = (next &+ 1) & (top.chunkCount &- 1)
            if let node = (new(next) ?? top.chunk(next)).firstNode { return node }
        } while next != index
        return .none
    }
}

extension PointChunk {
    fileprivate var firstNode: NodeEntry? { count > 0 ? points[0].node : nil }

    /// Writes the points of another chunk, without some and with others.
    fileprivate func merge(
        _ old: PointChunk, removing removed: PointSlice, adding added: PointSlice, bits: UInt64,
        isBefore: (NodeEntry, NodeEntry) -> Bool
    ) {
        var source = UnsafePointer(old.points)
        let end = source + old.count
        var output = points
        var removed = removed
        var added = added
        while true {
            // What is removed goes first where both are at one place.
            let next: Point
            let isRemoval: Bool
            if let first = removed.first, added.first.map({ !$0.isBefore(first, isBefore) }) ?? true {
                (next, isRemoval) = (first, true)
                removed = removed.dropFirst()
            } else if let first = added.first {
                (next, isRemoval) = (first, false)
                added = added.dropFirst()
            } else {
                break
            }
            var stop = max(source, UnsafePointer(old.point(from: next.hash, bits: bits)))
            while stop < end, stop.pointee != next, stop.pointee.isBefore(next, isBefore) { stop += 1 }
            output.initialize(from: source, count: stop - source)
            output += stop - source
            source = stop
            if isRemoval {
                source += 1
            } else {
                output.initialize(to: next)
                output += 1
            }
        }
        output.initialize(from: source, count: end - source)
    }
}
