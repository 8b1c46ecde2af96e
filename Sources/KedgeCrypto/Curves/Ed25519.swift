import CPlatform
import CSodium
import KedgeCore

/// Pure Ed25519, over libsodium.
///
/// libsodium and not libcrypto: it takes half the time, and no lock. libcrypto 3.0 fetches its SHA-512 in every call.
///
/// - Source: RFC 8032 §5.1
internal enum Ed25519 {
    internal static let keyByteCount = 32
    internal static let signatureByteCount = 64
    /// The seed, then the public key.
    private static let secretKeyByteCount = 64

    /// The secret key as libsodium signs with it: the seed, then the public key.
    ///
    /// - Parameter seed: 32 bytes.
    /// - Throws: `.invalidPrivateNumber`, `.memory`.
    internal static func secretKey(of seed: borrowing SecretBytes) throws(SignatureKeyError) -> SecretBytes {
        guard seed.count == keyByteCount else { throw .invalidPrivateNumber }
        var secretKey = try SecretBytes.forKey(count: secretKeyByteCount)
        var publicKey = [UInt8](repeating: 0, count: keyByteCount)
        defer { cplatform_wipe_stack() }
        secretKey.withUnsafeMutableBytes { secretKey in
            seed.withUnsafeBytes { seed in
                guard let secretKey = secretKey.assumingMemoryBound(to: UInt8.self).baseAddress,
                    let seed = seed.assumingMemoryBound(to: UInt8.self).baseAddress
                else { return }
                _ = crypto_sign_seed_keypair(&publicKey, secretKey, seed)
            }
        }
        return secretKey
    }

    /// The public key within a secret key of `secretKey(of:)`.
    internal static func publicKey(in secretKey: borrowing SecretBytes) -> [UInt8] {
        secretKey.withUnsafeBytes { Array($0.suffix(keyByteCount)) }
    }

    /// Whether these are the bytes of a point of the curve's large subgroup, written in its one form.
    internal static func isPoint(_ publicKey: [UInt8]) -> Bool {
        publicKey.count == keyByteCount && crypto_core_ed25519_is_valid_point(publicKey) == 1
    }

    /// - Parameter signature: Room for 64 bytes.
    internal static func sign(
        _ message: UnsafeRawBufferPointer, with secretKey: borrowing SecretBytes,
        to signature: UnsafeMutableRawPointer
    ) {
        defer { cplatform_wipe_stack() }
        secretKey.withUnsafeBytes { secretKey in
            guard let secretKey = secretKey.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
            _ = crypto_sign_detached(
                signature.assumingMemoryBound(to: UInt8.self), nil,
                message.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(message.count), secretKey)
        }
    }

    /// - Parameters:
    ///   - signature: 64 bytes.
    ///   - publicKey: 32 bytes.
    internal static func isValid(
        _ signature: UnsafeRawPointer, for message: UnsafeRawBufferPointer, publicKey: UnsafePointer<UInt8>
    ) -> Bool {
        crypto_sign_verify_detached(
            signature.assumingMemoryBound(to: UInt8.self), message.assumingMemoryBound(to: UInt8.self).baseAddress,
            UInt64(message.count), publicKey) == 0
    }
}
