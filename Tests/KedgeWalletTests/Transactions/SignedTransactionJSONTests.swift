import KedgeCore
import KedgeWallet
import Testing

/// Signed transactions as nodes answer with them.
struct SignedTransactionJSONTests {
    // EIP-155's example.
    private static let fields =
        #""nonce":"0x9","gasPrice":"0x4a817c800","gas":"0x5208","to":"0x3535353535353535353535353535353535353535""#
        + #","value":"0xde0b6b3a7640000","input":"0x""#
    private static let r = #""r":"0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276""#
    private static let s = #""s":"0x67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83""#
    private static let signature = r + "," + s
    private static let raw =
        "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025"
        + "a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
        + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"
    private static let dynamic =
        #""type":"0x2","nonce":"0x0","gas":"0x1","maxFeePerGas":"0x2","maxPriorityFeePerGas":"0x1","to":null"#

    private func encoding(_ members: String) throws -> String {
        Hex.encode(try SignedTransaction(json: [UInt8]("{\(members)}".utf8).span.bytes, chainID: nil).encodedBytes)
    }

    private func refuses(
        _ members: String, _ error: TransactionError, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) { _ = try encoding(members) }
    }

    @Test func `v tells the chain of a legacy transaction`() throws {
        for members in [
            #""v":"0x25""#, #""v":"0x25","yParity":"0x0""#, #""v":"0x25","chainId":"0x1""#,
            #""yParity":"0x0","chainId":"0x1""#,
        ] {
            #expect(try encoding("\(Self.fields),\(Self.signature),\(members)") == Self.raw, "\(members)")
        }
        for members in [#""v":"0x1b""#, #""v":"0x1b","chainId":null"#, #""yParity":"0x0","chainId":null"#] {
            #expect(
                try encoding("\(Self.fields),\(Self.signature),\(members)")
                    == Self.raw.replacing("8025a0", with: "801ba0"), "\(members)")
        }
    }

    @Test func `what tells the parity has to agree`() {
        func refuses(_ members: String, _ field: StaticName, _ rule: StaticName, isRange: Bool = false) {
            self.refuses(
                "\(Self.fields),\(Self.signature),\(members)",
                isRange ? .field(field, rule: rule) : .malformed(field: field, rule: rule))
        }
        refuses(#""v":"0x25","yParity":"0x1""#, "yParity", "does not agree with v")
        refuses(#""v":"0x25","chainId":"0x2""#, "chainId", "does not agree with v")
        refuses(#""v":"0x1b","chainId":"0x1""#, "chainId", "does not agree with v")
        refuses(#""chainId":"0x1""#, "v", "and yParity are missing")
        refuses(#""yParity":"0x0""#, "v", "and chainId are missing; null stands for any chain")
        let rule: StaticName = "has to be 27, 28, or the chain id twice and 35 or 36"
        for v in ["0x0", "0x1", "0x1a", "0x1d", "0x22"] { refuses(#""v":"\#(v)""#, "v", rule, isRange: true) }
        refuses(#""v":"0x23""#, "chain_id", "1 to 2^63 - 37 (EIP-2294)", isRange: true)
        refuses(#""v":"0x10000000000000000""#, "v", "has to be 0 to 2^64 - 1", isRange: true)
        refuses(#""v":"0x25","yParity":"0x2""#, "yParity", "has to be 0 or 1", isRange: true)
    }

    @Test func `v of a typed transaction is the parity`() throws {
        let start = "\(Self.dynamic),\"chainId\":\"0x1\",\(Self.signature)"
        let expected = try encoding(start + #","yParity":"0x1""#)
        #expect(try encoding(start + #","v":"0x1""#) == expected)
        #expect(try encoding(start + #","v":"0x1","yParity":"0x1""#) == expected)
        #expect(try encoding(start + #","v":"0x0""#) != expected)
        refuses(start + #","v":"0x0","yParity":"0x1""#, .malformed(field: "yParity", rule: "does not agree with v"))
        refuses(start + #","v":"0x1b""#, .field("v", rule: "has to be 0 or 1, like yParity"))
        refuses(start, .malformed(field: "v", rule: "and yParity are missing"))
        refuses(
            "\(Self.dynamic),\(Self.signature),\"v\":\"0x1\"",
            .malformed(field: "chainId", rule: "has to be a number: only a legacy transaction can be for any chain"))
    }

    @Test func `a node tells what was paid in the end`() throws {
        let start = "\(Self.dynamic),\"chainId\":\"0x1\",\(Self.signature),\"yParity\":\"0x1\""
        #expect(try encoding(start + #","gasPrice":"0x7""#) == encoding(start))
        refuses(
            start + #","gasPrice":"7""#,
            .malformed(field: "gasPrice", rule: "has to be a quantity: 0x, then hex digits without leading zeros"))
    }

    @Test func `a node writes quantities only`() {
        refuses(
            "\(Self.fields.replacing(#""0x9""#, with: "9")),\(Self.signature),\"v\":\"0x25\"",
            .malformed(field: "nonce", rule: "has to be a quantity: 0x, then hex digits without leading zeros"))
    }

    @Test func `r and s may have all their digits`() throws {
        let zeros = String(repeating: "0", count: 62)
        let start = "\(Self.fields),\"v\":\"0x25\",\(Self.s)"
        #expect(try encoding(start + #","r":"0x\#(zeros)a1""#) == encoding(start + #","r":"0xa1""#))
        refuses(
            start + #","r":"0x\#(zeros.dropFirst(1))a1""#,
            .malformed(field: "r", rule: "has to be a quantity: 0x, then hex digits without leading zeros"))
        refuses(start, .malformed(field: "r", rule: "is missing"))
        refuses("\(Self.fields),\"v\":\"0x25\",\(Self.r)", .malformed(field: "s", rule: "is missing"))
    }

    @Test func `the signature is in its range`() {
        let start = "\(Self.fields),\"v\":\"0x25\",\(Self.r)"
        refuses(start + #","s":"0x0""#, .signature(.invalidSignature))
        refuses(
            start + #","s":"0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1""#, .signature(.highS))
    }

    @Test func `what nobody signed is read and not written`() throws {
        // No point of the curve has this x.
        let text = "{\(Self.fields),\"v\":\"0x25\",\(Self.s),\"r\":\"0x5\"}"
        #expect(throws: TransactionError.signature(.invalidSignature)) {
            _ = try SignedTransaction(json: [UInt8](text.utf8).span.bytes, chainID: 1).json
        }
        refuses(
            String(text.dropFirst().dropLast()) + #","from":"0x3535353535353535353535353535353535353535""#,
            .signature(.invalidSignature))
    }
}
