/// What a derivation by scrypt may take, checked before it takes anything.
///
/// Why limits: the parameters usually come from a file, and whoever wrote the file would decide how much memory and time
/// this process spends.
public struct ScryptLimits: Equatable, Sendable {
    /// The most memory, in bytes.
    public var maximumMemoryByteCount: Int
    /// The most work, as N · r · p. The usual key file (N = 262144, r = 8, p = 1) has 2^21 and takes about 0.6 seconds.
    public var maximumWork: Int

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - maximumMemoryByteCount: 512 MiB unless given: twice what the usual key file needs.
    ///   - maximumWork: 2^24 unless given: about five seconds.
    public init(maximumMemoryByteCount: Int = 1 << 29, maximumWork: Int = 1 << 24) {
        self.maximumMemoryByteCount = maximumMemoryByteCount
        self.maximumWork = maximumWork
    }
}
