public import KedgeCore
package import KedgeCrypto

/// Why a key or a signature was refused.
public enum KeyError: Error, Equatable, Sendable {
    /// A private key of this many bytes: it has 32.
    case privateKeyLength(Int)
    /// The private key is 0, or not below the order of the curve.
    case privateKeyOutOfRange
    /// The text is not 64 hex digits, with or without `0x`.
    case invalidHex
    /// The bytes are no public key: 33 that begin with 2 or 3, or 65 that begin with 4, of a point of the curve.
    case invalidPublicKey
    /// The signature has not its 65 bytes (64 in the compact form), r or s is out of range, v is none of 0, 1, 27 and
    /// 28, or no key makes such a signature.
    case invalidSignature
    /// s is above half the order of the curve, so that the same signature has a second form.
    case highS
    /// The signature is valid, and another key's.
    case wrongSigner
    /// The number of threads is not 1 to 64.
    case threadCount(Int)
    /// There is no memory for a secret.
    case memory(SecretMemoryError)
    /// The operating system gave no randomness.
    case randomness(RandomnessError)
    /// There is no memory.
    case outOfMemory

    package init(_ error: Secp256k1Error) {
        self =
            switch error {
            case .secretKeyLength(let count): .privateKeyLength(count)
            case .secretKeyOutOfRange, .invalidTweak: .privateKeyOutOfRange
            case .invalidPublicKey: .invalidPublicKey
            case .invalidSignature: .invalidSignature
            case .highS: .highS
            case .memory(.randomness(let error)): .randomness(error)
            case .memory(let error): .memory(error)
            }
    }
}
