import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// What people write for a transaction to be signed.
struct TransactionJSONTests {
    private static let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    private static let legacy =
        #""chainId": 1, "nonce": "0x9", "gas": "0x5208", "gasPrice": "0x4a817c800", "#
        + #""to": "\#(address)", "value": "0x1""#
    private static let dynamic =
        #""chainId":"0x1","nonce":"0x0","gas":"0x1","maxFeePerGas":"0x2","maxPriorityFeePerGas":"0x1","#
        + #""to":"\#(address)""#
    private static let authorization =
        #"{"chainId":"0x0","address":"\#(address)","nonce":"0x1","yParity":"0x1","r":"0x2","s":"0x3"}"#

    private func read(_ members: String) throws -> TransactionFields {
        try fields([UInt8]("{\(members)}".utf8))
    }

    private func refuses(
        _ members: String, _ error: TransactionError, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) { _ = try read(members) }
    }

    private func refuses(
        _ members: String, malformed field: StaticName, _ rule: StaticName,
        _ location: SourceLocation = #_sourceLocation
    ) {
        refuses(members, .malformed(field: field, rule: rule), location)
    }

    private func refuses(
        _ members: String, field: StaticName, _ rule: StaticName, _ location: SourceLocation = #_sourceLocation
    ) {
        refuses(members, .field(field, rule: rule), location)
    }

    @Test func `quantities and integers are numbers`() throws {
        let fields = try read(Self.legacy)
        #expect(fields.kind == .legacy)
        #expect(fields.chainID == 1)
        #expect(fields.nonce == 9)
        #expect(fields.gasLimit == 21_000)
        #expect(fields.gasPrice == 20_000_000_000)
        #expect(fields.value == 1)
        let largest = UInt256.max
        for text in [largest.decimal, "\"\(largest.quantity)\""] {
            let given = #""chainId":1,"nonce":18446744073709551615,"gas":0,"gasPrice":0,"value":\#(text)"#
            let fields = try read(given)
            #expect(fields.value == largest)
            #expect(fields.nonce == .max)
            #expect(fields.to == nil)
        }
    }

    @Test func `what is no number is refused`() {
        let rule: StaticName = "has to be a quantity: 0x, then hex digits without leading zeros"
        for text in [
            #""""#, #""0""#, #""0x""#, #""1""#, #""0x00""#, #""0x01""#, #""0X1""#, #""0xg""#, #""0x 1""#, #""-0x1""#,
            "-1",
            "1.0", "1e3", "true", "[]", "{}", #""0x1\u0030""#,
            #""0x0000000000000000000000000000000000000000000000000000000000000000""#,
        ] {
            let given = #""chainId":1,"nonce":0,"gas":0,"gasPrice":0,"value":\#(text)"#
            if text == "-1" {
                refuses(given, field: "value", "has to be 0 to 2^256 - 1")
            } else {
                refuses(given, malformed: "value", rule)
            }
        }
        let tooLarge = "1" + String(repeating: "0", count: 64)
        refuses(
            #""chainId":1,"nonce":0,"gas":0,"gasPrice":"0x\#(tooLarge)""#, field: "gasPrice", "has to be 0 to 2^256 - 1"
        )
        refuses(
            #""chainId":1,"nonce":0,"gas":0,"gasPrice":1\#(tooLarge)00000000000000"#, field: "gasPrice",
            "has to be 0 to 2^256 - 1")
        refuses(#""chainId":1,"nonce":18446744073709551616,"gas":0"#, field: "nonce", "has to be 0 to 2^64 - 1")
        refuses(#""chainId":1,"nonce":0,"gas":"0x10000000000000000""#, field: "gas", "has to be 0 to 2^64 - 1")
    }

    @Test func `what has to be there is missed`() {
        refuses(#""nonce":0,"gas":0,"gasPrice":0"#, malformed: "chainId", "is missing; null stands for any chain")
        refuses(#""chainId":1,"gas":0,"gasPrice":0"#, malformed: "nonce", "is missing")
        refuses(#""chainId":1,"nonce":0,"gasPrice":0"#, malformed: "gas", "is missing")
        refuses(#""chainId":1,"nonce":0,"gas":0"#, malformed: "gasPrice", "is missing")
        refuses(#""chainId":1,"nonce":null,"gas":0,"gasPrice":0"#, malformed: "nonce", "is missing")
        refuses(
            #""chainId":1,"nonce":0,"gas":0,"maxFeePerGas":1"#, malformed: "maxPriorityFeePerGas", "is missing")
        refuses(#""chainId":1,"nonce":0,"gas":0,"maxPriorityFeePerGas":1"#, malformed: "maxFeePerGas", "is missing")
        refuses(Self.dynamic + #","maxFeePerBlobGas":1"#, malformed: "blobVersionedHashes", "is missing")
        refuses(Self.dynamic + #","blobVersionedHashes":[]"#, malformed: "maxFeePerBlobGas", "is missing")
        refuses(Self.dynamic + #","type":4"#, malformed: "authorizationList", "is missing")
    }

    @Test func `only a legacy transaction is for any chain`() throws {
        #expect(try read(#""chainId":null,"nonce":0,"gas":0,"gasPrice":0"#).chainID == nil)
        refuses(
            #""chainId":null,"nonce":0,"gas":0,"gasPrice":0,"accessList":[]"#, malformed: "chainId",
            "has to be a number: only a legacy transaction can be for any chain")
    }

    @Test func `the members tell the type`() throws {
        let hash = "0x01" + String(repeating: "0", count: 62)
        #expect(try read(Self.legacy).kind == .legacy)
        #expect(try read(Self.legacy + #","accessList":[]"#).kind == .accessList)
        #expect(try read(Self.legacy + #","accessList":null"#).kind == .legacy)
        #expect(try read(Self.dynamic).kind == .dynamicFee)
        #expect(try read(Self.dynamic + #","accessList":[]"#).kind == .dynamicFee)
        #expect(try read(Self.dynamic + #","maxFeePerBlobGas":1,"blobVersionedHashes":["\#(hash)"]"#).kind == .blob)
        #expect(try read(Self.dynamic + #","authorizationList":[\#(Self.authorization)]"#).kind == .setCode)
    }

    @Test func `a type has to be known`() {
        refuses(Self.legacy + #","type":5"#, .unknownType(5))
        refuses(Self.legacy + #","type":"0x7e""#, .unknownType(126))
        refuses(Self.legacy + #","type":256"#, malformed: "type", "has to be 0 to 4")
    }

    @Test func `a member of another type is refused`() {
        let rule: StaticName = "has no place in a transaction of this type"
        refuses(Self.legacy + #","type":0,"accessList":[]"#, malformed: "accessList", rule)
        refuses(Self.legacy + #","type":1,"maxFeePerGas":1"#, malformed: "maxFeePerGas", rule)
        refuses(Self.legacy + #","type":0,"maxPriorityFeePerGas":1"#, malformed: "maxPriorityFeePerGas", rule)
        refuses(Self.dynamic + #","gasPrice":1"#, malformed: "gasPrice", rule)
        refuses(Self.dynamic + #","type":2,"maxFeePerBlobGas":1"#, malformed: "maxFeePerBlobGas", rule)
        refuses(Self.dynamic + #","type":4,"blobVersionedHashes":[]"#, malformed: "blobVersionedHashes", rule)
        refuses(Self.dynamic + #","type":3,"authorizationList":[]"#, malformed: "authorizationList", rule)
    }

    @Test func `a member that no transaction has is refused by its name`() {
        refuses(Self.legacy + #","gaz":1"#, .unknownMember("gaz"))
        refuses(Self.legacy + #","g\n\u001b[31m\u00e4":1"#, .unknownMember("g??[31m?"))
        refuses(Self.legacy + #","Nonce":null"#, .unknownMember("Nonce"))
        refuses(
            Self.legacy + #","accessList":[{"address":"\#(Self.address)","storageKeys":[],"x":1}]"#, .unknownMember("x")
        )
        let more = Self.authorization.dropLast() + #","authority":"\#(Self.address)"}"#
        refuses(Self.dynamic + #","authorizationList":[\#(more)]"#, .unknownMember("authority"))
    }

    @Test func `a signature is refused where there is none yet`() throws {
        for name in ["r", "s", "v", "yParity"] {
            refuses(
                Self.legacy + #","\#(name)":"0x1""#, malformed: "r, s, v, yParity", "belong to a signed transaction")
            _ = try read(Self.legacy + #","\#(name)":null"#)
        }
    }

    @Test func `two names for the same have to agree`() throws {
        #expect(try read(Self.legacy + #","gasLimit":21000"#).gasLimit == 21_000)
        refuses(Self.legacy + #","gasLimit":21001"#, malformed: "gas", "has to be equal to gasLimit")
        #expect(try read(Self.legacy + #","data":"0x0a0B""#).data == [10, 11])
        #expect(try read(Self.legacy + #","input":"0x","data":"0x""#).data == [])
        #expect(try read(Self.legacy + #","input":"0xab","data":"0xAB""#).data == [0xAB])
        refuses(Self.legacy + #","input":"0xab","data":"0xac""#, malformed: "input", "has to be equal to data")
    }

    @Test func `an address keeps its checksum`() throws {
        let lower = Self.address.lowercased()
        let upper = "0x" + Self.address.dropFirst(2).uppercased()
        for text in [Self.address, lower, upper] {
            let fields = try read(#""chainId":1,"nonce":0,"gas":0,"gasPrice":0,"to":"\#(text)""#)
            #expect(fields.to.map { "0x" + Hex.encode($0.bytes) } == lower)
        }
        let swapped = Self.address.replacing("aA", with: "Aa")
        refuses(
            #""chainId":1,"nonce":0,"gas":0,"gasPrice":0,"to":"\#(swapped)""#, field: "to",
            "the letters are not as the checksum of the address wants them")
        for text in [
            "0x", "", "0x" + String(repeating: "0", count: 39), lower + "0", String(lower.dropFirst(2)),
            "0X" + lower.dropFirst(2),
        ] {
            refuses(
                #""chainId":1,"nonce":0,"gas":0,"gasPrice":0,"to":"\#(text)""#, malformed: "to",
                "has to be an address: 0x, then 40 hex digits")
        }
    }

    @Test func `bytes are whole and in hex`() {
        for text in [#""""#, #""ab""#, #""0xa""#, #""0xgg""#, #""0X""#, "1", "[]", #""0x\u0061b""#] {
            refuses(
                Self.legacy + #","data":\#(text)"#, malformed: "data",
                "has to be bytes: 0x, then an even number of hex digits")
        }
    }

    @Test func `an access list has addresses and keys`() throws {
        let key = "0x" + String(repeating: "ab", count: 32)
        let entry = #"{"address":"\#(Self.address)","storageKeys":["\#(key)","\#(key)"]}"#
        let fields = try read(Self.legacy + #","accessList":[\#(entry),\#(entry)]"#)
        #expect(fields.accessList.count == 2)
        #expect(fields.accessList[1].storageKeys.map(\.description) == [key, key])
        refuses(Self.legacy + #","accessList":{}"#, malformed: "accessList", "has to be an array")
        refuses(Self.legacy + #","accessList":[1]"#, malformed: "accessList", "has to be an object")
        refuses(Self.legacy + #","accessList":[{"storageKeys":[]}]"#, malformed: "accessList's address", "is missing")
        refuses(
            Self.legacy + #","accessList":[{"address":"\#(Self.address)"}]"#, malformed: "accessList's storageKeys",
            "is missing")
        for text in [#""0x""#, "1", #""\#(key)0""#, #""\#(key.dropLast())g""#] {
            refuses(
                Self.legacy + #","accessList":[{"address":"\#(Self.address)","storageKeys":[\#(text)]}]"#,
                malformed: "storageKeys", "has to be 32 bytes: 0x, then 64 hex digits")
        }
    }

    @Test func `an authorization has a signature of any kind`() throws {
        func read(_ members: String) throws -> Authorization? {
            let entry = #"{"chainId":0,"address":"\#(Self.address)","nonce":1,\#(members)}"#
            return try self.read(Self.dynamic + #","authorizationList":[\#(entry)]"#).authorizations.first
        }
        let one = String(repeating: "0", count: 63) + "1"
        let read1 = try #require(try read(#""yParity":1,"r":"0x\#(one)","s":"0x2""#))
        #expect(read1.yParity == 1 && read1.r == 1 && read1.s == 2 && read1.nonce == 1)
        #expect(try read(#""v":"0x1b","r":1,"s":2"#)?.yParity == 0)
        #expect(try read(#""v":28,"yParity":1,"r":1,"s":2"#)?.yParity == 1)
        #expect(try read(#""yParity":255,"r":0,"s":0"#)?.yParity == 255)
        func refuses(_ members: String, _ error: TransactionError) {
            #expect(throws: error) { _ = try read(members) }
        }
        refuses(#""r":1,"s":2"#, .malformed(field: "authorizationList's yParity", rule: "is missing"))
        refuses(
            #""v":27,"yParity":1,"r":1,"s":2"#,
            .malformed(field: "authorizationList's yParity", rule: "does not agree with v"))
        refuses(#""yParity":256,"r":1,"s":2"#, .field("authorizationList's yParity", rule: "has to be 0 to 255"))
        refuses(#""yParity":0,"s":2"#, .malformed(field: "r", rule: "is missing"))
        refuses(#""yParity":0,"r":1"#, .malformed(field: "s", rule: "is missing"))
    }

    @Test func `where a transaction came from changes nothing`() throws {
        let fields = try read(Self.legacy)
        let hash = "0x" + String(repeating: "00", count: 32)
        #expect(
            try read(
                Self.legacy
                    + #","from":"\#(Self.address)","hash":"\#(hash)","blockHash":null,"blockNumber":"0x1""#
                    + #","blockTimestamp":1,"transactionIndex":null"#) == fields)
        refuses(Self.legacy + #","from":1"#, malformed: "from", "has to be an address")
        refuses(
            Self.legacy + #","blockHash":"0x""#, malformed: "blockHash", "has to be 32 bytes: 0x, then 64 hex digits")
    }

    @Test func `the JSON is strict`() {
        func reason(_ text: String) -> JSONError.Reason? {
            do {
                _ = try fields([UInt8](text.utf8))
                return nil
            } catch TransactionError.json(let error) {
                return error.reason
            } catch {
                return nil
            }
        }
        #expect(reason("") == .unexpectedEnd)
        #expect(reason("{\(Self.legacy),\"nonce\":1}") == .duplicateName)
        #expect(reason("{\(Self.legacy)} x") == .trailingBytes)
        #expect(reason("{\(Self.legacy),\"accessList\":[{\"storageKeys\":[[]]}]}") == .tooDeep)
        #expect(throws: TransactionError.malformed(field: "transaction", rule: "has to be an object")) {
            _ = try fields([UInt8]("[]".utf8))
        }
    }

    @Test func `ranges are checked by the transaction`() throws {
        let text = "{\(Self.dynamic.replacing(#""0x2""#, with: "0"))}"
        _ = try fields([UInt8](text.utf8))
        #expect(
            throws: TransactionError.field("max_priority_fee_per_gas", rule: "at most max_fee_per_gas (EIP-1559)")
        ) { _ = try transaction([UInt8](text.utf8)) }
    }
}
