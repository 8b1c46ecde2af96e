import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct ContractDecodingTests {
    /// Words from texts of hex, each filled up from the left; a text that ends with `>` is filled up from the right.
    private func data(_ words: String...) throws -> [UInt8] {
        try words.flatMap { word in
            let digits = word.filter { $0 != ">" }
            let fill = String(repeating: "0", count: 64 - digits.count)
            return try #require(bytes(hex: word.hasSuffix(">") ? digits + fill : fill + digits))
        }
    }

    private func error(_ types: String, _ data: [UInt8], allowsTrailing: Bool = false) -> ContractError? {
        let error = #expect(throws: ContractError.self, "\(types)") {
            try ContractTypes(types).decode(data, allowsTrailing: allowsTrailing)
        }
        #expect(throws: error ?? .outOfMemory) {
            try ContractTypes(types).decodeToJSON(data, allowsTrailing: allowsTrailing)
        }
        return error
    }

    @Test func `bytes around a value have to be what its type wants`() throws {
        let cases: [(String, String)] = [
            ("uint8", "100"), ("int8", "80"), ("int8", "0f" + String(repeating: "f", count: 60)),
            ("int8", String(repeating: "f", count: 62) + "7f"), ("address", "1" + String(repeating: "0", count: 40)),
            ("bytes1", "0001>"), ("bytes31", "1"), ("function", "1"), ("ufixed8x1", "100"), ("fixed8x1", "80"),
            ("bytes8", String(repeating: "1", count: 17) + ">"), ("bytes16", String(repeating: "0", count: 33) + "1>"),
            ("bytes24", String(repeating: "0", count: 48) + "01>"),
            ("uint248", "01" + String(repeating: "0", count: 62)),
        ]
        for (type, word) in cases {
            #expect(error("(bool,\(type))", try data("1", word)) == .malformed(offset: 32, .padding), "\(type)")
        }
        #expect(error("(bool)", try data("2")) == .malformed(offset: 0, .bool))
        #expect(error("(bool)", try data("01>")) == .malformed(offset: 0, .bool))
        #expect(error("(bytes)", try data("20", "1", "ab01>")) == .malformed(offset: 65, .padding))
        #expect(error("(string)", try data("20", "1", "6101>")) == .malformed(offset: 65, .padding))
    }

    @Test func `a string has to be UTF-8`() throws {
        for text in ["ff", "c080", "eda080", "f4908080", "e282"] {
            #expect(error("(string)", try data("20", "\(text.count / 2)", text + ">")) == .malformed(offset: 64, .utf8))
        }
        #expect(try ContractTypes("(bytes)").decode(data("20", "1", "ff>")) == [.bytes([0xFF])])
    }

    @Test func `data that was cut is refused at every length`() throws {
        let types = try ContractTypes("(uint8,string,(bytes,bool)[])")
        let whole = try types.encode(json: "[7,\"abc\",[[\"0x00\",true],[\"0x\",false]]]")
        for count in 0..<whole.count {
            #expect(throws: ContractError.self, "\(count)") { try types.decode(Array(whole[..<count])) }
            #expect(throws: ContractError.self, "\(count)") {
                try types.decode(Array(whole[..<count]), allowsTrailing: true)
            }
        }
        #expect(error("(uint8)", []) == .malformed(offset: 0, .cut))
        #expect(error("(bytes)", try data("20")) == .malformed(offset: 32, .cut))
        #expect(error("(bytes)", try data("20", "1") + [7]) == .malformed(offset: 65, .cut))
        #expect(error("(bytes[2])", try data("20", "40")) == .malformed(offset: 32, .cut))
    }

    @Test func `an offset outside the data, or into its own head, is refused`() throws {
        let high = String(repeating: "f", count: 64)
        for offset in ["0", "1", "1f", "61", "7fffffff", "80000000", "ffffffffffffffff", "8000000000000000", high] {
            #expect(
                error("(bytes)", try data(offset, "0", "0"), allowsTrailing: true) == .malformed(offset: 0, .offset))
        }
        // The offsets of an array count from behind its length.
        #expect(error("(bytes[])", try data("20", "1", "0")) == .malformed(offset: 64, .offset))
        #expect(error("(bool,bytes)", try data("0", "20", "0")) == .malformed(offset: 32, .offset))
    }

    @Test func `a length beyond the data is refused before memory is reserved`() throws {
        let high = String(repeating: "f", count: 64)
        for length in [
            "2", "7fffffff", "80000000", "0800000000000000", "ffffffffffffffff",
            "1" + String(repeating: "0", count: 16), high,
        ] {
            for type in ["uint8[]", "bytes[]", "bool[4][]", "(bool,bytes)[]"] {
                #expect(error("(\(type))", try data("20", length, "20")) != nil, "\(type) \(length)")
            }
        }
        for length in ["21", "7fffffff", "ffffffffffffffff", high] {
            #expect(error("(bytes)", try data("20", length, "0")) == .malformed(offset: 32, .length))
        }
    }

    @Test func `elements without a size cannot be without end`() throws {
        for type in ["()[]", "bool[0][]", "(()[3])[]", "((),())[]"] {
            for length in ["2000", "7fffffff"] {
                #expect(error("(\(type))", try data("20", length)) == .tooLarge(.emptyValues), "\(type)")
            }
            #expect(error("(\(type))", try data("20", "ffffffffffffffff")) == .malformed(offset: 32, .length))
        }
        #expect(error("(()[10000000])", []) == .tooLarge(.emptyValues))
        #expect(error("(()[1000][1000][1000][1000])", []) == .tooLarge(.emptyValues))
        #expect(error("(string[0][])", try data("20", "ffff")) == .malformed(offset: 64, .length))
    }

    @Test func `as many elements without a size as are encoded are decoded`() throws {
        let types = try ContractTypes("(()[])")
        let most = [ContractValue.array([ContractValue](repeating: .tuple([]), count: 4096))]
        #expect(try types.decode(types.encode(most)) == most)
        let tooMany = [ContractValue.array([ContractValue](repeating: .tuple([]), count: 4097))]
        #expect(throws: ContractError.tooLarge(.emptyValues)) { try types.encode(tooMany) }
        // Bytes that belong to no value do not raise the limit.
        let padded = try data("20", "1001") + [UInt8](repeating: 0, count: 1 << 20)
        #expect(error("(()[])", padded, allowsTrailing: true) == .tooLarge(.emptyValues))
    }

    @Test func `the most values that fit into a word are decoded, however long the array`() throws {
        let depth = ContractType.maximumDepth - 2
        let types = try ContractTypes(
            "(\(String(repeating: "(", count: depth))bool\(String(repeating: ")", count: depth))[])")
        let element = (0..<depth).reduce(ContractValue.bool(true)) { value, _ in .tuple([value]) }
        let values = [ContractValue.array([ContractValue](repeating: element, count: 10_000))]
        #expect(try types.decode(types.encode(values)) == values)
    }

    @Test func `offsets to the same bytes are taken, and cannot multiply the data`() throws {
        let twice = try data("40", "40", "1", "61>")
        #expect(try ContractTypes("(string,string)").decode(twice) == [.string("a"), .string("a")])

        // Each level leads a thousand times to the next: a thousand to the fourth bytes from 128 kilobytes.
        var bomb = try data("20")
        for _ in 0..<4 {
            bomb += try data("3e8")
            for _ in 0..<1000 { bomb += try data("7d00") }
        }
        bomb += try data("3e8") + [UInt8](repeating: 0, count: 1024)
        #expect(error("(bytes[][][][])", bomb, allowsTrailing: true) == .tooLarge(.decodedValues))
        let list = try data("20", "3e8") + (0..<1000).flatMap { _ in try data("7d00") } + data("7d00")
        let flat = list + [UInt8](repeating: 0, count: 32_000)
        #expect(error("(bytes[])", flat) == .tooLarge(.decodedValues))
    }

    @Test func `bytes behind the last value are refused unless they are allowed`() throws {
        for (types, encoded) in [("()", []), ("(bool)", try data("1")), ("(bytes)", try data("20", "1", "ab>"))] {
            let types = try ContractTypes(types)
            let values = try types.decode(encoded)
            for extra in [1, 4, 32, 100] {
                let longer = encoded + [UInt8](repeating: 0, count: extra)
                #expect(throws: ContractError.malformed(offset: encoded.count, .trailingBytes)) {
                    try types.decode(longer)
                }
                #expect(try types.decode(longer, allowsTrailing: true) == values)
            }
        }
    }

    @Test func `an offset need not be a multiple of 32`() throws {
        let odd = try data("21") + [0] + data("1", "61>")
        #expect(try ContractTypes("(string)").decode(odd) == [.string("a")])
    }

    @Test func `data of more than 16 MiB is refused`() throws {
        let types = try ContractTypes("(bool)")
        let most = try data("1") + [UInt8](repeating: 0, count: (16 << 20) - 32)
        #expect(try types.decode(most, allowsTrailing: true) == [.bool(true)])
        #expect(throws: ContractError.tooLarge(.data)) { try types.decode(most + [0], allowsTrailing: true) }
    }

    @Test func `the deepest type decodes what it encodes`() throws {
        for depth in [1, 63] {
            let types = try ContractTypes("(bool\(String(repeating: "[]", count: depth)))")
            let json = String(repeating: "[", count: depth + 1) + "true" + String(repeating: "]", count: depth + 1)
            #expect(try types.decodeToJSON(types.encode(json: json)) == json)
        }
    }

    @Test func `a call of another function is refused`() throws {
        let signature = try ContractSignature("f(uint256)")
        var call = try signature.encodeCall([.unsigned(7)])
        #expect(try signature.decodeCall(call) == [.unsigned(7)])
        #expect(throws: ContractError.wrongSelector) { try ContractSignature("g(uint256)").decodeCall(call) }
        #expect(throws: ContractError.wrongSelector) { try signature.decodeCall([]) }
        #expect(throws: ContractError.wrongSelector) { try signature.decodeCall(Array(call[..<3])) }
        #expect(throws: ContractError.malformed(offset: 0, .cut)) { try signature.decodeCall(Array(call[..<4])) }
        call[3] ^= 1
        #expect(throws: ContractError.wrongSelector) { try signature.decodeCall(call) }
    }

    @Test func `random changes never do more than refuse`() throws {
        var generator = SeededGenerator(seed: 4)
        let types = try ContractTypes("(uint8,string,(bytes,bool[2])[],int64[][3],(address,fixed))")
        let json =
            "[7,\"abc\",[[\"0x00\",[true,false]]],[[\"1\"],[],[\"-2\",\"3\"]],"
            + "[\"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\",\"-1.5\"]]"
        let whole = try types.encode(json: json)
        #expect(try types.decodeToJSON(whole) == json.replacing("[7,", with: "[\"7\","))
        var taken = 0
        for _ in 0..<20_000 {
            var changed = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let word = Int.random(in: 0..<(changed.count / 32), using: &generator) * 32
                changed[word + 31] = UInt8.random(in: 0...255, using: &generator)
                if Bool.random(using: &generator) { changed[word + Int.random(in: 0..<32, using: &generator)] ^= 1 }
            }
            guard let values = try? types.decode(changed, allowsTrailing: true) else { continue }
            taken += 1
            // What is decoded is valid, so that it encodes, and means the same again.
            #expect(try types.decode(types.encode(values)) == values)
        }
        #expect(taken > 100)
    }
}
