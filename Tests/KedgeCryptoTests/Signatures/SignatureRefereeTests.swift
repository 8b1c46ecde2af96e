import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// Keys and signatures that other software made.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct SignatureRefereeTests {
    private func scheme(named name: String) throws -> SignatureScheme {
        try #require(SignatureScheme.allCases.first { "\($0)" == name })
    }

    private struct KeyCase: Decodable {
        let scheme: String
        let is_private: Bool
        let is_pem: Bool
        let form: HexBytes
        let `public`: HexBytes
        let `private`: HexBytes
    }

    @Test func `every form of a key is read as the referee wrote it`() throws {
        let cases = try Referee.cases("signature_keys", as: KeyCase.self)
        #expect(cases.count >= 400)
        for item in cases {
            let scheme = try scheme(named: item.scheme)
            let form = item.form.bytes
            let key =
                item.is_pem
                ? try SignatureKey(pem: form.span.bytes, for: scheme)
                : try SignatureKey(der: form.span.bytes, for: scheme)
            #expect(key.isPrivate == item.is_private)
            #expect(bytes(key.publicNumbers) == item.public.bytes)
            if item.is_private {
                #expect(try bytes(key.privateNumbers()) == item.private.bytes)
                #expect(key.isValid(try key.sign([1]), for: [1]))
            }
        }
    }

    // PKCS#8 and SubjectPublicKeyInfo are the forms that Kedge writes.
    @Test func `a key is written as the referee writes it`() throws {
        var writtenCount = 0
        for item in try Referee.cases("signature_keys", as: KeyCase.self) {
            let key = try? SignatureKey(pem: item.form.bytes.span.bytes, for: scheme(named: item.scheme))
            guard let key, item.is_pem else { continue }
            let text = String(decoding: item.form.bytes, as: UTF8.self)
            if text.hasPrefix("-----BEGIN PUBLIC KEY-----") {
                #expect(try key.publicPEM() == text)
                writtenCount += 1
            } else if text.hasPrefix("-----BEGIN PRIVATE KEY-----") {
                #expect(try key.privatePEM().bytes() == item.form.bytes)
                writtenCount += 1
            }
        }
        #expect(writtenCount >= 100)
    }

    private func bytes(_ numbers: PublicKeyNumbers) -> [UInt8] {
        switch numbers {
        case .rsa(let modulus, let exponent): modulus + exponent
        case .curve(let x, let y): x + y
        case .ed25519(let bytes): bytes
        }
    }

    private func bytes(_ numbers: borrowing PrivateKeyNumbers) -> [UInt8] {
        switch numbers {
        case .rsa(let numbers):
            numbers.exponent.bytes() + numbers.prime1.bytes() + numbers.prime2.bytes() + numbers.exponent1.bytes()
                + numbers.exponent2.bytes() + numbers.coefficient.bytes()
        case .scalar(let scalar): scalar.bytes()
        }
    }

    private struct CompositeCase: Decodable {
        let form: HexBytes
    }

    @Test func `an RSA key whose primes are not prime is refused`() throws {
        let cases = try Referee.cases("composite_keys", as: CompositeCase.self)
        #expect(cases.count >= 3)
        for item in cases {
            let der = item.form.bytes
            #expect(refusal { try SignatureKey(der: der, for: .rsaPKCS1SHA256) } == .invalidPrivateNumber)
        }
    }

    private struct SignatureCase: Decodable {
        let scheme: String
        let key: HexBytes
        let message: HexBytes
        let signature: HexBytes
        let is_valid: Bool
    }

    @Test func `the referee's signatures are valid, and spoiled ones are not`() throws {
        let cases = try Referee.cases("signatures", as: SignatureCase.self)
        #expect(cases.count >= 400)
        for item in cases {
            let der = item.key.bytes
            let key = try SignatureKey(der: der.span.bytes, for: scheme(named: item.scheme))
            #expect(key.isValid(item.signature.bytes, for: item.message.bytes) == item.is_valid)
        }
    }
}
