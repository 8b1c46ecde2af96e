public import KedgeCore

/// Why a store in memory was not made, or did not take an entry.
public enum JWTMemoryStoreError: Error, Equatable, Sendable {
    /// The capacity is not 1 to `JWTReplayCache.maximumCapacity`.
    case invalidCapacity(Int)
    /// An id, a subject or an issuer has a NUL, which no token has.
    case nulCharacter
    /// There are as many entries as the store may have, and none has expired.
    case full
    case outOfMemory
    /// The operating system gave no randomness to scatter the entries with.
    case randomness(RandomnessError)
}
