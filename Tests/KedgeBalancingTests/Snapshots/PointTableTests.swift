import CPlatform
import Testing

@testable import KedgeBalancing

/// The table itself; what it is for is tested through rings.
struct PointTableTests {
    private static let circle = CircleRule.weighted(pointsPerWeight: 160)

    private func points(_ id: UInt64, count: Int = 160) -> [Point] {
        var points: [Point] = []
        let node = NodeEntry(id: NodeID(rawValue: id), slot: Int(id))
        Self.circle.appendPoints(of: Array("\(id)".utf8), 0..<count, node: node, to: &points)
        points.sortAlongTheCircle(isBefore)
        return points
    }

    private func isBefore(_ first: NodeEntry, _ second: NodeEntry) -> Bool { first.rawValue < second.rawValue }

    private func owner(_ hash: UInt64, _ points: [Point]) -> NodeEntry {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return (low < points.count ? points[low] : points.first)?.node ?? .none
    }

    private func change(_ table: inout PointTable, _ removed: [Point], _ added: [Point]) -> Bool {
        table.change(
            removing: removed, adding: added, head: SnapshotHead(), publish: { _ in cplatform_readers_advance() },
            isBefore: isBefore)
    }

    @Test func `after each of many changes the owners are those of a sorted list`() {
        guard var table = PointTable() else {
            Issue.record("no memory")
            return
        }
        var numbers = SeededNumbers(1)
        var nodes: [UInt64] = []
        var all: [Point] = []
        for step in 0..<400 {
            let isRemoval = !nodes.isEmpty && (Bool.random(using: &numbers) || nodes.count > 60) || step >= 380
            if isRemoval, nodes.isEmpty { break }
            var removed: [Point] = []
            var added: [Point] = []
            if isRemoval {
                let node = nodes.remove(at: Int.random(in: 0..<nodes.count, using: &numbers))
                removed = points(node)
                all.removeAll { $0.node.id.rawValue == node }
            } else {
                nodes.append(UInt64(step) + 1)
                added = points(UInt64(step) + 1)
                all = (all + added).sorted { $0.hash < $1.hash }
            }
            let isDone = change(&table, removed, added)
            #expect(isDone)
            let hashes =
                (0..<200).map { _ in UInt64.random(in: 0...UInt64.max, using: &numbers) }
                + (all.prefix(20) + all.suffix(20)).flatMap { [$0.hash, $0.hash &+ 1, $0.hash &- 1] }
            let isRight = hashes.allSatisfy { table.top.owner(of: $0) == owner($0, all) }
            #expect(isRight, "step \(step)")
        }
    }

    @Test func `chunks of hundreds of points are searched to their end`() {
        // All in one part of the circle, as no hash would have it.
        let node = NodeEntry(id: NodeID(rawValue: 1), slot: 0)
        let crowd = (0..<3000).map { Point(hash: UInt64($0) * 7, node: NodeEntry(rawValue: UInt64($0) << 24)) }
        guard var table = PointTable() else {
            Issue.record("no memory")
            return
        }
        let isMade = change(&table, [], crowd + [Point(hash: .max / 2, node: node)])
        #expect(isMade)
        for step in 0..<200 {
            let point = crowd[step * 13 % 3000]
            let hash = point.hash &+ 3
            let isAdded = change(&table, [], [Point(hash: hash, node: node)])
            #expect(isAdded && table.top.owner(of: hash) == node && table.top.owner(of: point.hash) == point.node)
            let isRemoved = change(&table, [Point(hash: hash, node: node)], [])
            #expect(
                isRemoved && table.top.owner(of: hash).rawValue == point.node.rawValue &+ 1 &<< 24
                    || point.hash == 2999 * 7)
        }
    }

    @Test func `a walk goes once around`() {
        guard var table = PointTable() else {
            Issue.record("no memory")
            return
        }
        let two = points(2, count: 5)
        let isDone = change(&table, [], points(1)) && change(&table, [], two)
        #expect(isDone)
        let all = (points(1) + two).sorted { $0.hash < $1.hash }
        for start in [0, UInt64.max, all[80].hash, all[164].hash] {
            var walk = PointTop.Walk(table.top, from: start)
            var found: [NodeEntry] = []
            while let node = walk.next() { found.append(node) }
            let split = all.firstIndex { $0.hash >= start } ?? 0
            #expect(found == (all[split...] + all[..<split]).map(\.node))
        }
    }

    @Test func `points sort along the circle whatever their hashes`() {
        var numbers = SeededNumbers(2)
        for _ in 0..<200 {
            let spread = UInt64.max >> UInt64.random(in: 0...60, using: &numbers)
            var points = (0..<Int.random(in: 0...300, using: &numbers)).map { _ in
                Point(
                    hash: UInt64.random(in: 0...spread, using: &numbers),
                    node: NodeEntry(rawValue: UInt64.random(in: 1...9, using: &numbers)))
            }
            let expected = points.sorted { ($0.hash, $0.node.rawValue) < ($1.hash, $1.node.rawValue) }
            points.sortAlongTheCircle(isBefore)
            #expect(points == expected)
        }
    }
}
