import KedgeCore
import KedgeJWT
import Testing

struct ClaimsBuilderTests {
    private func claims(
        _ fill: (inout JWTClaimsBuilder) throws -> Void, _ options: JWTIssuerOptions = IssuedToken.plain
    ) throws -> String {
        var builder = JWTClaimsBuilder()
        try fill(&builder)
        let token = try IssuedToken(JWTIssuer(key: IssuedToken.key(), options: options).issue(builder))
        #expect(try token.isSigned())
        return token.claims
    }

    @Test func `claims stand in the order of the calls`() throws {
        let text = try claims { builder in
            try builder.id("j")
            try builder.issuer("i")
            try builder.subject("s")
            try builder.audience("a")
            try builder.expiry(.max)
            try builder.notBefore(.min)
            try builder.issuedAt(0)
            try builder.text("text", "\"ü")
            try builder.integer("integer", -1)
            try builder.number("number", 0.1)
            try builder.bool("bool", true)
            try builder.null("null")
            try builder.json("json", JSONDocument(#" { "a" : [ 1.50 ] } "#).root)
        }
        #expect(
            text
                == #"{"jti":"j","iss":"i","sub":"s","aud":"a","exp":9223372036854775807,"nbf":-9223372036854775808,"#
                + #""iat":0,"text":"\"ü","integer":-1,"number":0.1,"bool":true,"null":null,"json":{"a":[1.50]}}"#)
    }

    @Test func `audiences are a list, however many there are`() throws {
        #expect(try claims { try $0.audiences(["a"]) } == #"{"aud":["a"]}"#)
        #expect(try claims { try $0.audiences([]) } == #"{"aud":[]}"#)
    }

    @Test func `no claims are an object too`() throws {
        #expect(try claims { _ in } == "{}")
        var options = IssuedToken.plain
        options.subject = "s"
        #expect(try claims({ _ in }, options) == #"{"sub":"s"}"#)
    }

    @Test func `a claim that is refused leaves those before as they were`() throws {
        let text = try claims { builder in
            try builder.subject("s")
            #expect(throws: JSONWriterError.duplicateName) { try builder.subject("t") }
            #expect(throws: JSONWriterError.duplicateName) { try builder.text("sub", "t") }
            #expect(throws: JSONWriterError.nulCharacter(offset: 1)) { try builder.text("a", "x\0") }
            #expect(throws: JSONWriterError.nulCharacter(offset: 0)) { try builder.audiences(["x", "\0"]) }
            #expect(throws: JSONWriterError.notFinite) { try builder.number("a", .infinity) }
            try builder.bool("a", false)
        }
        #expect(text == #"{"sub":"s","a":false}"#)
    }

    @Test func `a name twice among many is refused at the end`() throws {
        var builder = JWTClaimsBuilder()
        for number in 0..<40 { try builder.integer("n\(number)", 0) }
        try builder.integer("n39", 1)
        let issuer = try JWTIssuer(key: IssuedToken.key(), options: IssuedToken.plain)
        do {
            _ = try issuer.issue(builder)
            Issue.record("issued")
        } catch {
            #expect(error == .claimsNotWritten(.duplicateName))
        }
    }

    @Test func `claims beyond the builder's limit are refused`() throws {
        var builder = JWTClaimsBuilder(maximumByteCount: 10)
        #expect(throws: JSONWriterError.tooLarge) { try builder.text("a", "0123456789") }
        try builder.integer("a", 1)
        var none = JWTClaimsBuilder(maximumByteCount: -1)
        #expect(throws: JSONWriterError.tooLarge) { try none.integer("a", 1) }
    }

    @Test func `what the issuer adds is refused from a builder too`() throws {
        var options = IssuedToken.plain
        options.addsIssuedAt = true
        #expect(throws: JWTIssueError.alreadyGiven(.issuedAt)) { try claims({ try $0.issuedAt(1) }, options) }
    }
}
