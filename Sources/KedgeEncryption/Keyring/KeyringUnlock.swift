public import KedgeCore
public import KedgeCrypto

/// What unlocks a keyring: a passphrase, a key, or a key service.
///
/// Any thread, concurrently.
public struct KeyringUnlock: ~Copyable, Sendable {
    internal enum Means: ~Copyable, Sendable {
        case passphrase(Passphrase)
        case key(SecretBytes)
        case service(KeyService)
    }

    internal struct Passphrase: ~Copyable, Sendable {
        internal let bytes: SecretBytes
        /// For rings that are saved with it.
        internal let parameters: ScryptParameters
        internal let limits: ScryptLimits
    }

    internal let means: Means
    /// How many calls of the key service are under way, for whoever wants to end this value.
    package let callsUnderWay = CallsUnderWay()

    private init(_ means: consuming Means) {
        self.means = means
    }

    /// A passphrase, which scrypt makes costly to guess.
    ///
    /// - Parameters:
    ///   - passphrase: 1 byte or more, as they are: text is UTF-8, in whatever normal form the caller always uses.
    ///   - parameters: for rings that are saved with it; nil for N = 2^17, r = 8, p = 1, which take 128 MiB and about a
    ///     third of a second. N is at most 2^31.
    ///   - limits: what a ring's own parameters may ask for; checked before memory is reserved.
    ///   - requireLockedMemory: whether memory for the passphrase that cannot be locked is an error.
    /// - Throws: `EncryptionError.emptyPassphrase`, `.invalidPassphraseParameters` if `limits` do not allow `parameters`,
    ///   `.memory`.
    /// - Source: RFC 7914
    public init(
        passphrase: consuming SecretBytes, parameters: ScryptParameters? = nil, limits: ScryptLimits = ScryptLimits()
    ) throws(EncryptionError) {
        let parameters = try Self.checked(parameters, limits)
        guard passphrase.count > 0 else { throw .emptyPassphrase }
        self.init(.passphrase(Passphrase(bytes: passphrase, parameters: parameters, limits: limits)))
    }

    /// Copies a passphrase; the caller wipes its own copy. See `init(passphrase:parameters:limits:)`.
    public init(
        passphrase: RawSpan, parameters: ScryptParameters? = nil, limits: ScryptLimits = ScryptLimits(),
        requireLockedMemory: Bool = false
    ) throws(EncryptionError) {
        let copy = try passphrase.withUnsafeBytes { passphrase throws(EncryptionError) in
            try SecretBytes.forKeyring(copying: passphrase, requireLockedMemory)
        }
        try self.init(passphrase: copy, parameters: parameters, limits: limits)
    }

    /// A key of 32 random bytes, which is used as it is.
    ///
    /// - Throws: `EncryptionError.keyLength`.
    public init(key: consuming SecretBytes) throws(EncryptionError) {
        let count = key.count
        guard count == RingKeySecrets.keyLength else { throw .keyLength(count) }
        self.init(.key(key))
    }

    /// Copies a key of 32 random bytes; the caller wipes its own copy.
    ///
    /// - Throws: `EncryptionError.keyLength`, `.memory`.
    public init(key: RawSpan, requireLockedMemory: Bool = false) throws(EncryptionError) {
        guard key.byteCount == RingKeySecrets.keyLength else { throw .keyLength(key.byteCount) }
        let copy = try key.withUnsafeBytes { key throws(EncryptionError) in
            try SecretBytes.forKeyring(copying: key, requireLockedMemory)
        }
        try self.init(key: copy)
    }

    /// A key service, which wraps a random key of each ring's own, and unwraps it.
    ///
    /// It is called on the thread of the call that needs it, with no lock held, when a ring is opened and when one is saved
    /// for the first time or under another unlock; not when a ring's file changes otherwise.
    ///
    /// - Parameters:
    ///   - wrap: answers with 1 to 4,096 bytes, from which `unwrap` makes the 32 bytes again.
    ///   - unwrap: answers with 32 bytes.
    public init(
        wrap: @escaping @Sendable (borrowing SecretBytes) throws(KeyServiceError) -> [UInt8],
        unwrap: @escaping @Sendable ([UInt8]) throws(KeyServiceError) -> SecretBytes
    ) {
        self.init(
            service: KeyService(
                wrap: { dataKey, room throws(EncryptionError) in
                    let copy = try SecretBytes.forKeyring(copying: dataKey, false)
                    let wrapped: [UInt8]
                    do throws(KeyServiceError) {
                        wrapped = try wrap(copy)
                    } catch {
                        throw .keyServiceFailed(error.code)
                    }
                    guard wrapped.count <= room.count else { throw .keyServiceFailed(nil) }
                    room.copyBytes(from: wrapped)
                    return wrapped.count
                },
                unwrap: { wrapped, room throws(EncryptionError) in
                    let dataKey: SecretBytes
                    do throws(KeyServiceError) {
                        dataKey = try unwrap(Array(wrapped))
                    } catch {
                        throw .keyServiceFailed(error.code)
                    }
                    guard dataKey.count == room.count else { throw .keyServiceFailed(nil) }
                    dataKey.withUnsafeBytes { room.copyMemory(from: $0) }
                    return room.count
                }))
    }

    /// A key service whose calls work on memory.
    package init(service: KeyService) {
        self.init(.service(service))
    }

    private static func checked(
        _ parameters: ScryptParameters?, _ limits: ScryptLimits
    ) throws(EncryptionError) -> ScryptParameters {
        let usual = try? ScryptParameters(cost: 1 << 17, blockSize: 8, parallelization: 1)
        guard let parameters = parameters ?? usual, parameters.cost <= 1 << 31,
            parameters.memoryByteCount <= limits.maximumMemoryByteCount, parameters.work <= limits.maximumWork
        else { throw .invalidPassphraseParameters }
        return parameters
    }
}
