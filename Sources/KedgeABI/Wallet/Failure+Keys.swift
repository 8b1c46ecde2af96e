import CKedge
import KedgeWallet

internal func fail(_ error: KeyError) -> kedge_status {
    switch error {
    case .privateKeyLength(let count):
        fail(KEDGE_INVALID_PRIVATE_KEY, "a private key of {u0} bytes: it has 32", count)
    case .privateKeyOutOfRange:
        fail(KEDGE_INVALID_PRIVATE_KEY, "the private key is 0, or not below the order of secp256k1")
    case .invalidHex:
        fail(KEDGE_INVALID_PRIVATE_KEY, "the private key is not 64 hex digits, with or without 0x")
    case .invalidPublicKey:
        fail(
            KEDGE_INVALID_PUBLIC_KEY,
            "the public key is no point of secp256k1 in 33 bytes that begin with 2 or 3, or 65 that begin with 4")
    case .invalidSignature:
        fail(
            KEDGE_INVALID_SIGNATURE,
            "r or s is 0 or not below the order of secp256k1, v is none of 0, 1, 27, 28, or no key makes the signature")
    case .highS:
        fail(KEDGE_HIGH_S, "s is above half the order of secp256k1: EIP-2 takes only the signature's other form")
    case .wrongSigner: fail(KEDGE_WRONG_SIGNER, "the signature is valid, and another key's or of another digest")
    case .threadCount(let count): fail(KEDGE_INVALID_ARGUMENT, "threads is {u0}: 1 to 64 are taken", count)
    case .memory(let error): fail(error)
    case .randomness(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left")
    }
}

/// The status of a failure that is told in an array of statuses; the last error of this thread stays as it was.
internal func status(_ error: KeyError) -> kedge_status {
    withErrorKept { fail(error) }
}
