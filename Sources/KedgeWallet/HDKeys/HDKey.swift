import KedgeCore
import KedgeCrypto

/// A key of a tree, private or public.
public enum HDKey: ~Copyable, Sendable {
    case privateKey(HDPrivateKey)
    case publicKey(HDPublicKey)

    /// Reads an `xprv` or an `xpub`; the caller wipes the text of an `xprv`.
    ///
    /// - Parameter text: 111 characters.
    /// - Throws: `HDKeyError.invalidExtendedKey`, `.memory`.
    /// - Cost: about 1 µs for an `xprv`, 5 µs for an `xpub`.
    /// - Source: BIP-32, "Serialization format"
    public init(_ text: RawSpan) throws(HDKeyError) {
        var read: HDKey?
        try ExtendedKey.read(text) { kind, position, chainCode, key throws(HDKeyError) in
            switch kind {
            case .privateKey:
                read = .privateKey(
                    try HDPrivateKey(
                        copying: key, chainCode, position, otherwise: .invalidExtendedKey(.privateKey)))
            case .publicKey:
                let point: Secp256k1.Point
                do throws(Secp256k1Error) {
                    point = try Secp256k1.Point(key.bytes)
                } catch .invalidPublicKey {
                    throw .invalidExtendedKey(.publicKey)
                } catch {
                    throw HDKeyError(error)
                }
                read = .publicKey(HDPublicKey(point, chainCode: chainCode, position))
            }
        }
        guard let read = read.take() else { throw .outOfMemory }
        self = read
    }

    /// Derives the descendant at the end of a path, private or public as this key is.
    ///
    /// - Throws: as `HDPrivateKey.derived(_:)` and `HDPublicKey.derived(_:)`.
    public borrowing func derived(_ path: DerivationPath) throws(HDKeyError) -> HDKey {
        switch self {
        case .privateKey(let key): .privateKey(try key.derived(path))
        case .publicKey(let key): .publicKey(try key.derived(path))
        }
    }

    /// Derives the descendant that so many numbers lead to.
    package borrowing func derived(_ numbers: UnsafeBufferPointer<UInt32>) throws(HDKeyError) -> HDKey {
        switch self {
        case .privateKey(let key): .privateKey(try key.derived(numbers))
        case .publicKey(let key): .publicKey(try key.derived(numbers))
        }
    }

    /// Whether it is a private key.
    // Not inlined, as below: the optimiser of Swift 6.3 crashes where it joins two switches over an enum that is not
    // copyable.
    public var isPrivate: Bool {
        @inline(never) get {
            switch self {
            case .privateKey: true
            case .publicKey: false
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
    public var fingerprint: UInt32 {
        get throws(HDKeyError) { try point().fingerprint() }
    }

    /// The key that verifies, without its place in the tree.
    ///
    /// - Throws: `HDKeyError.memory`.
    public var verifyingKey: PublicKey {
        get throws(HDKeyError) { PublicKey(try point()) }
    }

    /// The key's address.
    ///
    /// - Throws: `HDKeyError.memory`.
    public var address: Address {
        get throws(HDKeyError) { Address(of: try verifyingKey) }
    }

    /// The public key with the same place in the tree.
    ///
    /// - Throws: `HDKeyError.memory`.
    public var publicKey: HDPublicKey {
        get throws(HDKeyError) {
            switch self {
            case .privateKey(let key): try key.publicKey
            case .publicKey(let key): key
            }
        }
    }

    /// A copy of the key that signs.
    ///
    /// - Throws: `HDKeyError.isPublic`, `.memory`.
    public borrowing func privateKey() throws(HDKeyError) -> PrivateKey {
        switch self {
        case .privateKey(let key): try key.privateKey()
        case .publicKey: throw .isPublic
        }
    }

    /// Writes the 111 characters of the key's `xprv`, which the caller wipes, or `xpub`.
    package borrowing func write(to text: UnsafeMutableRawBufferPointer) {
        switch self {
        case .privateKey(let key): key.write(to: text)
        case .publicKey(let key): key.write(to: text)
        }
    }

    private var position: HDKeyPosition {
        @inline(never) get {
            switch self {
            case .privateKey(let key): key.position
            case .publicKey(let key): key.position
            }
        }
    }

    private borrowing func point() throws(HDKeyError) -> Secp256k1.Point {
        switch self {
        case .privateKey(let key): try key.point()
        case .publicKey(let key): key.point
        }
    }
}
