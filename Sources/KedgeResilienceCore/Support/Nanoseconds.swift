extension Duration {
    /// The longest time that a policy may name: 365 days.
    package static let longestPolicyTime: Duration = .seconds(365 * 86_400)

    /// So many nanoseconds, or the longest time there is where they are more.
    package init(saturatingNanoseconds nanoseconds: UInt64) {
        self = .nanoseconds(Int64(clamping: nanoseconds))
    }

    /// Whole nanoseconds, rounded down: 0 below zero, and the greatest number where they are more.
    package var saturatedNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, overflows) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? .max : whole.saturatingAdding(UInt64(attoseconds) / 1_000_000_000)
    }

    /// Nanoseconds of an option that has a range.
    ///
    /// - Throws: `PolicyError` outside `range`.
    package func nanoseconds(
        _ option: StaticString, in range: ClosedRange<Duration> = .nanoseconds(1)...longestPolicyTime,
        rule: StaticString = "1 ns to 365 days"
    ) throws(PolicyError) -> UInt64 {
        guard range.contains(self) else { throw PolicyError(option, rule) }
        return saturatedNanoseconds
    }
}

extension UInt64 {
    package func saturatingAdding(_ other: UInt64) -> UInt64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }

    package func saturatingSubtracting(_ other: UInt64) -> UInt64 {
        self > other ? self &- other : 0
    }

    package func saturatingMultiplied(by other: UInt64) -> UInt64 {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? .max : product
    }

    /// That many times a factor that is not negative, rounded down.
    package func scaled(by factor: Double) -> UInt64 {
        let product = Double(self) * factor
        guard product < 0x1p64 else { return .max }
        return product > 0 ? UInt64(product) : 0
    }
}
