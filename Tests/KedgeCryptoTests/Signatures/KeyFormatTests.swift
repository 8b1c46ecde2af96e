import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

struct KeyFormatTests {
    private typealias Samples = SignatureKeySamples

    private static let point = [4] + Samples.p256X + Samples.p256Y
    private static let numbers = PublicKeyNumbers.curve(x: Samples.p256X, y: Samples.p256Y)
    private static let algorithm = DERText.sequence(DERText.curveKey, DERText.p256)

    private static func key(_ der: [UInt8], for scheme: SignatureScheme = .ecdsaP256SHA256) throws -> SignatureKey {
        try SignatureKey(der: der, for: scheme)
    }

    // MARK: There and back

    @Test(arguments: SignatureScheme.allCases)
    func `a private key that was written is read again`(scheme: SignatureScheme) throws {
        let key = try Samples.key(for: scheme)
        let der = try key.privateDER().bytes()
        let pem = try key.privatePEM().bytes()
        for copy in [try SignatureKey(der: der, for: scheme), try SignatureKey(pem: pem.span.bytes, for: scheme)] {
            #expect(copy.isPrivate)
            #expect(copy.publicNumbers == key.publicNumbers)
            #expect(try copy.privateDER().bytes() == der)
            #expect(key.isValid(try copy.sign([1]), for: [1]))
        }
    }

    @Test(arguments: SignatureScheme.allCases)
    func `a public key that was written is read again`(scheme: SignatureScheme) throws {
        let key = try Samples.key(for: scheme)
        for copy in [
            try SignatureKey(der: key.publicDER(), for: scheme), try SignatureKey(pem: key.publicPEM(), for: scheme),
        ] {
            #expect(!copy.isPrivate)
            #expect(copy.publicNumbers == key.publicNumbers)
            #expect(try copy.publicDER() == key.publicDER())
        }
    }

    @Test func `the DER of a known key is as expected`() throws {
        let bytes = Samples.p256Scalar
        let scalar = try SecretBytes(copying: bytes.span.bytes)
        let key = try SignatureKey(Self.numbers, privateNumbers: .scalar(scalar), for: .ecdsaP256SHA256)
        #expect(try key.publicDER() == DERText.sequence(Self.algorithm, DERText.bits(Self.point)))
        #expect(
            try key.privateDER().bytes()
                == DERText.sequence(
                    DERText.integer([0]), Self.algorithm,
                    DERText.octets(
                        DERText.sequence(
                            DERText.integer([1]), DERText.octets(Samples.p256Scalar),
                            DERText.value(0xA1, DERText.bits(Self.point))))))
    }

    @Test func `a key is for the schemes of its kind alone`() throws {
        let rsa = SignatureScheme.allCases.filter { $0.rawValue <= SignatureScheme.rsaPSSSHA512.rawValue }
        for written in SignatureScheme.allCases {
            let key = try Samples.key(for: written)
            let (privateDER, publicDER) = (try key.privateDER().bytes(), try key.publicDER())
            for scheme in SignatureScheme.allCases {
                let isSameKind = written == scheme || rsa.contains(written) && rsa.contains(scheme)
                let expected: SignatureKeyError? = isSameKind ? nil : .wrongKind
                #expect(refusal { try Self.key(privateDER, for: scheme) } == expected)
                #expect(refusal { try Self.key(publicDER, for: scheme) } == expected)
            }
        }
    }

    // MARK: Other ways to write a key

    @Test func `the private key of a curve may come without its point`() throws {
        let sec1 = DERText.sequence(DERText.integer([1]), DERText.octets(Samples.p256Scalar))
        let key = try Self.key(DERText.sequence(DERText.integer([0]), Self.algorithm, DERText.octets(sec1)))
        #expect(key.publicNumbers == Self.numbers)
        #expect(key.isPrivate)
    }

    @Test func `the SEC 1 form names its curve`() throws {
        let (version, scalar) = (DERText.integer([1]), DERText.octets(Samples.p256Scalar))
        let curve = DERText.value(0xA0, DERText.p256)
        let point = DERText.value(0xA1, DERText.bits(Self.point))
        #expect(try Self.key(DERText.sequence(version, scalar, curve, point)).publicNumbers == Self.numbers)
        #expect(try Self.key(DERText.sequence(version, scalar, curve)).publicNumbers == Self.numbers)
        #expect(refusal { try Self.key(DERText.sequence(version, scalar, point)) } == .malformed)
        #expect(refusal { try Self.key(DERText.sequence(version, scalar, point, curve)) } == .malformed)
        #expect(refusal { try Self.key(DERText.sequence(DERText.integer([2]), scalar, curve)) } == .malformed)
        #expect(
            refusal { try Self.key(DERText.sequence(version, scalar, curve), for: .ecdsaSecp256k1SHA256) }
                == .wrongKind)
        let other = DERText.value(0xA1, DERText.bits([4] + Samples.p256X + Samples.p256X))
        #expect(refusal { try Self.key(DERText.sequence(version, scalar, curve, other)) } == .invalidPoint)
    }

    @Test(arguments: [SignatureScheme.ecdsaP256SHA256, .ecdsaP384SHA384, .ecdsaP521SHA512, .ecdsaSecp256k1SHA256])
    func `a point may be compressed, and nothing else`(scheme: SignatureScheme) throws {
        let key = try Samples.key(for: scheme)
        guard case .curve(let x, let y) = key.publicNumbers else { return }
        let algorithm = DERText.sequence(DERText.curveKey, DERText.curve(of: scheme))
        func read(_ point: [UInt8]) throws -> SignatureKey {
            try Self.key(DERText.sequence(algorithm, DERText.bits(point)), for: scheme)
        }
        let parity = y[y.count - 1] & 1
        #expect(try read([4] + x + y).publicNumbers == key.publicNumbers)
        #expect(try read([2 | parity] + x).publicNumbers == key.publicNumbers)
        #expect(try read([3 ^ parity] + x).publicNumbers != key.publicNumbers)
        for wrong in [[6 | parity] + x + y, [0], [4], [], [2 | parity] + x + y, [4] + x, [5] + x, [4] + x + y + [0]] {
            #expect(refusal { try read(wrong) } == .invalidPoint)
        }
    }

    @Test func `a curve that is given by its parameters is refused`() {
        let explicit = DERText.sequence(DERText.curveKey, DERText.sequence(DERText.integer([1])))
        #expect(refusal { try Self.key(DERText.sequence(explicit, DERText.bits(Self.point))) } == .wrongKind)
        let implicit = DERText.sequence(DERText.curveKey, DERText.null)
        #expect(refusal { try Self.key(DERText.sequence(implicit, DERText.bits(Self.point))) } == .wrongKind)
        let missing = DERText.sequence(DERText.curveKey)
        #expect(refusal { try Self.key(DERText.sequence(missing, DERText.bits(Self.point))) } == .malformed)
    }

    @Test func `an RSA key may be PKCS#1`() throws {
        let key = try Samples.key(for: .rsaPSSSHA256)
        guard case .rsa(let modulus, let exponent) = key.publicNumbers else { return }
        let publicDER = DERText.sequence(DERText.integer(modulus), DERText.integer(exponent))
        #expect(try Self.key(publicDER, for: .rsaPSSSHA256).publicNumbers == key.publicNumbers)
        // The inner part of PKCS#8: behind the headers of the whole, the version, the algorithm and the octet string.
        let privateDER = Array(try key.privateDER().bytes().dropFirst(4 + 3 + 15 + 4))
        #expect(try Self.key(privateDER, for: .rsaPSSSHA256).isPrivate)
        var ofManyPrimes = privateDER
        #expect(ofManyPrimes[4...6] == [2, 1, 0])
        ofManyPrimes[6] = 1
        #expect(refusal { try Self.key(ofManyPrimes, for: .rsaPSSSHA256) } == .malformed)
    }

    @Test func `the public key beside a private one of Ed25519 has to be its own`() throws {
        let key = try Samples.key(for: .ed25519)
        guard case .ed25519(let publicKey) = key.publicNumbers else { return }
        guard case .scalar(let secret) = try key.privateNumbers() else { return }
        let seed = secret.bytes()
        let algorithm = DERText.sequence(DERText.ed25519)
        func read(_ version: UInt8, _ publicKey: [UInt8]) throws -> SignatureKey {
            try Self.key(
                DERText.sequence(
                    DERText.integer([version]), algorithm, DERText.octets(DERText.octets(seed)),
                    DERText.value(0x81, [0] + publicKey)),
                for: .ed25519)
        }
        #expect(try read(1, publicKey).publicNumbers == key.publicNumbers)
        #expect(refusal { try read(0, publicKey) } == .malformed)
        #expect(refusal { try read(2, publicKey) } == .malformed)
        let other = Samples.hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(refusal { try read(1, other) } == .invalidPrivateNumber)
        #expect(refusal { try read(1, Array(publicKey.dropLast())) } == .invalidPoint)
    }

    @Test func `a key for RSASSA-PSS alone is for the hash that it names`() throws {
        guard case .rsa(let modulus, let exponent) = try Samples.key(for: .rsaPSSSHA256).publicNumbers else { return }
        let key = DERText.bits(DERText.sequence(DERText.integer(modulus), DERText.integer(exponent)))
        let identifier: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x0A]
        let mask: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 8]
        func hash(_ number: UInt8) -> [UInt8] {
            DERText.sequence([0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, number], DERText.null)
        }
        func parameters(_ first: UInt8, _ second: UInt8, salt: UInt8) -> [UInt8] {
            DERText.sequence(
                DERText.value(0xA0, hash(first)), DERText.value(0xA1, DERText.sequence(mask, hash(second))),
                DERText.value(0xA2, DERText.integer([salt])))
        }
        func refusalOf(_ parameters: [UInt8], _ scheme: SignatureScheme) -> SignatureKeyError? {
            refusal { try Self.key(DERText.sequence(DERText.sequence(identifier, parameters), key), for: scheme) }
        }
        #expect(refusalOf([], .rsaPSSSHA512) == nil)
        #expect(refusalOf([], .rsaPKCS1SHA256) == .wrongKind)
        #expect(refusalOf(parameters(1, 1, salt: 32), .rsaPSSSHA256) == nil)
        #expect(refusalOf(parameters(1, 1, salt: 33), .rsaPSSSHA256) == .wrongKind)
        #expect(refusalOf(parameters(1, 2, salt: 32), .rsaPSSSHA256) == .wrongKind)
        #expect(refusalOf(parameters(1, 1, salt: 32), .rsaPSSSHA384) == .wrongKind)
        #expect(refusalOf(parameters(2, 2, salt: 48), .rsaPSSSHA384) == nil)
        #expect(refusalOf(DERText.sequence(), .rsaPSSSHA256) == .wrongKind)
        #expect(refusalOf(DERText.null, .rsaPSSSHA256) == .malformed)
    }

    // MARK: Strictness

    @Test func `nothing may be missing, and nothing may follow`() throws {
        for scheme in SignatureScheme.allCases {
            let key = try Samples.key(for: scheme)
            for der in [try key.publicDER(), try key.privateDER().bytes()] {
                for count in der.indices {
                    #expect(refusal { try Self.key(Array(der.prefix(count)), for: scheme) } == .malformed)
                }
                #expect(refusal { try Self.key(der + [0], for: scheme) } == .malformed)
                #expect(refusal { try Self.key(der + der, for: scheme) } == .malformed)
            }
        }
    }

    @Test func `a changed byte is refused, or makes another key that is as good`() throws {
        for scheme in [SignatureScheme.ecdsaP256SHA256, .ecdsaSecp256k1SHA256, .ed25519, .rsaPSSSHA256] {
            let key = try Samples.key(for: scheme)
            for (der, isPrivate) in [(try key.publicDER(), false), (try key.privateDER().bytes(), true)] {
                for index in der.indices {
                    for change in [1, 0x20, 0x80, 0xFF] as [UInt8] {
                        var changed = der
                        changed[index] ^= change
                        guard let other = try? Self.key(changed, for: scheme) else { continue }
                        // No number of a private key can change alone, but for the seed of Ed25519, which has none beside it.
                        #expect(other.publicNumbers != key.publicNumbers)
                        #expect(!isPrivate || scheme == .ed25519)
                        #expect(try Self.key(other.publicDER(), for: scheme).publicNumbers == other.publicNumbers)
                    }
                }
            }
        }
    }

    @Test func `lengths and integers have one form`() throws {
        let body = Self.algorithm + DERText.bits(Self.point)
        #expect(refusal { try Self.key([0x30, UInt8(body.count)] + body) } == nil)
        for length in [[0x81, UInt8(body.count)], [0x82, 0, UInt8(body.count)], [0x80]] as [[UInt8]] {
            #expect(refusal { try Self.key([0x30] + length + body + (length == [0x80] ? [0, 0] : [])) } == .malformed)
        }
        for length in [
            [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88] + [UInt8](repeating: 0xFF, count: 8), [0xFF],
            [0x83, 0xFF, 0xFF, 0xFF],
        ]
            as [[UInt8]]
        {
            #expect(refusal { try Self.key([0x30] + length + body) } == .malformed)
        }
        let modulus = [UInt8](repeating: 0xD5, count: 256)
        for exponent in [[2, 3, 0, 0, 3], [2, 1, 0x83], [2, 0], [2, 2, 0xFF, 3]] as [[UInt8]] {
            let der = DERText.sequence(DERText.integer(modulus), exponent)
            #expect(refusal { try Self.key(der, for: .rsaPKCS1SHA256) } == .malformed)
        }
        let sec1 = DERText.octets(DERText.sequence(DERText.integer([1]), DERText.octets(Samples.p256Scalar)))
        for version in [[2, 2, 0, 0], [2, 0], [2, 1, 0xFF], [2, 2, 1, 0]] as [[UInt8]] {
            #expect(refusal { try Self.key(DERText.sequence(version, Self.algorithm, sec1)) } == .malformed)
        }
        let bits = DERText.value(0x03, [1] + Self.point)
        #expect(refusal { try Self.key(DERText.sequence(Self.algorithm, bits)) } == .malformed)
    }

    @Test func `the algorithm of an RSA key has the parameters that belong there`() {
        let modulus = [UInt8](repeating: 0xD5, count: 256)
        let key = DERText.bits(DERText.sequence(DERText.integer(modulus), DERText.integer([3])))
        func refusalOf(_ algorithm: [UInt8]) -> SignatureKeyError? {
            refusal { try Self.key(DERText.sequence(algorithm, key), for: .rsaPKCS1SHA256) }
        }
        #expect(refusalOf(DERText.sequence(DERText.rsa, DERText.null)) == nil)
        #expect(refusalOf(DERText.sequence(DERText.rsa)) == .malformed)
        #expect(refusalOf(DERText.sequence(DERText.rsa, DERText.null, DERText.null)) == .malformed)
        #expect(refusalOf(DERText.sequence(DERText.rsa, [5, 1, 0])) == .malformed)
    }

    @Test func `an input that is too long is refused before it is looked at`() throws {
        let long = [UInt8](repeating: 0x30, count: SignatureKey.maximumByteCount + 1)
        #expect(refusal { try Self.key(long) } == .malformed)
        let text = try Samples.key(for: .ed25519).publicPEM()
        let limit = String(repeating: "\n", count: SignatureKey.maximumByteCount - text.utf8.count)
        #expect(refusal { try SignatureKey(pem: text + limit, for: .ed25519) } == nil)
        #expect(refusal { try SignatureKey(pem: text + limit + "\n", for: .ed25519) } == .malformed)
    }
}
