public import KedgeCore
import KedgeCrypto

/// A private key of a tree, from which every key below it is derived. It is never copied.
///
/// The key and its chain code lie in locked, guarded memory and are wiped when it ends. Any number of threads may use
/// one key.
///
/// - Source: BIP-32
public struct HDPrivateKey: ~Copyable, Sendable {
    /// How many bytes a seed has.
    public static var seedByteCounts: ClosedRange<Int> { 16...64 }

    internal let key: SecretBytes
    internal let chainCode: SecretBytes
    internal let position: HDKeyPosition

    internal init(taking key: consuming SecretBytes, _ chainCode: consuming SecretBytes, _ position: HDKeyPosition) {
        self.key = key
        self.chainCode = chainCode
        self.position = position
    }

    /// Makes the master key of a seed; the caller wipes the seed.
    ///
    /// - Parameter seed: 16 to 64 bytes; a mnemonic gives 64.
    /// - Throws: `HDKeyError.seedLength`, `.memory`; `.invalidSeed` for a seed without a key (one in 2^127).
    /// - Cost: about 1 µs.
    /// - Source: BIP-32, "Master key generation"
    public init(seed: RawSpan) throws(HDKeyError) {
        guard Self.seedByteCounts.contains(seed.byteCount) else { throw .seedLength(seed.byteCount) }
        let name: StaticString = "Bitcoin seed"
        let halves: SecretBytes
        do throws(SecretMemoryError) {
            let hmac = try HMAC(
                key: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount).bytes, using: .sha512)
            var made = try SecretBytes(count: 64)
            seed.withUnsafeBytes { seed in
                made.withUnsafeMutableBytes { room in
                    if let start = room.baseAddress { hmac.writeTag(for: seed, to: start) }
                }
            }
            halves = made
        } catch {
            throw .memory(error)
        }
        self = try halves.withUnsafeBytes { halves throws(HDKeyError) in try HDPrivateKey(master: halves) }
    }

    /// Takes what the HMAC of a seed is: 32 bytes of the key, then 32 of the chain code.
    package init(master halves: UnsafeRawBufferPointer) throws(HDKeyError) {
        try self.init(
            copying: UnsafeRawBufferPointer(rebasing: halves.prefix(32)),
            UnsafeRawBufferPointer(rebasing: halves.suffix(32)), .master, otherwise: .invalidSeed)
    }

    /// Copies a key of 32 bytes and its chain code, and throws `refusal` where it is no key.
    internal init(
        copying key: UnsafeRawBufferPointer, _ chainCode: UnsafeRawBufferPointer, _ position: HDKeyPosition,
        otherwise refusal: HDKeyError
    ) throws(HDKeyError) {
        let secret = try Self.copy(key)
        let code = try Self.copy(chainCode)
        do throws(Secp256k1Error) {
            try Secp256k1.check(secret)
        } catch {
            switch error {
            case .secretKeyOutOfRange: throw refusal
            default: throw HDKeyError(error)
            }
        }
        self.init(taking: secret, code, position)
    }

    /// Reads an `xprv`; the caller wipes the text.
    ///
    /// - Parameter text: 111 characters.
    /// - Throws: `HDKeyError.invalidExtendedKey`, `.memory`; `.isPublic` for an `xpub`.
    /// - Cost: about 1 µs.
    /// - Source: BIP-32, "Serialization format"
    public init(_ text: RawSpan) throws(HDKeyError) {
        switch try HDKey(text) {
        case .privateKey(let key): self = key
        case .publicKey: throw .isPublic
        }
    }

    /// The 111 characters of the key's `xprv`, in memory that is wiped.
    ///
    /// - Throws: `HDKeyError.memory`.
    /// - Cost: about 1 µs.
    public borrowing func text() throws(HDKeyError) -> SecretBytes {
        var text: SecretBytes
        do throws(SecretMemoryError) {
            text = try SecretBytes(count: ExtendedKey.textByteCount)
        } catch {
            throw .memory(error)
        }
        text.withUnsafeMutableBytes { write(to: $0) }
        return text
    }

    /// Writes the 111 characters of the key's `xprv`, which the caller wipes.
    package borrowing func write(to text: UnsafeMutableRawBufferPointer) {
        key.withUnsafeBytes { key in
            chainCode.withUnsafeBytes { chainCode in
                ExtendedKey.write(.privateKey, position, chainCode: chainCode, to: text) { room in
                    UnsafeMutableRawBufferPointer(rebasing: room.dropFirst()).copyMemory(from: key)
                }
            }
        }
    }

    /// Levels below the master key, 0 to 255.
    public var depth: Int { Int(position.depth) }

    /// The number that the key was derived with; 0 for a master key.
    public var childNumber: UInt32 { position.childNumber }

    /// The fingerprint of the key above; 0 for a master key.
    public var parentFingerprint: UInt32 { position.parentFingerprint }

    /// The first four bytes of the hash of the public key, read as a big-endian number.
    ///
    /// - Throws: `HDKeyError.unavailable`, `.memory`, `.outOfMemory`.
    /// - Cost: about 20 µs.
    public var fingerprint: UInt32 {
        get throws(HDKeyError) { try point().fingerprint() }
    }

    /// The public key with the same place in the tree.
    ///
    /// - Throws: `HDKeyError.memory`.
    /// - Cost: about 20 µs.
    public var publicKey: HDPublicKey {
        get throws(HDKeyError) {
            let point = try point()
            return chainCode.withUnsafeBytes { HDPublicKey(point, chainCode: $0, position) }
        }
    }

    /// A copy of the key that signs, without its place in the tree.
    ///
    /// - Throws: `HDKeyError.memory`.
    public borrowing func privateKey() throws(HDKeyError) -> PrivateKey {
        let copy = try Self.copy(of: key)
        do throws(KeyError) {
            return try PrivateKey(taking: copy)
        } catch {
            // The key was checked when this one was made, which leaves memory.
            switch error {
            case .memory(let error): throw .memory(error)
            default: throw .outOfMemory
            }
        }
    }

    /// The key's address.
    ///
    /// - Throws: `HDKeyError.memory`.
    /// - Cost: about 20 µs.
    public var address: Address {
        get throws(HDKeyError) { Address(of: PublicKey(try point())) }
    }

    internal func point() throws(HDKeyError) -> Secp256k1.Point { try Self.point(of: key) }

    internal static func point(of key: borrowing SecretBytes) throws(HDKeyError) -> Secp256k1.Point {
        do throws(Secp256k1Error) {
            return try Secp256k1.Point(of: key)
        } catch {
            throw HDKeyError(error)
        }
    }

    internal static func copy(of secret: borrowing SecretBytes) throws(HDKeyError) -> SecretBytes {
        try secret.withUnsafeBytes { bytes throws(HDKeyError) in try copy(bytes) }
    }

    private static func copy(_ bytes: UnsafeRawBufferPointer) throws(HDKeyError) -> SecretBytes {
        do throws(SecretMemoryError) {
            return try SecretBytes(copying: bytes.bytes)
        } catch {
            throw .memory(error)
        }
    }
}
