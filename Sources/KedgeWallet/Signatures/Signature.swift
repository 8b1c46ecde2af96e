public import KedgeCore
package import KedgeCrypto

/// A signature from which the signer's public key can be recovered: r, s and the parity of y.
///
/// s is never above half the order of the curve, and both r and s are 1 to the order - 1.
public struct Signature: Hashable, Sendable, BitwiseCopyable {
    /// How many bytes a signature has: r, s and v.
    public static var byteCount: Int { 65 }

    // r and s, big-endian.
    private var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
    /// Whether y of the nonce's point is odd: v is 27 plus this, in a typed transaction this alone.
    public private(set) var yParity: Bool = false

    package init() {}

    /// Takes a signature as Ethereum's wallets exchange it.
    ///
    /// - Parameter bytes: 65 bytes: r, s, v, where v is 27 or 28, or 0 or 1.
    /// - Throws: `KeyError.invalidSignature`, `.highS`.
    /// - Source: EIP-2 for the low s
    public init(_ bytes: RawSpan) throws(KeyError) {
        guard bytes.byteCount == Self.byteCount else { throw .invalidSignature }
        let v = bytes.unsafeLoad(fromByteOffset: 64, as: UInt8.self)
        guard v == 27 || v == 28 || v <= 1 else { throw .invalidSignature }
        try self.init(rAndS: bytes.extracting(first: 64), yParity: v == 28 || v == 1)
    }

    /// Takes r and s, 64 bytes, and the parity.
    ///
    /// - Throws: `KeyError.invalidSignature`, `.highS`.
    package init(rAndS: RawSpan, yParity: Bool) throws(KeyError) {
        guard rAndS.byteCount == 64 else { throw .invalidSignature }
        withUnsafeMutableBytes(of: &words) { room in rAndS.withUnsafeBytes { room.copyMemory(from: $0) } }
        self.yParity = yParity
        try check()
    }

    /// Takes r and s as numbers, and the parity.
    ///
    /// - Throws: `KeyError.invalidSignature`, `.highS`.
    public init(r: UInt256, s: UInt256, yParity: Bool) throws(KeyError) {
        withUnsafeMutableBytes(of: &words) { room in
            r.write(bigEndian: UnsafeMutableRawBufferPointer(rebasing: room[..<32]))
            s.write(bigEndian: UnsafeMutableRawBufferPointer(rebasing: room[32...]))
        }
        self.yParity = yParity
        try check()
    }

    /// The first half of the signature.
    public var r: UInt256 { number(at: 0) }
    /// The second half of the signature.
    public var s: UInt256 { number(at: 32) }

    /// The 65 bytes that Ethereum's wallets exchange: r, s, and 27 or 28.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 65) { room, count in
            write(to: UnsafeMutableRawBufferPointer(room))
            count = 65
        }
    }

    /// Writes r, s, and 27 or 28 into 65 bytes.
    package func write(to room: UnsafeMutableRawBufferPointer) {
        withUnsafeBytes(of: words) { room.copyMemory(from: $0) }
        room[64] = yParity ? 28 : 27
    }

    /// Lends r and s, 64 bytes, for the length of `body`.
    package func withUnsafePointer<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafePointer<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try Swift.withUnsafePointer(to: words) { words throws(Failure) in
            try body(UnsafeRawPointer(words).assumingMemoryBound(to: UInt8.self))
        }
    }

    /// The public key that made the signature of `digest`.
    ///
    /// - Throws: `KeyError.invalidSignature` if no key makes it.
    /// - Cost: that of libsecp256k1, about 33 µs.
    public func publicKey(of digest: Hash32) throws(KeyError) -> PublicKey {
        do throws(Secp256k1Error) {
            return try withUnsafePointer { signature throws(Secp256k1Error) in
                try digest.withUnsafePointer { digest throws(Secp256k1Error) in
                    PublicKey(
                        try Secp256k1.Point(recoveringFrom: signature, recoveryID: yParity ? 1 : 0, digest: digest))
                }
            }
        } catch {
            throw KeyError(error)
        }
    }

    /// The address whose key made the signature of `digest`.
    ///
    /// - Throws: `KeyError.invalidSignature` if no key makes it.
    /// - Cost: about 33 µs.
    public func signer(of digest: Hash32) throws(KeyError) -> Address {
        Address(of: try publicKey(of: digest))
    }

    package mutating func sign(
        _ digest: UnsafePointer<UInt8>, with secret: borrowing SecretBytes, _ nonce: SigningNonce
    ) throws(Secp256k1Error) {
        var entropy = Hash32.zero
        if case .hedged = nonce { entropy = try .random() }
        let recoveryID = try Swift.withUnsafeMutablePointer(to: &words) { words throws(Secp256k1Error) in
            let room = UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt8.self)
            guard case .hedged = nonce else { return try Secp256k1.sign(digest, with: secret, to: room) }
            return try entropy.withUnsafePointer { entropy throws(Secp256k1Error) in
                try Secp256k1.sign(digest, with: secret, entropy: entropy, to: room)
            }
        }
        // 2 and 3, for an r that was reduced by the order, come up once in 2^127; Ethereum has no place for them.
        yParity = recoveryID & 1 == 1
    }

    private func number(at offset: Int) -> UInt256 {
        withUnsafeBytes(of: words) { bytes in
            UInt256(bigEndian: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset &+ 32]))
        }
    }

    private func check() throws(KeyError) {
        let r = r
        let s = s
        guard r != .zero, s != .zero, r < Self.order, s < Self.order else { throw .invalidSignature }
        guard s <= Self.halfOrder else { throw .highS }
    }

    // n of secp256k1, and (n - 1) / 2. SEC 2 section 2.4.1
    private static var order: UInt256 {
        UInt256(words: (0xBFD2_5E8C_D036_4141, 0xBAAE_DCE6_AF48_A03B, 0xFFFF_FFFF_FFFF_FFFE, 0xFFFF_FFFF_FFFF_FFFF))
    }
    private static var halfOrder: UInt256 {
        UInt256(words: (0xDFE9_2F46_681B_20A0, 0x5D57_6E73_57A4_501D, 0xFFFF_FFFF_FFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF))
    }

    public static func == (first: Signature, second: Signature) -> Bool {
        first.r == second.r && first.s == second.s && first.yParity == second.yParity
    }

    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: words) { hasher.combine(bytes: $0) }
        hasher.combine(yParity)
    }
}
