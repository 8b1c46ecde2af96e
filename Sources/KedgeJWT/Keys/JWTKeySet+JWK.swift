public import KedgeCore

extension JWTKeySet {
    /// Bytes of the longest text of a set.
    public static let maximumByteCount = 1 << 20

    /// Reads a JSON Web Key Set.
    ///
    /// A key that cannot be used is left out and listed in `skipped`, so that one bad key does not end all logins. Where the
    /// whole cannot be trusted, it is refused: two keys have one `kid`, or a shared secret stands beside a public key.
    ///
    /// A key that names no algorithm and fits several, as RSA keys and shared secrets do, is loaded once for each of those
    /// in `algorithms`, under one id; without `algorithms` it is skipped as ambiguous.
    ///
    /// - Parameters:
    ///   - jwkSet: UTF-8, at most 1,048,576 bytes, with at most 256 keys; none at all is a set, too.
    ///   - algorithms: Keys of other algorithms are skipped; nil takes them all.
    /// - Throws: `JWTKeyError.json`, `.member`, `.tooManyKeys`, `.duplicateID`, `.mixedKinds`, `.memory`, `.outOfMemory`.
    /// - Cost: that of each of its keys.
    /// - Source: RFC 7517 §5
    public init(jwkSet: RawSpan, algorithms: Set<JWTAlgorithm>? = nil) throws(JWTKeyError) {
        let reader = try JSON.withDocument(
            jwkSet, options: JSONOptions(maximumDepth: 18, maximumByteCount: Self.maximumByteCount),
            mapError: { JWTKeyError.json($0) }
        ) { (root) throws(JWTKeyError) in
            var reader = JWKSetReader(algorithms: algorithms)
            try reader.read(root)
            return reader
        }
        self.init(unchecked: reader.keys, skipped: reader.skipped)
    }

    /// Reads a JSON Web Key Set.
    ///
    /// - Throws: `JWTKeyError`
    public init(jwkSet: [UInt8], algorithms: Set<JWTAlgorithm>? = nil) throws(JWTKeyError) {
        try self.init(jwkSet: jwkSet.span.bytes, algorithms: algorithms)
    }

    /// The public keys as a JSON Web Key Set, without white space, in the order of the set.
    ///
    /// A key that the set has for several algorithms under one id is written once, without `alg`.
    ///
    /// - Parameter members: What each key says beside itself.
    /// - Throws: `JWTKeyError.wrongKind` for shared secrets; `.memory`, `.outOfMemory`.
    public func publicJWKSet(_ members: JWKMembers = .all) throws(JWTKeyError) -> String {
        guard !keys.contains(where: \.isShared) else { throw .wrongKind }
        var writer = JSONWriter()
        try write(to: &writer, members, isPrivate: false)
        return try writer.publicText()
    }

    /// The keys as a JSON Web Key Set, UTF-8, in the order of the set: each with its private numbers, where it has them, or
    /// the secret itself. A key that the set has for several algorithms under one id is written once, without `alg`.
    ///
    /// - Parameter members: What each key says beside itself.
    /// - Throws: `JWTKeyError.memory`, `.outOfMemory`.
    public func privateJWKSet(_ members: JWKMembers = .all) throws(JWTKeyError) -> SecretBytes {
        var writer = JSONWriter()
        try write(to: &writer, members, isPrivate: true)
        return try writer.secretText()
    }

    private func write(
        to writer: inout JSONWriter, _ members: JWKMembers, isPrivate: Bool
    ) throws(JWTKeyError) {
        var counts: [[UInt8]: Int] = [:]
        for key in keys { counts[key.idBytes, default: 0] &+= 1 }
        var written = Set<[UInt8]>()
        try writer.writing { (writer) throws(JSONWriterError) in
            try writer.beginObject()
            try writer.name("keys")
            try writer.beginArray()
        }
        for key in keys {
            var members = members
            if key.id != nil, counts[key.idBytes] != 1 {
                guard written.insert(key.idBytes).inserted else { continue }
                members.remove(.algorithm)
            }
            try writer.jwk(key, members, isPrivate: isPrivate)
        }
        try writer.writing { (writer) throws(JSONWriterError) in
            try writer.endArray()
            try writer.endObject()
        }
    }
}
