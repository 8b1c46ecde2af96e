import KedgeCore
import KedgeCrypto

/// What a key is made of, before it is bound to an algorithm.
internal enum JWTKeyMaterial: ~Copyable, Sendable {
    case shared(SecretBytes)
    case pair(SignatureKey)

    /// Copies a shared secret, unless it is none for the algorithm.
    ///
    /// - Throws: `.wrongKind`, `.secretLength`, `.secretIsKey`, `.memory`, `.outOfMemory`.
    internal init(secret: RawSpan, algorithm: JWTAlgorithm) throws(JWTKeyError) {
        guard let hash = algorithm.sharedHash else { throw .wrongKind }
        guard secret.byteCount >= hash.digestByteCount, secret.byteCount <= SignatureKey.maximumByteCount else {
            throw .secretLength(secret.byteCount, minimum: hash.digestByteCount)
        }
        guard try !secret.looksLikeKey() else { throw .secretIsKey }
        do throws(SecretMemoryError) {
            self = .shared(try SecretBytes(copying: secret))
        } catch {
            throw .memory(error)
        }
    }
}

/// Kinds of keys, each with algorithms of its own.
internal enum JWTKeyKind: Equatable, Sendable {
    case shared, rsa, p256, p384, p521, secp256k1, ed25519

    /// The algorithms that a key of this kind can have.
    internal var algorithms: [JWTAlgorithm] { JWTAlgorithm.allCases.filter { $0.keyKind == self } }
}
