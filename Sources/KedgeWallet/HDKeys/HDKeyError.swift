public import KedgeCore
import KedgeCrypto

/// Why an HD key was not made, read or derived.
public enum HDKeyError: Error, Equatable, Sendable {
    /// A seed of this many bytes: it has 16 to 64.
    case seedLength(Int)
    /// The seed gives a master key of 0 or not below the order of the curve, which happens once in 2^127.
    case invalidSeed
    /// The text of a path breaks a rule at this level, counted from 1; 0 for the text as a whole.
    case invalidPath(DerivationPathRule, level: Int)
    /// The path begins with `m`, and the key is no master key.
    case notMaster
    /// The text is no extended key.
    case invalidExtendedKey(ExtendedKeyRule)
    /// The key is a public one, and what was asked for takes the private key: itself, or a hardened child.
    case isPublic
    /// The child with this number does not exist, which happens once in 2^127; the next number is to be taken.
    case invalidChild(UInt32)
    /// The path leads more than 255 levels below the master key.
    case tooDeep
    /// So many addresses from that index on: an index is below 2^31, and an array has at most
    /// `HDPublicKey.maximumAddressCount`.
    case countTooLarge(first: UInt32, count: Int)
    /// The number of threads is not 1 to 64.
    case threadCount(Int)
    /// libcrypto does not offer RIPEMD-160, which fingerprints are made with.
    case unavailable
    /// There is no memory for a secret.
    case memory(SecretMemoryError)
    /// There is no memory.
    case outOfMemory

    /// What refused a derivation of the child with this number.
    internal init(_ error: Secp256k1Error, child number: UInt32) {
        self =
            switch error {
            case .invalidTweak: .invalidChild(number)
            default: HDKeyError(error)
            }
    }

    /// What refused a key that was checked when it was made, which leaves memory.
    internal init(_ error: Secp256k1Error) {
        self =
            switch error {
            case .memory(let error): .memory(error)
            case .secretKeyLength, .secretKeyOutOfRange, .invalidPublicKey, .invalidSignature, .highS, .invalidTweak:
                .outOfMemory
            }
    }
}

/// What the text of a derivation path has to keep to.
public enum DerivationPathRule: Equatable, Sendable {
    /// There is text.
    case notEmpty
    /// Something stands before, between and behind the slashes.
    case component
    /// A component is a number, and may end with `'` or `h`.
    case digits
    /// A number does not begin with 0, unless it is 0.
    case leadingZero
    /// A number is below 2^31; the mark adds 2^31.
    case range
}

/// What an extended key has to keep to.
///
/// - Source: BIP-32, "Serialization format" and test vector 5
public enum ExtendedKeyRule: Equatable, Sendable {
    /// The text has 111 characters, and stands for 78 bytes and a checksum.
    case length
    /// The text is Base58.
    case base58
    /// The checksum is right.
    case checksum
    /// The version is that of `xprv` or `xpub`.
    case version
    /// A private key begins with the byte 0, and a public one with 2 or 3.
    case prefix
    /// A master key has the parent's fingerprint 0.
    case masterFingerprint
    /// A master key has the child number 0.
    case masterChildNumber
    /// A private key is 1 to the order of the curve - 1.
    case privateKey
    /// A public key is a point of the curve.
    case publicKey
    /// A public key was asked for, and the text is a private one.
    case isPrivate
}
