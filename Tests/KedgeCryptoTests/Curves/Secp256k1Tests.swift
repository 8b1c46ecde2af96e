import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

@Suite("secp256k1")
struct Secp256k1Tests {
    private struct Account: Decodable {
        let private_key: String
        let public_key: String
        let address: String
    }

    private struct Multiple: Decodable {
        let k: String
        let x: String
        let y: String
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `public keys and addresses are those of the published accounts`() throws {
        let accounts: [Account] = try Vectors.json("accounts/private_key_to_address.json")
        #expect(accounts.count == 20)
        for account in accounts {
            let secret = try self.secret(String(account.private_key.dropFirst(2)))
            let point = try Secp256k1.publicKey(of: secret, form: .uncompressed)
            #expect(point == bytes(hex: String(account.public_key.dropFirst(2))))
            let address = Keccak256.hash(Array(point.dropFirst())).suffix(20)
            #expect(Array(address) == bytes(hex: account.address.dropFirst(2).lowercased()))
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `multiples of the base point are the published ones`() throws {
        let multiples: [Multiple] = try Vectors.json("secp256k1/scalar_base_mult.json")
        #expect(multiples.count > 20)
        for multiple in multiples {
            let secret = try self.secret(multiple.k)
            let x = try #require(bytes(hex: multiple.x))
            let y = try #require(bytes(hex: multiple.y))
            #expect(try Secp256k1.publicKey(of: secret, form: .uncompressed) == [4] + x + y)
            #expect(try Secp256k1.publicKey(of: secret) == [2 + (y[31] & 1)] + x)
        }
    }

    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
    func `a secret key out of range is refused`(key: String) throws {
        let secret = try self.secret(key)
        #expect(throws: Secp256k1Error.secretKeyOutOfRange) { try Secp256k1.publicKey(of: secret) }
    }

    @Test(arguments: [0, 31, 33])
    func `a secret key of another length is refused`(count: Int) throws {
        let secret = try SecretBytes.random(count: count)
        #expect(throws: Secp256k1Error.secretKeyLength(count)) { try Secp256k1.publicKey(of: secret) }
    }

    private func secret(_ hex: String) throws -> SecretBytes {
        let key = try #require(bytes(hex: hex))
        return try SecretBytes(copying: key.span.bytes)
    }
}
