import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// RFC 6979 appendix A.2.5 to A.2.7, those with the hash of the curve's scheme.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence)) struct ECDSAVectorTests {
    private struct Case: Decodable {
        let curve: String
        let private_key: String
        let public_x: String
        let public_y: String
        let hash: String
        let message: String
        let r: String
        let s: String

        var scheme: SignatureScheme? {
            switch (curve, hash) {
            case ("P-256", "SHA-256"): .ecdsaP256SHA256
            case ("P-384", "SHA-384"): .ecdsaP384SHA384
            case ("P-521", "SHA-512"): .ecdsaP521SHA512
            default: nil
            }
        }

        var signature: [UInt8] { padded(r) + padded(s) }
        var numbers: PublicKeyNumbers { .curve(x: padded(public_x), y: padded(public_y)) }
        var scalar: [UInt8] { padded(private_key) }

        private func padded(_ hex: String) -> [UInt8] {
            let byteCount = curve == "P-521" ? 66 : curve == "P-384" ? 48 : 32
            return SignatureKeySamples.hex(String(repeating: "0", count: 2 * byteCount - hex.utf8.count) + hex)
        }
    }

    private func cases() throws -> [(Case, SignatureScheme)] {
        try Vectors.json("ecdsa_nist/rfc6979_p256_p384_p521.json", as: [Case].self).compactMap { item in
            item.scheme.map { (item, $0) }
        }
    }

    @Test func `the published signatures are valid`() throws {
        let cases = try cases()
        #expect(cases.count == 6)
        for (item, scheme) in cases {
            let key = try SignatureKey(item.numbers, for: scheme)
            #expect(key.isValid(item.signature, for: Array(item.message.utf8)))
        }
    }

    @Test func `they are not for another message, and no changed bit goes unnoticed`() throws {
        for (item, scheme) in try cases() {
            let key = try SignatureKey(item.numbers, for: scheme)
            let message = Array(item.message.utf8)
            #expect(!key.isValid(item.signature, for: message + [0]))
            for index in item.signature.indices {
                var changed = item.signature
                changed[index] ^= 1 << UInt8(index % 8)
                #expect(!key.isValid(changed, for: message))
            }
        }
    }

    @Test func `the published private keys sign for their public ones`() throws {
        for (item, scheme) in try cases() {
            let scalar = try SecretBytes(copying: item.scalar.span.bytes)
            let key = try SignatureKey(item.numbers, privateNumbers: .scalar(scalar), for: scheme)
            let message = Array(item.message.utf8)
            let signature = try key.sign(message)
            #expect(signature.count == key.signatureByteCount)
            #expect(try SignatureKey(item.numbers, for: scheme).isValid(signature, for: message))
        }
    }
}
