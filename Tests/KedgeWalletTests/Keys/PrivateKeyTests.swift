import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct PrivateKeyTests {
    private struct Account: Decodable {
        let private_key: PrefixedHexBytes
        let public_key: PrefixedHexBytes
        let address: String
    }

    private struct Multiple: Decodable {
        let k: String
        let x: HexBytes
        let y: HexBytes
    }

    private struct Signed: Decodable {
        let private_key: String
        let digest: HexBytes
        let r: HexBytes
        let s: HexBytes
        let recovery_id: Int
    }

    private static let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published accounts have their keys and addresses`() throws {
        let accounts: [Account] = try Vectors.json("accounts/private_key_to_address.json")
        #expect(accounts.count == 20)
        for account in accounts {
            let key = try PrivateKey(account.private_key.bytes.span.bytes)
            let publicKey = try key.publicKey
            #expect(publicKey.uncompressedBytes == account.public_key.bytes)
            #expect(try PublicKey(publicKey.compressedBytes.span.bytes) == publicKey)
            #expect(try key.address.description == account.address)
            #expect(try key.address == Address(account.address))
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published multiples of the base point are the keys' public keys`() throws {
        let multiples: [Multiple] = try Vectors.json("secp256k1/scalar_base_mult.json")
        #expect(multiples.count == 45)
        for multiple in multiples {
            let key = try PrivateKey(hex: multiple.k)
            #expect(try key.publicKey.uncompressedBytes == [4] + multiple.x.bytes + multiple.y.bytes)
            #expect(try key.publicKey.compressedBytes == [2 + (multiple.y.bytes[31] & 1)] + multiple.x.bytes)
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `signatures are the published ones`() throws {
        let cases: [Signed] = try Vectors.json("secp256k1/rfc6979_sha256.json")
        #expect(cases.count == 10)
        for item in cases {
            let key = try PrivateKey(hex: item.private_key)
            let digest = try #require(Hash32(item.digest.bytes))
            let signature = try key.sign(digest)
            #expect(signature.bytes == item.r.bytes + item.s.bytes + [27 + UInt8(item.recovery_id)])
            #expect(signature.r.bigEndianBytes == item.r.bytes)
            #expect(signature.s.bigEndianBytes == item.s.bytes)
            #expect(try signature.signer(of: digest) == key.address)
            #expect(try signature.publicKey(of: digest) == key.publicKey)
        }
    }

    @Test func `hex is read with or without its prefix, in either case`() throws {
        let digits = "00000000000000000000000000000000000000000000000000000000deadBEEF"
        for text in [digits, "0x" + digits, digits.lowercased(), "0x" + digits.uppercased()] {
            let key = try PrivateKey(hex: text)
            let bytes = key.withUnsafeBytes { [UInt8]($0) }
            #expect(bytes == [UInt8](repeating: 0, count: 28) + [0xDE, 0xAD, 0xBE, 0xEF])
        }
    }

    @Test(arguments: [
        "", "0x", "0", String(repeating: "1", count: 63), String(repeating: "1", count: 65),
        String(repeating: "1", count: 66), "0x" + String(repeating: "1", count: 62),
        "0x" + String(repeating: "1", count: 63), "0x" + String(repeating: "1", count: 65),
        "0X" + String(repeating: "1", count: 64), String(repeating: "1", count: 63) + "g",
        " " + String(repeating: "1", count: 63), String(repeating: "1", count: 64) + "\n",
    ])
    func `text that is not 64 hex digits is refused`(text: String) {
        #expect(throws: KeyError.invalidHex) { _ = try PrivateKey(hex: text) }
    }

    @Test(arguments: [
        String(repeating: "0", count: 64), order, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142",
        String(repeating: "f", count: 64),
    ])
    func `a key out of range is refused`(text: String) throws {
        #expect(throws: KeyError.privateKeyOutOfRange) { _ = try PrivateKey(hex: text) }
        let key = try #require(bytes(hex: text))
        #expect(throws: KeyError.privateKeyOutOfRange) { _ = try PrivateKey(key.span.bytes) }
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `a key of another length is refused`(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(throws: KeyError.privateKeyLength(count)) { _ = try PrivateKey(bytes.span.bytes) }
    }

    @Test func `the first and the last key are taken`() throws {
        _ = try PrivateKey(hex: String(repeating: "0", count: 63) + "1")
        _ = try PrivateKey(hex: Self.order.dropLast() + "0")
    }

    @Test func `random keys differ, and export as they are`() throws {
        var seen: Set<[UInt8]> = []
        for _ in 0..<50 {
            let key = try PrivateKey.random()
            let copy = try key.export()
            let bytes = copy.withUnsafeBytes { [UInt8]($0) }
            #expect(bytes == key.withUnsafeBytes { [UInt8]($0) })
            let again = try PrivateKey(bytes.span.bytes)
            #expect(try again.address == key.address)
            seen.insert(bytes)
        }
        #expect(seen.count == 50)
    }

    @Test func `a deterministic signature repeats, and a hedged one does not`() throws {
        let key = try PrivateKey.random()
        let digest = Hash32(keccak256: [1, 2, 3])
        let signature = try key.sign(digest)
        #expect(try key.sign(digest) == signature)
        var seen: Set<Signature> = [signature]
        for _ in 0..<50 {
            let hedged = try key.sign(digest, nonce: .hedged)
            try hedged.verify(of: digest, by: key.address)
            #expect(try Signature(hedged.bytes.span.bytes) == hedged)
            seen.insert(hedged)
        }
        #expect(seen.count == 51)
    }

    @Test func `threads sign with one key`() throws {
        let key = try PrivateKey.random()
        let digest = Hash32(keccak256: [7])
        let expected = try key.sign(digest)
        let right = Tally()
        onThreads(8) { _ in
            for _ in 0..<20 where (try? key.sign(digest)) == expected { right.add() }
        }
        #expect(right.count == 160)
    }
}
