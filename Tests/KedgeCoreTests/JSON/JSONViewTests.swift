import KedgeCore
import Testing

/// The borrowed form, as the areas use it.
struct JSONViewTests {
    private enum TokenError: Error, Equatable {
        case malformed(JSONError)
        case missing
    }

    /// `#expect` for what it cannot take apart: a view must not leave the call that lent it.
    private func holds(_ condition: Bool, location: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: location)
    }

    private func read<Result>(
        _ text: String, _ body: (JSONView) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        try JSON.withDocument(text.utf8Span.span.bytes, body)
    }

    @Test func `claims are read without a copy`() throws {
        let text = "{\"iss\":\"me\",\"exp\":17,\"aud\":[\"a\",\"b\"],\"nested\":{\"exp\":18}}"
        try read(text) { claims throws(JSONError) in
            holds(claims.member("iss")?.isString("me") == true)
            holds(claims.member("iss")?.isString("my") == false)
            holds(claims.member("iss")?.isString("m") == false)
            holds(claims.member("exp")?.int64 == 17)
            holds(claims.member("exp")?.isString("17") == false)
            holds(claims.member("aud")?.element(1)?.isString("b") == true)
            holds(claims.member("aud")?.element(2) == nil)
            holds(claims.member("nested")?.member("exp")?.int64 == 18)
            holds(claims.member("nbf") == nil)
            let name: String = "exp"
            holds(claims.member(name.utf8Span.span.bytes)?.int64 == 17)
            holds(claims.member("iss")?.isString("me".utf8Span.span.bytes) == true)
            holds(claims.member("iss")?.sourceOffset == 8)
        }
    }

    @Test func `members and elements are gone through in order`() throws {
        let text = "{\"a\":1,\"b\":[1,[2,3],{\"x\":4},5],\"c\":{}}"
        let (names, kinds) = try read(text) { root throws(JSONError) -> ([String], [JSONKind]) in
            var names: [String] = []
            var kinds: [JSONKind] = []
            var member = root.firstMember
            while let current = member {
                names.append(current.name.string ?? "")
                var element = current.value.firstElement
                while let inner = element {
                    kinds.append(inner.value.kind)
                    element = inner.next
                }
                member = current.next
            }
            return (names, kinds)
        }
        #expect(names == ["a", "b", "c"])
        #expect(kinds == [.number, .array, .object, .number])
    }

    @Test func `empty and other values have no first child`() throws {
        for text in ["{}", "[]", "1", "\"a\"", "[1]"] {
            try read(text) { root throws(JSONError) in holds(root.firstMember == nil) }
        }
        for text in ["{}", "[]", "1", "{\"a\":1}"] {
            try read(text) { root throws(JSONError) in holds(root.firstElement == nil) }
        }
    }

    @Test func `escaped strings compare by their text`() throws {
        try read("\"\\u0048S256\"") { root throws(JSONError) in
            holds(root.isString("HS256"))
            holds(!root.isString("HS25"))
            holds(!root.isString("HS2567"))
            holds(!root.isPlainString)
        }
    }

    @Test func `a string is copied only where it has room`() throws {
        try read("[\"a\\nb\",\"abc\",1]") { root throws(JSONError) in
            var memory = [UInt8](repeating: 7, count: 6)
            var span = memory.mutableSpan
            var output = span.mutableBytes
            holds(root.element(0)?.copyString(into: &output) == 3)
            holds(root.element(2)?.copyString(into: &output) == .some(nil))
            #expect(Array(memory.prefix(3)) == Array("a\nb".utf8))
            var small = [UInt8](repeating: 7, count: 2)
            var smallSpan = small.mutableSpan
            var smallOutput = smallSpan.mutableBytes
            holds(root.element(1)?.copyString(into: &smallOutput) == .some(nil))
            #expect(small == [7, 7])
        }
    }

    @Test func `the caller's own error comes out of both the text and the body`() {
        func read(_ text: String) throws(TokenError) -> Int64 {
            try JSON.withDocument(text.utf8Span.span.bytes, mapError: { TokenError.malformed($0) }) {
                (root) throws(TokenError) in
                guard let value = root.member("exp")?.int64 else { throw TokenError.missing }
                return value
            }
        }
        #expect(throws: Never.self) { try read("{\"exp\":1}") }
        #expect(throws: TokenError.missing) { try read("{}") }
        #expect(throws: TokenError.malformed(JSONError(.unexpectedEnd, at: 1))) { try read("{") }
        #expect(throws: TokenError.malformed(JSONError(.unexpectedEnd, at: 0))) { try read("") }
    }
}
