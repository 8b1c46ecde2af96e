import KedgeCore
import KedgeCrypto

/// The cipher of a ring key's messages, keyed.
///
/// It lies behind a pointer: to ask an enum which of the two it holds would read what other threads change in it.
internal struct MessageCipher: ~Copyable, @unchecked Sendable {
    // Unchecked: the pointers never change, and the keys behind them are Sendable.
    internal enum Kind {
        case xaes(UnsafeMutablePointer<XAESGCMKey>)
        case aes(UnsafeMutablePointer<AESGCMKey>)
    }

    internal let kind: Kind

    /// - Parameter key: 32 bytes.
    internal init(_ key: UnsafeRawBufferPointer, _ algorithm: KeyAlgorithm, requireLocked: Bool) throws(EncryptionError)
    {
        do throws(AESGCMError) {
            switch algorithm {
            case .xaes256GCM:
                kind = .xaes(Self.kept(try XAESGCMKey(copying: key.bytes, requireLocked: requireLocked)))
            case .aes256GCM:
                // Whoever reserves nonces adds them.
                let secret = try AESGCMKey.secret(copying: key.bytes, requireLocked)
                kind = .aes(Self.kept(try AESGCMKey(secret, nonceLimit: 0)))
            }
        } catch {
            throw EncryptionError(error)
        }
    }

    deinit {
        switch kind {
        case .xaes(let key): Self.drop(key)
        case .aes(let key): Self.drop(key)
        }
    }

    private static func kept<Key: ~Copyable>(_ key: consuming Key) -> UnsafeMutablePointer<Key> {
        let place = UnsafeMutablePointer<Key>.allocate(capacity: 1)
        place.initialize(to: key)
        return place
    }

    private static func drop<Key: ~Copyable>(_ key: UnsafeMutablePointer<Key>) {
        key.deinitialize(count: 1)
        key.deallocate()
    }
}

extension EncryptionError {
    /// - Parameter error: of a call whose key, nonce and output have the right lengths.
    internal init(_ error: AESGCMError) {
        switch error {
        case .messageTooLong(let count): self = .tooLong(count)
        case .messageTooShort(let count): self = .tooShort(count)
        case .authenticationFailed: self = .authenticationFailed
        case .randomness(let error): self = .randomness(error)
        case .memory(let error): self = .memory(error)
        case .keyLength(let count): self = .keyLength(count)
        // Nonces are reserved before they are used up, and the other lengths are this module's own.
        case .keyExhausted, .nonceLength, .tagLength, .outputLength, .unavailable: self = .unavailable
        }
    }
}
