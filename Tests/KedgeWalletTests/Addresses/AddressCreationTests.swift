import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct AddressCreationTests {
    private struct Creation: Decodable {
        let deployer: PrefixedHexBytes
        let salt: PrefixedHexBytes
        let init_code: PrefixedHexBytes
        let address: String
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `CREATE2 gives the published addresses`() throws {
        let cases: [Creation] = try Vectors.json("eip1014/create2.json")
        #expect(cases.count == 7)
        for item in cases {
            let deployer = try #require(Address(item.deployer.bytes))
            let salt = try #require(Hash32(item.salt.bytes))
            let address = Address.created(by: deployer, salt: salt, initCode: item.init_code.bytes.span.bytes)
            #expect(address.description == item.address)
            let hash = Hash32(keccak256: item.init_code.bytes)
            #expect(Address.created(by: deployer, salt: salt, initCodeHash: hash) == address)
        }
    }

    // What the RLP of the nonce looks like changes at 1, 0x80, 0x100, ...: RLP by hand, in the slow and plain way.
    @Test func `CREATE hashes the RLP of the creator and the nonce`() throws {
        let creator = try Address("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0")
        #expect(Address.created(by: creator, nonce: 0).description == "0xcd234A471b72ba2F1Ccf0A70FCABA648a5eeCD8d")
        #expect(Address.created(by: creator, nonce: 1).description == "0x343c43A37D37dfF08AE8C4A11544c718AbB4fCF8")
        var nonces: [UInt64] = [0, 1, 0x7F, 0x80, UInt64.max]
        for bits in stride(from: UInt64(8), to: 64, by: 8) { nonces += [(1 << bits) - 1, 1 << bits] }
        for nonce in nonces {
            var digits: [UInt8] = []
            var rest = nonce
            while rest > 0 {
                digits.insert(UInt8(rest & 0xFF), at: 0)
                rest >>= 8
            }
            let item = digits.count == 1 && digits[0] < 0x80 ? digits : [0x80 + UInt8(digits.count)] + digits
            let list = [0x94] + creator.bytes + item
            let hash = Hash32(keccak256: [0xC0 + UInt8(list.count)] + list)
            #expect(Address.created(by: creator, nonce: nonce).bytes == Array(hash.bytes.suffix(20)))
        }
    }
}
