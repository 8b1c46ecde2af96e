/// What a key is there for, `key_ops` of a JSON Web Key.
///
/// - Source: RFC 7517 §4.3
internal struct JWTKeyUsage: OptionSet, Sendable {
    internal let rawValue: UInt8

    internal static let sign = JWTKeyUsage(rawValue: 1)
    internal static let verify = JWTKeyUsage(rawValue: 2)
    internal static let all: JWTKeyUsage = [.sign, .verify]
}
