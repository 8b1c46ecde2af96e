import CKedge
import KedgeWallet

internal func fail(_ error: HDKeyError) -> kedge_status {
    switch error {
    case .seedLength(let count): fail(KEDGE_INVALID_SEED, "seed_len is {u0}: a seed has 16 to 64 bytes", count)
    case .invalidSeed:
        fail(KEDGE_INVALID_SEED, "the seed gives a master key that is out of range, once in 2^127; take another seed")
    case .invalidPath(let rule, let level): fail(rule, level)
    case .notMaster:
        fail(KEDGE_INVALID_PATH, "the path begins with m, and the key is no master key; leave m and the slash out")
    case .invalidExtendedKey(let rule): fail(rule)
    case .isPublic:
        fail(KEDGE_HD_KEY_IS_PUBLIC, "the HD key is public: it gives no private key and derives no hardened child")
    case .invalidChild(let number):
        fail(
            KEDGE_INVALID_CHILD, "the child with the number {u0} does not exist, once in 2^127; take the next one",
            Int(number))
    case .tooDeep: fail(KEDGE_HD_KEY_TOO_DEEP, "the path leads more than 255 levels below the master key")
    case .countTooLarge(let first, let count):
        fail(
            KEDGE_INVALID_ARGUMENT, "first is {u0} and count {u1}: every index has to be below 2^31", Int(first), count)
    case .threadCount(let count): fail(KEDGE_INVALID_ARGUMENT, "threads is {u0}: 1 to 64 are taken", count)
    case .unavailable: fail(KEDGE_ALGORITHM_UNAVAILABLE, "the libcrypto in use does not offer RIPEMD-160")
    case .memory(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left")
    }
}

private func fail(_ rule: DerivationPathRule, _ level: Int) -> kedge_status {
    switch rule {
    case .notEmpty: fail(KEDGE_INVALID_PATH, "the path has no text; m is the path of the master key")
    case .component:
        fail(KEDGE_INVALID_PATH, "path, level {0}: nothing stands there, and every level has a number", level)
    case .digits:
        fail(
            KEDGE_INVALID_PATH, "path, level {0}: a level is decimal digits, and ' or h behind them if it is hardened",
            level)
    case .leadingZero:
        fail(KEDGE_INVALID_PATH, "path, level {0}: a number does not begin with 0, unless it is 0", level)
    case .range:
        fail(KEDGE_INVALID_PATH, "path, level {0}: a number is below 2^31, and hardened ones carry a mark", level)
    }
}

private func fail(_ rule: ExtendedKeyRule) -> kedge_status {
    let sentence: StaticString =
        switch rule {
        case .length: "it has 111 characters and stands for 78 bytes and a checksum"
        case .base58: "it is Base58"
        case .checksum: "its checksum is right"
        case .version: "its version is that of xprv or xpub"
        case .prefix: "a private key begins with 0, a public one with 2 or 3"
        case .masterFingerprint: "a master key has no parent fingerprint"
        case .masterChildNumber: "a master key has the child number 0"
        case .privateKey: "a private key is 1 to the order of the curve - 1"
        case .publicKey: "a public key is a point of the curve"
        case .isPrivate: "it is an xpub where a public key is to be"
        }
    return fail(
        KEDGE_INVALID_EXTENDED_KEY, "{text} is no extended key of BIP-32, because this does not hold: {rule}",
        text: "text", rule: sentence)
}
