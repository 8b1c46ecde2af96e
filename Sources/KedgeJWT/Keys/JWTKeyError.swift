public import KedgeCore
public import KedgeCrypto

/// Why a key or a set of keys was not taken, or could not sign.
public enum JWTKeyError: Error, Equatable, Sendable {
    /// The key is of another kind or curve than the algorithm wants.
    case wrongKind
    /// The secret has fewer bytes than the hash of its algorithm.
    case secretLength(Int, minimum: Int)
    /// The secret is PEM, the DER of a key, or a JSON Web Key: a public key is no secret.
    case secretIsKey
    /// The id is empty, longer than 1,024 bytes, or has a NUL.
    case invalidID
    /// The text is not strict JSON, or longer than 65,536 bytes for a key, 1,048,576 for a set.
    case json(JSONError)
    /// A member of the key, or of the set, is missing or breaks a rule: which one.
    case member(StaticName, rule: StaticName)
    /// A member names something that is not known here: what is.
    case unsupported(StaticName, rule: StaticName)
    /// Neither the key nor the caller says which of several algorithms it is for.
    case ambiguousAlgorithm
    /// The key says that it is for another algorithm.
    case anotherAlgorithm
    /// The key says that it is not for signatures, or not for this side of them.
    case wrongUse
    /// Two keys of the set have the same id.
    case duplicateID
    /// The set has shared secrets beside key pairs or public keys.
    case mixedKinds
    /// The set has more than 256 keys.
    case tooManyKeys
    /// The key is a public one, and the call needs the private one.
    case publicKey
    /// The key pair or public key was not taken.
    case signatureKey(SignatureKeyError)
    /// There is no memory for a secret.
    case memory(SecretMemoryError)
    /// There is no memory.
    case outOfMemory

    package init(_ error: SignatureKeyError) {
        self =
            switch error {
            case .wrongKind: .wrongKind
            case .publicKey: .publicKey
            case .memory(let error): .memory(error)
            case .outOfMemory: .outOfMemory
            default: .signatureKey(error)
            }
    }
}
