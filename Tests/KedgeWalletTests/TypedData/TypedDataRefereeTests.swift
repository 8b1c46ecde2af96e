import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Random data of random types against eth-account.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence))
struct TypedDataRefereeTests {
    private struct Case: Decodable {
        let json: String
        let domain: HexBytes
        let message: HexBytes
        let type: String
        let digest: HexBytes
        let key: HexBytes
        let signature: HexBytes
        let address: HexBytes
    }

    @Test func `random data is hashed and signed as eth-account does`() throws {
        let cases = try Referee.cases("typed_data", as: Case.self)
        #expect(cases.count >= 3000)
        for example in cases {
            let data = try TypedData(json: example.json)
            #expect(data.domainSeparator.bytes == example.domain.bytes, "\(example.json)")
            #expect(try data.encodeType(data.primaryType) == example.type)
            #expect(data.structHash.bytes == example.message.bytes, "\(example.json)")
            #expect(data.digest.bytes == example.digest.bytes)
            #expect(try signature(of: data, key: example.key.bytes).bytes == example.signature.bytes)
            let signed = try Signature(example.signature.bytes.span.bytes)
            #expect(try signed.signer(of: data).bytes == example.address.bytes)
        }
    }
}
