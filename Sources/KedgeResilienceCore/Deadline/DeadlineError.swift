/// Why a call with a deadline has no answer.
public enum DeadlineError: Error, Equatable, Sendable {
    /// The time was over first.
    case exceeded
}

extension DeadlineError: CustomStringConvertible {
    public var description: String { "deadline exceeded" }
}
