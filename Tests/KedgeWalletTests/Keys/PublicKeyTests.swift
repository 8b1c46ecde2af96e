import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct PublicKeyTests {
    // The base point. SEC 2 section 2.4.1
    private static let x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    private static let y = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"

    @Test(arguments: ["02" + x, "04" + x + y])
    func `a key is read in either form and written in both`(text: String) throws {
        let written = try #require(bytes(hex: text))
        let key = try PublicKey(written.span.bytes)
        #expect(key.compressedBytes == bytes(hex: "02" + Self.x))
        #expect(key.uncompressedBytes == bytes(hex: "04" + Self.x + Self.y))
        #expect(key.address.description == "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf")
    }

    @Test(arguments: [
        "", "02", x, x + y, "00" + x, "01" + x, "04" + x, "05" + x, "02" + x + y, "03" + x + y, "04" + x + y + "00",
        // The hybrid form of SEC 1.
        "06" + x + y, "07" + x + y,
        // No point has this x, and this y is another point's.
        "020000000000000000000000000000000000000000000000000000000000000005",
        "04" + x + x,
        // x is not below the prime of the field.
        "02" + String(repeating: "f", count: 64),
        "02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc30",
        "04" + String(repeating: "0", count: 128),
    ])
    func `bytes that are no point are refused`(text: String) throws {
        let key = try #require(bytes(hex: text))
        #expect(throws: KeyError.invalidPublicKey) { _ = try PublicKey(key.span.bytes) }
    }

    @Test func `a signature is verified by its key and digest alone`() throws {
        let key = try PrivateKey.random()
        let other = try PrivateKey.random()
        let digest = Hash32(keccak256: [1])
        let signature = try key.sign(digest)
        let publicKey = try key.publicKey
        let otherKey = try other.publicKey
        #expect(publicKey.verifies(signature, of: digest))
        #expect(!publicKey.verifies(signature, of: Hash32(keccak256: [2])))
        #expect(!otherKey.verifies(signature, of: digest))
        try publicKey.verify(signature, of: digest)
        #expect(throws: KeyError.wrongSigner) { try otherKey.verify(signature, of: digest) }
        #expect(publicKey == publicKey && publicKey != otherKey)
    }
}
