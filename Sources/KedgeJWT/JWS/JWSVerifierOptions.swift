/// How many signatures of a document have to be good.
public enum JWSRequirement: UInt32, Hashable, CaseIterable, Sendable {
    /// Every one.
    case all = 1
    /// One; the others are looked at too, and the result says which are good.
    case any
}

/// What a verifier accepts.
public struct JWSVerifierOptions: Equatable, Sendable {
    /// The algorithms that are allowed; nil for every one that a key has.
    public var algorithms: Set<JWTAlgorithm>?
    /// Of the general JSON serialisation: how many signatures have to be good.
    public var requirement: JWSRequirement
    /// Names in `crit` that the caller understands, besides `b64`, which is understood here.
    public var understoodHeaders: Set<String>
    /// The longest payload that a document may hold, in bytes. One that is detached may be longer.
    public var maximumPayloadByteCount: Int

    /// Every algorithm of the keys, every signature good, no further critical header and 1 MiB, unless told otherwise.
    public init(
        algorithms: Set<JWTAlgorithm>? = nil, requirement: JWSRequirement = .all,
        understoodHeaders: Set<String> = [], maximumPayloadByteCount: Int = 1 << 20
    ) {
        self.algorithms = algorithms
        self.requirement = requirement
        self.understoodHeaders = understoodHeaders
        self.maximumPayloadByteCount = maximumPayloadByteCount
    }
}
