import Foundation
import KedgeCrypto
import KedgeTestSupport
import KedgeWallet
import Testing

/// The published keystores.
@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence)) struct KeystoreVectorTests {
    private struct Case {
        let name: String
        let text: String
        let password: [UInt8]
        let key: [UInt8]
        let derived: [UInt8]?
    }

    private func cases(_ file: String) throws -> [Case] {
        let root = try JSONSerialization.jsonObject(with: Data(Vectors.text("keystore/\(file).json").utf8))
        return try #require(root as? [String: [String: Any]]).map { name, fields in
            let json = try #require(fields["json"])
            let password = try #require(fields["password"] as? String)
            let key = try #require(fields["priv"] as? String)
            return Case(
                name: name, text: String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self),
                password: Array(password.utf8), key: try #require(bytes(hex: key)),
                derived: (fields["derived_key"] as? String).flatMap { bytes(hex: $0) })
        }
    }

    @Test func `every published keystore opens`() throws {
        let all = try cases("v3_wiki_vectors") + cases("v3_capital_crypto_key")
        #expect(all.count == 3)
        for item in all {
            #expect(try opened(item.text, password: item.password) == item.key, "\(item.name)")
            #expect(refusal(item.text, password: item.password + [1]) == .wrongPassword, "\(item.name)")
        }
    }

    @Test func `every published keystore opens with progress, too`() throws {
        for item in try cases("v3_wiki_vectors") {
            var last = KeystoreProgress?.none
            #expect(
                try opened(item.text, password: item.password) {
                    last = $0
                    return true
                } == item.key, "\(item.name)")
            #expect(last?.done == last?.total)
        }
    }

    @Test func `the derived keys are the published ones`() throws {
        for item in try cases("v3_wiki_vectors") {
            #expect(item.derived != nil)
            #expect(try derivedKey(keystore(item.text), password: item.password) == item.derived, "\(item.name)")
        }
    }

    @Test func `the address of the published keystore is told and no other is invented`() throws {
        for (file, address) in [
            ("v3_capital_crypto_key", "0b6f2de3dee015a95d3330dcb7baf8e08aa0112d"), ("v3_wiki_vectors", ""),
        ] {
            for item in try cases(file) {
                let expected = address.isEmpty ? nil : Address(try #require(bytes(hex: address)))
                #expect(try keystore(item.text).address == expected)
            }
        }
    }
}
