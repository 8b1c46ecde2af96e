import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

/// What holds for documents that nobody wrote by hand.
struct JSONPropertyTests {
    /// A value beside Kedge's own, to compare with.
    private indirect enum Model: Equatable {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([Model])
        case object([String], [Model])
    }

    @Test func `a random document comes back through writer and reader`() throws {
        var generator = SeededGenerator(seed: 2024)
        for _ in 0..<500 {
            let model = Self.random(depth: 5, &generator)
            var writer = JSONWriter()
            try Self.write(model, to: &writer)
            let text = try writer.finish()
            #expect(Self.read(try JSONDocument(text).root) == model)

            var copier = JSONWriter()
            try copier.value(JSONDocument(text).root)
            #expect(try copier.finish() == text)
        }
    }

    @Test func `white space between tokens changes nothing`() throws {
        var generator = SeededGenerator(seed: 77)
        for _ in 0..<200 {
            let model = Self.random(depth: 4, &generator)
            let text = Self.spaced(model, &generator)
            #expect(Self.read(try JSONDocument(text).root) == model)
        }
    }

    @Test func `every prefix of a document is refused`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<40 {
            var writer = JSONWriter()
            try Self.write(.array([Self.random(depth: 2, &generator)]), to: &writer)
            let text = try writer.finishBytes()
            for count in 0..<text.count {
                #expect(throws: JSONError.self) { try JSONDocument(text.span.extracting(0..<count).bytes) }
            }
        }
    }

    /// Foundation takes some texts that Kedge refuses (duplicates, lone surrogates, NUL, depth), and none the other way.
    @Test func `what Foundation refuses after a change of one byte is refused`() throws {
        let text = Array(
            #"{"iss":"https://a.example/","n":[1,-2.5e+3,true,false,null],"s":"\u00e9\ud83d\ude00é","o":{"":{}}}"#.utf8)
        for offset in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[offset] = byte
                guard let root = try? JSONDocument(changed).root else { continue }
                let theirs = try? JSONSerialization.jsonObject(with: Data(changed), options: .fragmentsAllowed)
                #expect(theirs != nil, "\(String(decoding: changed, as: UTF8.self))")
                #expect(root.kind == .object)
            }
        }
    }

    @Test func `a text that Kedge refuses and Foundation takes breaks one of Kedge's own rules`() throws {
        let own: Set<JSONError.Reason> = [.duplicateName, .loneSurrogate, .nulCharacter, .tooDeep, .byteOrderMark]
        var generator = SeededGenerator(seed: 31)
        let alphabet = Array("[]{}:,\"\\u0eE+-.1 tn\n\u{E9}".utf8)
        var acceptedCount = 0
        for _ in 0..<200_000 {
            let text = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            let theirs = try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
            do throws(JSONError) {
                _ = try JSONDocument(text)
                acceptedCount += 1
                #expect(theirs != nil, "\(String(decoding: text, as: UTF8.self))")
            } catch {
                // Foundation takes a comma before a closing bracket, which RFC 8259 does not.
                let isAtBracket = text.indices.contains(error.offset) && "]}".utf8.contains(text[error.offset])
                if theirs != nil, !(isAtBracket && [.valueExpected, .nameExpected].contains(error.reason)) {
                    #expect(own.contains(error.reason), "\(error) \(String(decoding: text, as: UTF8.self))")
                }
            }
        }
        #expect(acceptedCount > 500)
    }

    @Test func `random bytes never end the process`() {
        var generator = SeededGenerator(seed: 99)
        for count in 0..<300 {
            for _ in 0..<20 {
                _ = try? JSONDocument(generator.bytes(count))
            }
        }
    }

    @Test func `changed and cut documents never end the process`() throws {
        var generator = SeededGenerator(seed: 123)
        for _ in 0..<300 {
            var writer = JSONWriter()
            try Self.write(Self.random(depth: 5, &generator), to: &writer)
            let text = try writer.finishBytes()
            for _ in 0..<50 {
                var changed = text
                for _ in 0..<Int.random(in: 1...4, using: &generator) where !changed.isEmpty {
                    let offset = Int.random(in: 0..<changed.count, using: &generator)
                    if Bool.random(using: &generator) {
                        changed[offset] = UInt8(truncatingIfNeeded: generator.next())
                    } else {
                        changed.remove(at: offset)
                    }
                }
                if let root = try? JSONDocument(changed).root { _ = Self.read(root) }
            }
        }
    }

    private static func random(depth: Int, _ generator: inout SeededGenerator) -> Model {
        switch Int.random(in: depth > 0 ? 0...7 : 0...4, using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .number("\(Int64(bitPattern: generator.next()))")
        case 3:
            .number(
                ["0", "-0", "1.50", "1e400", "-2.5E-7", "12345678901234567890123"].randomElement(using: &generator)
                    ?? "")
        case 4: .string(randomString(&generator))
        case 5:
            .array((0..<Int.random(in: 0...6, using: &generator)).map { _ in random(depth: depth - 1, &generator) })
        default:
            randomObject(depth: depth, &generator)
        }
    }

    private static func randomObject(depth: Int, _ generator: inout SeededGenerator) -> Model {
        var names: [String] = []
        for _ in 0..<Int.random(in: 0...8, using: &generator) {
            let name = randomString(&generator)
            if !names.contains(where: { Array($0.utf8) == Array(name.utf8) }) { names.append(name) }
        }
        if depth == 3, Bool.random(using: &generator) { names += (0..<40).map { "many \($0)" } }
        return .object(names, names.map { _ in random(depth: depth - 1, &generator) })
    }

    private static func randomString(_ generator: inout SeededGenerator) -> String {
        let characters: [Unicode.Scalar] = [
            "a", "b", "c", "z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{7F}", "\u{E9}", "\u{20AC}",
            "\u{1F600}",
            "\u{10FFFF}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            text.append(characters[Int.random(in: 0..<characters.count, using: &generator)])
        }
        return String(text)
    }

    private static func write(_ model: Model, to writer: inout JSONWriter) throws {
        switch model {
        case .null: try writer.null()
        case .bool(let value): try writer.bool(value)
        case .number(let text): try writer.number(text)
        case .string(let text): try writer.string(text)
        case .array(let elements):
            try writer.beginArray()
            for element in elements { try write(element, to: &writer) }
            try writer.endArray()
        case .object(let names, let values):
            try writer.beginObject()
            for (name, value) in zip(names, values) {
                try writer.name(name)
                try write(value, to: &writer)
            }
            try writer.endObject()
        }
    }

    private static func read(_ value: JSONValue) -> Model {
        switch value.kind {
        case .null: .null
        case .bool: .bool(value.bool ?? false)
        case .number: .number(value.numberText ?? "")
        case .string: .string(value.string ?? "")
        case .array: .array(value.elements.map(read))
        case .object: .object(value.members.map(\.name), value.members.map { read($0.value) })
        }
    }

    /// The text of a model with white space wherever it may stand and every character of a string escaped.
    private static func spaced(_ model: Model, _ generator: inout SeededGenerator) -> String {
        func space() -> String {
            String(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                    " \t\n\r".randomElement(using: &generator) ?? " "
                })
        }
        func escaped(_ text: String) -> String {
            let units = text.utf16.map { unit in
                let hex = String(unit, radix: 16, uppercase: unit.isMultiple(of: 2))
                return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
            return "\"" + units.joined() + "\""
        }
        let inner: String
        switch model {
        case .null: inner = "null"
        case .bool(let value): inner = "\(value)"
        case .number(let text): inner = text
        case .string(let text): inner = escaped(text)
        case .array(let elements):
            inner = "[" + space() + elements.map { spaced($0, &generator) }.joined(separator: ",") + "]"
        case .object(let names, let values):
            let members = zip(names, values).map { name, value in
                space() + escaped(name) + space() + ":" + spaced(value, &generator)
            }
            inner = "{" + space() + members.joined(separator: ",") + "}"
        }
        return space() + inner + space()
    }
}
