import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

struct JSONDecodingTests {
    private func decode<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
        try JSONDocument(text).decode(type)
    }

    /// The path of the error that decoding throws; nil if it throws none.
    private func failure<T: Decodable>(_ text: String, as type: T.Type) -> (kind: String, path: String)? {
        do {
            _ = try decode(text, as: type)
            return nil
        } catch let error as DecodingError {
            func path(_ context: DecodingError.Context) -> String {
                context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
            }
            switch error {
            case .typeMismatch(_, let context): return ("typeMismatch", path(context))
            case .valueNotFound(_, let context): return ("valueNotFound", path(context))
            case .keyNotFound(let key, let context): return ("keyNotFound \(key.stringValue)", path(context))
            case .dataCorrupted(let context): return ("dataCorrupted", path(context))
            @unknown default: return ("unknown", "")
            }
        } catch {
            return ("\(error)", "")
        }
    }

    @Test func `what Foundation encodes is decoded to the same value`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let value = Everything(&random)
            let text = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
            #expect(try decode(text) == value)
        }
    }

    @Test func `a superclass is decoded from its own container`() throws {
        let dog = try decode(#"{"name":"Rex","super":{"legs":3}}"#, as: Dog.self)
        #expect(dog.name == "Rex")
        #expect(dog.legs == 3)
        #expect(failure(#"{"name":"Rex"}"#, as: Dog.self)?.kind == "keyNotFound super")
    }

    @Test func `an integer is taken in any spelling that loses nothing`() throws {
        #expect(try decode("[1, 1.0, 1e3, 100e-2, -0]", as: [Int].self) == [1, 1, 1_000, 1, 0])
        #expect(try decode("[-128, 127]", as: [Int8].self) == [-128, 127])
        #expect(try decode("18446744073709551615", as: UInt64.self) == .max)
        #expect(try decode("-170141183460469231731687303715884105728", as: Int128.self) == .min)
        #expect(try decode("340282366920938463463374607431768211455", as: UInt128.self) == .max)
    }

    @Test(arguments: ["128", "-129", "1.5", "1e-1", "1e30", "99999999999999999999", "1e999999999999999999999"])
    func `an integer that does not fit is refused`(text: String) {
        #expect(failure("[0, \(text)]", as: [Int8].self)?.kind == "dataCorrupted")
        #expect(failure("[0, \(text)]", as: [Int8].self)?.path == "1")
    }

    @Test func `one beyond the ends of each width is refused`() {
        func check<T: FixedWidthInteger & Decodable>(_ type: T.Type) {
            #expect(failure("\(T.max)", as: type) == nil)
            #expect(failure("\(T.min)", as: type) == nil)
            for text in ["\(T.max)0", "-\(T.max)0"] { #expect(failure(text, as: type)?.kind == "dataCorrupted") }
        }
        check(Int.self)
        check(Int8.self)
        check(Int16.self)
        check(Int32.self)
        check(Int64.self)
        check(Int128.self)
        check(UInt.self)
        check(UInt8.self)
        check(UInt16.self)
        check(UInt32.self)
        check(UInt64.self)
        check(UInt128.self)
        #expect(failure("9223372036854775808", as: Int64.self)?.kind == "dataCorrupted")
        #expect(failure("-1", as: UInt64.self)?.kind == "dataCorrupted")
    }

    @Test func `a floating number beyond its range is refused`() throws {
        #expect(try decode("0.1", as: Float.self) == 0.1)
        #expect(try decode("-0.0", as: Float.self) == 0)
        // Halfway between two Floats as a Double, but not as it is written.
        #expect(try decode("1.00000005960464477540", as: Float.self) == Float(1).nextUp)
        #expect(failure("1e39", as: Float.self)?.kind == "dataCorrupted")
        #expect(failure("1e-60", as: Float.self)?.kind == "dataCorrupted")
        #expect(failure("1e309", as: Double.self)?.kind == "dataCorrupted")
        #expect(failure("1e-400", as: Double.self)?.kind == "dataCorrupted")
    }

    @Test func `nothing is converted, and the error has the path`() throws {
        let text = #"{"name":"n","numbers":[1,"2"],"next":[]}"#
        let found = try #require(failure(text, as: Everything.Inner.self))
        #expect(found == ("typeMismatch", "numbers/1"))
        for (text, kind) in [
            ("1", "typeMismatch"), ("\"true\"", "typeMismatch"), ("null", "valueNotFound"), ("[]", "typeMismatch"),
        ] {
            #expect(failure(text, as: Bool.self)?.kind == kind)
        }
        #expect(failure("1", as: String.self)?.kind == "typeMismatch")
        #expect(failure("true", as: Int.self)?.kind == "typeMismatch")
        #expect(failure("\"1\"", as: Double.self)?.kind == "typeMismatch")
        #expect(failure("[]", as: [String: Int].self)?.kind == "typeMismatch")
        #expect(failure("{}", as: [Int].self)?.kind == "typeMismatch")
        #expect(failure(#"{"name":"n","numbers":[]}"#, as: Everything.Inner.self)?.kind == "keyNotFound next")
        #expect(failure(#""blue""#, as: Everything.Word.self)?.kind == "dataCorrupted")
        #expect(failure(#"{"plain":{},"labelled":{}}"#, as: Everything.Choice.self)?.kind == "typeMismatch")
    }

    @Test func `a message has nothing of the text`() {
        #expect(throws: DecodingError.self) { try decode(#"["secret"]"#, as: [Int].self) }
        do {
            _ = try decode(#"["secret"]"#, as: [Int].self)
        } catch {
            #expect(!"\(error)".contains("secret"))
        }
    }

    @Test func `names that look the same are two`() throws {
        let names = ["\u{E9}", "e\u{301}"] + (0..<30).map { "n\($0)" }
        let text = "{" + names.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",") + "}"
        struct Composed: Decodable {
            enum CodingKeys: String, CodingKey { case composed = "\u{E9}" }
            var composed: Int
        }
        #expect(try decode(text, as: Composed.self).composed == 0)
        // A dictionary of Swift has room for one of them.
        #expect(try decode(text, as: [String: Int].self).count == names.count - 1)
    }

    @Test func `an array that ended, and one that is left early, are reported`() throws {
        struct Pair: Decodable {
            let first: Int, second: Int?, third: Int

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                #expect(try container.decodeNil() == false)
                #expect(throws: DecodingError.self) { try container.decode(String.self) }
                first = try container.decode(Int.self)
                second = try container.decodeIfPresent(Int.self)
                #expect(container.currentIndex == 2)
                third = try container.decode(Int.self)
                #expect(container.isAtEnd)
            }
        }
        #expect(try decode("[1,null,3]", as: Pair.self).third == 3)
        let found = failure("[1,null]", as: Pair.self)
        #expect(found?.kind == "valueNotFound")
        #expect(found?.path == "2")
    }

    @Test func `nesting is bounded, whatever the document allows`() throws {
        let options = JSONOptions(maximumDepth: 200_000)
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try JSONDocument(nested(257), options: options).decode(Nest.self) }
        for depth in [258, 100_000] {
            let document = try JSONDocument(nested(depth), options: options)
            #expect(throws: DecodingError.self) { try document.decode(Nest.self) }
        }
    }

    @Test func `a large object is decoded in a time that grows with its size`() throws {
        let count = 50_000
        let text = "{" + (0..<count).map { "\"name\($0)\":\($0)" }.joined(separator: ",") + "}"
        let clock = ContinuousClock()
        var decoded: [String: Int] = [:]
        // Going through all names for each takes 2.5 * 10^9 comparisons.
        let time = try clock.measure { decoded = try decode(text) }
        #expect(decoded.count == count)
        #expect(time < .seconds(10))
    }
}
