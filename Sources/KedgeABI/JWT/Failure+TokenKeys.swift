import CKedge
import KedgeCore
import KedgeCrypto
import KedgeJWT

/// - Parameters:
///   - isSet: Whether JSON and members are those of a whole set.
///   - isJWK: Whether the id is one that stood in a JSON Web Key.
internal func fail(_ error: JWTKeyError, isSet: Bool = false, isJWK: Bool = false) -> kedge_status {
    let malformed = isSet ? KEDGE_MALFORMED_KEY_SET : KEDGE_MALFORMED_JWK
    return switch error {
    case .wrongKind:
        fail(KEDGE_WRONG_KEY_KIND, "the key is of another kind or curve than the algorithm, or the call, wants")
    case .secretLength(let count, let minimum) where count < minimum:
        fail(KEDGE_WEAK_KEY, "the secret has {u0} bytes: the algorithm needs {1} at least", count, minimum)
    case .secretLength(let count, _):
        fail(KEDGE_INVALID_ARGUMENT, "the secret has {u0} bytes: at most 65,536 are taken", count)
    case .secretIsKey:
        fail(
            KEDGE_WRONG_KEY_KIND,
            "the secret is a key in PEM, DER or JSON: whoever has such a public key could sign with it")
    case .invalidID where isJWK:
        fail(malformed, "kid: an id of 1 to {0} bytes without a NUL", JWTKey.maximumIDByteCount)
    case .invalidID:
        fail(KEDGE_INVALID_ARGUMENT, "the id of a key has 1 to {0} bytes and no NUL", JWTKey.maximumIDByteCount)
    case .json(let error):
        fail(error, malformed, "byte {u0} of the JSON: {text}", outOfMemory: "no memory is left for the key")
    case .member(let name, let rule):
        fail(malformed, "{text}: it has to be {rule}", text: name.text, rule: rule.text)
    case .unsupported(let name, let rule):
        fail(KEDGE_WRONG_KEY_KIND, "{text}: only {rule} can be taken", text: name.text, rule: rule.text)
    case .ambiguousAlgorithm:
        fail(KEDGE_WRONG_KEY_KIND, "the key fits several algorithms and names none: say which one it is for")
    case .anotherAlgorithm: fail(KEDGE_WRONG_KEY_KIND, "the key says that it is for another algorithm")
    case .wrongUse: fail(KEDGE_KEY_USE, "the key says that it is not for this (use, key_ops)")
    case .duplicateID: fail(KEDGE_DUPLICATE_KEY_ID, "two keys of the set have the same id")
    case .mixedKinds: fail(KEDGE_MIXED_KEY_SET, "the set has shared secrets beside key pairs or public keys")
    case .tooManyKeys: fail(KEDGE_MALFORMED_KEY_SET, "a set has at most {0} keys", JWTKeySet.maximumCount)
    case .publicKey: fail(KEDGE_KEY_IS_PUBLIC, "the key is a public one, and the call needs the private one")
    case .signatureKey(let error): fail(error)
    case .memory(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the key")
    }
}

private func fail(_ error: SignatureKeyError) -> kedge_status {
    switch error {
    case .malformed:
        fail(KEDGE_MALFORMED_KEY, "this is no PEM with one block, and no DER, of a key or a certificate")
    case .encrypted: fail(KEDGE_KEY_ENCRYPTED, "the private key is encrypted: decrypt it before loading it")
    case .wrongKind: fail(KEDGE_WRONG_KEY_KIND, "the key is of another kind or curve than the algorithm wants")
    case .modulusSize(let bits):
        fail(KEDGE_WEAK_KEY, "the RSA modulus has {u0} bits: 2,048 to 16,384 are taken", bits)
    case .exponent:
        fail(KEDGE_WEAK_KEY, "the RSA exponent is even, 1, or not below 2^64 and the modulus")
    case .weakModulus:
        fail(KEDGE_WEAK_KEY, "the RSA modulus is even, or was made by hardware with the ROCA weakness (CVE-2017-15361)")
    case .invalidPoint: fail(KEDGE_INVALID_KEY, "the public key is no point of the curve")
    case .invalidPrivateNumber:
        fail(KEDGE_INVALID_KEY, "a private number is out of its range, or does not belong to the public key")
    case .publicKey: fail(KEDGE_KEY_IS_PUBLIC, "the key is a public one, and the call needs the private one")
    case .unavailable:
        fail(
            KEDGE_ALGORITHM_UNAVAILABLE,
            "libcrypto does not offer the algorithm, or had no memory or randomness for it")
    case .memory(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the key")
    }
}
