public import KedgeCore

/// Why a text is no time that is left.
public enum DeadlineTextError: Error, Equatable, Sendable {
    /// Not decimal digits and nothing else: no sign, space, point or unit.
    case notDigits
    /// A zero in front of other digits.
    case leadingZero
    /// More than 31,536,000,000 milliseconds, which are 365 days.
    case outOfRange
}

extension DeadlineTextError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notDigits: "time left: decimal digits and nothing else"
        case .leadingZero: "time left: no zero in front"
        case .outOfRange: "time left: 0 to 31,536,000,000 milliseconds"
        }
    }
}

extension Deadline {
    /// 365 days.
    package static let longestMilliseconds: UInt64 = 31_536_000_000

    /// What is left in whole milliseconds, rounded down, for a service that is called to go on with: `"1500"`.
    ///
    /// A length and not a moment, because clocks of two machines do not agree. 365 days where more is left, and nil where
    /// there is no limit.
    public var text: String? { millisecondsLeft.map { String($0) } }

    /// The same as a number.
    package var millisecondsLeft: UInt64? {
        nanosecondsLeft.map { min($0 / 1_000_000, Self.longestMilliseconds) }
    }

    /// So long from now on as a caller has left.
    ///
    /// - Parameters:
    ///   - text: Whole milliseconds in decimal digits, 0 to 31,536,000,000, as ``text`` writes them.
    ///   - clock: Where another than the system's is wanted.
    /// - Throws: `DeadlineTextError` for anything else.
    public static func after(
        text: String, clock: any MonotonicClock = SystemClock()
    ) throws(DeadlineTextError) -> Deadline {
        let milliseconds = try milliseconds(text.utf8Span.span)
        return after(Duration(saturatingNanoseconds: milliseconds &* 1_000_000), clock: clock)
    }

    /// Reads what ``text`` writes.
    ///
    /// - Throws: `DeadlineTextError`.
    package static func milliseconds(_ text: Span<UInt8>) throws(DeadlineTextError) -> UInt64 {
        guard !text.isEmpty else { throw .notDigits }
        var number: UInt64 = 0
        for index in text.indices {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { throw .notDigits }
            number = number.saturatingMultiplied(by: 10).saturatingAdding(UInt64(digit))
        }
        guard text.count == 1 || text[0] != UInt8(ascii: "0") else { throw .leadingZero }
        guard number <= longestMilliseconds else { throw .outOfRange }
        return number
    }
}
