import KedgeTestSupport
import KedgeWallet
import Testing

/// The examples of the ABI specification, and those of eth-abi's own tests.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence)) struct ContractVectorsTests {
    private struct Call: Decodable {
        let signature: String
        let types: [String]
        let args: PlainValue
        let selector: String
        let call_data: String
    }

    private struct PackedCase: Decodable {
        let types: [String]
        let args: PlainValue
        let packed: String
    }

    private struct ErrorSelector: Decodable {
        let signature: String
        let selector: String
    }

    private struct Examples: Decodable {
        let error_selectors: [ErrorSelector]
        let calls: [Call]
        let packed: [PackedCase]
    }

    private struct EncodingCase: Decodable {
        let type: String
        let value: PlainValue
        let encoding: String
        let packed: String?
    }

    private func examples() throws -> Examples {
        try Vectors.json("abi/solidity_spec_examples.json")
    }

    private func data(_ hex: String) throws -> [UInt8] {
        try #require(bytes(hex: String(hex.dropFirst(2))))
    }

    @Test func `calls of the specification encode as it says`() throws {
        let calls = try examples().calls
        #expect(calls.count == 5)
        for call in calls {
            let signature = try ContractSignature(call.signature)
            #expect(signature.canonical == call.signature)
            #expect(signature.types.canonical == "(\(call.types.joined(separator: ",")))")
            #expect(signature.selector == (try data(call.selector)))
            #expect(try signature.selector + signature.types.encode(json: call.args.json) == data(call.call_data))
        }
    }

    @Test func `calls of the specification decode and encode again`() throws {
        for call in try examples().calls {
            let signature = try ContractSignature(call.signature)
            let encoded = try data(call.call_data)
            let values = try signature.decodeCall(encoded)
            #expect(try signature.encodeCall(values) == encoded)
            #expect(try signature.types.decodeToJSON(Array(encoded[4...])) == call.args.json)
        }
    }

    @Test func `errors of the specification have the selectors that it says`() throws {
        let errors = try examples().error_selectors
        #expect(errors.count == 1)
        for error in errors {
            #expect(try ContractSignature(error.signature).selector == data(error.selector))
        }
    }

    @Test func `the packed example of the specification packs as it says`() throws {
        let cases = try examples().packed
        #expect(cases.count == 1)
        for item in cases {
            let types = try ContractTypes("(\(item.types.joined(separator: ",")))")
            #expect(try types.encodePacked(json: item.args.json) == data(item.packed))
        }
    }

    /// The vectors hold a value as it is encoded in place; as an argument, a dynamic one stands behind its offset.
    private func argument(_ item: EncodingCase) throws -> (ContractTypes, json: String, encoding: [UInt8]) {
        let offset = [UInt8](repeating: 0, count: 31) + [32]
        let encoding = try data(item.encoding)
        let isDynamic = try ContractType(item.type).isDynamic
        return (
            try ContractTypes("(\(item.type))"), "[\(item.value.json)]", (isDynamic ? offset : []) + encoding
        )
    }

    @Test func `values of eth-abi's tests encode in the same way`() throws {
        let cases: [EncodingCase] = try Vectors.json("abi/eth_abi_encodings.json")
        #expect(cases.count == 76)
        for item in cases {
            let (types, json, encoding) = try argument(item)
            #expect(try types.encode(json: json) == encoding, "\(item.type)")
            #expect(try types.encode(types.decode(encoding)) == encoding, "\(item.type)")
        }
    }

    @Test func `tuples of eth-abi's tests are lists too`() throws {
        let cases: [EncodingCase] = try Vectors.json("abi/eth_abi_encodings.json")
        for item in cases where item.type.hasPrefix("(") && item.type.hasSuffix(")") {
            let types = try ContractTypes(item.type)
            #expect(try types.encode(json: item.value.json) == data(item.encoding), "\(item.type)")
        }
    }

    @Test func `encodings of eth-abi's tests decode to their values`() throws {
        let cases: [EncodingCase] = try Vectors.json("abi/eth_abi_encodings.json")
        for item in cases {
            let (types, json, encoding) = try argument(item)
            let decoded = try types.decodeToJSON(encoding)
            // Only the case of the letters of addresses differs.
            #expect(decoded.lowercased() == json.lowercased(), "\(item.type)")
        }
    }

    @Test func `values of eth-abi's tests pack in the same way`() throws {
        let cases: [EncodingCase] = try Vectors.json("abi/eth_abi_encodings.json")
        #expect(cases.count { $0.packed != nil } == 74)
        for item in cases {
            guard let packed = item.packed else { continue }
            let types = try ContractTypes("(\(item.type))")
            #expect(try types.encodePacked(json: "[\(item.value.json)]") == data(packed), "\(item.type)")
        }
    }
}
