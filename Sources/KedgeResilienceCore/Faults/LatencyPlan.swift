/// A latency in checked numbers.
internal enum LatencyPlan: Sendable {
    case none
    case uniform(least: UInt64, spread: UInt64)
    case exponential(mean: UInt64, cap: UInt64)
    case normal(mean: UInt64, deviation: UInt64)
    case percentiles([(share: Double, nanoseconds: UInt64)])

    private static let longest: UInt64 = 3_600_000_000_000

    /// - Throws: `PolicyError` of `"latency"`, `"latency mean"`, `"latency cap"`, `"latency deviation"`,
    ///   `"latency percentiles"`.
    internal init(_ latency: FaultLatency) throws(PolicyError) {
        switch latency {
        case .none: self = .none
        case .constant(let time): self = .uniform(least: try Self.check("latency", time), spread: 0)
        case .uniform(let least, let greatest):
            let first = try Self.check("latency", least)
            let last = try Self.check("latency", greatest)
            guard first <= last else { throw PolicyError("latency", "the least time first") }
            self = .uniform(least: first, spread: last &- first)
        case .exponential(let mean, let cap):
            self = .exponential(mean: try Self.check("latency mean", mean), cap: try Self.check("latency cap", cap))
        case .normal(let mean, let deviation):
            self = .normal(
                mean: try Self.check("latency mean", mean), deviation: try Self.check("latency deviation", deviation))
        case .percentiles(let points): self = .percentiles(try Self.check(points))
        }
    }

    private static func check(_ option: StaticString, _ time: Duration) throws(PolicyError) -> UInt64 {
        try time.nanoseconds(option, in: .zero ... .seconds(3_600), rule: "0 to 1 hour")
    }

    private static func check(_ points: [FaultPercentile]) throws(PolicyError) -> [(share: Double, nanoseconds: UInt64)]
    {
        guard points.count >= 2, points.count <= 100, points.first?.share == 0, points.last?.share == 1 else {
            throw PolicyError("latency percentiles", "2 to 100 points, from share 0 to share 1")
        }
        var checked: [(share: Double, nanoseconds: UInt64)] = []
        for point in points {
            let time = try check("latency", point.time)
            if let last = checked.last {
                guard point.share > last.share, time >= last.nanoseconds else {
                    throw PolicyError("latency percentiles", "shares that rise, and times that do not fall")
                }
            }
            checked.append((point.share, time))
        }
        return checked
    }

    /// Draws a time in nanoseconds, up to an hour.
    internal func draw(_ random: RandomSource) -> UInt64 {
        switch self {
        case .none: return 0
        case .uniform(let least, let spread): return least &+ random.number(upTo: spread)
        case .exponential(let mean, let cap):
            return min(cap, mean.scaled(by: -(1 - random.fraction()).naturalLogarithm))
        case .normal(let mean, let deviation):
            var sum = 0.0
            for _ in 0..<12 { sum += random.fraction() }
            let time = Double(mean) + Double(deviation) * (sum - 6)
            return time > 0 ? min(Self.longest, UInt64(time)) : 0
        case .percentiles(let points): return Self.time(random.fraction(), points)
        }
    }

    private static func time(_ share: Double, _ points: [(share: Double, nanoseconds: UInt64)]) -> UInt64 {
        var before = (share: 0.0, nanoseconds: UInt64(0))
        for point in points {
            if share < point.share {
                let part = (share - before.share) / (point.share - before.share)
                return before.nanoseconds &+ (point.nanoseconds &- before.nanoseconds).scaled(by: part)
            }
            before = point
        }
        return before.nanoseconds
    }
}

extension Double {
    /// Of a number above 0, to some 15 digits. By hand, because the C library's own would tie the library to a younger one.
    internal var naturalLogarithm: Double {
        // ln m = 2 artanh ((m - 1) / (m + 1)), and m is below 2, so that each term is less than a ninth of the one before.
        let part = (significand - 1) / (significand + 1)
        let square = part * part
        var power = part
        var sum = 0.0
        for divisor in stride(from: 1.0, through: 33.0, by: 2.0) {
            sum += power / divisor
            power *= square
        }
        return Double(exponent) * 0.693_147_180_559_945_3 + 2 * sum
    }
}
