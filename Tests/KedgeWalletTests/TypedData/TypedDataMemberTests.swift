import KedgeCore
import KedgeWallet
import Testing

/// Members that are absent, null, or too many; and the domain.
struct TypedDataMemberTests {
    private static let recursive = #""T":[{"name":"a","type":"T"},{"name":"n","type":"uint8"}]"#

    private static func document(_ types: String, _ message: String) -> String {
        TypedDataShapeTests.document(types, message: message)
    }

    @Test(arguments: [#"{"n":1}"#, #"{"n":1,"a":null}"#])
    func `a struct that is null or absent is 32 zero bytes`(message: String) throws {
        let data = try TypedData(json: Self.document(Self.recursive, message))
        #expect(Array(data.encodedData[32..<64]) == [UInt8](repeating: 0, count: 32))
        #expect(data.encodedData.count == 96)
    }

    @Test(arguments: ["string", "bytes", "bytes4", "bool", "address", "uint8", "int8", "T[]", "T[2]", "uint8[]"])
    func `any other member that is null or absent is refused`(type: String) {
        let types = #""T":[{"name":"a","type":"\#(type)"}]"#
        for message in ["{}", #"{"a":null}"#, #"{"A":1}"#] {
            #expect(
                TypedDataShapeTests.error(Self.document(types, message)) == .missing(path: "message.a"))
        }
    }

    // Unicode takes K and the sign of kelvin for equivalent, and so do Swift's strings.
    @Test func `names are compared byte by byte`() throws {
        let error = TypedDataShapeTests.error
        for count in [1, 20] {
            let others = (1..<count).map { #",{"name":"m\#($0)","type":"T"}"# }.joined()
            let types = #""T":[{"name":"K","type":"uint8"}\#(others)]"#
            #expect(error(Self.document(types, #"{"K":1}"#), TypedDataOptions()) == nil)
            #expect(error(Self.document(types, "{\"\u{212A}\":1}"), TypedDataOptions()) == .missing(path: "message.K"))
            #expect(
                try TypedData(json: Self.document(types, "{\"K\":1,\"\u{212A}\":2}")).digest
                    == TypedData(json: Self.document(types, #"{"K":1}"#)).digest)
        }
        let types = "\"T\":[{\"name\":\"a\",\"type\":\"\u{212A}\"}],\"K\":[]"
        #expect(error(Self.document(types, "{}"), TypedDataOptions()) == .unknownType("?"))
    }

    @Test func `an element that is null is refused, but for a struct`() {
        let error = TypedDataShapeTests.error
        #expect(
            error(Self.document(#""T":[{"name":"a","type":"uint8[]"}]"#, #"{"a":[1,null]}"#), TypedDataOptions())
                == .value(path: "message.a[1]", .integer))
        #expect(
            error(Self.document(#""T":[{"name":"a","type":"T[][]"}]"#, #"{"a":[null]}"#), TypedDataOptions())
                == .value(path: "message.a[0]", .array))
        #expect(
            error(Self.document(#""T":[{"name":"a","type":"T[]"}]"#, #"{"a":[null]}"#), TypedDataOptions()) == nil)
    }

    @Test func `a struct is an object`() {
        for value in ["1", "[]", #""""#, "false"] {
            #expect(
                TypedDataShapeTests.error(Self.document(Self.recursive, #"{"n":1,"a":\#(value)}"#))
                    == .value(path: "message.a", .object))
        }
        #expect(
            TypedDataShapeTests.error(Self.document(Self.recursive, #"{"n":1,"a":{}}"#))
                == .missing(path: "message.a.n"))
    }

    @Test func `members that the type does not name are ignored unless strict`() throws {
        let plain = Self.document(Self.recursive, #"{"n":1,"a":{"n":2}}"#)
        let strict = TypedDataOptions(isStrict: true)
        #expect(TypedDataShapeTests.error(plain, strict) == nil)
        let more = Self.document(Self.recursive, #"{"x y":[{}],"n":1,"a":{"n":2,"z":null}}"#)
        #expect(try TypedData(json: more) == TypedData(json: plain))
        #expect(TypedDataShapeTests.error(more, strict) == .unknownMember(path: "message.x?y"))
        let inner = Self.document(Self.recursive, #"{"n":1,"a":{"n":2,"z":null}}"#)
        #expect(TypedDataShapeTests.error(inner, strict) == .unknownMember(path: "message.a.z"))
        let domain = TypedDataShapeTests.document(Self.recursive, domain: #"{"name":"x"}"#, message: #"{"n":1}"#)
        #expect(TypedDataShapeTests.error(domain) == nil)
        #expect(TypedDataShapeTests.error(domain, strict) == .unknownMember(path: "domain.name"))
        #expect(
            TypedDataShapeTests.error(#"{"x":1,"# + plain.dropFirst(), strict) == .unknownMember(path: "x"))
        #expect(
            TypedDataShapeTests.error(
                Self.document(#""T":[{"name":"a","type":"bool","x":1}]"#, #"{"a":true}"#), strict)
                == .unknownMember(path: "types.T.a"))
    }

    @Test(arguments: [1, 15, 16, 17, 18, 40])
    func `the order of members in a value does not matter`(count: Int) throws {
        let types = (0..<count).map { #"{"name":"m\#($0)","type":"uint256"}"# }.joined(separator: ",")
        let members = (0..<count).map { #""m\#($0)":\#($0 * 11)"# }
        let first = try TypedData(json: Self.document(#""T":[\#(types)]"#, "{\(members.joined(separator: ","))}"))
        for order in [Array(members.reversed()), members.shuffled(), Array(members[1...] + members[..<1])] {
            let json = Self.document(#""T":[\#(types)]"#, #"{"extra":0,\#(order.joined(separator: ","))}"#)
            #expect(try TypedData(json: json).encodedData == first.encodedData)
        }
        for slot in 0..<count {
            #expect(
                Array(first.encodedData[(32 * slot + 32)..<(32 * slot + 64)])
                    == UInt256(UInt64(slot * 11)).bigEndianBytes)
        }
    }

    @Test func `a domain without a definition has the fields that are there`() throws {
        let fields = [
            ("name", "string", #""n""#), ("version", "string", #""1""#), ("chainId", "uint256", "5"),
            ("verifyingContract", "address", "\"0x\(String(repeating: "12", count: 20))\""),
            ("salt", "bytes32", "\"0x\(String(repeating: "34", count: 32))\""),
        ]
        for choice in 0..<32 {
            let chosen = fields.indices.filter { choice >> $0 & 1 == 1 }.map { fields[$0] }
            let definition = chosen.map { #"{"name":"\#($0.0)","type":"\#($0.1)"}"# }.joined(separator: ",")
            let domain = chosen.reversed().map { #""\#($0.0)":\#($0.2)"# }.joined(separator: ",")
            let derived = TypedDataShapeTests.document(#""T":[]"#, domain: "{\(domain)}", domainType: nil)
            let defined = TypedDataShapeTests.document(#""T":[]"#, domain: "{\(domain)}", domainType: "[\(definition)]")
            #expect(try TypedData(json: derived) == TypedData(json: defined))
        }
        #expect(
            TypedDataShapeTests.error(
                TypedDataShapeTests.document(#""T":[]"#, domain: #"{"name":"n","Version":"1"}"#, domainType: nil))
                == .unknownMember(path: "domain.Version"))
        #expect(
            TypedDataShapeTests.error(
                TypedDataShapeTests.document(#""T":[]"#, domain: #"{"name":null}"#, domainType: nil))
                == .missing(path: "domain.name"))
    }

    @Test func `a domain has what its definition says`() {
        let definition = #"[{"name":"chainId","type":"uint256"}]"#
        #expect(
            TypedDataShapeTests.error(TypedDataShapeTests.document(#""T":[]"#, domainType: definition))
                == .missing(path: "domain.chainId"))
        for type in ["T", "T[]", "EIP712Domain"] {
            #expect(
                TypedDataShapeTests.error(
                    TypedDataShapeTests.document(#""T":[]"#, domainType: #"[{"name":"a","type":"\#(type)"}]"#))
                    == .invalidType("EIP712Domain", .structInDomain))
        }
    }

    @Test func `the domain alone may be what is signed`() throws {
        let types = #""types":{"EIP712Domain":[{"name":"name","type":"string"}]},"primaryType":"EIP712Domain""#
        let data = try TypedData(json: #"{\#(types),"domain":{"name":"n"}}"#)
        #expect(data.structHash == data.domainSeparator)
        #expect(data.digest == Hash32(keccak256: [0x19, 0x01] + data.domainSeparator.bytes))
        #expect(data.encodedData.count == 64)
        let more = #"{\#(types),"domain":{"name":"n"},"message":{"x":1}}"#
        #expect(try TypedData(json: more) == data)
        #expect(
            TypedDataShapeTests.error(more, TypedDataOptions(isStrict: true)) == .unknownMember(path: "message.x"))
        #expect(
            TypedDataShapeTests.error(
                #"{\#(types),"domain":{"name":"n"},"message":{}}"#, TypedDataOptions(isStrict: true)) == nil)
    }

    @Test func `a signature is the signer's and nobody else's`() throws {
        let data = try TypedData(json: Self.document(Self.recursive, #"{"n":1}"#))
        let other = try TypedData(json: Self.document(Self.recursive, #"{"n":2}"#))
        let key = [UInt8](repeating: 7, count: 32)
        let signed = try signature(of: data, key: key)
        let address = try signed.signer(of: data)
        try data.verify(signed, by: address)
        #expect(try signature(of: data, key: key) == signed)
        let hedged = try signature(of: data, key: key, nonce: .hedged)
        #expect(hedged != signed)
        try data.verify(hedged, by: address)
        #expect(throws: KeyError.wrongSigner) { try other.verify(signed, by: address) }
        #expect(throws: KeyError.wrongSigner) { try data.verify(signed, by: .zero) }
    }
}
