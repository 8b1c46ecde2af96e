import KedgeCore
import KedgeTestSupport
import Testing

struct JSONWriterTests {
    private func write(
        options: JSONOptions = JSONOptions(), nameOrder: JSONWriter.NameOrder = .asWritten,
        _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(JSONWriterError) -> String {
        var writer = JSONWriter(options: options, nameOrder: nameOrder)
        try body(&writer)
        return try writer.finish()
    }

    @Test func `a document is written without white space in the order of the calls`() throws {
        let text = try write { writer throws(JSONWriterError) in
            try writer.beginObject()
            try writer.name("z")
            try writer.integer(1 as Int64)
            try writer.name("a")
            try writer.beginArray()
            try writer.string("x")
            try writer.bool(true)
            try writer.bool(false)
            try writer.null()
            try writer.beginArray()
            try writer.endArray()
            try writer.beginObject()
            try writer.endObject()
            try writer.endArray()
            try writer.name("m")
            try writer.number("1.50")
            try writer.endObject()
        }
        #expect(text == "{\"z\":1,\"a\":[\"x\",true,false,null,[],{}],\"m\":1.50}")
    }

    @Test func `only what must be escaped is`() throws {
        let value = "\"\\/\u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F}\u{E9}\u{2028}\u{1F600}<>&"
        let text = try write { writer throws(JSONWriterError) in try writer.string(value) }
        #expect(text == "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u{7F}\u{E9}\u{2028}\u{1F600}<>&\"")
        #expect(try JSONDocument(text).root.string == value)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-1, "-1"), (.max, "9223372036854775807"), (.min, "-9223372036854775808"),
            (1000, "1000"),
        ] as [(Int64, String)])
    func `signed integers are written whole`(value: Int64, expected: String) throws {
        #expect(try write { writer throws(JSONWriterError) in try writer.integer(value) } == expected)
    }

    @Test func `unsigned integers are written whole`() throws {
        let text = try write { writer throws(JSONWriterError) in try writer.integer(UInt64.max) }
        #expect(text == "18446744073709551615")
    }

    @Test func `a double reads back as it was`() throws {
        var generator = SeededGenerator(seed: 11)
        var values: [Double] = [
            0, -0.0, 1, 0.1, -2.5, 1e20, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi, 1e15, 1e16,
            123456.789,
        ]
        for _ in 0..<2_000 { values.append(Double(bitPattern: generator.next())) }
        for value in values where value.isFinite {
            let text = try write { writer throws(JSONWriterError) in try writer.number(value) }
            #expect(try JSONDocument(text).root.double?.bitPattern == value.bitPattern)
        }
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func `a number that is not finite is refused`(value: Double) {
        #expect(throws: JSONWriterError.notFinite) {
            try write { writer throws(JSONWriterError) in try writer.number(value) }
        }
    }

    @Test(arguments: ["", "01", "+1", "1.", ".5", "1e", "0x1", " 1", "1 ", "1,2", "-", "NaN", "1\0"])
    func `number text that is none is refused`(number: String) {
        #expect(throws: JSONWriterError.malformedNumber) {
            try write { writer throws(JSONWriterError) in try writer.number(number) }
        }
    }

    @Test(arguments: [
        "0", "-0", "1e5", "1E-5", "0.10",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935",
    ])
    func `number text is written as it is`(number: String) throws {
        #expect(try write { writer throws(JSONWriterError) in try writer.number(number) } == number)
    }

    @Test func `NUL is refused unless the options accept it`() throws {
        #expect(throws: JSONWriterError.nulCharacter(offset: 1)) {
            try write { writer throws(JSONWriterError) in try writer.string("a\0") }
        }
        let options = JSONOptions(acceptsNUL: true)
        #expect(
            try write(options: options) { writer throws(JSONWriterError) in try writer.string("a\0") } == "\"a\\u0000\""
        )
    }

    @Test func `bytes that are not UTF-8 are refused by their place`() {
        let bytes: [UInt8] = [0x61, 0xC3, 0xA9, 0xED, 0xA0, 0x80]
        #expect(throws: JSONWriterError.malformedUTF8(offset: 3)) {
            try write { writer throws(JSONWriterError) in try writer.string(bytes.span.bytes) }
        }
        #expect(throws: JSONWriterError.malformedUTF8(offset: 3)) {
            try write { writer throws(JSONWriterError) in
                try writer.beginObject()
                try writer.name(bytes.span.bytes)
            }
        }
    }

    @Test func `a call out of sequence is refused and changes nothing`() throws {
        var writer = JSONWriter()
        expect(.noOpenObject, &writer) { writer throws(JSONWriterError) in try writer.name("a") }
        expect(.noOpenObject, &writer) { writer throws(JSONWriterError) in try writer.endObject() }
        expect(.noOpenArray, &writer) { writer throws(JSONWriterError) in try writer.endArray() }
        try writer.beginObject()
        expect(.nameExpected, &writer) { writer throws(JSONWriterError) in try writer.null() }
        expect(.nameExpected, &writer) { writer throws(JSONWriterError) in try writer.beginArray() }
        expect(.noOpenArray, &writer) { writer throws(JSONWriterError) in try writer.endArray() }
        try writer.name("a")
        expect(.valueExpected, &writer) { writer throws(JSONWriterError) in try writer.name("b") }
        expect(.valueExpected, &writer) { writer throws(JSONWriterError) in try writer.endObject() }
        try writer.beginArray()
        expect(.noOpenObject, &writer) { writer throws(JSONWriterError) in try writer.name("a") }
        expect(.noOpenObject, &writer) { writer throws(JSONWriterError) in try writer.endObject() }
        expect(.notFinite, &writer) { writer throws(JSONWriterError) in try writer.number(Double.nan) }
        try writer.null()
        expect(.malformedNumber, &writer) { writer throws(JSONWriterError) in try writer.number("x") }
        expect(.nulCharacter(offset: 2), &writer) { writer throws(JSONWriterError) in try writer.string("ab\0") }
        try writer.null()
        try writer.endArray()
        expect(.duplicateName, &writer) { writer throws(JSONWriterError) in try writer.name("a") }
        try writer.name("b")
        try writer.null()
        try writer.endObject()
        expect(.alreadyComplete, &writer) { writer throws(JSONWriterError) in try writer.null() }
        expect(.noOpenObject, &writer) { writer throws(JSONWriterError) in try writer.endObject() }
        #expect(try writer.finish() == "{\"a\":[null,null],\"b\":null}")
    }

    private func expect(
        _ error: JSONWriterError, _ writer: inout JSONWriter,
        _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) {
        var thrown: JSONWriterError?
        do throws(JSONWriterError) {
            try body(&writer)
        } catch let caught {
            thrown = caught
        }
        #expect(thrown == error)
    }

    @Test func `an incomplete text is not given out`() {
        #expect(throws: JSONWriterError.incomplete) { try write { _ in } }
        #expect(throws: JSONWriterError.incomplete) {
            try write { writer throws(JSONWriterError) in try writer.beginArray() }
        }
    }

    @Test(arguments: [1, 2, 31, 32, 33, 100])
    func `a duplicate name is refused in an object of any size`(count: Int) {
        for repeated in [0, count / 2, count - 1] {
            #expect(throws: JSONWriterError.duplicateName) {
                try write { writer throws(JSONWriterError) in
                    try writer.beginObject()
                    for name in Array(0..<count) + [repeated] {
                        try writer.name("name \"\(name)\"")
                        try writer.beginObject()
                        try writer.endObject()
                    }
                    try writer.endObject()
                }
            }
        }
    }

    @Test func `ascending order is by code points and refuses the rest`() throws {
        func names(_ names: [String]) throws(JSONWriterError) -> String {
            try write(nameOrder: .ascending) { writer throws(JSONWriterError) in
                try writer.beginObject()
                for name in names {
                    try writer.name(name)
                    try writer.null()
                }
                try writer.endObject()
            }
        }
        #expect(throws: Never.self) {
            try names(["", "\u{1}", "\"", "A", "Z", "a", "aa", "b", "\u{FFFF}", "\u{10000}"])
        }
        for pair in [["b", "a"], ["aa", "a"], ["a", ""], ["a", "\n"], ["\u{10000}", "\u{FFFF}"], ["[", "\""]] {
            #expect(throws: JSONWriterError.nameOutOfOrder) { try names(pair) }
        }
        #expect(throws: JSONWriterError.duplicateName) { try names(["a", "a"]) }
    }

    // RFC 7638 §3.1
    @Test func `the text of a thumbprint is the published one`() throws {
        let modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs"
            + "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
        let text = try write(nameOrder: .ascending) { writer throws(JSONWriterError) in
            try writer.beginObject()
            for (name, value) in [("e", "AQAB"), ("kty", "RSA"), ("n", modulus)] {
                try writer.name(name)
                try writer.string(value)
            }
            try writer.endObject()
        }
        #expect(text == "{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"\(modulus)\"}")
    }

    @Test func `limits are those of the reader`() throws {
        #expect(throws: JSONWriterError.tooDeep) {
            try write { writer throws(JSONWriterError) in for _ in 0..<65 { try writer.beginArray() } }
        }
        #expect(throws: Never.self) {
            try write { writer throws(JSONWriterError) in
                for _ in 0..<64 { try writer.beginArray() }
                for _ in 0..<64 { try writer.endArray() }
            }
        }
        let options = JSONOptions(maximumByteCount: 5)
        #expect(try write(options: options) { writer throws(JSONWriterError) in try writer.string("abc") } == "\"abc\"")
        #expect(throws: JSONWriterError.tooLarge) {
            try write(options: options) { writer throws(JSONWriterError) in try writer.string("abcd") }
        }
    }

    @Test func `a name that did not fit leaves no trace`() throws {
        var writer = JSONWriter(options: JSONOptions(maximumByteCount: 13))
        try writer.beginObject()
        try writer.name("a")
        try writer.null()
        expect(.tooLarge, &writer) { writer throws(JSONWriterError) in try writer.name("b") }
        expect(.tooLarge, &writer) { writer throws(JSONWriterError) in try writer.name("bcdefg") }
        expect(.duplicateName, &writer) { writer throws(JSONWriterError) in try writer.name("a") }
        try writer.endObject()
        #expect(try writer.finish() == "{\"a\":null}")
    }

    @Test func `a copied value loses white space and needless escapes only`() throws {
        let document = try JSONDocument(
            " { \"\\u0061\" : [ 1.50 , \"\\u00e9\\/\\n\" , { } , [ [ ] ] , true , null ] , \"b\" : { \"c\\\"\" : -0 } } "
        )
        let text = try write { writer throws(JSONWriterError) in
            try writer.beginObject()
            try writer.name("x")
            try writer.value(document.root)
            try writer.name("y")
            if let number = document.root["b"]?["c\""] { try writer.value(number) }
            try writer.endObject()
        }
        #expect(
            text == "{\"x\":{\"a\":[1.50,\"\u{E9}/\\n\",{},[[]],true,null],\"b\":{\"c\\\"\":-0}},\"y\":-0}")
    }

    @Test func `a copy that fails half-way leaves no trace`() throws {
        let options = JSONOptions(acceptsNUL: true)
        let document = try JSONDocument("[1,{\"a\":[2,{\"b\":\"\\u0000\"}]}]", options: options)
        var writer = JSONWriter()
        try writer.beginArray()
        expect(.nulCharacter(offset: 0), &writer) { writer throws(JSONWriterError) in try writer.value(document.root) }
        try writer.null()
        try writer.endArray()
        #expect(try writer.finish() == "[null]")
    }

    @Test func `the text can be borrowed`() throws {
        var writer = JSONWriter()
        let before = Result { () throws(JSONWriterError) in
            try writer.withText(mapError: { $0 }) { (text) throws(JSONWriterError) in text.byteCount }
        }
        #expect(throws: JSONWriterError.incomplete) { try before.get() }
        try writer.string("abc")
        let count = try writer.withText(mapError: { $0 }) { (text) throws(JSONWriterError) in text.byteCount }
        #expect(count == 5)
    }
}
