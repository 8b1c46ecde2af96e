import KedgeWallet
import Testing

@Suite struct ContractTypeTests {
    @Test(arguments: [
        ("uint", "uint256"), ("int", "int256"), ("fixed", "fixed128x18"), ("ufixed", "ufixed128x18"),
        ("uint[2][]", "uint256[2][]"), ("(uint,(int,fixed)[3])", "(uint256,(int256,fixed128x18)[3])"),
        ("uint8", "uint8"), ("uint256", "uint256"), ("bytes1", "bytes1"), ("bytes32", "bytes32"), ("bytes", "bytes"),
        ("function", "function"), ("fixed8x1", "fixed8x1"), ("ufixed256x80", "ufixed256x80"),
        ("string[0]", "string[0]"),
        ("()", "()"), ("((),())[1]", "((),())[1]"), ("address[12345]", "address[12345]"),
    ])
    func `a type is written without aliases`(text: String, canonical: String) throws {
        #expect(try ContractType(text).canonical == canonical)
        #expect(try ContractType(canonical) == ContractType(text))
        #expect(try ContractTypes("(\(text))").canonical == "(\(canonical))")
    }

    @Test(arguments: [
        ("", 0), ("uin", 0), ("Uint256", 0), ("uint256x", 7), ("address payable", 7), ("address20", 0), ("bool8", 0),
        ("string1", 0), ("byte", 0), ("function24", 0), ("tuple", 0), ("uint 256", 4), (" uint256", 0), ("uint256 ", 7),
        ("(uint256 amount)", 8), ("(uint256, bool)", 9), ("(uint256,)", 9), ("(,uint256)", 1), ("(", 1), (")", 0),
        ("(uint256", 8), ("(uint256))", 9), ("uint256[", 8), ("uint256[1", 9), ("uint256[]]", 9), ("uint256[-1]", 8),
        ("uint256[01]", 8), ("uint256[1 ]", 9), ("uint256[0x1]", 9), ("uint7", 4), ("uint0", 4), ("uint264", 4),
        ("uint008", 4), ("int12", 3), ("bytes0", 5), ("bytes33", 5), ("bytes032", 5), ("fixed128", 8), ("fixed128x", 9),
        ("fixed128x0", 9), ("fixed128x81", 9), ("fixed7x1", 5), ("fixed128x018", 9), ("fixedx18", 0), ("uint256\0", 7),
        ("uint99999999999999999999999999", 4), ("\u{e9}", 0), ("uint256\u{301}", 7),
    ])
    func `a text that is no type is refused where it goes wrong`(text: String, offset: Int) {
        let error = #expect(throws: ContractError.self) { try ContractType(text) }
        guard case .type(offset, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `each rule of types has its own error`() {
        let cases: [(String, ContractTypeRule)] = [
            ("x", .typeExpected), ("uint9", .integerWidth), ("fixed8", .fixedPointWidth), ("bytes33", .byteCount),
            ("bool[x]", .arrayLength), ("bool[1", .bracketExpected), ("(bool", .commaOrEndExpected),
            ("bool,", .trailingText),
        ]
        for (text, rule) in cases {
            let error = #expect(throws: ContractError.self) { try ContractType(text) }
            guard case .type(_, rule) = error else {
                Issue.record("\(text): \(String(describing: error))")
                continue
            }
        }
        #expect(throws: ContractError.type(offset: 0, .listExpected)) { try ContractTypes("uint256") }
        #expect(throws: ContractError.type(offset: 3, .listExpected)) { try ContractSignature("foo") }
        #expect(throws: ContractError.type(offset: 0, .nameExpected)) { try ContractSignature("(uint256)") }
        #expect(throws: ContractError.type(offset: 0, .nameExpected)) { try ContractSignature("1f()") }
        #expect(throws: ContractError.type(offset: 8, .listExpected)) { try ContractSignature("function f()") }
        #expect(throws: ContractError.type(offset: 3, .trailingText)) { try ContractSignature("f() ") }
    }

    @Test func `64 arrays and tuples may stand inside one another, and no more`() throws {
        func nested(_ count: Int) -> String {
            String(repeating: "(", count: count) + "bool" + String(repeating: ")", count: count)
        }
        func arrays(_ count: Int) -> String { "bool" + String(repeating: "[]", count: count) }
        #expect(try ContractType(nested(64)).canonical == nested(64))
        #expect(try ContractType(arrays(64)).canonical == arrays(64))
        #expect(throws: ContractError.tooLarge(.typeDepth)) { try ContractType(nested(65)) }
        #expect(throws: ContractError.tooLarge(.typeDepth)) { try ContractType(arrays(65)) }
        #expect(throws: ContractError.tooLarge(.typeDepth)) { try ContractTypes("(\(arrays(64)))") }
        #expect(throws: ContractError.tooLarge(.typeDepth)) {
            try ContractType("(\(arrays(32)))\(arrays(32).dropFirst(4))")
        }
        // Refused before the stack is used up.
        #expect(throws: ContractError.tooLarge(.typeDepth)) { try ContractType(String(repeating: "(", count: 65_536)) }
        #expect(throws: ContractError.tooLarge(.typeDepth)) { try ContractType(arrays(4000)) }
    }

    @Test func `4,096 types are taken, and no more`() throws {
        let list = Array(repeating: "bool", count: 4095).joined(separator: ",")
        #expect(try ContractTypes("(\(list))").canonical == "(\(list))")
        #expect(throws: ContractError.tooLarge(.typeCount)) { try ContractTypes("(\(list),bool)") }
        #expect(throws: ContractError.tooLarge(.typeCount)) { try ContractTypes("(\(list)[])") }
    }

    @Test func `65,536 bytes of text are taken, and no more`() {
        let text = String(repeating: "x", count: 65_536)
        #expect(throws: ContractError.type(offset: 0, .typeExpected)) { try ContractType(text) }
        #expect(throws: ContractError.tooLarge(.typeText)) { try ContractType(text + "x") }
    }

    @Test func `a type that takes more than 64 MiB is refused`() throws {
        #expect(try ContractType("uint256[2097152]").canonical == "uint256[2097152]")
        #expect(throws: ContractError.tooLarge(.typeSize)) { try ContractType("uint256[2097153]") }
        #expect(throws: ContractError.tooLarge(.typeSize)) { try ContractType("uint256[99999999999999999999999]") }
        #expect(throws: ContractError.tooLarge(.typeSize)) { try ContractType("bytes[2097153]") }
        #expect(throws: ContractError.tooLarge(.typeSize)) { try ContractType("bool[65536][65536][65536][65536]") }
        #expect(throws: ContractError.tooLarge(.typeSize)) { try ContractTypes("(bool[2097152],bool)") }
    }

    @Test func `what holds something dynamic is dynamic`() throws {
        let dynamic = ["bytes", "string", "bool[]", "bytes[2]", "string[0]", "(bool,bytes)", "((string))[1]", "()[]"]
        let fixed = ["bool", "bytes32", "bool[2]", "(bool,bool[3])", "()", "()[5]", "bool[0]", "function"]
        for text in dynamic { #expect(try ContractType(text).isDynamic, "\(text)") }
        for text in fixed { #expect(try !ContractType(text).isDynamic, "\(text)") }
    }

    @Test func `the selector is that of the canonical signature`() throws {
        let signature = try ContractSignature("transfer(address,uint)")
        #expect(signature.canonical == "transfer(address,uint256)")
        #expect(signature.name == "transfer")
        #expect(signature.selector == [0xA9, 0x05, 0x9C, 0xBB])
        let event = try ContractSignature("Transfer(address,address,uint256)")
        #expect(event.topic.description == "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")
    }
}
