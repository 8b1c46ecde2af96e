/// Whose turn it is to take a slot: by rounds, and within a round in the order of the nodes. A binary heap.
internal struct MaglevTurns {
    private static let indexBits: UInt64 = 24

    private var heap: [UInt64]

    /// All are due in the first round.
    internal init(_ indices: Range<Int>) {
        // In ascending order, and so a heap already.
        heap = indices.map { 1 &<< Self.indexBits | UInt64($0) }
    }

    internal mutating func add(round: UInt64, index: Int) {
        heap.append(round &<< Self.indexBits | UInt64(index))
        var child = heap.count &- 1
        while child > 0 {
            let parent = (child &- 1) / 2
            guard heap[child] < heap[parent] else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    internal mutating func next() -> (round: UInt64, index: Int)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while true {
                var child = 2 &* parent &+ 1
                guard child < heap.count else { break }
                if child &+ 1 < heap.count, heap[child &+ 1] < heap[child] { child &+= 1 }
                guard heap[child] < heap[parent] else { break }
                heap.swapAt(child, parent)
                parent = child
            }
        }
        return (first &>> Self.indexBits, Int(truncatingIfNeeded: first & ((1 &<< Self.indexBits) &- 1)))
    }
}
