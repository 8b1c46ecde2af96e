public import KedgeCore

extension JWTKey {
    /// The public key as a JSON Web Key, without white space, always the same for the same key.
    ///
    /// - Parameter members: What it says beside the key itself.
    /// - Throws: `JWTKeyError.wrongKind` for a shared secret, which has no public part; `.memory`, `.outOfMemory`.
    /// - Source: RFC 7517 §4
    public func publicJWK(_ members: JWKMembers = .all) throws(JWTKeyError) -> String {
        guard !isShared else { throw .wrongKind }
        var writer = JSONWriter()
        try writer.jwk(self, members, isPrivate: false)
        return try writer.publicText()
    }

    /// The key as a JSON Web Key, UTF-8, with its private numbers or the secret itself.
    ///
    /// - Parameter members: What it says beside the key itself.
    /// - Throws: `JWTKeyError.publicKey`, `.memory`, `.outOfMemory`.
    /// - Source: RFC 7517 §4
    public func privateJWK(_ members: JWKMembers = .all) throws(JWTKeyError) -> SecretBytes {
        guard isPrivate else { throw .publicKey }
        var writer = JSONWriter()
        try writer.jwk(self, members, isPrivate: true)
        return try writer.secretText()
    }
}
