/// How a key is made from the password of a keystore, slowly on purpose.
public enum KeystoreDerivation: Equatable, Sendable {
    /// scrypt: n is a power of two above 1, r and p are 1 or more, and r · p is below 2^30.
    case scrypt(n: Int, r: Int, p: Int)
    /// PBKDF2 with HMAC-SHA-256: 1 or more rounds.
    case pbkdf2(iterations: Int)

    /// scrypt as geth's standard has it: 256 MiB and about half a second.
    public static var standardScrypt: KeystoreDerivation { .scrypt(n: 262_144, r: 8, p: 1) }
    /// PBKDF2 with 600,000 rounds, which is what OWASP recommends for HMAC-SHA-256.
    public static var standardPBKDF2: KeystoreDerivation { .pbkdf2(iterations: 600_000) }
}

/// How a keystore is made.
public struct KeystoreOptions: Equatable, Sendable {
    /// What makes the password costly to guess.
    public var derivation: KeystoreDerivation
    /// Whether the address stands in the keystore.
    public var writesAddress: Bool

    /// scrypt as geth's standard has it, with the address, unless told otherwise.
    public init(derivation: KeystoreDerivation = .standardScrypt, writesAddress: Bool = true) {
        self.derivation = derivation
        self.writesAddress = writesAddress
    }
}

extension KeystoreOptions {
    /// Refuses parameters that break a rule, and what the limits do not allow.
    package func check(_ limits: KeystoreLimits) throws(KeystoreError) {
        if let (name, rule) = derivation.brokenRule { throw .option(name, rule: rule) }
        try derivation.check(limits)
    }
}

/// What a keystore's derivation may take, checked before it takes anything.
///
/// Why limits: whoever wrote the file would decide how much memory and time this process spends.
public struct KeystoreLimits: Equatable, Sendable {
    /// The most memory of scrypt, in bytes.
    public var maximumMemoryByteCount: Int
    /// The most work of scrypt, as N · r · p.
    public var maximumWork: Int
    /// The most rounds of PBKDF2.
    public var maximumIterations: Int

    /// 512 MiB, 2^24 (about five seconds) and 10,000,000 (about two) unless told otherwise; `Int.max` for no limit.
    public init(
        maximumMemoryByteCount: Int = 1 << 29, maximumWork: Int = 1 << 24, maximumIterations: Int = 10_000_000
    ) {
        self.maximumMemoryByteCount = maximumMemoryByteCount
        self.maximumWork = maximumWork
        self.maximumIterations = maximumIterations
    }
}

/// How far a derivation is.
public struct KeystoreProgress: Equatable, Sendable {
    /// What is told of it: on the thread of the call, at the beginning, about every 50 ms (scrypt) or 65,536 rounds
    /// (PBKDF2), and at the end. It returns false to cancel.
    public typealias Handler = (KeystoreProgress) -> Bool

    /// Parts that are done. With scrypt an estimate by time, below `total` until the end.
    public let done: UInt64
    /// Parts in all: the rounds of PBKDF2, and 1,000 with scrypt.
    public let total: UInt64
}
