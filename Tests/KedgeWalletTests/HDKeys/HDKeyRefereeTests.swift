import KedgeTestSupport
import KedgeWallet
import Testing

@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct HDKeyRefereeTests {
    private struct Case: Decodable {
        let seed: HexBytes
        let path: String
        let numbers: [UInt32]
        let private_key: HexBytes
        let address: HexBytes
        let xprv: String
        let xpub: String
    }

    @Test func `keys, texts and addresses are those of independent software`() throws {
        let cases = try Referee.cases("hd_keys", as: Case.self)
        #expect(cases.count >= 1000)
        for vector in cases {
            let path = try DerivationPath(vector.path)
            #expect(path.numbers == vector.numbers)
            #expect(path.description == vector.path)
            let master = try master(vector.seed.bytes)
            let key = try master.derived(path)
            #expect(try key.privateKey().withUnsafeBytes { [UInt8]($0) } == vector.private_key.bytes)
            #expect(try key.xprv() == vector.xprv)
            #expect(try key.publicKey.text == vector.xpub)
            #expect(try key.address.bytes == vector.address.bytes)
            #expect(try privateKey(vector.xprv).xprv() == vector.xprv)
            #expect(try HDPublicKey(vector.xpub).address.bytes == vector.address.bytes)
            // The normal levels at the end, from the public key above them.
            let split = (vector.numbers.lastIndex { $0 >= DerivationPath.hardened } ?? -1) + 1
            let above = try master.derived(DerivationPath(numbers: [UInt32](vector.numbers[..<split])))
            let below = try DerivationPath(numbers: [UInt32](vector.numbers[split...]))
            #expect(try above.publicKey.derived(below).text == vector.xpub)
        }
    }
}
