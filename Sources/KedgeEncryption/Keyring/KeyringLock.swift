import KedgeCore
import KedgeCrypto

/// What the body of a ring is sealed with, derived, and what a reader needs to derive it again.
///
/// - Source: docs/formats.md, "Keyring"
internal final class KeyringLock: Sendable {
    /// How a ring is locked, as its head tells.
    internal enum Kind: UInt8 {
        case passphrase = 1
        case key = 2
        case service = 3
    }

    internal static let saltByteCount = 32
    internal static let commitmentByteCount = 32
    internal static let parametersOffset = 52
    internal static let passphraseParametersByteCount = 12

    /// The ring's bytes before the nonce of its body: common head, salt, parameters, commitment.
    internal let head: [UInt8]
    internal let cipher: XAESGCMKey

    private init(head: [UInt8], cipher: consuming XAESGCMKey) {
        self.head = head
        self.cipher = cipher
    }

    /// Locks a ring anew, under a salt of its own.
    ///
    /// - Throws: `.keyServiceFailed`, `.memory`, `.randomness`, `.outOfMemory`, `.unavailable`.
    internal static func make(
        _ unlock: borrowing KeyringUnlock, ringID: UInt64, requireLocked: Bool
    ) throws(EncryptionError) -> KeyringLock {
        var prefix = [UInt8](repeating: 0, count: parametersOffset)
        let filled = prefix.withUnsafeMutableBytes { prefix in
            Result { () throws(EncryptionError) in
                CommonHead(algorithm: unlock.kind.rawValue, id: ringID).write(to: prefix, as: .keyring)
                try fillWithRandomness(prefix.part(CommonHead.byteCount, saltByteCount))
            }
        }
        try filled.get()
        let salt = Array(prefix[CommonHead.byteCount..<CommonHead.byteCount + saltByteCount])
        var parameters: [UInt8] = []
        let secret = try newSecret(unlock, salt, &parameters, requireLocked)
        prefix.withUnsafeMutableBytes { $0.storeBigEndian(UInt32(parameters.count), at: parametersOffset - 4) }
        prefix += parameters
        let derived = try derive(secret, prefix, requireLocked)
        let commitment = derived.withUnsafeBytes { Array($0.part(from: RingKeySecrets.keyLength)) }
        return KeyringLock(head: prefix + commitment, cipher: try cipher(derived, requireLocked))
    }

    /// Unlocks a ring.
    ///
    /// - Throws: `.wrongUnlock`, `.keyringDamaged`, `.derivationTooCostly` before memory is reserved, `.keyServiceFailed`,
    ///   `.memory`, `.outOfMemory`, `.unavailable`.
    internal static func open(
        _ ring: SealedKeyring, _ unlock: borrowing KeyringUnlock, requireLocked: Bool
    ) throws(EncryptionError) -> KeyringLock {
        guard ring.kind == unlock.kind else { throw .wrongUnlock }
        let secret = try secret(of: ring, unlock, requireLocked)
        let head = Array(ring.head)
        let derived = try derive(secret, Array(head.dropLast(commitmentByteCount)), requireLocked)
        let isRight = derived.withUnsafeBytes { derived in
            head.withUnsafeBytes { head in
                isEqualInConstantTime(
                    derived.part(from: RingKeySecrets.keyLength), head.part(from: head.count - commitmentByteCount))
            }
        }
        guard isRight else { throw .wrongUnlock }
        return KeyringLock(head: head, cipher: try cipher(derived, requireLocked))
    }

    /// The secret of a new lock, and what the ring keeps so that it is found again.
    private static func newSecret(
        _ unlock: borrowing KeyringUnlock, _ salt: [UInt8], _ parameters: inout [UInt8], _ requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        switch unlock.means {
        case .passphrase(let passphrase):
            parameters = bytes(of: passphrase.parameters)
            return try stretched(passphrase, salt, passphrase.parameters, requireLocked)
        case .key(let key):
            return try key.withUnsafeBytes { key throws(EncryptionError) in
                try SecretBytes.forKeyring(copying: key, requireLocked)
            }
        case .service(let service):
            let dataKey = try SecretBytes.randomForKeyring(RingKeySecrets.keyLength, requireLocked)
            parameters = try unlock.callsUnderWay.during { () throws(EncryptionError) in try service.wrapped(dataKey) }
            return dataKey
        }
    }

    private static func secret(
        of ring: SealedKeyring, _ unlock: borrowing KeyringUnlock, _ requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        switch unlock.means {
        case .passphrase(let passphrase):
            return try stretched(passphrase, Array(ring.salt), try scryptParameters(ring.parameters), requireLocked)
        case .key(let key):
            return try key.withUnsafeBytes { key throws(EncryptionError) in
                try SecretBytes.forKeyring(copying: key, requireLocked)
            }
        case .service(let service):
            let wrapped = Array(ring.parameters)
            return try unlock.callsUnderWay.during { () throws(EncryptionError) in
                try service.unwrapped(wrapped, requireLocked: requireLocked)
            }
        }
    }

    private static func cipher(
        _ derived: borrowing SecretBytes, _ requireLocked: Bool
    ) throws(EncryptionError) -> XAESGCMKey {
        try derived.withUnsafeBytes { derived throws(EncryptionError) in
            do throws(AESGCMError) {
                return try XAESGCMKey(
                    copying: derived.part(0, RingKeySecrets.keyLength).bytes, requireLocked: requireLocked)
            } catch {
                throw EncryptionError(error)
            }
        }
    }

    /// Wrapping key and commitment.
    private static func derive(
        _ secret: borrowing SecretBytes, _ prefix: [UInt8], _ requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        let info = Array("kedge keyring v1".utf8) + prefix
        let salt = prefix[CommonHead.byteCount..<CommonHead.byteCount + saltByteCount]
        var derived = try SecretBytes.forKeyring(RingKeySecrets.keyLength + commitmentByteCount, requireLocked)
        derived.withUnsafeMutableBytes { derived in
            secret.withUnsafeBytes { secret in
                salt.withUnsafeBytes { salt in
                    info.withUnsafeBytes { info in
                        // 64 bytes are asked for, so it cannot fail.
                        try? HKDF.derive(from: secret, salt: salt, info: info, using: .sha256, into: derived)
                    }
                }
            }
        }
        return derived
    }
}

// MARK: - Passphrases

extension KeyringLock {
    private static func bytes(of parameters: ScryptParameters) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: passphraseParametersByteCount)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBigEndian(UInt32(parameters.cost.trailingZeroBitCount), at: 0)
            // r times p is below 2^30.
            bytes.storeBigEndian(UInt32(truncatingIfNeeded: parameters.blockSize), at: 4)
            bytes.storeBigEndian(UInt32(truncatingIfNeeded: parameters.parallelization), at: 8)
        }
        return bytes
    }

    private static func scryptParameters(_ bytes: ArraySlice<UInt8>) throws(EncryptionError) -> ScryptParameters {
        let (logarithm, blockSize, parallelization) = bytes.withUnsafeBytes { bytes in
            (
                bytes.bigEndian(UInt32.self, at: 0), bytes.bigEndian(UInt32.self, at: 4),
                bytes.bigEndian(UInt32.self, at: 8)
            )
        }
        guard logarithm >= 1, blockSize >= 1, parallelization >= 1 else { throw .keyringDamaged }
        guard logarithm < 62 else { throw .derivationTooCostly }
        do throws(ScryptError) {
            return try ScryptParameters(
                cost: 1 << Int(logarithm), blockSize: Int(blockSize), parallelization: Int(parallelization))
        } catch {
            // The one rule that is left: r times p below 2^30.
            throw .derivationTooCostly
        }
    }

    private static func stretched(
        _ passphrase: borrowing KeyringUnlock.Passphrase, _ salt: [UInt8], _ parameters: ScryptParameters,
        _ requireLocked: Bool
    ) throws(EncryptionError) -> SecretBytes {
        var secret = try SecretBytes.forKeyring(RingKeySecrets.keyLength, requireLocked)
        do throws(ScryptError) {
            try secret.withUnsafeMutableBytes { secret throws(ScryptError) in
                try passphrase.bytes.withUnsafeBytes { bytes throws(ScryptError) in
                    try salt.withUnsafeBytes { salt in
                        Result { () throws(ScryptError) in
                            try Scrypt.derive(
                                password: bytes, salt: salt, parameters: parameters, limits: passphrase.limits,
                                into: secret)
                        }
                    }.get()
                }
            }
        } catch {
            switch error {
            case .outOfMemory: throw .outOfMemory
            case .tooMuchMemory, .tooMuchWork, .invalidCost, .invalidBlockSize, .invalidParallelization,
                .invalidOutputByteCount:
                throw .derivationTooCostly
            }
        }
        return secret
    }
}

extension KeyringUnlock {
    internal var kind: KeyringLock.Kind {
        switch means {
        case .passphrase: .passphrase
        case .key: .key
        case .service: .service
        }
    }

    /// Bytes of what the ring keeps about the lock; for a key service the most that it may be.
    internal var maximumParametersByteCount: Int {
        switch means {
        case .passphrase: KeyringLock.passphraseParametersByteCount
        case .key: 0
        case .service: KeyService.maximumWrappedByteCount
        }
    }
}
