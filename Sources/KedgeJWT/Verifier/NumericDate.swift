import KedgeCore

/// Times in claims, in whole seconds.
///
/// - Source: RFC 7519 §2, "NumericDate"
internal enum NumericDate {
    /// The whole seconds at or before, and at or after a time; the same where it has no fraction.
    ///
    /// A time beyond what 64 bits hold becomes the last or first that they do.
    ///
    /// - Throws: `.malformed`, if it is no number.
    @inline(__always)
    internal static func around(_ value: JSONView) throws(JWTError) -> (before: Int64, after: Int64) {
        guard let (seconds, isExact) = value.roundedDown else {
            let end = try beyond(value)
            return (end, end)
        }
        return (seconds, isExact ? seconds : seconds.addingSaturated(1))
    }

    /// The whole second at or before a time.
    @inline(__always)
    internal static func roundedDown(_ value: JSONView) throws(JWTError) -> Int64 { try around(value).before }

    /// The whole second at or after a time.
    @inline(__always)
    internal static func roundedUp(_ value: JSONView) throws(JWTError) -> Int64 { try around(value).after }

    private static func beyond(_ value: JSONView) throws(JWTError) -> Int64 {
        guard value.kind == .number else { throw .malformed(.claims, .shape) }
        return value.source.unsafeLoad(as: UInt8.self) == UInt8(ascii: "-") ? .min : .max
    }
}

extension Int64 {
    /// The sum, or the end of the range that it lies beyond.
    @inline(__always)
    internal func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }
}
