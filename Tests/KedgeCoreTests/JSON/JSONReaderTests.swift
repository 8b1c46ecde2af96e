import KedgeCore
import KedgeTestSupport
import Testing

/// Which texts are accepted, and for which reason at which byte the others are not.
struct JSONReaderTests {
    @Test(arguments: [
        "0", "-0", "1", "-1", "10", "123456789012345678901234567890", "0.0", "-0.5", "1.5e10", "1E5", "1e+5", "1e-5",
        "0e0",
        "0E+0", "1e400", "true", "false", "null", "\"\"", "\"a\"", "[]", "{}", "[[]]", "[{}]", "{\"\":{}}", "[1,2]",
        "{\"a\":1,\"b\":2}", " \t\r\n1 \t\r\n", " [ 1 , 2 ] ", " { \"a\" : 1 , \"b\" : [ ] } ", "[\"\\u0041\"]",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"", "\"\\uffff\"", "\"\\u0001\"",
        "\"\u{7F}\"", "\"\u{80}\"", "\"\u{7FF}\"", "\"\u{800}\"", "\"\u{D7FF}\"", "\"\u{E000}\"", "\"\u{FFFF}\"",
        "\"\u{10000}\"", "\"\u{10FFFF}\"", "\"\u{2028}\"", "\"\u{FEFF}\"", "{\"a\":1,\"A\":2}",
        "{\"a\":1,\"b\":{\"a\":2}}",
        "[{\"a\":1},{\"a\":1}]", "{\"\\u0061\":1,\"b\":1}", "{\"\u{E9}\":1,\"e\u{301}\":2}",
    ])
    func `a valid text is accepted`(text: String) {
        #expect(throws: Never.self) { try JSONDocument(text) }
    }

    private static let refusals: [(String, JSONError.Reason, Int)] = [
        // Nothing, or not a value
        ("", .unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("\u{FEFF}1", .byteOrderMark, 0),
        ("\u{FEFF}", .byteOrderMark, 0),
        ("a", .valueExpected, 0), ("+1", .valueExpected, 0), (".5", .valueExpected, 0), ("'a'", .valueExpected, 0),
        ("NaN", .valueExpected, 0), ("Infinity", .valueExpected, 0), ("undefined", .valueExpected, 0),
        ("]", .valueExpected, 0), ("}", .valueExpected, 0), (",", .valueExpected, 0), (":", .valueExpected, 0),
        ("/* c */1", .valueExpected, 0), ("\u{0B}1", .valueExpected, 0), ("\u{A0}1", .valueExpected, 0),
        ("\0", .valueExpected, 0),
        // Literals
        ("True", .valueExpected, 0), ("tru", .unexpectedEnd, 3), ("trux", .valueExpected, 0),
        ("nul", .unexpectedEnd, 3),
        ("nulL", .valueExpected, 0), ("truee", .trailingBytes, 4), ("[true1]", .commaOrEndExpected, 5),
        // Numbers
        ("-", .unexpectedEnd, 1), ("01", .malformedNumber, 0), ("-01", .malformedNumber, 1),
        ("00", .malformedNumber, 0),
        ("1.", .unexpectedEnd, 2), ("1.e1", .malformedNumber, 2), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
        ("[1e]", .malformedNumber, 3), ("[-]", .malformedNumber, 2), ("--1", .malformedNumber, 1),
        ("-a", .malformedNumber, 1), ("-.5", .malformedNumber, 1), ("1e1.5", .trailingBytes, 3),
        ("1_000", .trailingBytes, 1),
        ("0x10", .trailingBytes, 1), ("1 2", .trailingBytes, 2), ("1.2.3", .trailingBytes, 3),
        ("1e++1", .malformedNumber, 3),
        ("[1a]", .commaOrEndExpected, 2), ("-Infinity", .malformedNumber, 1), ("[0.]", .malformedNumber, 3),
        // Arrays
        ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3), ("[,1]", .valueExpected, 1),
        ("[1,]", .valueExpected, 3), ("[1,,2]", .valueExpected, 3), ("[1 2]", .commaOrEndExpected, 3),
        ("[1}", .commaOrEndExpected, 2), ("[1:2]", .commaOrEndExpected, 2), ("[]]", .trailingBytes, 2),
        ("[][]", .trailingBytes, 2), ("[1],", .trailingBytes, 3), ("[\"a\"", .unexpectedEnd, 4),
        // Objects
        ("{", .unexpectedEnd, 1), ("{\"a\"", .unexpectedEnd, 4), ("{\"a\":", .unexpectedEnd, 5),
        ("{\"a\":1", .unexpectedEnd, 6),
        ("{\"a\":1,", .unexpectedEnd, 7), ("{\"a\":1,}", .nameExpected, 7), ("{,}", .nameExpected, 1),
        ("{a:1}", .nameExpected, 1), ("{'a':1}", .nameExpected, 1), ("{1:1}", .nameExpected, 1),
        ("{\"a\" 1}", .colonExpected, 5), ("{\"a\"}", .colonExpected, 4), ("{\"a\",1}", .colonExpected, 4),
        ("{\"a\"::1}", .valueExpected, 5), ("{\"a\":}", .valueExpected, 5), ("{\"a\":1]", .commaOrEndExpected, 6),
        ("{\"a\":1 \"b\":2}", .commaOrEndExpected, 7), ("{\"a\":1,,\"b\":2}", .nameExpected, 7),
        ("{}}", .trailingBytes, 2),
        ("{\"a\":1}#", .trailingBytes, 7), ("{\"a\":1}\0", .trailingBytes, 7), ("{]", .nameExpected, 1),
        ("[}", .valueExpected, 1),
        // Strings
        ("\"", .unexpectedEnd, 1), ("\"a", .unexpectedEnd, 2), ("\"\\\"", .unexpectedEnd, 3),
        ("\"\\", .unexpectedEnd, 2),
        ("\"\\a\"", .malformedEscape, 1), ("\"\\'\"", .malformedEscape, 1), ("\"\\x41\"", .malformedEscape, 1),
        ("\"\\U0041\"", .malformedEscape, 1), ("\"\\u004\"", .malformedEscape, 1), ("\"\\u004g\"", .malformedEscape, 1),
        ("\"\\u+041\"", .malformedEscape, 1), ("\"\\u", .unexpectedEnd, 3), ("\"\\u00", .unexpectedEnd, 5),
        ("\"\t\"", .controlCharacter, 1), ("\"a\nb\"", .controlCharacter, 2), ("\"\u{1F}\"", .controlCharacter, 1),
        ("\"\0\"", .nulCharacter, 1), ("\"ab\\u0000\"", .nulCharacter, 3),
        ("\"\\ud800\"", .loneSurrogate, 1), ("\"\\udc00\"", .loneSurrogate, 1), ("\"\\udfff\"", .loneSurrogate, 1),
        ("\"\\ud800a\"", .loneSurrogate, 1), ("\"\\ud800\\n\"", .loneSurrogate, 1),
        ("\"\\ud800\\u0041\"", .loneSurrogate, 1), ("\"\\ud800\\ud800\"", .loneSurrogate, 1),
        ("\"\\udc00\\ud800\"", .loneSurrogate, 1), ("\"\\ud83d\\ude00\\ude00\"", .loneSurrogate, 13),
        ("\"\\ud800\\uzzzz\"", .malformedEscape, 7), ("\"\\ud800", .unexpectedEnd, 7),
        ("\"\\ud800\\", .unexpectedEnd, 8),
        // Names
        ("{\"a\":1,\"a\":2}", .duplicateName, 7), ("{\"a\":1,\"b\":2,\"a\":1}", .duplicateName, 13),
        ("{\"a\":1,\"\\u0061\":2}", .duplicateName, 7), ("{\"\\u0061\":1,\"a\":2}", .duplicateName, 12),
        ("{\"\\u0061\":1,\"\\u0061\":2}", .duplicateName, 12), ("{\"\":1,\"\":2}", .duplicateName, 6),
        ("{\"\u{E9}\":1,\"\\u00e9\":2}", .duplicateName, 8),
        ("{\"\u{1F600}\":1,\"\\ud83d\\uDE00\":2}", .duplicateName, 10),
        ("{\"/\":1,\"\\/\":2}", .duplicateName, 7), ("{\"a\":{\"b\":1},\"a\":2}", .duplicateName, 13),
        ("{\"a\":[{\"x\":1,\"x\":2}]}", .duplicateName, 13), ("{\"a\nb\":1}", .controlCharacter, 3),
        ("{\"\\ud800\":1}", .loneSurrogate, 2), ("{\"\\u0000\":1}", .nulCharacter, 2),
    ]

    @Test func `an invalid text is refused with its reason and place`() {
        for (text, reason, offset) in Self.refusals {
            #expect(throws: JSONError(reason, at: offset), "\(text)") { try JSONDocument(text) }
        }
    }

    @Test func `an invalid text is refused in the middle of a longer one too`() {
        // Behind 40 bytes and before 40 more, blocks of 16 are read where single bytes were before.
        let padding = String(repeating: "x", count: 35)
        for (text, reason, offset) in Self.refusals
        where reason != .unexpectedEnd && reason != .trailingBytes && reason != .byteOrderMark {
            let longer = "[\"\(padding)\",\(text),\"\(padding)\"]"
            #expect(throws: JSONError(reason, at: offset + 39), "\(longer)") { try JSONDocument(longer) }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x22], [0xC2, 0xC2], [0xE0, 0x80, 0x80],
            [0xE0, 0x9F, 0xBF], [0xE1, 0x80], [0xE1, 0x80, 0x22], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused at their place`(malformed: [UInt8]) {
        for before in [0, 1, 14, 15, 16, 17, 40] {
            for after in [0, 1, 20] {
                let quote = [UInt8(ascii: "\"")]
                let text =
                    quote + [UInt8](repeating: UInt8(ascii: "a"), count: before) + malformed
                    + [UInt8](repeating: UInt8(ascii: "b"), count: after) + quote
                #expect(throws: JSONError(.malformedUTF8, at: 1 + before)) { try JSONDocument(text) }
            }
        }
    }

    @Test func `malformed UTF-8 is refused after well-formed UTF-8`() {
        let text = Array("\"\u{E9}\u{20AC}\u{1F600}".utf8) + [0xED, 0xA0, 0x80, UInt8(ascii: "\"")]
        #expect(throws: JSONError(.malformedUTF8, at: 10)) { try JSONDocument(text) }
    }

    @Test func `every control character is refused raw and accepted escaped, but for NUL`() {
        for code in UInt8(1)..<0x20 {
            let raw: [UInt8] = [UInt8(ascii: "\""), code, UInt8(ascii: "\"")]
            #expect(throws: JSONError(.controlCharacter, at: 1)) { try JSONDocument(raw) }
            let escaped = "\"\\u00\(code < 16 ? "0" : "")\(String(code, radix: 16))\""
            #expect((try? JSONDocument(escaped))?.root.string == String(UnicodeScalar(code)))
        }
    }

    @Test func `an escaped NUL is accepted when the options say so`() throws {
        let options = JSONOptions(acceptsNUL: true)
        #expect(try JSONDocument("\"a\\u0000b\"", options: options).root.string == "a\0b")
        #expect(throws: JSONError(.nulCharacter, at: 1)) { try JSONDocument("\"\0\"", options: options) }
    }

    @Test func `an error says where and why without the text`() {
        let error = JSONError(.duplicateName, at: 7)
        #expect(error.description == "JSON, byte 7: this object already has a member of this name")
    }
}
