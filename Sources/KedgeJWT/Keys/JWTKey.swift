import KedgeCore
public import KedgeCrypto

/// A key for tokens, bound to one algorithm when it is loaded.
///
/// Any thread may use it, concurrently; it can be used in a child of `fork()`.
public final class JWTKey: Sendable {
    /// Bytes of the longest id.
    public static let maximumIDByteCount = 1_024

    /// The one algorithm that the key signs or verifies with.
    public let algorithm: JWTAlgorithm
    /// The key's id, `kid` in headers; nil if it has none.
    public let id: String?
    /// Whether the key signs: it is a shared secret or a private key, and `key_ops` of its JSON Web Key did not exclude it.
    public let canSign: Bool
    /// Whether the key verifies, which only `key_ops` of its JSON Web Key can exclude.
    public var canVerify: Bool { usage.contains(.verify) }
    /// How many bytes each signature has.
    package let signatureByteCount: Int

    /// What the key's JSON Web Key allows it to do.
    internal let usage: JWTKeyUsage
    /// The id as bytes, empty if there is none.
    internal let idBytes: [UInt8]
    /// For HS256, HS384 and HS512.
    private let hmac: HMAC?
    private let secret: SecretBytes?
    /// For all others.
    package let signatureKey: SignatureKey?

    /// Binds a key to an algorithm.
    internal init(
        _ material: consuming JWTKeyMaterial, algorithm: JWTAlgorithm, id: String?, usage: JWTKeyUsage
    ) throws(JWTKeyError) {
        idBytes = try Self.checked(id)
        self.algorithm = algorithm
        self.id = id
        self.usage = usage
        switch consume material {
        case .shared(let secret):
            guard let hash = algorithm.sharedHash else { throw .wrongKind }
            hmac = try Self.hmac(secret, hash)
            self.secret = .some(consume secret)
            canSign = usage.contains(.sign)
            signatureByteCount = hash.digestByteCount
            signatureKey = nil
        case .pair(let key):
            guard key.scheme == algorithm.signatureScheme else { throw .wrongKind }
            hmac = nil
            secret = nil
            canSign = key.isPrivate && usage.contains(.sign)
            signatureByteCount = key.signatureByteCount
            signatureKey = key
        }
    }

    /// Takes a shared secret, for HS256, HS384 and HS512.
    ///
    /// - Parameters:
    ///   - secret: At least as many bytes as the hash has, at most 65,536. What looks like PEM, the DER of a key or a JSON
    ///     Web Key is refused: who takes a public key for a secret lets everybody sign.
    ///   - id: 1 to 1,024 bytes.
    /// - Throws: `JWTKeyError.wrongKind`, `.secretLength`, `.secretIsKey`, `.invalidID`, `.memory`.
    /// - Source: RFC 7518 §3.2
    public convenience init(secret: RawSpan, algorithm: JWTAlgorithm, id: String? = nil) throws(JWTKeyError) {
        try self.init(JWTKeyMaterial(secret: secret, algorithm: algorithm), algorithm: algorithm, id: id, usage: .all)
    }

    /// Takes a key pair or a public key.
    ///
    /// - Parameters:
    ///   - key: Of the algorithm's scheme.
    ///   - id: 1 to 1,024 bytes.
    /// - Throws: `JWTKeyError.wrongKind`, `.invalidID`.
    public convenience init(_ key: SignatureKey, algorithm: JWTAlgorithm, id: String? = nil) throws(JWTKeyError) {
        try self.init(.pair(key), algorithm: algorithm, id: id, usage: .all)
    }

    private static func hmac(_ secret: borrowing SecretBytes, _ hash: SHA2) throws(JWTKeyError) -> HMAC {
        do throws(SecretMemoryError) {
            return try secret.withUnsafeBytes { (bytes) throws(SecretMemoryError) in
                try HMAC(key: bytes.bytes, using: hash)
            }
        } catch {
            throw .memory(error)
        }
    }

    /// Whether the key is a secret that both sides share.
    public var isShared: Bool { signatureKey == nil }

    /// Whether the key is more than what everybody may know.
    package var isPrivate: Bool { signatureKey?.isPrivate ?? true }

    /// Lends the shared secret to `body`; no bytes where there is none.
    internal func withSecret<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch secret {
        case .some(let secret): try secret.withUnsafeBytes(body)
        case .none: try body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }

    /// Whether both have the same secret, in a time that depends on the counts alone.
    internal func isSecretEqual(to other: JWTKey) -> Bool {
        switch secret {
        case .some(let own):
            switch other.secret {
            case .some(let secret): own.isEqual(to: secret)
            case .none: false
            }
        case .none: false
        }
    }

    private static func checked(_ id: String?) throws(JWTKeyError) -> [UInt8] {
        guard let id else { return [] }
        let bytes = [UInt8](id.utf8)
        guard !bytes.isEmpty, bytes.count <= maximumIDByteCount, !bytes.contains(0) else { throw .invalidID }
        return bytes
    }

    /// Writes the signature of a message, `signatureByteCount` bytes.
    ///
    /// - Throws: `JWTKeyError.publicKey`, `.wrongUse`; `.signatureKey` if libcrypto has no memory or no randomness.
    package func sign(
        _ message: UnsafeRawBufferPointer, to signature: UnsafeMutableRawPointer
    ) throws(JWTKeyError) {
        if let signatureKey {
            guard canSign || !signatureKey.isPrivate else { throw .wrongUse }
            do throws(SignatureKeyError) {
                try signatureKey.sign(message, to: signature)
            } catch {
                throw JWTKeyError(error)
            }
        } else {
            guard canSign else { throw .wrongUse }
            hmac?.writeTag(for: message, to: signature)
        }
    }

    /// Whether a signature is the key's for a message; takes a time that does not depend on secret bytes.
    package func isValid(_ signature: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer) -> Bool {
        if let signatureKey { return signatureKey.isValid(signature, for: message) }
        return hmac?.isValid(signature, for: message) ?? false
    }
}
