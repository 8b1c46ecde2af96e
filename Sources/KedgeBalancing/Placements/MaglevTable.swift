/// Envoy's way to share out the slots of a Maglev table.
internal enum MaglevTable {
    internal static let sizes: ClosedRange<UInt32> = 2...5_000_011

    internal static func isPrime(_ number: UInt32) -> Bool {
        guard number >= 2 else { return false }
        var divisor: UInt32 = 2
        while UInt64(divisor) &* UInt64(divisor) <= UInt64(number) {
            if number % divisor == 0 { return false }
            divisor &+= 1
        }
        return true
    }

    /// For each slot the index of its node.
    ///
    /// - Parameters:
    ///   - nodes: One or more, in the order of their names, and not more than there are slots.
    ///   - size: A prime.
    internal static func slots(_ nodes: [(name: [UInt8], weight: UInt32)], size: UInt32) -> [UInt32] {
        let size = UInt64(size)
        let unowned = UInt32.max
        var slots = [UInt32](repeating: unowned, count: Int(size))
        // The slots that a node asks for: each `skip` behind the one before, which meets all, since the size is prime.
        var nexts: [UInt64] = []
        var skips: [UInt64] = []
        for node in nodes {
            node.name.withUnsafeBytes { name in
                nexts.append(XXHash.hash64(name, seed: 0) % size)
                skips.append(XXHash.hash64(name, seed: 1) % (size &- 1) &+ 1)
            }
        }
        // In shares of the whole, as Envoy computes: whole numbers would round otherwise where two are due at once.
        let total = Double(nodes.reduce(UInt64(0)) { $0 &+ UInt64($1.weight) })
        let weights = nodes.map { Double($0.weight) / total }
        let largest = weights.max() ?? 1
        var targets = [Double](repeating: 0, count: nodes.count)
        var turns = MaglevTurns(nodes.indices)
        for _ in 0..<size {
            guard let turn = turns.next() else { break }
            let index = turn.index
            targets[index] += largest
            var slot = nexts[index]
            while slots[Int(slot)] != unowned { slot = (slot &+ skips[index]) % size }
            slots[Int(slot)] = UInt32(index)
            nexts[index] = (slot &+ skips[index]) % size
            turns.add(round: Self.dueRound(after: turn.round, weights[index], targets[index]), index: index)
        }
        return slots
    }

    /// The first round after `round` in which a node is not passed over: while round * weight < target it is.
    private static func dueRound(after round: UInt64, _ weight: Double, _ target: Double) -> UInt64 {
        var due = max(round &+ 1, UInt64(target / weight))
        while Double(due) * weight < target { due &+= 1 }
        while due > round &+ 1, Double(due &- 1) * weight >= target { due &-= 1 }
        return due
    }

    /// The same slots, where those of nodes that are passed over go to the owner of the next that is not.
    internal static func passingOver(_ slots: [UInt32], where isPassedOver: (UInt32) -> Bool) -> [UInt32] {
        guard var owner = slots.first(where: { !isPassedOver($0) }) else { return [] }
        var result = slots
        for slot in slots.indices.reversed() {
            if isPassedOver(slots[slot]) { result[slot] = owner } else { owner = slots[slot] }
        }
        return result
    }
}
