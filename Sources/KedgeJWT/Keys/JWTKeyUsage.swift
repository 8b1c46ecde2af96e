/// What a key is there for, `key_ops` of a JSON Web Key.
///
/// - Source: RFC 7517 §4.3
internal struct JWTKeyUsage: OptionSet, Sendable {
    let rawValue: UInt8

    static let sign = JWTKeyUsage(rawValue: 1)
    static let verify = JWTKeyUsage(rawValue: 2)
    static let all: JWTKeyUsage = [.sign, .verify]
}
