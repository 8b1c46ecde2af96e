/// What a ring tells of one key.
public struct KeyInfo: Equatable, Sendable {
    /// Never 0.
    public let id: UInt64
    public let algorithm: KeyAlgorithm
    public let state: KeyState
    /// When it was generated or imported, in Unix seconds.
    public let createdAt: Int64
    /// Messages that were sealed with it, as far as this ring and its saved form know: what other handles sealed since
    /// they last changed the ring's file is missing.
    public let sealedCount: UInt64
    /// Nonces reserved for it in the ring's file, at most 2^32; 0 for XAES-256-GCM.
    public let reservedCount: UInt64
    /// Whether it is the key that seals.
    public let isPrimary: Bool
    /// Whether it could seal messages in this ring: it is enabled, and no AES-256-GCM key whose nonces are counted elsewhere.
    public let canSeal: Bool
}
