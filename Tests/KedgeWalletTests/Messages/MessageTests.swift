import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct MessageTests {
    private struct Published: Decodable {
        struct Signed: Decodable {
            let message: PrefixedHexBytes
            let private_key: String
            let address: String
            let signature: PrefixedHexBytes
            let digest: PrefixedHexBytes
        }
        struct Hashed: Decodable {
            let message: PrefixedHexBytes
            let digest: PrefixedHexBytes
        }
        struct Recovered: Decodable {
            let message: PrefixedHexBytes
            let v: UInt8
            let r: PrefixedHexBytes
            let s: PrefixedHexBytes
            let address: String
        }
        struct Validated: Decodable {
            let validator: PrefixedHexBytes
            let data: PrefixedHexBytes
            let signed_data: PrefixedHexBytes
        }

        let personal_sign: [Signed]
        let personal_sign_hashes: [Hashed]
        let recover: [Recovered]
        let intended_validator: [Validated]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `messages are hashed, signed and recovered as published`() throws {
        let published: Published = try Vectors.json("eip191/eip191.json")
        #expect(
            published.personal_sign.count + published.personal_sign_hashes.count + published.recover.count
                + published.intended_validator.count == 14)
        for item in published.personal_sign {
            let message = item.message.bytes
            #expect(Message.hash(message).bytes == item.digest.bytes)
            let key = try PrivateKey(hex: item.private_key)
            let signature = try key.sign(message: message.span.bytes)
            #expect(signature.bytes == item.signature.bytes)
            #expect(try signature.signer(ofMessage: message.span.bytes).description == item.address)
            try signature.verify(ofMessage: message.span.bytes, by: key.address)
        }
        for item in published.personal_sign_hashes {
            #expect(Message.hash(item.message.bytes).bytes == item.digest.bytes)
        }
        for item in published.recover {
            let signature = try Signature((item.r.bytes + item.s.bytes + [item.v]).span.bytes)
            #expect(try signature.signer(ofMessage: item.message.bytes.span.bytes).description == item.address)
        }
        for item in published.intended_validator {
            let validator = try #require(Address(item.validator.bytes))
            let hash = Message.hash(validator: validator, data: item.data.bytes.span.bytes)
            #expect(hash == Hash32(keccak256: item.signed_data.bytes))
        }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 108, 109, 110, 135, 136, 137, 999, 1000, 12345])
    func `the length stands in decimal before the message`(count: Int) {
        let message = [UInt8](repeating: 0x61, count: count)
        let marked = Array("\u{19}Ethereum Signed Message:\n\(count)".utf8) + message
        #expect(Message.hash(message) == Hash32(keccak256: marked))
    }

    @Test func `another message or signer is refused`() throws {
        let key = try PrivateKey.random()
        let signature = try key.sign(message: [1, 2].span.bytes, nonce: .hedged)
        let address = try key.address
        try signature.verify(ofMessage: [1, 2].span.bytes, by: address)
        #expect(throws: KeyError.wrongSigner) { try signature.verify(ofMessage: [1, 3].span.bytes, by: address) }
        #expect(throws: KeyError.wrongSigner) { try signature.verify(ofMessage: [1, 2].span.bytes, by: .zero) }
    }
}
