import KedgeCore
import KedgeCrypto

/// A private key under a password: a JSON file as Ethereum's wallets exchange it, read and not yet opened.
///
/// - Source: Web3 Secret Storage Definition, version 3
public struct Keystore: Equatable, Sendable {
    /// The longest text that is read, in bytes; keystores have about 500.
    public static var maximumByteCount: Int { 65_536 }

    /// Which account it is for, if it says so. Nobody has confirmed it before the keystore is opened.
    public let address: Address?
    /// What it calls itself, a UUID as a rule; nil if it has no such name, or one that is no text.
    public let id: String?
    /// What makes the password costly to guess.
    public let derivation: KeystoreDerivation
    /// What the password is derived with.
    public let salt: [UInt8]
    /// The first counter block of AES-128, 16 bytes.
    public let iv: [UInt8]
    /// The encrypted key, 1 to 32 bytes.
    public let ciphertext: [UInt8]
    /// Keccak-256 of half of the derived key and the ciphertext.
    public let mac: Hash32

    internal init(
        address: Address?, id: String?, derivation: KeystoreDerivation, salt: [UInt8], iv: [UInt8],
        ciphertext: [UInt8], mac: Hash32
    ) {
        self.address = address
        self.id = id
        self.derivation = derivation
        self.salt = salt
        self.iv = iv
        self.ciphertext = ciphertext
        self.mac = mac
    }

    /// Opens the keystore.
    ///
    /// A ciphertext of fewer than 32 bytes is that of a key whose leading zeros an older program left out.
    ///
    /// - Parameters:
    ///   - password: its bytes count as they are; none are a password too.
    ///   - limits: what the derivation may take.
    ///   - progress: told how far it is; nil for nobody. With scrypt it starts a thread for the call.
    /// - Throws: `KeystoreError`; what the limits do not allow before anything is reserved.
    /// - Cost: that of the derivation: about half a second with scrypt as geth has it.
    public func decrypt(
        password: RawSpan, limits: KeystoreLimits = KeystoreLimits(), progress: KeystoreProgress.Handler? = nil
    ) throws(KeystoreError) -> PrivateKey {
        let derived = try derivation.key(password: password, salt: salt, limits: limits, progress: progress)
        let expected = Self.mac(of: ciphertext, derived)
        guard mac.withUnsafeBytes({ mac in expected.withUnsafeBytes { isEqualInConstantTime(mac, $0) } }) else {
            throw .wrongPassword
        }
        let key = try privateKey(derived)
        if let address {
            guard try Self.address(of: key) == address else { throw .addressMismatch }
        }
        return key
    }

    internal static func address(of key: borrowing PrivateKey) throws(KeystoreError) -> Address {
        do throws(KeyError) {
            return try key.address
        } catch {
            throw KeystoreError(error)
        }
    }

    private func privateKey(_ derived: borrowing SecretBytes) throws(KeystoreError) -> PrivateKey {
        var secret: SecretBytes
        do throws(SecretMemoryError) {
            secret = try SecretBytes(count: PrivateKey.byteCount)
        } catch {
            throw .memory(error)
        }
        try secret.withUnsafeMutableBytes { secret throws(KeystoreError) in
            let room = UnsafeMutableRawBufferPointer(rebasing: secret.suffix(ciphertext.count))
            try ciphertext.withUnsafeBytesThrowing { ciphertext throws(KeystoreError) in
                try Self.applyCipher(to: ciphertext, derived, iv, into: room)
            }
        }
        do throws(KeyError) {
            return try PrivateKey(taking: secret)
        } catch {
            throw KeystoreError(error)
        }
    }

    /// What authenticates a ciphertext.
    internal static func mac(of ciphertext: [UInt8], _ derived: borrowing SecretBytes) -> Hash32 {
        var mac = Hash32.zero
        let keyByteCount = KeystoreDerivation.keyByteCount / 2
        derived.withUnsafeBytes { derived in
            withScratchBytes(keyByteCount &+ ciphertext.count) { start in
                let message = UnsafeMutableRawBufferPointer(start: start, count: keyByteCount &+ ciphertext.count)
                message.copyMemory(from: UnsafeRawBufferPointer(rebasing: derived.suffix(keyByteCount)))
                UnsafeMutableRawBufferPointer(rebasing: message[keyByteCount...]).copyBytes(from: ciphertext)
                mac = Hash32(keccak256: UnsafeRawBufferPointer(message))
            }
        }
        return mac
    }

    /// Encrypts or decrypts a key.
    internal static func applyCipher(
        to input: UnsafeRawBufferPointer, _ derived: borrowing SecretBytes, _ iv: [UInt8],
        into output: UnsafeMutableRawBufferPointer
    ) throws(KeystoreError) {
        guard input.count <= output.count, let start = output.baseAddress else { return }
        do throws(AESCTRError) {
            try derived.withUnsafeBytes { derived throws(AESCTRError) in
                try iv.withUnsafeBytesThrowing { iv throws(AESCTRError) in
                    try AESCTR.apply(
                        to: input, key: UnsafeRawBufferPointer(rebasing: derived.prefix(derived.count / 2)),
                        initialCounter: iv, into: start)
                }
            }
        } catch {
            switch error {
            case .unavailable: throw .unavailable
            default: throw .outOfMemory
            }
        }
    }
}
