import KedgeCore
import KedgeWallet
import Testing

/// What `Codable` makes of addresses, hashes and signatures.
@Suite struct ValuesInJSONTests {
    // EIP-55's first example.
    private static let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    private static let hash = "0x" + String(repeating: "0f", count: 32)

    private func isRefused<T: Decodable>(_ type: T.Type, _ json: String) -> Bool {
        do {
            _ = try JSONDocument(json).decode([T].self)
            return false
        } catch {
            return error is DecodingError
        }
    }

    @Test func `each is its text, and comes back from it`() throws {
        let address = try Address(Self.address)
        #expect(try JSON.encode([address]) == #"["\#(Self.address)"]"#)
        #expect(try JSONDocument(#"["\#(Self.address.lowercased())"]"#).decode() == [address])

        let hash = try #require(Hash32([UInt8](repeating: 15, count: 32)))
        #expect(try JSON.encode([hash]) == #"["\#(Self.hash)"]"#)
        #expect(try JSONDocument(#"["\#(Self.hash.replacing("f", with: "F"))"]"#).decode() == [hash])

        let signature = try PrivateKey(hex: String(repeating: "01", count: 32)).sign(hash)
        let text = "0x" + Hex.encode(signature.bytes)
        #expect(try JSON.encode([signature]) == #"["\#(text)"]"#)
        #expect(try JSONDocument(#"["\#(text)"]"#).decode() == [signature])
    }

    @Test func `what is no address is refused`() {
        for text in [
            "null", "7", #""""#, #""0x""#, #""\#(Self.address.dropFirst(2))""#, #""\#(Self.address.dropLast())""#,
            #""\#(Self.address.replacing("aA", with: "Aa"))""#,
        ] {
            #expect(isRefused(Address.self, "[\(text)]"), "\(text)")
        }
    }

    @Test func `what is no hash is refused`() {
        for text in ["null", "7", #""""#, #""\#(Self.hash.dropFirst(2))""#, #""\#(Self.hash)00""#, #""0xzz""#] {
            #expect(isRefused(Hash32.self, "[\(text)]"), "\(text)")
        }
    }

    @Test func `what is no signature is refused`() {
        let one = String(repeating: "0", count: 63) + "1"
        #expect(!isRefused(Signature.self, #"["0x\#(one)\#(one)1b"]"#))
        for text in [
            "null", "7", #""""#, #""\#(one)\#(one)1b""#, #""0x\#(one)\#(one)""#, #""0x\#(one)\#(one)1d""#,
            // s above half the order.
            #""0x\#(one)\#(String(repeating: "80", count: 32))1b""#,
        ] {
            #expect(isRefused(Signature.self, "[\(text)]"), "\(text)")
        }
    }
}
