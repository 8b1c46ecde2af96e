/// Which members a JSON Web Key is written with beside those that make the key.
public struct JWKMembers: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `kid`, where the key has an id.
    public static let id = JWKMembers(rawValue: 1)
    /// `alg`
    public static let algorithm = JWKMembers(rawValue: 2)
    /// `use`, which is `sig`.
    public static let use = JWKMembers(rawValue: 4)
    public static let all: JWKMembers = [.id, .algorithm, .use]
}
