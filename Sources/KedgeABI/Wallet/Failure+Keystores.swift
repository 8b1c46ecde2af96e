import CKedge
import KedgeCore
import KedgeWallet

internal func fail(_ error: KeystoreError) -> kedge_status {
    switch error {
    case .json(let error):
        fail(error, KEDGE_MALFORMED_JSON, "the keystore is not strict JSON of at most 65,536 bytes; byte {u0}: {text}")
    case .malformed(let field, let rule):
        fail(KEDGE_MALFORMED_KEYSTORE, "{text} in the keystore has to be {rule}", text: field.text, rule: rule.text)
    case .unsupported(let field, let rule):
        fail(
            KEDGE_KEYSTORE_UNSUPPORTED, "{text} in the keystore is not one that is known: {rule}", text: field.text,
            rule: rule.text)
    case .option(let field, let rule):
        fail(KEDGE_INVALID_ARGUMENT, "{text} in the options has to be {rule}", text: field.text, rule: rule.text)
    case .tooMuchMemory(let count, let maximum):
        fail(
            KEDGE_KEYSTORE_TOO_COSTLY, "scrypt would take {u0} bytes of memory, and max_memory_bytes is {u1}", count,
            maximum)
    case .tooMuchWork(let work, let maximum):
        fail(KEDGE_KEYSTORE_TOO_COSTLY, "N times r times p of scrypt is {u0}, and max_work is {u1}", work, maximum)
    case .tooManyIterations(let count, let maximum):
        fail(KEDGE_KEYSTORE_TOO_COSTLY, "PBKDF2 would take {u0} rounds, and max_iterations is {u1}", count, maximum)
    case .wrongPassword:
        fail(KEDGE_WRONG_PASSWORD, "the MAC is wrong: the password is another one, or the keystore was changed")
    case .addressMismatch:
        fail(KEDGE_KEYSTORE_ADDRESS, "the key inside has another address than the keystore says")
    case .key(let error): fail(error)
    case .cancelled: fail(KEDGE_CANCELLED, "the progress callback asked to stop")
    case .forked:
        fail(KEDGE_FORKED, "the progress callback forked this process, and the derivation goes on in its parent")
    case .file(let error): fail(error)
    case .memory(let error): fail(error)
    case .randomness(let error): fail(error)
    case .unavailable: fail(KEDGE_ALGORITHM_UNAVAILABLE, "the libcrypto in use does not offer AES-128 in counter mode")
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left; scrypt takes 128 times N times r bytes")
    }
}
