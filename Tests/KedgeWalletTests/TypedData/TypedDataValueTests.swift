import KedgeCore
import KedgeWallet
import Testing

/// What a value has to be.
struct TypedDataValueTests {
    /// The word that a value becomes.
    private static func word(_ type: String, _ value: String) throws -> [UInt8] {
        let document = TypedDataShapeTests.document(
            #""T":[{"name":"a","type":"\#(type)"}],"S":[{"name":"b","type":"bool"}]"#, message: #"{"a":\#(value)}"#)
        return Array(try TypedData(json: document).encodedData.dropFirst(32))
    }

    private static func error(_ type: String, _ value: String) -> TypedDataError? {
        do {
            _ = try word(type, value)
            return nil
        } catch {
            return error as? TypedDataError
        }
    }

    private static func hash(_ bytes: [UInt8]) -> [UInt8] { Hash32(keccak256: bytes).bytes }

    @Test(arguments: [
        ("uint8", "255", "0xff"), ("uint8", "0", "0x0"), ("uint8", "-0", "0x0"), ("uint8", #""-0""#, "0x0"),
        ("uint8", #""0xFf""#, "0xff"), ("uint8", #""007""#, "0x7"), ("uint8", #""0x0000000000ff""#, "0xff"),
        ("uint8", #""\u0031\u0032""#, "0xc"), ("uint", "18446744073709551616", "0x10000000000000000"),
        ("int8", "127", "0x7f"), ("int128", #""0x7f""#, "0x7f"),
        (
            "int8", "-128",
            "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80"
        ),
        (
            "int256", #""-1""#,
            "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        ),
        (
            "int", "-57896044618658097711785492504343953926634992332820282019728792003956564819968",
            "0x8000000000000000000000000000000000000000000000000000000000000000"
        ),
        (
            "uint256", "115792089237316195423570985008687907853269984665640564039457584007913129639935",
            "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        ),
    ])
    func `an integer is a number or text, decimal or hex`(type: String, value: String, number: String) throws {
        #expect(try Self.word(type, value) == #require(UInt256(number)).bigEndianBytes)
    }

    @Test(arguments: [
        "1.0", "1e3", "1.5", "true", "[]", "{}", #""""#, #"" 1""#, #""1 ""#, #""+1""#, #""0x""#, #""0X1""#, #""-0x1""#,
        #""0xg""#, #""1_000""#, #""1e3""#, #""1.0""#, #""--1""#, #""-""#, #""0x-1""#, #""a""#, #""1\u0000""#, #""١""#,
    ])
    func `what is no integer is refused`(value: String) {
        for type in ["uint256", "int256"] {
            #expect(Self.error(type, value) == .value(path: "message.a", .integer))
        }
    }

    @Test(arguments: (1...32).map { $0 * 8 })
    func `an integer out of its range is refused`(bitCount: Int) throws {
        // 2^n and 2^(n-1) in hex, and -2^(n-1) and the number before it in decimal.
        let power = "0x1" + String(repeating: "0", count: bitCount / 4)
        let largest = "0x" + String(repeating: "f", count: bitCount / 4)
        let half = "0x8" + String(repeating: "0", count: bitCount / 4 - 1)
        let belowHalf = "0x7" + String(repeating: "f", count: bitCount / 4 - 1)
        let magnitude = try #require(UInt256(half))
        let lowest = "-" + magnitude.decimal
        let belowLowest = "-" + magnitude.addingReportingOverflow(1).partialValue.decimal
        let unsigned = TypedDataError.value(path: "message.a", .range(bitCount: bitCount, isSigned: false))
        let signed = TypedDataError.value(path: "message.a", .range(bitCount: bitCount, isSigned: true))
        #expect(Self.error("uint\(bitCount)", "\"\(largest)\"") == nil)
        #expect(Self.error("uint\(bitCount)", "\"\(power)\"") == unsigned)
        #expect(Self.error("uint\(bitCount)", "-1") == unsigned)
        #expect(Self.error("uint\(bitCount)", "1" + String(repeating: "0", count: 400)) == unsigned)
        #expect(Self.error("int\(bitCount)", "\"\(belowHalf)\"") == nil)
        #expect(Self.error("int\(bitCount)", "\"\(half)\"") == signed)
        #expect(Self.error("int\(bitCount)", "\"\(largest)\"") == signed)
        #expect(Self.error("int\(bitCount)", lowest) == nil)
        #expect(Self.error("int\(bitCount)", "\"\(lowest)\"") == nil)
        #expect(Self.error("int\(bitCount)", belowLowest) == signed)
        #expect(Self.error("int\(bitCount)", "-1" + String(repeating: "0", count: 400)) == signed)
    }

    @Test func `a bool is true or false`() throws {
        #expect(try Self.word("bool", "true") == [UInt8](repeating: 0, count: 31) + [1])
        #expect(try Self.word("bool", "false") == [UInt8](repeating: 0, count: 32))
        for value in [#""true""#, #""false""#, "0", "1", "[]", "{}", #""""#] {
            #expect(Self.error("bool", value) == .value(path: "message.a", .bool))
        }
    }

    @Test func `an address is 0x and 40 hex digits, whatever its checksum`() throws {
        let digits = "dd2A3d9f938e13cd947ec05abc7fe734df8dd826"
        let expected = [UInt8](repeating: 0, count: 12) + (try Hex.decode(digits))
        for text in [digits, digits.uppercased(), digits.lowercased()] {
            #expect(try Self.word("address", "\"0x\(text)\"") == expected)
        }
        #expect(try Self.word("address", "\"\\u0030x\(digits)\"") == expected)
        for value in [
            "\"\(digits)\"", "\"0X\(digits)\"", "\"0x\(digits.dropLast())\"", "\"0x\(digits)0\"", "\"0x\(digits)00\"",
            "\"0x\(digits.dropLast())g\"", "\"\"", "5", "true", "[]", "{}", "\"00\(digits)\"", "\" x\(digits)\"",
        ] {
            #expect(Self.error("address", value) == .value(path: "message.a", .address))
        }
    }

    @Test(arguments: 1...32)
    func `bytesN are exactly their bytes`(count: Int) throws {
        let bytes = (1...33).map { UInt8($0 * 7 & 0xFF) }
        let expected = Array(bytes.prefix(count)) + [UInt8](repeating: 0, count: 32 - count)
        #expect(try Self.word("bytes\(count)", "\"0x\(Hex.encode(Array(bytes.prefix(count))))\"") == expected)
        let refusal = TypedDataError.value(path: "message.a", .fixedBytes(byteCount: count))
        for other in [0, count - 1, count + 1] {
            #expect(Self.error("bytes\(count)", "\"0x\(Hex.encode(Array(bytes.prefix(other))))\"") == refusal)
        }
        let digits = Hex.encode(Array(bytes.prefix(count)))
        for value in ["\"\(digits)\"", "\"0x\(digits.dropLast())g\"", "0", "[]", "\"0X\(digits)\""] {
            #expect(Self.error("bytes\(count)", value) == refusal)
        }
    }

    @Test(arguments: [0, 1, 31, 32, 33, 135, 136, 137, 511, 512, 513, 1024, 5000])
    func `bytes are hex of any length`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try Self.word("bytes", "\"0x\(Hex.encode(bytes))\"") == Self.hash(bytes))
        #expect(try Self.word("bytes", "\"0\\u0078\(Hex.encode(bytes))\"") == Self.hash(bytes))
        for value in ["\"\(Hex.encode(bytes))\"", "\"0x\(Hex.encode(bytes))a\"", "\"0x\(Hex.encode(bytes))ag\""] {
            #expect(Self.error("bytes", value) == .value(path: "message.a", .bytes))
        }
    }

    @Test func `bytes are text`() {
        for value in ["0", "[]", "[1]", "{}", "true", #""""#, #""0""#, #""0X""#, #""text""#] {
            #expect(Self.error("bytes", value) == .value(path: "message.a", .bytes))
        }
    }

    @Test func `a string is hashed as UTF-8, escapes resolved`() throws {
        #expect(try Self.word("string", #""""#) == Self.hash([]))
        #expect(try Self.word("string", #""0x12""#) == Self.hash(Array("0x12".utf8)))
        #expect(try Self.word("string", #""ä€😀""#) == Self.hash(Array("ä€😀".utf8)))
        #expect(try Self.word("string", #""\u00e4\u20AC\ud83d\ude00\n\u0000""#) == Self.hash(Array("ä€😀\n\0".utf8)))
        let long = String(repeating: "x", count: 100_000)
        #expect(try Self.word("string", #""\n\#(long)""#) == Self.hash(Array("\n\(long)".utf8)))
        for value in ["0", "[]", "{}", "true"] {
            #expect(Self.error("string", value) == .value(path: "message.a", .string))
        }
    }

    @Test func `an array is hashed over its elements' words`() throws {
        let one = [UInt8](repeating: 0, count: 31) + [1]
        let two = [UInt8](repeating: 0, count: 31) + [2]
        #expect(try Self.word("uint8[]", "[]") == Self.hash([]))
        #expect(try Self.word("uint8[]", "[1,2]") == Self.hash(one + two))
        #expect(try Self.word("uint8[2]", "[1,2]") == Self.hash(one + two))
        // T[2][] is any number of pairs.
        #expect(try Self.word("uint8[2][]", "[[1,2]]") == Self.hash(Self.hash(one + two)))
        #expect(try Self.word("uint8[][2]", "[[1],[]]") == Self.hash(Self.hash(one) + Self.hash([])))
        #expect(try Self.word("string[]", #"["a"]"#) == Self.hash(Self.hash([0x61])))
        #expect(try Self.word("S[]", "[null]") == Self.hash([UInt8](repeating: 0, count: 32)))
        for value in ["1", #""[]""#, "{}", "true"] {
            #expect(Self.error("uint8[]", value) == .value(path: "message.a", .array))
        }
        for value in ["[]", "[1]", "[1,2,3]"] {
            #expect(Self.error("uint8[2]", value) == .value(path: "message.a", .elementCount(2)))
        }
        #expect(Self.error("uint8[4294967295]", "[1]") == .value(path: "message.a", .elementCount(4_294_967_295)))
        #expect(Self.error("uint8[2][]", "[[1,2],[1]]") == .value(path: "message.a[1]", .elementCount(2)))
    }

    @Test func `the path leads to the value`() {
        let types = #""T":[{"name":"to","type":"P[][2]"}],"P":[{"name":"wallets","type":"address[]"}]"#
        let message = #"{"to":[[],[{"wallets":[]},{"wallets":["0x","y"]}]]}"#
        #expect(
            TypedDataShapeTests.error(TypedDataShapeTests.document(types, message: message))
                == .value(path: "message.to[1][1].wallets[0]", .address))
        #expect(
            TypedDataShapeTests.error(
                TypedDataShapeTests.document(#""T":[]"#, domain: #"{"salt":5}"#, domainType: nil))
                == .value(path: "domain.salt", .fixedBytes(byteCount: 32)))
        // Long ones are cut at their beginning.
        let name = String(repeating: "n", count: 100)
        #expect(
            TypedDataShapeTests.error(
                TypedDataShapeTests.document(
                    #""T":[{"name":"\#(name)","type":"bool[]"}]"#, message: #"{"\#(name)":[0]}"#))
                == .value(path: "..." + String(repeating: "n", count: 58) + "[0]", .bool))
    }
}
