import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

struct JSONEncodingTests {
    /// The path of the error that encoding throws; nil if it throws none.
    private func failure<T: Encodable>(_ value: T, options: JSONOptions = JSONOptions()) -> String? {
        do {
            _ = try JSON.encode(value, options: options)
            return nil
        } catch EncodingError.invalidValue(_, let context) {
            return context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
        } catch {
            return "\(error)"
        }
    }

    @Test func `what is encoded is decoded by Foundation to the same value`() throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            let value = Everything(&random)
            let text = try JSON.encode(value)
            #expect(try JSONDecoder().decode(Everything.self, from: Data(text.utf8)) == value)
            #expect(try JSONDocument(text).decode(Everything.self) == value)
        }
    }

    @Test func `Foundation sees the same document as in its own text`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<50 {
            var value = Everything(&random)
            // Foundation writes a Float as the Double that it is.
            value.float = 0.5
            let own = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? NSDictionary
            let text = try JSON.encode(value)
            #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary == own)
        }
    }

    @Test func `members stand in ascending order, so that the text is always the same`() throws {
        var dictionary: [String: Int] = [:]
        for name in ["b", "a", "ab", "B", "é", "\u{FFFD}", "😀", "~", ""] { dictionary[name] = 1 }
        #expect(
            try JSON.encode(dictionary)
                == "{\"\":1,\"B\":1,\"a\":1,\"ab\":1,\"b\":1,\"~\":1,\"é\":1,\"\u{FFFD}\":1,\"😀\":1}")
        #expect(try JSON.encode([2: "b", 10: "a"]) == #"{"10":"a","2":"b"}"#)
        #expect(
            try JSON.encode(Everything.Choice.labelled(text: "t", count: 2)) == #"{"labelled":{"count":2,"text":"t"}}"#)
    }

    @Test func `scalars are written in the fewest characters that read back`() throws {
        #expect(try JSON.encode(0.1) == "0.1")
        #expect(try JSON.encode(Float(0.1)) == "0.1")
        #expect(try JSON.encode(Int?.none) == "null")
        #expect(try JSON.encode([Int128.min]) == "[-170141183460469231731687303715884105728]")
        #expect(try JSON.encode(UInt128.max) == "340282366920938463463374607431768211455")
        #expect(try JSON.encode("\"\n") == #""\"\n""#)
        #expect(try JSON.encode([true, false]) == "[true,false]")
    }

    @Test func `a superclass is encoded to its own container`() throws {
        #expect(try JSON.encode(Dog(name: "Rex")) == #"{"name":"Rex","super":{"legs":4}}"#)
    }

    @Test func `what JSON cannot express is refused with its path`() {
        #expect(failure(["a": [1, Double.infinity]]) == "a/1")
        #expect(failure([Float.nan]) == "0")
        #expect(failure(Double.nan) == "")
        #expect(failure(["a": ["x", "\0"]]) == "a/1")
        #expect(failure(["\0": 1]) == "\0")
        #expect(failure("\0", options: JSONOptions(acceptsNUL: true)) == nil)
        #expect(failure(String(repeating: "x", count: 99), options: JSONOptions(maximumByteCount: 100)) == "")
        #expect(failure(String(repeating: "x", count: 98), options: JSONOptions(maximumByteCount: 100)) == nil)
    }

    @Test func `a member twice is refused`() {
        struct Twice: Encodable {
            enum CodingKeys: CodingKey { case name }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(1, forKey: .name)
                try container.encode(2, forKey: .name)
            }
        }
        #expect(failure(Twice()) == "name")
    }

    @Test func `a value cannot be two things at once`() {
        struct Both: Encodable {
            enum Keys: CodingKey { case name }
            let isValueFirst: Bool
            func encode(to encoder: any Encoder) throws {
                if isValueFirst {
                    var value = encoder.singleValueContainer()
                    try value.encode(1)
                }
                var list = encoder.unkeyedContainer()
                try list.encode(1)
                if !isValueFirst { _ = encoder.container(keyedBy: Keys.self) }
            }
        }
        struct TwoValues: Encodable {
            func encode(to encoder: any Encoder) throws {
                var value = encoder.singleValueContainer()
                try value.encode(1)
                try value.encode("2")
            }
        }
        #expect(failure(Both(isValueFirst: true)) == "")
        #expect(failure([Both(isValueFirst: false)]) == "0")
        #expect(failure(TwoValues()) == "")
    }

    @Test func `containers may be filled in any order, and one may be asked for twice`() throws {
        struct Mixed: Encodable {
            enum Keys: CodingKey { case a, b, c }
            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Keys.self)
                var list = outer.nestedUnkeyedContainer(forKey: .b)
                var object = outer.nestedContainer(keyedBy: Keys.self, forKey: .a)
                try list.encode(1)
                try object.encodeNil(forKey: .c)
                var inner = list.nestedUnkeyedContainer()
                try list.encode(2)
                try inner.encode("x")
                #expect(list.count == 3)
                var again = encoder.container(keyedBy: Keys.self)
                try again.encode(true, forKey: .c)
            }
        }
        #expect(try JSON.encode(Mixed()) == #"{"a":{"c":null},"b":[1,["x"],2],"c":true}"#)
    }

    @Test func `nesting is bounded`() {
        #expect(failure(Nest(depth: 64)) == nil)
        #expect(failure(Nest(depth: 65)) != nil)
        let deep = JSONOptions(maximumDepth: 1_000_000)
        #expect(failure(Nest(depth: 256), options: deep) == nil)
        #expect(failure(Nest(depth: 1_000), options: deep) != nil)

        struct Endless: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.unkeyedContainer()
                for _ in 0..<100_000 { container = container.nestedUnkeyedContainer() }
            }
        }
        #expect(failure(Endless(), options: deep) != nil)
    }

    @Test func `a value is written in the middle of a text, or not at all`() throws {
        var writer = JSONWriter()
        try writer.beginObject()
        try writer.name("a")
        #expect(throws: EncodingError.self) { try writer.encode(["x": Double.nan]) }
        #expect(throws: EncodingError.self) { try writer.encode(["x": "\0"]) }
        try writer.encode(["x": [1]])
        try writer.endObject()
        #expect(try writer.finish() == #"{"a":{"x":[1]}}"#)
    }
}
