import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// The values that stand in C2SP's specification.
@Suite("XAES-256-GCM against C2SP", .enabled(if: Vectors.areAvailable, Vectors.absence))
struct XAESGCMVectorTests {
    private struct File: Decodable {
        let cases: [Case]
    }

    private struct Case: Decodable {
        enum CodingKeys: String, CodingKey {
            case key, nonce, plaintext, aad
            case derivedKey = "derived_key"
            case sealed = "ciphertext_tag"
        }

        let key, nonce, plaintext, aad, derivedKey, sealed: HexBytes
    }

    private func cases() throws -> [Case] {
        let cases = try Vectors.json("aes_gcm/xaes_256_gcm.json", as: File.self).cases
        #expect(cases.count == 2)
        return cases
    }

    @Test func `messages are sealed as C2SP seals them`() throws {
        for example in try cases() {
            let key = try XAESGCMKey(copying: example.key.bytes)
            let sealed = try key.seal(
                example.plaintext.bytes, nonce: example.nonce.bytes, authenticating: example.aad.bytes)
            #expect(sealed == example.sealed.bytes)
        }
    }

    @Test func `messages of C2SP open`() throws {
        for example in try cases() {
            let key = try XAESGCMKey(copying: example.key.bytes)
            let opened = try key.open(
                example.sealed.bytes, nonce: example.nonce.bytes, authenticating: example.aad.bytes)
            #expect(opened == example.plaintext.bytes)
        }
    }

    // The derived key never leaves its scratch memory, so it shows in what AES-256-GCM makes under it.
    @Test func `the key of a message is the one that C2SP derives`() throws {
        for example in try cases() {
            let key = try XAESGCMKey(copying: example.key.bytes)
            let derived = try AESGCMKey(copying: example.derivedKey.bytes)
            for length in [0, 1, 16, 1000] {
                let message = [UInt8](repeating: 7, count: length)
                let nonce = example.nonce.bytes
                #expect(
                    try key.seal(message, nonce: nonce)
                        == derived.seal(message, nonce: Array(nonce.suffix(12))))
            }
        }
    }
}
