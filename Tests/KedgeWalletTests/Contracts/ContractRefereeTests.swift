import KedgeTestSupport
import KedgeWallet
import Testing

/// Thousands of random types and values, which eth-abi encoded and decoded.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct ContractRefereeTests {
    private struct Case: Decodable {
        let signature: String
        let hash: HexBytes
        let types: String
        let values: PlainValue
        let encoding: HexBytes
        let packed: HexBytes?
    }

    private struct DamagedCase: Decodable {
        let types: String
        let data: HexBytes
        let values: PlainValue?
    }

    @Test func `the referee agrees on contract data in both directions`() throws {
        let cases = try Referee.cases("contract_abi", as: Case.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let types = try ContractTypes(item.types)
            #expect(types.canonical == item.types)
            #expect(try types.encode(json: item.values.json) == item.encoding.bytes, "\(item.types)")
            #expect(try types.decodeToJSON(item.encoding.bytes) == item.values.json, "\(item.types)")
            #expect(try types.encode(types.decode(item.encoding.bytes)) == item.encoding.bytes, "\(item.types)")
        }
    }

    @Test func `the referee agrees on packed data`() throws {
        for item in try Referee.cases("contract_abi", as: Case.self) {
            let types = try ContractTypes(item.types)
            let values = try types.decode(item.encoding.bytes)
            if let packed = item.packed {
                #expect(try types.encodePacked(json: item.values.json) == packed.bytes, "\(item.types)")
                #expect(try types.encodePacked(values) == packed.bytes, "\(item.types)")
            } else {
                let error = #expect(throws: ContractError.self) { try types.encodePacked(values) }
                guard case .value(_, .packedElement) = error else {
                    Issue.record("\(item.types): \(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test func `the referee agrees on selectors and topics`() throws {
        for item in try Referee.cases("contract_abi", as: Case.self) {
            let signature = try ContractSignature(item.signature)
            #expect(signature.topic.bytes == item.hash.bytes)
            #expect(signature.selector == Array(item.hash.bytes.prefix(4)))
            let call = Array(item.hash.bytes.prefix(4)) + item.encoding.bytes
            #expect(try signature.encodeCall(signature.decodeCall(call)) == call)
        }
    }

    /// Where the two differ: eth-abi takes a static array or tuple in a head for one word when it checks that no offset
    /// leads into the head, and sets no limit to what is read twice.
    @Test func `damaged data is refused where the referee refuses it, and read as it does where not`() throws {
        let cases = try Referee.cases("contract_abi_damaged", as: DamagedCase.self)
        #expect(cases.count >= 1000)
        var refused = 0
        var read = 0
        var differences = 0
        for item in cases {
            let types = try ContractTypes(item.types)
            do {
                let json = try types.decodeToJSON(item.data.bytes, allowsTrailing: true)
                #expect(json == item.values?.json, "\(item.types) \(hex(item.data.bytes))")
                read += 1
            } catch {
                if item.values == nil {
                    refused += 1
                    continue
                }
                guard case ContractError.malformed(_, .offset) = error else {
                    Issue.record("\(item.types) \(hex(item.data.bytes)): \(error)")
                    continue
                }
                differences += 1
            }
        }
        #expect(refused > 1000)
        #expect(read > 500)
        #expect(differences < 100)
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
