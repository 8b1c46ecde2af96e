/// A length that HKDF does not allow.
public enum HKDFError: Error, Equatable, Sendable {
    /// The output's length in bytes: 1 to `maximum`, 255 times the digest's.
    case invalidOutputByteCount(Int, maximum: Int)
    /// The pseudorandom key's length in bytes: at least `minimum`, the digest's.
    case invalidPseudorandomKeyByteCount(Int, minimum: Int)
}

extension HKDFError: CustomStringConvertible {
    /// A sentence that names the field and the rule it broke.
    public var description: String {
        switch self {
        case .invalidOutputByteCount(let count, let maximum):
            "output length \(count): HKDF with this hash gives 1 to \(maximum) bytes"
        case .invalidPseudorandomKeyByteCount(let count, let minimum):
            "pseudorandom key length \(count): HKDF with this hash needs \(minimum) bytes or more"
        }
    }
}
