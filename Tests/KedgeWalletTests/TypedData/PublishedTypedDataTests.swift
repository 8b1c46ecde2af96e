import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// The published cases of EIP-712 and of MetaMask's eth_signTypedData_v4.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence))
struct PublishedTypedDataTests {
    private static func cases(_ file: String) throws -> [[String: Any]] {
        let text = try Vectors.text("eip712/\(file)")
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    private static func json(_ value: Any?) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: try #require(value))
        return try #require(String(data: data, encoding: .utf8))
    }

    private static func hex(_ value: Any?) throws -> [UInt8] {
        let text = try #require(value as? String)
        try #require(text.hasPrefix("0x"))
        return try #require(bytes(hex: String(text.dropFirst(2))))
    }

    @Test func `the example of EIP-712 comes out as published`() throws {
        let cases = try Self.cases("eip712_example.json")
        #expect(cases.count == 1)
        for example in cases {
            let data = try TypedData(json: try Self.json(example["typed_data"]))
            let type = data.primaryType
            #expect(try data.encodeType(type) == example["encode_type"] as? String)
            #expect(try data.typeHash(type).bytes == Self.hex(example["type_hash"]))
            #expect(try data.encodedData == Self.hex(example["encode_data"]))
            #expect(try data.structHash.bytes == Self.hex(example["struct_hash"]))
            #expect(try data.domainSeparator.bytes == Self.hex(example["domain_separator"]))
            #expect(try data.digest.bytes == Self.hex(example["digest"]))
            let signature = try signature(of: data, key: try Self.hex(example["private_key"]))
            let v = try #require(example["v"] as? Int)
            #expect(try signature.bytes == Self.hex(example["r"]) + Self.hex(example["s"]) + [UInt8(v)])
            let address = try signature.signer(of: data)
            #expect(try address.bytes == Self.hex(example["address"]))
            try data.verify(signature, by: address)
        }
    }

    @Test func `data with arrays comes out as MetaMask's`() throws {
        let cases = try Self.cases("eip712_arrays.json")
        #expect(cases.count == 3)
        for example in cases {
            let expected = try Self.hex(example["expected"])
            if example["function"] as? String == "signTypedData" {
                let data = try TypedData(json: try Self.json(example["typed_data"]))
                let signature = try signature(of: data, key: try Self.hex(example["private_key"]))
                #expect(signature.bytes == expected)
                continue
            }
            let types = Array(try Self.json(example["types"]).utf8)
            let message = Array(try Self.json(example["message"]).utf8)
            let type = try #require(example["primary_type"] as? String)
            if example["function"] as? String == "encodeData" {
                let encoded = try TypedData.encodeData(
                    types: types.span.bytes, primaryType: type, message: message.span.bytes)
                #expect(encoded == expected)
            } else {
                #expect(example["function"] as? String == "hashStruct")
                let hash = try TypedData.structHash(
                    types: types.span.bytes, primaryType: type, message: message.span.bytes)
                #expect(hash.bytes == expected)
            }
        }
    }
}
