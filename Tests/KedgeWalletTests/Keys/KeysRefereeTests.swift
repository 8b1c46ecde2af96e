import KedgeTestSupport
import KedgeWallet
import Testing

/// Thousands of random cases, which other software worked out.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct KeysRefereeTests {
    private struct KeyCase: Decodable {
        let private_key: HexBytes
        let digest: HexBytes
        let signature: HexBytes
        let public_key: HexBytes
        let compressed: HexBytes
        let address: String
    }

    @Test func `the referee agrees on keys, signatures and addresses`() throws {
        let cases = try Referee.cases("keys", as: KeyCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let key = try PrivateKey(item.private_key.bytes.span.bytes)
            let publicKey = try key.publicKey
            let digest = try #require(Hash32(item.digest.bytes))
            let signature = try key.sign(digest)
            #expect(signature.bytes == item.signature.bytes)
            #expect(publicKey.uncompressedBytes == item.public_key.bytes)
            #expect(publicKey.compressedBytes == item.compressed.bytes)
            #expect(try PublicKey(item.compressed.bytes.span.bytes) == publicKey)
            #expect(publicKey.address.description == item.address)
            #expect(publicKey.verifies(signature, of: digest))
            #expect(try signature.signer(of: digest) == publicKey.address)
        }
    }

    private struct RecoveryCase: Decodable {
        let digest: HexBytes
        let signature: HexBytes
        let public_key: HexBytes?
    }

    @Test func `the referee agrees on whose signatures are that nobody made`() throws {
        let cases = try Referee.cases("recoveries", as: RecoveryCase.self)
        #expect(cases.count >= 1000)
        #expect(cases.filter { $0.public_key == nil }.count > 300)
        var items: [(digest: Hash32, signature: Signature)] = []
        var signers: [Result<Address, KeyError>] = []
        for item in cases {
            let digest = try #require(Hash32(item.digest.bytes))
            guard let expected = item.public_key else {
                #expect(throws: KeyError.invalidSignature) {
                    try Signature(item.signature.bytes.span.bytes).publicKey(of: digest)
                }
                continue
            }
            let signature = try Signature(item.signature.bytes.span.bytes)
            let publicKey = try signature.publicKey(of: digest)
            #expect(publicKey.uncompressedBytes == [4] + expected.bytes)
            #expect(publicKey.verifies(signature, of: digest))
            items.append((digest, signature))
            signers.append(.success(publicKey.address))
        }
        #expect(try SignatureBatch.signers(of: items, threadCount: 2) == signers)
    }

    private struct MessageCase: Decodable {
        let private_key: HexBytes
        let message: HexBytes
        let digest: HexBytes
        let signature: HexBytes
        let address: String
        let validator: HexBytes
        let data: HexBytes
        let validated: HexBytes
    }

    @Test func `the referee agrees on messages`() throws {
        let cases = try Referee.cases("messages", as: MessageCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let message = item.message.bytes
            #expect(Message.hash(message).bytes == item.digest.bytes)
            let signature = try PrivateKey(item.private_key.bytes.span.bytes).sign(message: message.span.bytes)
            #expect(signature.bytes == item.signature.bytes)
            #expect(try signature.signer(ofMessage: message.span.bytes).description == item.address)
            let validator = try #require(Address(item.validator.bytes))
            let data = item.data.bytes
            #expect(Message.hash(validator: validator, data: data.span.bytes).bytes == item.validated.bytes)
        }
    }

    private struct AddressCase: Decodable {
        let creator: HexBytes
        let nonce: String
        let salt: HexBytes
        let code: HexBytes
        let text: String
        let created: HexBytes
        let created2: HexBytes
    }

    @Test func `the referee agrees on addresses`() throws {
        let cases = try Referee.cases("addresses", as: AddressCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let creator = try #require(Address(item.creator.bytes))
            #expect(creator.description == item.text)
            #expect(try Address(item.text, requiresChecksum: true) == creator)
            let nonce = try #require(UInt64(item.nonce))
            #expect(Address.created(by: creator, nonce: nonce).bytes == item.created.bytes)
            let salt = try #require(Hash32(item.salt.bytes))
            let code = item.code.bytes
            let created = Address.created(by: creator, salt: salt, initCode: code.span.bytes)
            #expect(created.bytes == item.created2.bytes)
        }
    }
}
