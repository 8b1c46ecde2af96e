import KedgeCore
import KedgeResilienceCore

/// A number of a struct of options as Swift has it; what is above its range is the greatest there is, which no option takes.
internal func count(_ value: UInt64) -> Int { Int(clamping: value) }

/// A time of a struct of options.
internal func time(_ nanoseconds: UInt64) -> Duration { Duration(saturatingNanoseconds: nanoseconds) }

/// A rate of a struct of options in percent; nil for `KEDGE_NO_LIMIT`.
internal func rate(_ millionths: UInt64, _ name: StaticString) throws(Refusal) -> Double? {
    guard millionths != .max else { return nil }
    guard millionths <= 1_000_000 else { throw Refusal(fail(PolicyError(name, "above 0, up to 100 percent"))) }
    return Double(millionths) / 10_000
}

/// A number that may be none.
internal func optionalCount(_ value: UInt64) -> Int? { value == .max ? nil : count(value) }

/// A time that may be none.
internal func optionalTime(_ nanoseconds: UInt64) -> Duration? { nanoseconds == .max ? nil : time(nanoseconds) }
