import KedgeCore
import KedgeTestSupport
import Testing

struct JSONReaderLimitTests {
    private func nested(_ depth: Int, _ open: String = "[", _ close: String = "]") -> String {
        String(repeating: open, count: depth) + String(repeating: close, count: depth)
    }

    @Test(arguments: [0, 1, 2, 63, 64, 1_000])
    func `the depth limit is exact`(limit: Int) throws {
        let options = JSONOptions(maximumDepth: limit)
        let atLimit = limit == 0 ? "1" : nested(limit)
        #expect(throws: Never.self) { try JSONDocument(atLimit, options: options) }
        #expect(throws: JSONError(.tooDeep, at: limit)) { try JSONDocument(nested(limit + 1), options: options) }
    }

    @Test func `objects count toward the depth`() {
        let text = String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65)
        #expect(throws: JSONError(.tooDeep, at: 64 * 5)) { try JSONDocument(text) }
    }

    @Test func `closed arrays do not count toward the depth`() {
        #expect(throws: Never.self) {
            try JSONDocument("[[],[],[],[[]]]", options: JSONOptions(maximumDepth: 3))
        }
    }

    @Test func `a million brackets are refused at the limit`() {
        #expect(throws: JSONError(.tooDeep, at: 64)) { try JSONDocument(String(repeating: "[", count: 1_000_000)) }
    }

    @Test func `a million levels are read without a stack if the options allow them`() throws {
        let options = JSONOptions(maximumDepth: 1_000_000)
        let document = try JSONDocument(nested(1_000_000), options: options)
        #expect(document.root.count == 1)
        var writer = JSONWriter(options: options)
        try writer.value(document.root)
        #expect(try writer.finishBytes().count == 2_000_000)
    }

    @Test func `the size limit is exact`() {
        let options = JSONOptions(maximumByteCount: 4)
        #expect(throws: Never.self) { try JSONDocument("1234", options: options) }
        #expect(throws: JSONError(.tooLarge, at: 4)) { try JSONDocument("12345", options: options) }
    }

    @Test(arguments: [Int.min, -1, 0])
    func `a limit of nothing refuses everything`(limit: Int) {
        #expect(throws: JSONError(.tooLarge, at: 0)) {
            try JSONDocument("1", options: JSONOptions(maximumByteCount: limit))
        }
        #expect(throws: JSONError(.tooDeep, at: 0)) {
            try JSONDocument("[]", options: JSONOptions(maximumDepth: limit))
        }
    }

    @Test func `a limit above all sizes changes nothing`() {
        let options = JSONOptions(maximumDepth: .max, maximumByteCount: .max)
        #expect(throws: Never.self) { try JSONDocument("[1]", options: options) }
    }

    @Test(arguments: [1, 2, 31, 32, 33, 34, 64, 65, 200])
    func `a duplicate is found in an object of any size, wherever its first stands`(count: Int) {
        let names = (0..<count).map { "\"name number \($0)\"" }
        #expect(throws: Never.self) { try JSONDocument("{" + names.map { $0 + ":0" }.joined(separator: ",") + "}") }
        for repeated in [0, count / 2, count - 1] {
            let all = (names + [names[repeated]]).map { $0 + ":0" }
            let text = "{" + all.joined(separator: ",") + "}"
            let offset = text.utf8.count - names[repeated].utf8.count - 3
            #expect(throws: JSONError(.duplicateName, at: offset)) { try JSONDocument(text) }
        }
    }

    @Test func `a duplicate is found behind a member that is an object itself`() {
        for count in [3, 31, 32, 40] {
            let names = (0..<count).map { "\"n\($0)\":{\"n\($0)\":[0,{}]}" }.joined(separator: ",")
            #expect(throws: Never.self) { try JSONDocument("{\(names)}") }
            let text = "{\(names),\"n1\":0}"
            #expect(throws: JSONError(.duplicateName, at: text.utf8.count - 7)) { try JSONDocument(text) }
        }
    }

    @Test func `names that agree in length, head and tail are told apart`() {
        let names = (0..<30).map { "\"headhead\($0 + 10)tailtail\":0" }
        #expect(throws: Never.self) { try JSONDocument("{\(names.joined(separator: ","))}") }
        let text = "{\(names.joined(separator: ",")),\(names[7])}"
        #expect(throws: JSONError(.duplicateName, at: text.utf8.count - 23)) { try JSONDocument(text) }
    }

    @Test func `a hundred thousand names take time in proportion`() throws {
        // Alike in all that the fingerprint sees, so that only the table keeps this from 5 * 10^9 comparisons.
        func object(_ count: Int) -> String {
            "{" + (0..<count).map { "\"headhead\($0 + 1_000_000)tailtail\":0" }.joined(separator: ",") + "}"
        }
        func duration(_ text: String) throws -> Duration {
            try (0..<5).map { _ in try ContinuousClock().measure { _ = try JSONDocument(text) } }.min() ?? .zero
        }
        let small = try duration(object(500))
        let large = try duration(object(20_000))
        // In proportion it is 40; squared it would be 1,600.
        try #require(large < small * 400)
        #expect(try JSONDocument(object(100_000)).root.count == 100_000)
    }

    @Test func `many objects above the direct count are each checked`() throws {
        let one = "{" + (0..<40).map { "\"\($0)\":0" }.joined(separator: ",") + "}"
        let document = try JSONDocument("[" + [String](repeating: one, count: 50).joined(separator: ",") + "]")
        #expect(document.root.elements.map(\.count) == [Int](repeating: 40, count: 50))
    }

    @Test func `the tape grows without losing a token`() throws {
        for count in [62, 63, 64, 65, 127, 128, 129, 1_000, 100_000] {
            let text = "[" + (0..<count).map(String.init).joined(separator: ",") + "]"
            let document = try JSONDocument(text)
            #expect(document.root.elements.map(\.int64) == (0..<count).map { Int64($0) })
        }
    }
}
