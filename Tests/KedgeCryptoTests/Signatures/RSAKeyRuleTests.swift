import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// Keys that are refused although they are written as they should be: those of RSA.
struct RSAKeyRuleTests {
    private typealias Samples = SignatureKeySamples

    private static func modulus(bits: Int) -> [UInt8] {
        var modulus = [UInt8](repeating: 0x35, count: (bits + 7) / 8)
        modulus[0] = UInt8(1) << UInt8((bits - 1) % 8)
        return modulus
    }

    @Test(arguments: [16, 512, 1_024, 2_040, 2_047, 16_385, 16_400, 30_000])
    func `a modulus of another size is refused`(bits: Int) {
        let numbers = PublicKeyNumbers.rsa(modulus: Self.modulus(bits: bits), exponent: [1, 0, 1])
        #expect(refusal { try SignatureKey(numbers, for: .rsaPKCS1SHA256) } == .modulusSize(bits: bits))
        let der = DERText.sequence(DERText.integer(Self.modulus(bits: bits)), DERText.integer([1, 0, 1]))
        #expect(refusal { try SignatureKey(der: der, for: .rsaPSSSHA256) } == .modulusSize(bits: bits))
    }

    @Test(arguments: [2_048, 2_049, 4_096, 16_384])
    func `a modulus of the right size is taken`(bits: Int) throws {
        let key = try SignatureKey(.rsa(modulus: Self.modulus(bits: bits), exponent: [3]), for: .rsaPKCS1SHA256)
        #expect(key.signatureByteCount == (bits + 7) / 8)
        #expect(!key.isValid([UInt8](repeating: 0, count: key.signatureByteCount), for: []))
    }

    @Test(arguments: [[1], [2], [0x80], [1, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 1]] as [[UInt8]])
    func `an exponent that is even, 1 or too long is refused`(exponent: [UInt8]) {
        let numbers = PublicKeyNumbers.rsa(modulus: Self.modulus(bits: 2_048), exponent: exponent)
        #expect(refusal { try SignatureKey(numbers, for: .rsaPKCS1SHA256) } == .exponent)
    }

    @Test func `numbers with leading zeros, or without bytes, are refused`() {
        let modulus = Self.modulus(bits: 2_048)
        let wrong: [([UInt8], [UInt8])] = [
            ([0] + modulus, [1, 0, 1]), (modulus, [0, 1, 0, 1]), ([], [3]), (modulus, []),
        ]
        for (modulus, exponent) in wrong {
            #expect(
                refusal { try SignatureKey(.rsa(modulus: modulus, exponent: exponent), for: .rsaPKCS1SHA256) }
                    == .malformed)
        }
    }

    @Test func `an even modulus is refused`() {
        var modulus = Self.modulus(bits: 2_048)
        modulus[255] = 0x34
        #expect(
            refusal { try SignatureKey(.rsa(modulus: modulus, exponent: [3]), for: .rsaPKCS1SHA256) } == .weakModulus)
    }

    // The product of two primes k · M + (65537^a mod M) of 1,024 bits, M being the product of the first 39 primes.
    private static let rocaModulus =
        "c9be958093c3d550285f0c1ae631b6186e5be5f50a246fd46c0cf35995a03342ccb0c513faaa3c304fc50f762a472b2abd80"
        + "f30be4e7fea9d55d39f484c7e48b1fe573851292c522e3cf0be003fb8d5c8989320fae52e010dd2b15aaa7b6f2838f340b65"
        + "6036f39048e12cff749fdb412bb397f0cad98ea774fbf8f057d7934e96a7acc1072d35af6b7895d7dbade4d2c98e5f4dee30"
        + "f85587fee50f3497652d62c03d092b4b9159b45fd10c2bb89ea5fa1186cd2d3c60bd8cbfe384ed84340abea5acb18d028f07"
        + "05b7a6eabedad37af0918c33ec500221dd81e94088529ae1c233548a05b3123fb80ae3cb4528320b1d3c5b7914145821b2a9"
        + "8d4d453ecee1"

    @Test func `a modulus with the mark of ROCA is refused, and its neighbours are not`() throws {
        let modulus = Samples.hex(Self.rocaModulus)
        #expect(modulus.count == 256)
        #expect(
            refusal { try SignatureKey(.rsa(modulus: modulus, exponent: [1, 0, 1]), for: .rsaPSSSHA384) }
                == .weakModulus)
        for change in [2, 4, 8, 16, 32, 64] as [UInt8] {
            var other = modulus
            other[255] ^= change
            #expect(refusal { try SignatureKey(.rsa(modulus: other, exponent: [1, 0, 1]), for: .rsaPSSSHA384) } == nil)
        }
    }

    @Test func `a private number that does not belong to the others is refused`() throws {
        let key = try Samples.key(for: .rsaPKCS1SHA256)
        guard case .rsa(let modulus, _) = key.publicNumbers else { return }
        let numbers = try Self.bytes(of: key)
        #expect(refusal { try Self.key(key.publicNumbers, numbers) } == nil)
        for index in numbers.indices {
            for change in [2, 1] as [UInt8] {
                var changed = numbers
                changed[index][changed[index].count - 1] ^= change
                #expect(refusal { try Self.key(key.publicNumbers, changed) } == .invalidPrivateNumber)
            }
            for wrong in [[], [0], [1], [0] + numbers[index], numbers[index] + [1], [UInt8](repeating: 1, count: 300)] {
                var changed = numbers
                changed[index] = wrong
                #expect(refusal { try Self.key(key.publicNumbers, changed) } == .invalidPrivateNumber)
            }
        }
        // The primes the other way round, with exponents to match, leave the coefficient wrong.
        let swapped = [numbers[0], numbers[2], numbers[1], numbers[4], numbers[3], numbers[5]]
        #expect(refusal { try Self.key(key.publicNumbers, swapped) } == .invalidPrivateNumber)
        let trivial = [numbers[0], modulus, [1], numbers[3], numbers[4], [1]]
        #expect(refusal { try Self.key(key.publicNumbers, trivial) } == .invalidPrivateNumber)
        let ofAnotherExponent = PublicKeyNumbers.rsa(modulus: modulus, exponent: [3])
        #expect(refusal { try Self.key(ofAnotherExponent, numbers) } == .invalidPrivateNumber)
    }

    private static func bytes(of key: SignatureKey) throws -> [[UInt8]] {
        switch try key.privateNumbers() {
        case .rsa(let numbers):
            [
                numbers.exponent.bytes(), numbers.prime1.bytes(), numbers.prime2.bytes(), numbers.exponent1.bytes(),
                numbers.exponent2.bytes(), numbers.coefficient.bytes(),
            ]
        case .scalar: []
        }
    }

    private static func key(_ publicNumbers: PublicKeyNumbers, _ numbers: [[UInt8]]) throws -> SignatureKey {
        func secret(_ index: Int) throws -> SecretBytes {
            let number = numbers[index]
            return try SecretBytes(copying: number.span.bytes)
        }
        return try SignatureKey(
            publicNumbers,
            privateNumbers: .rsa(
                RSAPrivateNumbers(
                    exponent: secret(0), prime1: secret(1), prime2: secret(2), exponent1: secret(3),
                    exponent2: secret(4), coefficient: secret(5))),
            for: .rsaPKCS1SHA256)
    }
}
