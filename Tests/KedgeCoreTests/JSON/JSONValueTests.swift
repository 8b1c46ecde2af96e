import KedgeCore
import KedgeTestSupport
import Testing

struct JSONValueTests {
    private let document = """
        { "name": "J\\u00f6rg", "age": 42, "tags": ["a", [], {"x": null}], "ok": true, "no": false, "none": null,
          "big": 115792089237316195423570985008687907853269984665640564039457584007913129639935, "half": 0.5, "empty": {} }
        """

    @Test func `members are found by name`() throws {
        let root = try JSONDocument(document).root
        #expect(root.kind == .object)
        #expect(root.count == 9)
        #expect(root["name"]?.string == "Jörg")
        #expect(root["age"]?.int64 == 42)
        #expect(root["ok"]?.bool == true)
        #expect(root["no"]?.bool == false)
        #expect(root["none"]?.isNull == true)
        #expect(root["half"]?.double == 0.5)
        #expect(root["empty"]?.count == 0)
        #expect(root["absent"] == nil)
        #expect(root["nam"] == nil)
        #expect(root[""] == nil)
    }

    @Test func `a name is found by its text, however it is escaped`() throws {
        let root = try JSONDocument("{\"\\u0061\\u006Cgorithm\":1,\"\\ud83d\\ude00\":2,\"\":3}").root
        #expect(root["algorithm"]?.int64 == 1)
        #expect(root["\u{1F600}"]?.int64 == 2)
        #expect(root[""]?.int64 == 3)
        #expect(root["\\u0061lgorithm"] == nil)
    }

    @Test func `members and elements come in the order of the text`() throws {
        let root = try JSONDocument(document).root
        #expect(root.members.map(\.name) == ["name", "age", "tags", "ok", "no", "none", "big", "half", "empty"])
        let tags = try #require(root["tags"])
        #expect(tags.elements.map(\.kind) == [.string, .array, .object])
        #expect(tags[0]?.string == "a")
        #expect(tags[2]?["x"]?.isNull == true)
        #expect(tags[3] == nil)
        #expect(tags[-1] == nil)
        #expect(tags[.max] == nil)
        #expect(tags[1]?.elements.map(\.kind) == [])
        #expect(root.elements.map(\.kind).isEmpty)
        #expect(tags.members.map(\.name).isEmpty)
    }

    @Test func `a 256-bit number keeps every digit`() throws {
        let value = try #require(try JSONDocument(document).root["big"])
        #expect(
            value.numberText
                == "115792089237316195423570985008687907853269984665640564039457584007913129639935")
        #expect(value.int64 == nil)
        #expect(value.uint64 == nil)
        #expect(value.isInteger)
    }

    @Test(
        arguments: [
            ("0", 0, 0), ("-0", 0, 0), ("-1", -1, nil), ("9223372036854775807", .max, 9_223_372_036_854_775_807),
            ("9223372036854775808", nil, 9_223_372_036_854_775_808), ("-9223372036854775808", .min, nil),
            ("-9223372036854775809", nil, nil), ("18446744073709551615", nil, .max), ("18446744073709551616", nil, nil),
            ("184467440737095516160", nil, nil), ("1.0", nil, nil), ("1e0", nil, nil),
        ] as [(String, Int64?, UInt64?)])
    func `integers convert only if they fit`(text: String, signed: Int64?, unsigned: UInt64?) throws {
        let value = try JSONDocument(text).root
        #expect(value.int64 == signed)
        #expect(value.uint64 == unsigned)
        #expect(value.numberText == text)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0.0", 0), ("0e999999", 0), ("0.1", 0.1), ("1e308", 1e308), ("1e309", nil),
            ("-1e999999999", nil),
            ("1e-400", nil), ("0.00e-5000", 0), ("5e-324", .leastNonzeroMagnitude),
            ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("123456789012345678901234567890", 123_456_789_012_345_677_877_719_597_056),
        ] as [(String, Double?)])
    func `a double is the nearest one or none`(text: String, expected: Double?) throws {
        #expect(try JSONDocument(text).root.double == expected)
    }

    @Test(
        arguments: [
            ("1735689600", 1_735_689_600, true), ("1735689600.0", 1_735_689_600, true),
            ("1735689600.5", 1_735_689_600, false),
            ("-0.5", -1, false), ("-1.0", -1, true), ("-0.0", 0, true), ("1.7356896e9", 1_735_689_600, true),
            ("1e3", 1000, true),
            ("0.001e3", 1, true), ("0.0015e3", 1, false), ("123.456E-1", 12, false),
            ("1e-9999999999999999999999", 0, false),
            ("-1e-99", -1, false), ("0e99999999999999999999", 0, true), ("0.000e30", 0, true),
            ("1e18", 1_000_000_000_000_000_000, true),
            ("1e19", nil, false), ("1e99999999999999999999", nil, false), ("9223372036854775807.9", .max, false),
            ("9223372036854775808.0", nil, false), ("-9223372036854775807.5", .min, false), ("12e-0", 12, true),
            ("10e-1", 1, true),
        ] as [(String, Int64?, Bool)])
    func `a number is rounded down exactly`(text: String, expected: Int64?, isExact: Bool) throws {
        let document = try JSONDocument(text)
        let root = document.root
        let result = root.view.roundedDown
        #expect(result?.value == expected)
        if expected != nil { #expect(result?.isExact == isExact) }
    }

    @Test func `nothing converts into another kind`() throws {
        for text in ["\"1\"", "[1]", "{\"a\":1}", "true", "null"] {
            let value = try JSONDocument(text).root
            #expect(value.int64 == nil)
            #expect(value.uint64 == nil)
            #expect(value.double == nil)
            #expect(value.numberText == nil)
            let rounded = value.view.roundedDown
            #expect(rounded == nil)
        }
        let number = try JSONDocument("1").root
        #expect(number.string == nil)
        #expect(number.bool == nil)
        #expect(!number.isNull)
        #expect(number["a"] == nil)
        #expect(number[0] == nil)
        #expect(number.count == 0)
    }

    @Test func `strings resolve every escape`() throws {
        let text = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\u{E9}x\""
        #expect(try JSONDocument(text).root.string == "\"\\/\u{8}\u{C}\n\r\tA\u{E9}\u{20AC}\u{1F600}\u{E9}x")
    }

    @Test func `the source of a value is its bytes in the text`() throws {
        func source(_ value: JSONValue?) -> String? {
            value.map { value in String(decoding: value.source.withUnsafeBytes { Array($0) }, as: UTF8.self) }
        }
        let root = try JSONDocument(" { \"a\" : [ 1 , {} ] , \"b\\n\" : \"\\u0041\" } ").root
        #expect(source(root) == "{ \"a\" : [ 1 , {} ] , \"b\\n\" : \"\\u0041\" }")
        #expect(source(root["a"]) == "[ 1 , {} ]")
        #expect(source(root["b\n"]) == "\\u0041")
    }

    @Test func `a value outlives its document and crosses threads`() async throws {
        let value: JSONValue
        do { value = try #require(try JSONDocument(document).root["tags"]) }
        let kinds = await Task.detached { value.elements.map(\.kind) }.value
        #expect(kinds == [.string, .array, .object])
    }
}
