import KedgeCore
import KedgeCrypto

/// A public key of a tree, from which the public keys and addresses of all normal children are derived.
///
/// Together with the private key of one child it gives away the private key that it belongs to: whoever sees it sees
/// every address below, and it is not for publishing.
///
/// - Source: BIP-32, "Implications"
public struct HDPublicKey: Sendable {
    internal let point: Secp256k1.Point
    internal let chainCode: Hash32
    internal let position: HDKeyPosition

    /// Takes a chain code of 32 bytes.
    internal init(_ point: Secp256k1.Point, chainCode: UnsafeRawBufferPointer, _ position: HDKeyPosition) {
        self.point = point
        self.chainCode = Hash32(chainCode.bytes) ?? .zero
        self.position = position
    }

    /// Reads an `xpub`.
    ///
    /// - Parameter text: 111 characters.
    /// - Throws: `HDKeyError.invalidExtendedKey`, with `.isPrivate` for an `xprv`; `.memory`.
    /// - Cost: about 5 µs.
    /// - Source: BIP-32, "Serialization format"
    public init(_ text: RawSpan) throws(HDKeyError) {
        switch try HDKey(text) {
        case .privateKey: throw .invalidExtendedKey(.isPrivate)
        case .publicKey(let key): self = key
        }
    }

    /// Reads an `xpub`; the same from a string.
    public init(_ text: String) throws(HDKeyError) {
        try self.init(text.utf8Span.span.bytes)
    }

    /// The 111 characters of the key's `xpub`.
    ///
    /// - Cost: about 1 µs.
    public var text: String {
        String(unsafeUninitializedCapacity: ExtendedKey.textByteCount) { room in
            room.initialize(repeating: 0)
            write(to: UnsafeMutableRawBufferPointer(room))
            return room.count
        }
    }

    /// Writes the 111 characters.
    package func write(to text: UnsafeMutableRawBufferPointer) {
        chainCode.withUnsafeBytes { chainCode in
            ExtendedKey.write(.publicKey, position, chainCode: chainCode, to: text) { room in
                point.write(.compressed, to: room.assumingMemoryBound(to: UInt8.self))
            }
        }
    }

    /// Levels below the master key, 0 to 255.
    public var depth: Int { Int(position.depth) }

    /// The number that the key was derived with; 0 for a master key.
    public var childNumber: UInt32 { position.childNumber }

    /// The fingerprint of the key above; 0 for a master key.
    public var parentFingerprint: UInt32 { position.parentFingerprint }

    /// The first four bytes of the hash of the key, read as a big-endian number.
    ///
    /// - Throws: `HDKeyError.unavailable`, `.outOfMemory`.
    public var fingerprint: UInt32 {
        get throws(HDKeyError) { try point.fingerprint() }
    }

    /// The key that verifies, without its place in the tree.
    public var publicKey: PublicKey { PublicKey(point) }

    /// The key's address.
    public var address: Address { Address(of: publicKey) }
}

extension HDPublicKey: Equatable {
    public static func == (first: HDPublicKey, second: HDPublicKey) -> Bool {
        first.position == second.position && first.chainCode == second.chainCode && first.publicKey == second.publicKey
    }
}
