import KedgeCore
import KedgeCrypto

extension JWTKey {
    /// Reads a key pair, a public key, or the public key of a certificate, from PEM.
    ///
    /// - Parameters:
    ///   - pem: One block: PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY, PUBLIC KEY, RSA PUBLIC KEY or CERTIFICATE; at
    ///     most 65,536 bytes. The certificate itself is not verified.
    ///   - id: 1 to 1,024 bytes.
    /// - Throws: `JWTKeyError`
    public convenience init(pem: RawSpan, algorithm: JWTAlgorithm, id: String? = nil) throws(JWTKeyError) {
        guard let scheme = algorithm.signatureScheme else { throw .wrongKind }
        let key: SignatureKey
        do throws(SignatureKeyError) {
            key = try SignatureKey(pem: pem, for: scheme)
        } catch {
            throw JWTKeyError(error)
        }
        try self.init(key, algorithm: algorithm, id: id)
    }

    /// Reads a key pair, a public key, or the public key of a certificate, from DER: PKCS#8, PKCS#1, SEC 1, SPKI or X.509.
    ///
    /// - Throws: `JWTKeyError`
    public convenience init(der: RawSpan, algorithm: JWTAlgorithm, id: String? = nil) throws(JWTKeyError) {
        guard let scheme = algorithm.signatureScheme else { throw .wrongKind }
        let key: SignatureKey
        do throws(SignatureKeyError) {
            key = try SignatureKey(der: der, for: scheme)
        } catch {
            throw JWTKeyError(error)
        }
        try self.init(key, algorithm: algorithm, id: id)
    }

    /// Makes a new secret, as long as the algorithm's hash, or a new key pair.
    ///
    /// - Parameters:
    ///   - id: 1 to 1,024 bytes.
    ///   - modulusBitCount: For RSA alone: 2,048 to 16,384, a multiple of 8.
    /// - Throws: `JWTKeyError.invalidID`, `.signatureKey`, `.memory`.
    /// - Cost: microseconds; for RSA of 2,048 or 3,072 bits tenths of a second, and more for longer ones.
    public static func generate(
        _ algorithm: JWTAlgorithm, id: String? = nil, modulusBitCount: Int = 3_072
    ) throws(JWTKeyError) -> JWTKey {
        guard let scheme = algorithm.signatureScheme else { return try generateSecret(algorithm, id: id) }
        let key: SignatureKey
        do throws(SignatureKeyError) {
            key = try SignatureKey.generate(for: scheme, modulusBitCount: modulusBitCount)
        } catch {
            throw JWTKeyError(error)
        }
        return try JWTKey(key, algorithm: algorithm, id: id)
    }

    private static func generateSecret(_ algorithm: JWTAlgorithm, id: String?) throws(JWTKeyError) -> JWTKey {
        let secret: SecretBytes
        do throws(SecretMemoryError) {
            secret = try SecretBytes.random(count: algorithm.sharedHash?.digestByteCount ?? 0)
        } catch {
            throw .memory(error)
        }
        return try JWTKey(.shared(secret), algorithm: algorithm, id: id, usage: .all)
    }

    /// The same key under another id, or under none.
    ///
    /// - Throws: `JWTKeyError.invalidID`, `.memory`.
    public func identified(by id: String?) throws(JWTKeyError) -> JWTKey {
        if let signatureKey { return try JWTKey(.pair(signatureKey), algorithm: algorithm, id: id, usage: usage) }
        return try withSecret { (secret) throws(JWTKeyError) in
            try JWTKey(
                JWTKeyMaterial(secret: secret.bytes, algorithm: algorithm), algorithm: algorithm, id: id, usage: usage)
        }
    }

    /// The key that verifies what this one signs: a public key as it is, of a pair the public part.
    ///
    /// - Throws: `JWTKeyError.wrongKind` for a shared secret, which has no public part.
    public func publicKey() throws(JWTKeyError) -> JWTKey {
        guard let signatureKey, let scheme = algorithm.signatureScheme else { throw .wrongKind }
        guard signatureKey.isPrivate else { return self }
        let key: SignatureKey
        do throws(SignatureKeyError) {
            key = try SignatureKey(signatureKey.publicNumbers, for: scheme)
        } catch {
            throw JWTKeyError(error)
        }
        return try JWTKey(key, algorithm: algorithm, id: id)
    }
}
