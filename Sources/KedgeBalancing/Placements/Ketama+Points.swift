import KedgeCrypto

extension Ketama {
    private static let digestsPerNode: Float = 40
    private static let pointsPerDigest = 4

    /// How many points each of all nodes has, in single precision as the originals compute.
    internal func pointCounts(_ weights: [UInt32]) -> [Int] {
        let total = Float(weights.reduce(0) { $0 &+ UInt64($1) })
        let count = Float(weights.count)
        return weights.map { weight in
            let share = Float(weight) / total
            let digests: Float
            switch self {
            case .libketama:
                digests = Float(Double(share) * Double(Self.digestsPerNode) * Double(count))
            case .libmemcached:
                digests = Float(Double(share * 160 / 4 * count) + 0.0000000001)
            case .spymemcached:
                digests = Self.digestsPerNode
            }
            return Int(digests.rounded(.down)) &* Self.pointsPerDigest
        }
    }

    /// Each digest of the name and a number gives four points.
    internal func appendPoints(of name: [UInt8], _ range: Range<Int>, node: NodeEntry, to points: inout [Point]) {
        var text = label(name)
        text.append(UInt8(ascii: "-"))
        let beginning = text.count
        for index in range.lowerBound / Self.pointsPerDigest..<range.upperBound / Self.pointsPerDigest {
            text.removeSubrange(beginning...)
            text.append(contentsOf: String(index).utf8)
            let words = text.withUnsafeBytes { MD5.words($0) }
            for word in [words.0, words.1, words.2, words.3] {
                points.append(Point(hash: UInt64(word) &<< 32, node: node))
            }
        }
    }

    private func label(_ name: [UInt8]) -> [UInt8] {
        let defaultPort = Array(":11211".utf8)
        guard self == .libmemcached, name.count > defaultPort.count, name.suffix(defaultPort.count) == defaultPort[...]
        else { return name }
        return name.dropLast(defaultPort.count)
    }
}
