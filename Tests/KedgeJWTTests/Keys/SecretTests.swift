import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// What may be a shared secret.
struct SecretTests {
    @Test(arguments: [(JWTAlgorithm.hs256, 32), (.hs384, 48), (.hs512, 64)])
    func `a secret is at least as long as the hash`(_ algorithm: JWTAlgorithm, _ minimum: Int) throws {
        let secret = [UInt8](repeating: 7, count: minimum)
        #expect(KeySample.refusal(secret: secret, algorithm) == nil)
        #expect(KeySample.refusal(secret: secret.dropLast(), algorithm) == .secretLength(minimum - 1, minimum: minimum))
        #expect(KeySample.refusal(secret: [], algorithm) == .secretLength(0, minimum: minimum))
    }

    @Test func `a secret has at most 65,536 bytes`() {
        #expect(KeySample.refusal(secret: [UInt8](repeating: 7, count: 65_536)) == nil)
        #expect(
            KeySample.refusal(secret: [UInt8](repeating: 7, count: 65_537)) == .secretLength(65_537, minimum: 32))
    }

    @Test func `a secret is for HMAC alone`() {
        for algorithm in JWTAlgorithm.allCases where algorithm.signatureScheme != nil {
            #expect(KeySample.refusal(secret: [UInt8](repeating: 7, count: 64), algorithm) == .wrongKind)
        }
    }

    @Test func `signatures are those of HMAC`() throws {
        // RFC 4231 §4.7 has a key of 131 bytes, long enough for each hash.
        let secret = [UInt8](repeating: 0xAA, count: 131)
        let text = "Test Using Larger Than Block-Size Key - Hash Key First"
        let key = try JWTKey(secret: secret.span.bytes, algorithm: .hs256)
        let tag = try #require(bytes(hex: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"))
        #expect(try key.signature(text) == tag)
        #expect(key.isValid(tag, for: text))
        #expect(!key.isValid(tag.dropLast(), for: text))
        #expect(!key.isValid([], for: text))
        #expect(!key.isValid(tag + [0], for: text))
    }

    @Test(arguments: [
        JWTAlgorithm.rs256, .es256, .es384, .es512, .es256k, .edDSA,
    ])
    func `no key in any of its forms is a secret`(_ algorithm: JWTAlgorithm) throws {
        let key = try #require(try KeySample.key(algorithm).signatureKey)
        let jwt = try JWTKey(key, algorithm: algorithm, id: "a")
        let privateDER = try key.privateDER()
        let set = try JWTKeySet([jwt.publicKey()])
        let forms: [[UInt8]] = [
            Array(try key.publicPEM().utf8), Array(KeySample.text(try key.privatePEM()).utf8), try key.publicDER(),
            privateDER.withUnsafeBytes { Array($0) }, Array(try jwt.publicJWK().utf8),
            Array(try KeySample.jwk(jwt).utf8),
            Array(try set.publicJWKSet().utf8),
        ]
        for form in forms {
            #expect(form.count >= 32)
            #expect(KeySample.refusal(secret: form) == .secretIsKey)
        }
        for form in [forms[0], forms[1], forms[4], forms[6]] {
            #expect(KeySample.refusal(secret: Array(" \r\n\t".utf8) + form + Array("\n\n".utf8)) == .secretIsKey)
            #expect(KeySample.refusal(secret: [0xEF, 0xBB, 0xBF] + form) == .secretIsKey)
        }
        #expect(KeySample.refusal(secret: Array("Bag Attributes\n".utf8) + forms[0]) == .secretIsKey)
    }

    @Test(arguments: [
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI",
        "sk-ssh-ed25519@openssh.com AAAAG",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA",
        "-----BEGIN CERTIFICATE-----\nMIIB", "-----BEGIN ANYTHING", "{\"\\u006bty\":\"oct\",\"k\":\"AAAAAAAAAAAAAA\"}",
        "{\"kty\":\"oct\",\"k\":\"AAAAAAAA\"", "[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAA\"}]",
    ])
    func `texts of keys are no secrets, however they go on`(_ text: String) {
        let secret = Array(text.utf8) + [UInt8](repeating: 0x0A, count: 32)
        #expect(KeySample.refusal(secret: secret) == .secretIsKey)
    }

    @Test func `certificates and keys of PKCS1 and SEC1 are no secrets`() {
        let heads = ["3082012a02820101", "3081890281", "308201223082010a", "30770201010420", "302a300506032b6570"]
        let counts = [0x12A + 4, 0x89 + 3, 0x122 + 4, 0x77 + 2, 0x2A + 2]
        for (head, count) in zip(heads, counts) {
            let head = bytes(hex: head) ?? []
            let der = head + [UInt8](repeating: 1, count: count - head.count)
            #expect(KeySample.refusal(secret: der) == .secretIsKey)
            // What only begins like one is a secret.
            #expect(KeySample.refusal(secret: der + [0]) == nil)
        }
    }

    @Test func `random bytes are secrets, even such as begin like DER`() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            #expect(KeySample.refusal(secret: [0x30, 30] + generator.bytes(30)) == nil)
        }
        #expect(KeySample.refusal(secret: Array("{ as a passphrase is fine, and so is kty }".utf8)) == nil)
        #expect(KeySample.refusal(secret: Array("-----a line of dashes is no block of PEM-----".utf8)) == nil)
    }

    @Test func `an id has 1 to 1,024 bytes and no NUL`() throws {
        let secret = [UInt8](repeating: 7, count: 32)
        #expect(KeySample.refusal(secret: secret, id: "") == .invalidID)
        #expect(KeySample.refusal(secret: secret, id: "a\0") == .invalidID)
        #expect(KeySample.refusal(secret: secret, id: String(repeating: "k", count: 1_024)) == nil)
        #expect(KeySample.refusal(secret: secret, id: String(repeating: "k", count: 1_025)) == .invalidID)
        let key = try JWTKey(secret: secret.span.bytes, algorithm: .hs256, id: "a")
        #expect(try key.identified(by: "b").id == "b")
        #expect(try key.identified(by: nil).id == nil)
        #expect(try key.signs(for: key.identified(by: "b")))
    }
}
