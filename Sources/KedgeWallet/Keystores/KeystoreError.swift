public import KedgeCore

/// Why a keystore was not read, made or opened.
public enum KeystoreError: Error, Equatable, Sendable {
    /// The text is not strict JSON, or has more than 65,536 bytes.
    case json(JSONError)
    /// The named field is missing or of a wrong shape: what should be there.
    case malformed(field: StaticName, rule: StaticName)
    /// The named field asks for something that version 3 does not have: what it has.
    case unsupported(field: StaticName, rule: StaticName)
    /// The named option of a keystore to be made is out of its range: the rule that it breaks.
    case option(StaticName, rule: StaticName)
    /// scrypt would need this many bytes of memory, `Int.max` if it is more.
    case tooMuchMemory(Int, maximum: Int)
    /// N · r · p of scrypt, `Int.max` if it is more.
    case tooMuchWork(Int, maximum: Int)
    /// Rounds of PBKDF2.
    case tooManyIterations(Int, maximum: Int)
    /// The MAC is wrong: the password is another one, or the keystore was changed.
    case wrongPassword
    /// The key inside has another address than the keystore says.
    case addressMismatch
    /// What is inside is no private key.
    case key(KeyError)
    /// The progress callback asked to stop.
    case cancelled
    /// The process is a child that the progress callback forked, and the derivation goes on in the parent.
    case forked
    /// What the operating system says of the file.
    case file(FileError)
    /// There is no memory for a secret.
    case memory(SecretMemoryError)
    /// The operating system gave no randomness.
    case randomness(RandomnessError)
    /// libcrypto offers no AES-128 in counter mode in this process.
    case unavailable
    /// There is no memory, as a rule for scrypt.
    case outOfMemory

    package init(_ error: KeyError) {
        self =
            switch error {
            case .memory(let error): .memory(error)
            case .randomness(let error): .randomness(error)
            case .outOfMemory: .outOfMemory
            default: .key(error)
            }
    }
}
