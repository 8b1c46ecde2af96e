import CPlatform

/// Nodes one after another, for placements that compute the owner; with each, where the hash of a key with its name begins.
///
/// In memory: the head, how many there are, then the nodes.
internal struct NodeList: Snapshot {
    internal struct Item: BitwiseCopyable {
        internal let node: NodeEntry
        internal let beginning: Murmur3
    }

    private static let countOffset = SnapshotHead.byteCount
    private static let itemsOffset = countOffset + 16

    internal let address: UnsafeMutableRawPointer

    /// - Returns: nil if there is no memory.
    internal init?(_ items: [Item]) {
        let byteCount = Self.itemsOffset &+ items.count &* MemoryLayout<Item>.stride
        guard let address = cplatform_allocate_aligned(byteCount) else { return nil }
        self.address = address
        head = SnapshotHead()
        address.storeBytes(of: UInt64(items.count), toByteOffset: Self.countOffset, as: UInt64.self)
        for (index, item) in items.enumerated() { (self.items + index).initialize(to: item) }
    }

    internal init(_ address: UnsafeMutableRawPointer) {
        self.address = address
    }

    @inline(__always)
    private var items: UnsafeMutablePointer<Item> {
        (address + Self.itemsOffset).assumingMemoryBound(to: Item.self)
    }

    @inline(__always)
    internal var count: Int { Int(truncatingIfNeeded: address.load(fromByteOffset: Self.countOffset, as: UInt64.self)) }

    @inline(__always)
    internal subscript(index: Int) -> NodeEntry { items[index].node }

    internal var nodes: [NodeEntry] { (0..<count).map { self[$0] } }

    /// The node that a key's hash jumps to; nobody where there are no nodes.
    @inline(__always)
    internal func owner(jumping hash: UInt64) -> NodeEntry {
        count == 0 ? head.nobody : self[jumpHash(hash, bucketCount: count)]
    }

    /// The node whose name and the key together have the largest hash; of two, the first in the list.
    internal func owner(ofKey key: UnsafeRawBufferPointer) -> NodeEntry {
        var walk = ScoreWalk(self, key)
        return walk.next() ?? head.nobody
    }

    /// The nodes from the largest hash to the least. Each step looks at all of them.
    internal struct ScoreWalk: CandidateWalk {
        private let list: NodeList
        private let key: UnsafeRawBufferPointer
        /// What came last.
        private var latest: (score: UInt32, index: Int)?

        internal init(_ list: NodeList, _ key: UnsafeRawBufferPointer) {
            self.list = list
            self.key = key
        }

        internal mutating func next() -> NodeEntry? {
            var best: (score: UInt32, index: Int)?
            for index in 0..<list.count {
                var hash = list.items[index].beginning
                hash.update(key)
                let score = hash.value
                if let best, score <= best.score { continue }
                if let latest, score > latest.score || score == latest.score && index <= latest.index { continue }
                best = (score, index)
            }
            guard let best else { return nil }
            latest = best
            return list[best.index]
        }
    }
}
