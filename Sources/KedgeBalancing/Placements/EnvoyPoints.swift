extension CircleRule {
    /// How many points each of all nodes has in Envoy's ring: the lightest a whole number, the ring at least so large.
    internal static func envoyPointCounts(_ weights: [UInt32], minimumSize: Int, maximumSize: Int) -> [Int] {
        let total = Double(weights.reduce(0) { $0 &+ UInt64($1) })
        let least = Double(weights.min() ?? 1) / total
        let scale = min((least * Double(minimumSize)).rounded(.up) / least, Double(maximumSize))
        var current = 0
        var target = 0.0
        return weights.map { weight in
            target += scale * (Double(weight) / total)
            let count = max(0, Int(target.rounded(.up)) &- current)
            current &+= count
            return count
        }
    }
}

extension EnvoyHash {
    private static let murmurSeed: UInt64 = 0xc70f_6907

    internal func appendPoints(of name: [UInt8], _ range: Range<Int>, node: NodeEntry, to points: inout [Point]) {
        var text = name
        text.append(UInt8(ascii: "_"))
        let beginning = text.count
        for index in range {
            text.removeSubrange(beginning...)
            text.append(contentsOf: String(index).utf8)
            let hash = text.withUnsafeBytes { text in
                switch self {
                case .xxHash64: XXHash.hash64(text)
                case .murmurHash2: murmurHash64A(text, seed: Self.murmurSeed)
                }
            }
            points.append(Point(hash: hash, node: node))
        }
    }
}
