/// A parameter that PBKDF2, or the caller's limit, does not allow.
public enum PBKDF2Error: Error, Equatable, Sendable {
    /// An iteration count below 1.
    case invalidIterations(Int)
    /// The output's length in bytes: 1 to `maximum`.
    case invalidOutputByteCount(Int, maximum: Int)
    /// The iterations for all blocks of the output together, `Int.max` if they are more, exceed the limit.
    case tooManyIterations(Int, maximum: Int)
}

extension PBKDF2Error: CustomStringConvertible {
    /// A sentence that names the field and the rule it broke.
    public var description: String {
        switch self {
        case .invalidIterations(let iterations):
            "iterations \(iterations): PBKDF2 needs 1 or more"
        case .invalidOutputByteCount(let count, let maximum):
            "output length \(count): PBKDF2 gives 1 to \(maximum) bytes here"
        case .tooManyIterations(let iterations, let maximum):
            "\(iterations) iterations for the whole output: the limit is \(maximum)"
        }
    }
}
