import KedgeCore
import KedgeWallet
import Testing

/// What a document has to look like, and what its types have to be.
struct TypedDataShapeTests {
    /// A document whose types, besides the domain's, are given.
    static func document(
        _ types: String, primaryType: String = "T", domain: String = "{}", message: String = "{}",
        domainType: String? = "[]"
    ) -> String {
        let domainType = domainType.map { "\"EIP712Domain\":\($0)" }
        let types = [domainType, types.isEmpty ? nil : types].compactMap { $0 }.joined(separator: ",")
        return """
            {"types":{\(types)},"primaryType":"\(primaryType)","domain":\(domain),"message":\(message)}
            """
    }

    static func error(_ json: String, _ options: TypedDataOptions = TypedDataOptions()) -> TypedDataError? {
        do throws(TypedDataError) {
            _ = try TypedData(json: json, options: options)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("[]", TypedDataError.Part.document), ("null", .document), ("\"{}\"", .document),
        (#"{"primaryType":"T","domain":{},"message":{}}"#, .types),
        (#"{"types":[],"primaryType":"T","domain":{},"message":{}}"#, .types),
        (#"{"types":null,"primaryType":"T","domain":{},"message":{}}"#, .types),
        (#"{"types":{"T":[]},"domain":{},"message":{}}"#, .primaryType),
        (#"{"types":{"T":[]},"primaryType":5,"domain":{},"message":{}}"#, .primaryType),
        (#"{"types":{"T":[]},"primaryType":["T"],"domain":{},"message":{}}"#, .primaryType),
        (#"{"types":{"T":[]},"primaryType":"T","message":{}}"#, .domain),
        (#"{"types":{"T":[]},"primaryType":"T","domain":null,"message":{}}"#, .domain),
        (#"{"types":{"T":[]},"primaryType":"T","domain":[],"message":{}}"#, .domain),
        (#"{"types":{"T":[]},"primaryType":"T","domain":{}}"#, .message),
        (#"{"types":{"T":[]},"primaryType":"T","domain":{},"message":null}"#, .message),
        (#"{"types":{"T":[]},"primaryType":"T","domain":{},"message":[]}"#, .message),
        (#"{"types":{"EIP712Domain":[]},"primaryType":"EIP712Domain","domain":{},"message":[]}"#, .message),
    ])
    func `a part that is missing or of a wrong shape is refused`(json: String, part: TypedDataError.Part) {
        #expect(Self.error(json) == .malformed(part))
    }

    @Test func `JSON that is not strict is refused`() {
        #expect(Self.error("") == .json(JSONError(.unexpectedEnd, at: 0)))
        #expect(Self.error(#"{"types":{},"types":{}}"#) == .json(JSONError(.duplicateName, at: 12)))
        #expect(
            Self.error(Self.document(#""T":[]"#, message: #"{"a":1,"\u0061":2}"#))
                == .json(JSONError(.duplicateName, at: 83)))
    }

    @Test func `a document over the limit is refused`() {
        let space = String(repeating: " ", count: TypedDataOptions.maximumByteCount)
        let document = Self.document(#""T":[]"#)
        guard case .json(let error) = Self.error(document + space) else { return #expect(Bool(false)) }
        #expect(error.reason == .tooLarge)
        #expect(Self.error(document + space.dropLast(document.utf8.count)) == nil)
    }

    @Test(arguments: ["T[]", "", "U", "t", "uint256", "T ", "string"])
    func `a primary type that is not defined is refused`(name: String) {
        #expect(
            Self.error(Self.document(#""T":[]"#, primaryType: name))
                == .unknownType(String(name.map { $0 == " " ? "?" : $0 })))
    }

    @Test(arguments: [
        "U", "uint7", "uint264", "uint0", "uint08", "uint", "int12", "bytes0", "bytes33", "bytes032", "Bytes", "String",
        "byte", "fixed128x18", "function", "address payable", "", "mapping(address=>uint)",
    ])
    func `a member's type that is unknown is refused, and uint is known`(type: String) {
        let error = Self.error(Self.document(#""T":[{"name":"a","type":"\#(type)"}]"#, message: #"{"a":1}"#))
        if type == "uint" { return #expect(error == nil) }
        #expect(error == .unknownType(String(type.map { $0 == " " ? "?" : $0 })))
    }

    @Test(arguments: [
        "uint8]", "uint8[", "uint8[0]", "uint8[01]", "uint8[-1]", "uint8[+1]", "uint8[ ]", "uint8[1 ]", "uint8[a]",
        "uint8[0x1]", "uint8[4294967296]", "uint8[99999999999999999999]", "uint8[][", "uint8[]]", "uint8[[]]",
    ])
    func `brackets that are no array are refused`(type: String) {
        let error = Self.error(Self.document(#""T":[{"name":"a","type":"\#(type)"}]"#, message: #"{"a":[1]}"#))
        switch error {
        case .invalidType("T", .memberType), .unknownType: break
        default: #expect(Bool(false), "\(type): \(String(describing: error))")
        }
    }

    @Test(arguments: ["", "1T", "T T", "T(", "T)", "T,U", "T[]", "Té", "T-U", "T.U", ":T", "T\\u0000", "T\\n"])
    func `a type name that is no identifier is refused, used or not`(name: String) {
        let error = Self.error(Self.document(#""T":[],"\#(name)":[]"#))
        guard case .invalidType(let shown, .name) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(shown.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    }

    @Test(arguments: ["a:b", "a::", "A:b1"])
    func `a colon inside a type name is taken, as exchanges have them`(name: String) throws {
        let data = try TypedData(json: Self.document(#""\#(name)":[]"#, primaryType: name))
        #expect(try data.encodeType(name) == name + "()")
    }

    @Test(arguments: [
        "uint256", "uint", "int", "int8", "bytes", "bytes1", "bytes32", "string", "bool", "address",
    ])
    func `a type that is named like one of EIP-712 is refused, used or not`(name: String) {
        #expect(Self.error(Self.document(#""T":[],"\#(name)":[]"#)) == .invalidType(name, .reserved))
    }

    @Test(arguments: [
        "null", "{}", "5", "[5]", "[[]]", "[{}]", #"[{"name":"a"}]"#, #"[{"type":"bool"}]"#,
        #"[{"name":5,"type":"bool"}]"#, #"[{"name":"a","type":null}]"#, #"[{"name":"a","type":["bool"]}]"#,
    ])
    func `a definition of a wrong shape is refused, used or not`(definition: String) {
        #expect(Self.error(Self.document(#""T":[],"U":\#(definition)"#)) == .invalidType("U", .shape))
    }

    @Test(arguments: ["", "1a", "a b", "a,b", "a(", "a)", "a:b", "ä", "a\\u0000", "a[]"])
    func `a member name that is no identifier is refused`(name: String) {
        #expect(
            Self.error(Self.document(#""T":[{"name":"\#(name)","type":"bool"}]"#)) == .invalidType("T", .memberName))
    }

    @Test(arguments: [2, 16, 17, 18, 100])
    func `two members of the same name are refused`(count: Int) {
        let members = (0..<count).map { #"{"name":"a\#($0 == count - 1 ? 0 : $0)","type":"bool"}"# }
        #expect(
            Self.error(Self.document(#""T":[\#(members.joined(separator: ","))]"#))
                == .invalidType("T", .duplicateMember))
    }

    @Test func `a type that nothing uses may lead to nowhere`() throws {
        let types = #""T":[],"U":[{"name":"a","type":"V"},{"name":"b","type":"x[0]"}]"#
        let data = try TypedData(json: Self.document(types))
        #expect(throws: TypedDataError.unknownType("U")) { try data.encodeType("U") }
        #expect(throws: TypedDataError.unknownType("U")) { try data.typeHash("U") }
        #expect(throws: TypedDataError.unknownType("bool")) { try data.encodeType("bool") }
        #expect(throws: TypedDataError.unknownType("a?b")) { try data.encodeType("a b") }
        #expect(data == (try TypedData(json: Self.document(#""T":[]"#))))
    }

    @Test func `a type's text has what it leads to once, sorted by code units`() throws {
        let types = """
            "T":[{"name":"x","type":"b[]"},{"name":"y","type":"_z[2][]"},{"name":"z","type":"T[]"},
            {"name":"w","type":"A"}],
            "b":[{"name":"t","type":"T"},{"name":"c","type":"C"}],"C":[{"name":"n","type":"uint"}],
            "_z":[{"name":"c","type":"C[3]"}],"A":[],"Unused":[]
            """
        let data = try TypedData(json: Self.document(types, message: #"{"x":[],"y":[],"z":[]}"#))
        #expect(
            try data.encodeType("T")
                == "T(b[] x,_z[2][] y,T[] z,A w)A()C(uint n)_z(C[3] c)b(T t,C c)")
        #expect(try data.encodeType("C") == "C(uint n)")
        #expect(try data.encodeType("EIP712Domain") == "EIP712Domain()")
        for name in ["T", "b", "C", "_z", "A"] {
            #expect(try data.typeHash(name) == Hash32(keccak256: Array(data.encodeType(name).utf8)))
        }
    }
}
