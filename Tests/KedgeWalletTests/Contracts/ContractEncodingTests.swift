import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct ContractEncodingTests {
    private func error(_ types: String, _ json: String) -> ContractError? {
        #expect(throws: ContractError.self, "\(types) \(json)") { try ContractTypes(types).encode(json: json) }
    }

    private func word(_ types: String, _ json: String) throws -> String {
        let encoding = try ContractTypes(types).encode(json: json)
        return encoding.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(arguments: [
        ("(uint8)", "[255]", "ff"), ("(uint8)", "[\"0xFf\"]", "ff"), ("(uint8)", "[\"255\"]", "ff"),
        ("(uint8)", "[\"007\"]", "07"), ("(int8)", "[-0]", "00"), ("(int8)", "[127]", "7f"),
        ("(int16)", "[\"0x7f\"]", "7f"), ("(bool)", "[true]", "01"), ("(fixed8x1)", "[\"12.7\"]", "7f"),
        ("(fixed8x1)", "[\"1\"]", "0a"), ("(ufixed8x2)", "[\"2.55\"]", "ff"), ("(ufixed8x2)", "[\"00.5\"]", "32"),
        ("(fixed8x1)", "[12]", "78"), ("(ufixed8x1)", "[\"-0\"]", "00"),
    ])
    func `a number is taken in each of its forms`(types: String, json: String, end: String) throws {
        #expect(try word(types, json) == String(repeating: "0", count: 64 - end.count) + end)
    }

    @Test(arguments: [("(int8)", "[-128]", "80"), ("(int256)", "[\"-1\"]", "ff"), ("(fixed8x1)", "[\"-12.8\"]", "80")])
    func `a negative number is filled up with its sign`(types: String, json: String, end: String) throws {
        #expect(try word(types, json) == String(repeating: "f", count: 64 - end.count) + end)
    }

    @Test(arguments: [
        ("(uint8)", "[256]", "0", ContractValueRule.range), ("(uint8)", "[-0]", "0", .range),
        ("(uint8)", "[-1]", "0", .range),
        ("(uint8)", "[\"0x100\"]", "0", .range), ("(int8)", "[128]", "0", .range), ("(int8)", "[-129]", "0", .range),
        ("(int8)", "[\"0xff\"]", "0", .range),
        ("(uint256)", "[115792089237316195423570985008687907853269984665640564039457584007913129639936]", "0", .range),
        ("(int256)", "[57896044618658097711785492504343953926634992332820282019728792003956564819968]", "0", .range),
        ("(int256)", "[-57896044618658097711785492504343953926634992332820282019728792003956564819969]", "0", .range),
        ("(uint8)", "[1.0]", "0", .integer), ("(uint8)", "[1e1]", "0", .integer), ("(uint8)", "[\"\"]", "0", .integer),
        ("(uint8)", "[\"-1\"]", "0", .integer), ("(uint8)", "[\"+1\"]", "0", .integer),
        ("(uint8)", "[\"0x\"]", "0", .integer), ("(int8)", "[\"-0x1\"]", "0", .integer),
        ("(uint8)", "[\" 1\"]", "0", .integer), ("(uint8)", "[\"1_0\"]", "0", .integer),
        ("(uint8)", "[\"0X1\"]", "0", .integer), ("(int8)", "[\"-\"]", "0", .integer),
        ("(uint8)", "[\"\\u0031\"]", "0", .integer), ("(uint8)", "[true]", "0", .integer),
        ("(uint8)", "[null]", "0", .integer), ("(uint8)", "[[]]", "0", .integer),
        ("(bool)", "[1]", "0", .bool), ("(bool)", "[\"true\"]", "0", .bool), ("(bool)", "[null]", "0", .bool),
        ("(address)", "[\"0x\"]", "0", .address), ("(address)", "[1]", "0", .address),
        ("(address)", "[\"5aaeb6053f3e94c9b9a09f33669435e7ef1beaed\"]", "0", .address),
        ("(address)", "[\"0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg\"]", "0", .address),
        ("(address)", "[\"0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\"]", "0", .addressChecksum),
        ("(bytes)", "[\"00\"]", "0", .bytes), ("(bytes)", "[\"0x0\"]", "0", .bytes),
        ("(bytes)", "[\"0xgg\"]", "0", .bytes),
        ("(bytes)", "[\"0X00\"]", "0", .bytes), ("(bytes)", "[[1,2]]", "0", .bytes), ("(bytes)", "[\"\"]", "0", .bytes),
        ("(bytes)", "[\"0x0\\u0030\"]", "0", .bytes),
        ("(bytes2)", "[\"0x00\"]", "0", .byteCount), ("(bytes2)", "[\"0x000000\"]", "0", .byteCount),
        ("(function)", "[\"0x00\"]", "0", .byteCount), ("(bytes1)", "[\"0x\"]", "0", .byteCount),
        ("(string)", "[1]", "0", .string), ("(string)", "[null]", "0", .string), ("(string)", "[[]]", "0", .string),
        ("(fixed8x1)", "[\"1.25\"]", "0", .fixedPoint), ("(fixed8x1)", "[\"1.\"]", "0", .fixedPoint),
        ("(fixed8x1)", "[\".5\"]", "0", .fixedPoint), ("(fixed8x1)", "[\"\"]", "0", .fixedPoint),
        ("(fixed8x1)", "[\"1e0\"]", "0", .fixedPoint), ("(fixed8x1)", "[1.5]", "0", .fixedPoint),
        ("(fixed8x1)", "[\"0x1\"]", "0", .fixedPoint), ("(fixed8x1)", "[\"--1\"]", "0", .fixedPoint),
        ("(fixed8x1)", "[\"12.8\"]", "0", .range), ("(fixed8x1)", "[\"-12.9\"]", "0", .range),
        ("(ufixed8x1)", "[\"-0.1\"]", "0", .range), ("(ufixed256x80)", "[\"1\"]", "0", .range),
        ("()", "[1]", "", .count), ("(bool)", "[]", "", .count), ("(bool)", "[true,true]", "", .count),
        ("(bool)", "{}", "", .kind), ("(bool)", "true", "", .kind),
        ("(bool[2])", "[[true]]", "0", .count), ("(bool[])", "[true]", "0", .kind), ("(bool[])", "[{}]", "0", .kind),
        ("((bool,bool))", "[[true]]", "0", .count), ("((bool))", "[{\"a\":true}]", "0", .kind),
        ("(bool,uint8[],(bool,uint8[3])[])", "[true,[1],[[true,[1,2,3]],[true,[1,256,3]]]]", "2[1][1][1]", .range),
        ("(bool,string[])", "[true,[\"a\",\"b\",7]]", "1[2]", .string),
    ])
    func `a value that does not fit is refused, and named`(
        types: String, json: String, path: String, rule: ContractValueRule
    ) {
        #expect(error(types, json) == .value(path: path, rule))
    }

    @Test func `what is no strict JSON is refused`() {
        for json in ["", "[1", "[1,]", "[01]", "[1] x", "[\"\u{1}\"]", "['1']", "[NaN]", "[\"\\ud800\"]"] {
            guard case .json = error("(uint8)", json) else {
                Issue.record("\(json)")
                continue
            }
        }
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        guard case .json(let error) = error("(uint8)", deep), error.reason == .tooDeep else {
            Issue.record("deep JSON")
            return
        }
    }

    @Test func `JSON of more than 16 MiB is refused`() throws {
        let types = try ContractTypes("(string)")
        let most = "[\"" + String(repeating: "a", count: (16 << 20) - 4) + "\"]"
        #expect(try types.encode(json: most).count == (16 << 20) + 64)
        #expect(throws: ContractError.tooLarge(.values)) { try types.encode(json: most + " ") }
    }

    @Test func `values in memory are held to their types`() throws {
        let cases: [(String, ContractValue, ContractValueRule)] = [
            ("uint8", .signed(1), .kind), ("int8", .unsigned(1), .kind), ("uint8", .unsigned(256), .range),
            ("int8", .signed(-129), .range), ("bytes4", .bytes([1]), .byteCount), ("bytes", .string("a"), .kind),
            ("string", .bytes([]), .kind), ("bool[]", .tuple([]), .kind), ("(bool)", .array([.bool(true)]), .kind),
            ("bool[1]", .array([]), .count), ("()", .tuple([.bool(true)]), .count), ("address", .bytes([]), .kind),
            ("fixed8x2", .signedFixed(scaled: 1, decimals: 1), .fixedPoint), ("bool", .unsigned(1), .kind),
            ("ufixed8x2", .unsignedFixed(scaled: 1, decimals: 3), .fixedPoint),
            ("ufixed8x2", .unsignedFixed(scaled: 256, decimals: 2), .range),
            ("fixed8x2", .signedFixed(scaled: 128, decimals: 2), .range), ("function", .bytes([1]), .byteCount),
        ]
        for (type, value, rule) in cases {
            let types = try ContractTypes("(bool,\(type))")
            #expect(throws: ContractError.value(path: "1", rule), "\(type)") { try types.encode([.bool(true), value]) }
            #expect(throws: ContractError.value(path: "1", rule), "\(type)") {
                try types.encodePacked([.bool(true), value])
            }
        }
        #expect(throws: ContractError.value(path: "", .count)) { try ContractTypes("(bool)").encode([]) }
    }

    @Test func `nothing encodes to nothing`() throws {
        #expect(try ContractTypes("()").encode([]).isEmpty)
        #expect(try ContractTypes("()").encodePacked(json: " [ ] ").isEmpty)
        #expect(try ContractTypes("(bool[0],())").encode(json: "[[],[]]").isEmpty)
        #expect(try ContractTypes("(bool[0],())").decodeToJSON([]) == "[[],[]]")
        #expect(try ContractTypes("(string[0])").encode(json: "[[]]").count == 32)
        #expect(try ContractTypes("(string[0])").decodeToJSON([UInt8](repeating: 0, count: 31) + [32]) == "[[]]")
        #expect(
            try ContractTypes("(()[])").decodeToJSON(ContractTypes("(()[])").encode(json: "[[[],[]]]")) == "[[[],[]]]")
        #expect(try ContractSignature("f()").encodeCall([]) == ContractSignature("f()").selector)
    }

    @Test func `strings keep escapes, NUL and every character`() throws {
        let types = try ContractTypes("(string,string)")
        let json = "[\"a\\u0000\\n\\\"\\\\\u{1F600}\",\"\"]"
        let encoding = try types.encode(json: json)
        #expect(try types.decode(encoding) == [.string("a\0\n\"\\\u{1F600}"), .string("")])
        #expect(try types.decodeToJSON(encoding) == json)
        #expect(try types.encode(json: "[\"\\u0061\\u0000\\u000a\\u0022\\u005c\\ud83d\\ude00\",\"\"]") == encoding)
    }

    @Test func `inside an array the packed mode takes whole words, as Solidity does`() throws {
        let packed = try ContractTypes("(uint8[],bytes2,int8[2])").encodePacked(json: "[[1],\"0xabcd\",[-1,2]]")
        let one = [UInt8](repeating: 0, count: 31) + [1]
        let two = [UInt8](repeating: 0, count: 31) + [2]
        #expect(packed == one + [0xAB, 0xCD] + [UInt8](repeating: 0xFF, count: 32) + two)
        for types in ["(bool,string[])", "(bool,(bytes)[])", "(bool,bytes[1])"] {
            let error = #expect(throws: ContractError.self) {
                try ContractTypes(types).encodePacked(
                    json: types.contains("(bytes)") ? "[true,[[\"0x\"]]]" : "[true,[\"0x\"]]")
            }
            guard case .value(_, .packedElement) = error else {
                Issue.record("\(types)")
                continue
            }
        }
    }
}
