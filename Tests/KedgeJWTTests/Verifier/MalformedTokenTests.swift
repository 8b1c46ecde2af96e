import KedgeCore
import KedgeJWT
import KedgeTestSupport
import Testing

/// Tokens that cannot be read, and tokens that are too large.
struct MalformedTokenTests {
    private func refusal(_ token: String, _ change: (inout JWTRules) -> Void = { _ in }) throws -> JWTError? {
        try TokenSample.verifier(nil, change).refusal(token)
    }

    private func encoded(_ text: String) -> String { Base64URL.encode(Array(text.utf8)) }

    @Test func `a token has exactly three parts, none of them empty`() throws {
        let good = try TokenSample.token()
        let parts = good.split(separator: ".").map(String.init)
        let wrong = [
            "", ".", "..", "...", parts[0], "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).", "\(good).",
            ".\(good)", "\(good).AAAA", "\(parts[0])..\(parts[2])", ".\(parts[1]).\(parts[2])",
            "\(parts[0])..\(parts[1]).\(parts[2])", "\(good)..",
        ]
        for token in wrong { #expect(try refusal(token) == .malformed(.token, .parts)) }
        #expect(try refusal(good) == nil)
    }

    @Test func `base64url is strict in every part`() throws {
        let (header, claims) = (encoded(TokenSample.header), encoded(TokenSample.claims))
        let signature = try #require(TokenSample.token().split(separator: ".").last)
        for bad in ["=", " ", "\n", "+", "/", "\0", "A", "é"] {
            // One character too many for whole bytes, or one that the alphabet does not have.
            #expect(try refusal(TokenSample.signed(header + bad + "." + claims)) == .malformed(.header, .base64))
            #expect(try refusal(TokenSample.signed(header + "." + claims + bad)) == .malformed(.claims, .base64))
            let badSignature = signature + bad + (bad == "A" ? "A" : "")
            #expect(try refusal(header + "." + claims + "." + badSignature) == .malformed(.signature, .base64))
        }
    }

    @Test func `bits beyond the last byte are zero`() throws {
        // {"alg":"HS256"} has 15 bytes, with a space 16: the last character then has four bits to spare.
        let header = encoded(#"{"alg":"HS256"} "#)
        #expect(header.hasSuffix("IA"))
        #expect(try refusal(TokenSample.signed(header + "." + encoded(TokenSample.claims))) == nil)
        let stray = header.dropLast() + "B"
        #expect(
            try refusal(TokenSample.signed(stray + "." + encoded(TokenSample.claims))) == .malformed(.header, .base64))
        let good = try TokenSample.token()
        let last = try #require(good.last)
        let neighbour = try #require(Self.neighbour(of: last))
        #expect(try refusal(good.dropLast() + String(neighbour)) == .malformed(.signature, .base64))
    }

    /// The character after another one of the alphabet.
    private static func neighbour(of character: Character) -> Character? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        guard let index = alphabet.firstIndex(of: character) else { return nil }
        return alphabet[index + 1]
    }

    @Test(
        arguments: [
            #"{"exp":2000,"exp":2000}"#, #"{"exp":2000,"\u0065xp":1}"#, #"{"exp":2000}x"#, #"{"exp":2000}{}"#,
            "{\"exp\":2000}\0", "{\"exp\":2000,\"a\":\"\0\"}", #"{"exp":2000,"a":"\u0000"}"#,
            #"{"exp":2000,"a":"\ud800"}"#, #"{"exp":2000,}"#, #"{'exp':2000}"#, #"{"exp":02000}"#, #"{"exp":+2000}"#,
            #"{"exp":NaN}"#, #"{"exp":Infinity}"#, #"{"exp":2000"#, "\u{FEFF}{\"exp\":2000}", "//\n{\"exp\":2000}",
        ])
    func `claims are strict JSON`(claims: String) throws {
        #expect(try refusal(TokenSample.token(claims)) == .malformed(.claims, .json))
    }

    @Test(
        arguments: [
            #"{"alg":"HS256","alg":"HS256"}"#, #"{"alg":"none","\u0061lg":"HS256"}"#, #"{"alg":"HS256"}."#,
            "{\"alg\":\"HS256\"}\0", #"{"alg":"HS256","kid":"\ud800"}"#, #"{"alg":"HS256",}"#, "",
        ])
    func `a header is strict JSON`(header: String) throws {
        let refusal = try refusal(TokenSample.token(header: header))
        #expect(refusal == (header.isEmpty ? .malformed(.token, .parts) : .malformed(.header, .json)))
    }

    @Test func `text that is no UTF-8 is refused`() throws {
        let claims: [UInt8] = Array(#"{"exp":2000,"a":""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8)
        let text = encoded(TokenSample.header) + "." + Base64URL.encode(claims)
        #expect(try refusal(TokenSample.signed(text)) == .malformed(.claims, .json))
    }

    @Test(arguments: ["[]", "1", "null", #""exp""#, "true", #"[{"exp":2000}]"#])
    func `claims are an object`(claims: String) throws {
        #expect(try refusal(TokenSample.token(claims)) == .malformed(.claims, .shape))
    }

    @Test func `a token is as long as the limit and no longer`() throws {
        let token = try TokenSample.token()
        #expect(try refusal(token) { $0.maximumTokenByteCount = token.utf8.count } == nil)
        #expect(try refusal(token) { $0.maximumTokenByteCount = token.utf8.count - 1 } == .tooLarge(.token))
    }

    @Test func `a header is as long as the limit and no longer`() throws {
        let (token, count) = (try TokenSample.token(), encoded(TokenSample.header).utf8.count)
        #expect(try refusal(token) { $0.maximumHeaderByteCount = count } == nil)
        #expect(try refusal(token) { $0.maximumHeaderByteCount = count - 1 } == .tooLarge(.header))
    }

    @Test func `arrays stand inside one another up to the limit`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        }
        let claims = { (depth: Int) in #"{"exp":2000,"a":\#(nested(depth))}"# }
        #expect(try refusal(TokenSample.token(claims(32))) == nil)
        #expect(try refusal(TokenSample.token(claims(33))) == .tooLarge(.claims))
        #expect(try refusal(TokenSample.token(claims(3))) { $0.maximumDepth = 3 } == nil)
        #expect(try refusal(TokenSample.token(claims(4))) { $0.maximumDepth = 3 } == .tooLarge(.claims))
        let header = #"{"alg":"HS256","a":\#(nested(33))}"#
        #expect(try refusal(TokenSample.token(header: header)) == .tooLarge(.header))
    }

    @Test func `large tokens are verified like small ones`() throws {
        for count in [400, 700, 900, 1_000, 1_100, 1_400, 5_000, 300_000] {
            let claims = #"{"exp":2000,"a":"\#(String(repeating: "x", count: count))"}"#
            let token = try TokenSample.token(claims)
            #expect(try refusal(token) { $0.maximumTokenByteCount = 1 << 20 } == nil)
            let expired = try TokenSample.token(#"{"a":"\#(String(repeating: "x", count: count))","exp":1}"#)
            #expect(try refusal(expired) { $0.maximumTokenByteCount = 1 << 20 } == .expired)
        }
        // A tape that does not fit on the stack.
        let members = (0..<300).map { #""m\#($0)":\#($0)"# }.joined(separator: ",")
        #expect(try refusal(TokenSample.token(#"{\#(members),"exp":2000}"#)) == nil)
        #expect(try refusal(TokenSample.token(#"{\#(members),"exp":1}"#)) == .expired)
    }

    @Test func `no mutation of a token is ever taken`() throws {
        var random = SeededGenerator(seed: 5)
        let verifier = try TokenSample.verifier()
        let token = Array(try TokenSample.token(#"{"exp":2000,"iss":"a","sub":"b","n":[1,2.5,{"x":null}]}"#).utf8)
        #expect(verifier.refusalOnce(token) == nil)
        for _ in 0..<10_000 {
            var mutated = token
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<mutated.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: mutated[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: mutated[place] = UInt8.random(in: .min ... .max, using: &random)
                case 2: mutated.remove(at: place)
                case 3: mutated.insert(UInt8(ascii: "."), at: place)
                default: mutated.removeSubrange(place...)
                }
                if mutated.isEmpty { mutated = [0] }
            }
            guard mutated != token else { continue }
            #expect(verifier.refusalOnce(mutated) != nil)
            #expect(verifier.refusalLending(mutated) != nil)
        }
    }

    @Test func `random claims under a good signature never do harm`() throws {
        var random = SeededGenerator(seed: 6)
        let verifier = try TokenSample.verifier { $0.audiences = ["a"] }
        let claims = Array(
            #"{"exp":2000.5,"nbf":1e2,"iat":-3,"aud":["a","b"],"iss":"\u00e9","x":{"y":[null,true]}}"#.utf8)
        let header = encoded(TokenSample.header)
        for _ in 0..<3_000 {
            var mutated = claims
            let place = Int.random(in: 0..<mutated.count, using: &random)
            mutated[place] = random.next() & 1 == 0 ? UInt8(truncatingIfNeeded: random.next()) : claims[place / 2]
            let token = Array(try TokenSample.signed(header + "." + Base64URL.encode(mutated)).utf8)
            #expect(verifier.refusalOnce(token) == verifier.refusalLending(token))
        }
    }
}
