public import KedgeCore
import KedgeCrypto

/// Key pairs and public keys as PEM and DER.
extension JWTKey {
    /// The public key as PEM with the label PUBLIC KEY; of a pair, its public part.
    ///
    /// - Throws: `JWTKeyError.wrongKind` for a shared secret.
    public func publicPEM() throws(JWTKeyError) -> String {
        try writing { (key) throws(SignatureKeyError) in try key.publicPEM() }
    }

    /// The public key as SubjectPublicKeyInfo, DER; of a pair, its public part.
    ///
    /// - Throws: `JWTKeyError.wrongKind` for a shared secret.
    public func publicDER() throws(JWTKeyError) -> [UInt8] {
        try writing { (key) throws(SignatureKeyError) in try key.publicDER() }
    }

    /// The private key as PEM, ASCII, with the label PRIVATE KEY.
    ///
    /// - Throws: `JWTKeyError.wrongKind` for a shared secret; `.publicKey`, `.memory`, `.outOfMemory`.
    public func privatePEM() throws(JWTKeyError) -> SecretBytes {
        try writing { (key) throws(SignatureKeyError) in try key.privatePEM() }
    }

    /// The private key as PKCS#8, DER.
    ///
    /// - Throws: `JWTKeyError.wrongKind` for a shared secret; `.publicKey`, `.memory`, `.outOfMemory`.
    public func privateDER() throws(JWTKeyError) -> SecretBytes {
        try writing { (key) throws(SignatureKeyError) in try key.privateDER() }
    }

    private func writing<Result: ~Copyable>(
        _ body: (SignatureKey) throws(SignatureKeyError) -> Result
    ) throws(JWTKeyError) -> Result {
        guard let signatureKey else { throw .wrongKind }
        do throws(SignatureKeyError) {
            return try body(signatureKey)
        } catch {
            throw JWTKeyError(error)
        }
    }
}
