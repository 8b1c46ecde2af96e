/// Memory of chunks that were replaced, for those of the next changes: asking the system for it would take as long as all
/// the rest of a change.
internal struct ChunkPool: ~Copyable {
    private static let pointsInClass = 4
    private static let classCount = 32
    private static let maximumCount = 512

    /// By size, each the first of a list: what is in place k had k * 4 to k * 4 + 3 points.
    private var spare = InlineArray<32, PointChunk?>(repeating: nil)
    private var count = 0

    deinit {
        for size in spare.indices {
            var next = spare[size]
            while let chunk = next {
                next = chunk.nextSpare
                chunk.free()
            }
        }
    }

    /// How many points a chunk of `count` has room for.
    internal static func capacity(_ count: Int) -> Int { (count / pointsInClass &+ 1) &* pointsInClass &- 1 }

    /// A chunk for `count` points; nil if there is no memory.
    internal mutating func take(_ count: Int) -> PointChunk? {
        let size = count / Self.pointsInClass
        guard size < Self.classCount, let chunk = spare[size] else {
            return PointChunk(count: count, capacity: Self.capacity(count))
        }
        spare[size] = chunk.nextSpare
        self.count &-= 1
        chunk.count = count
        return chunk
    }

    /// Takes a chunk back.
    internal mutating func give(_ chunk: PointChunk) {
        let size = chunk.count / Self.pointsInClass
        guard size < Self.classCount, count < Self.maximumCount else { return chunk.free() }
        chunk.nextSpare = spare[size]
        spare[size] = chunk
        count &+= 1
    }
}
