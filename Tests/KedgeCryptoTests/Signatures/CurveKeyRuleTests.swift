import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// Keys that are refused although they are written as they should be: those of curves and of Ed25519.
struct CurveKeyRuleTests {
    private typealias Samples = SignatureKeySamples

    private static let curves: [(SignatureScheme, count: Int, order: [UInt8])] = [
        (.ecdsaP256SHA256, 32, Samples.hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")),
        (
            .ecdsaP384SHA384, 48,
            Samples.hex(
                "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973")
        ),
        (
            .ecdsaP521SHA512, 66,
            Samples.hex(
                "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d0"
                    + "3bb5c9b8899c47aebb6fb71e91386409")
        ),
        (
            .ecdsaSecp256k1SHA256, 32,
            Samples.hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
        ),
    ]

    private static func point(of scheme: SignatureScheme) throws -> (x: [UInt8], y: [UInt8]) {
        guard case .curve(let x, let y) = try Samples.key(for: scheme).publicNumbers else { return ([], []) }
        return (x, y)
    }

    @Test func `a point off the curve is refused`() throws {
        for (scheme, count, _) in Self.curves {
            let (x, y) = try Self.point(of: scheme)
            #expect(x.count == count && y.count == count)
            var other = y
            other[count - 1] ^= 1
            let zero = [UInt8](repeating: 0, count: count)
            let large = [UInt8](repeating: 0xFF, count: count)
            for (x, y) in [(x, other), (other, y), (y, x), (zero, zero), (large, y), (x, large)] {
                #expect(refusal { try SignatureKey(.curve(x: x, y: y), for: scheme) } == .invalidPoint)
            }
        }
    }

    @Test func `a coordinate of another length is refused`() throws {
        for (scheme, _, _) in Self.curves {
            let (x, y) = try Self.point(of: scheme)
            let shorter = (Array(x.dropFirst()), Array(y.dropLast()))
            for (x, y) in [([], []), ([0] + x, y), (x, [0] + y), (shorter.0, y), ([0] + x, shorter.1)] {
                #expect(refusal { try SignatureKey(.curve(x: x, y: y), for: scheme) } == .invalidPoint)
            }
        }
    }

    @Test func `a scalar that is 0, not below the order, of another length or another key's is refused`() throws {
        for (scheme, count, order) in Self.curves {
            let numbers = try Samples.key(for: scheme).publicNumbers
            let zero = [UInt8](repeating: 0, count: count)
            let one = [UInt8](repeating: 0, count: count - 1) + [1]
            for scalar in [order, [UInt8](repeating: 0xFF, count: count), zero, one, [], [1], [0] + one] {
                #expect(
                    refusal {
                        try SignatureKey(
                            numbers, privateNumbers: .scalar(SecretBytes(copying: scalar.span.bytes)), for: scheme)
                    } == .invalidPrivateNumber)
            }
        }
    }

    @Test func `the largest scalar is taken`() throws {
        for (scheme, _, order) in Self.curves {
            var scalar = order
            scalar[order.count - 1] -= 1
            let key = try Self.key(scalar, for: scheme)
            #expect(key.isValid(try key.sign([1]), for: [1]))
            #expect(refusal { try Self.key(order, for: scheme) } == .invalidPrivateNumber)
        }
    }

    /// A key that is given by its scalar alone.
    private static func key(_ scalar: [UInt8], for scheme: SignatureScheme) throws -> SignatureKey {
        try SignatureKey(
            der: DERText.sequence(
                DERText.integer([1]), DERText.octets(scalar), DERText.value(0xA0, DERText.curve(of: scheme))),
            for: scheme)
    }

    @Test func `a seed of another length or another key's is refused`() throws {
        let numbers = try Samples.key(for: .ed25519).publicNumbers
        for count in [0, 31, 32, 33, 64] {
            #expect(
                refusal {
                    try SignatureKey(numbers, privateNumbers: .scalar(SecretBytes(count: count)), for: .ed25519)
                } == .invalidPrivateNumber)
        }
    }

    // The points of small order, a form of one that is not the canonical one, and what is no point at all.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
        "",
    ])
    func `a public key of Ed25519 that is no point of the large subgroup is refused`(text: String) {
        #expect(refusal { try SignatureKey(.ed25519(Samples.hex(text)), for: .ed25519) } == .invalidPoint)
    }

    @Test func `numbers of another kind than the scheme's are refused`() throws {
        let kinds: [SignatureScheme] = [.rsaPKCS1SHA256, .ecdsaP256SHA256, .ed25519]
        for one in kinds {
            let key = try Samples.key(for: one)
            for other in kinds where other != one {
                #expect(refusal { try SignatureKey(key.publicNumbers, for: other) } == .wrongKind)
            }
        }
        let rsa = try Samples.key(for: .rsaPKCS1SHA256)
        let curve = try Samples.key(for: .ecdsaP256SHA256)
        for (first, second) in [(rsa, curve), (curve, rsa)] {
            #expect(
                refusal {
                    try SignatureKey(
                        first.publicNumbers, privateNumbers: second.privateNumbers(), for: first.scheme)
                } == .wrongKind)
        }
    }
}
