import KedgeCore

extension JWTKey {
    /// Reads a JSON Web Key, with the id that it has.
    ///
    /// - Throws: `JWTKeyError`
    public convenience init(jwk: String, algorithm: JWTAlgorithm? = nil) throws(JWTKeyError) {
        try self.init(jwk: jwk.utf8Span.span.bytes, algorithm: algorithm)
    }
}

extension JWTKeySet {
    /// Reads a JSON Web Key Set.
    ///
    /// - Throws: `JWTKeyError`
    public init(jwkSet: String, algorithms: Set<JWTAlgorithm>? = nil) throws(JWTKeyError) {
        try self.init(jwkSet: jwkSet.utf8Span.span.bytes, algorithms: algorithms)
    }
}
