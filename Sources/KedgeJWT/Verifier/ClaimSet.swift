import KedgeCore

/// Registered claims.
///
/// - Source: RFC 7519 §4.1
internal struct ClaimSet: OptionSet {
    internal let rawValue: UInt8

    internal static let issuer = ClaimSet(rawValue: 1)
    internal static let subject = ClaimSet(rawValue: 2)
    internal static let audience = ClaimSet(rawValue: 4)
    internal static let expiry = ClaimSet(rawValue: 8)
    internal static let notBefore = ClaimSet(rawValue: 16)
    internal static let issuedAt = ClaimSet(rawValue: 32)
    internal static let id = ClaimSet(rawValue: 64)

    private static let all: InlineArray<7, ClaimSet> = [expiry, notBefore, issuedAt, issuer, subject, audience, id]

    /// The claim of a name; nil for names that are not registered.
    @inline(__always)
    internal static func named(_ name: JSONView) -> ClaimSet? {
        guard name.isPlainString else { return named(escaped: name) }
        let text = name.source
        guard text.byteCount == 3 else { return nil }
        return named(
            text.unsafeLoad(fromByteOffset: 0, as: UInt8.self), text.unsafeLoad(fromByteOffset: 1, as: UInt8.self),
            text.unsafeLoad(fromByteOffset: 2, as: UInt8.self))
    }

    /// The claim of a name; nil for names that are not registered.
    internal static func named(_ name: String) -> ClaimSet? {
        let text = Array(name.utf8)
        return text.count == 3 ? named(text[0], text[1], text[2]) : nil
    }

    @inline(__always)
    private static func named(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> ClaimSet? {
        switch UInt32(first) &<< 16 | UInt32(second) &<< 8 | UInt32(third) {
        case 0x69_7373: .issuer
        case 0x73_7562: .subject
        case 0x61_7564: .audience
        case 0x65_7870: .expiry
        case 0x6E_6266: .notBefore
        case 0x69_6174: .issuedAt
        case 0x6A_7469: .id
        default: nil
        }
    }

    private static func named(escaped name: JSONView) -> ClaimSet? {
        for index in all.indices where name.isString(all[index].name) { return all[index] }
        return nil
    }

    /// The name of a single claim.
    private var name: StaticString {
        switch self {
        case .issuer: "iss"
        case .subject: "sub"
        case .audience: "aud"
        case .expiry: "exp"
        case .notBefore: "nbf"
        case .issuedAt: "iat"
        default: "jti"
        }
    }

    /// The name of one of the claims that are in `required` and not here.
    internal func firstMissing(of required: ClaimSet) -> String {
        for index in Self.all.indices where required.contains(Self.all[index]) && !contains(Self.all[index]) {
            return Self.all[index].name.description
        }
        return ""
    }
}
