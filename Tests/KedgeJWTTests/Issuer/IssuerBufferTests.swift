import KedgeCore
import KedgeJWT
import KedgeTestSupport
import Testing

struct IssuerBufferTests {
    /// Issues into a buffer of `capacity` bytes of 0xAA: what was written, or the error, and whether nothing else changed.
    private func issue(
        _ issuer: JWTIssuer, _ claims: String, capacity: Int
    ) -> (result: Result<String, JWTIssueError>, isClean: Bool) {
        var buffer = [UInt8](repeating: 0xAA, count: capacity)
        let result = buffer.withUnsafeMutableBytes { output in
            Array(claims.utf8).withUnsafeBytes { claims in
                Result { () throws(JWTIssueError) in try issuer.issue(claims: claims, into: output) }
            }
        }
        switch result {
        case .success(let count):
            return (
                .success(String(decoding: buffer[..<count], as: UTF8.self)), buffer[count...].allSatisfy { $0 == 0xAA }
            )
        case .failure(let error):
            return (.failure(error), buffer.allSatisfy { $0 == 0xAA })
        }
    }

    @Test func `the count asked for is the count written, whatever the claims`() throws {
        var options = IssuedToken.plain
        for (addsID, subject) in [(false, nil), (true, "s"), (false, "s"), (true, nil)] as [(Bool, String?)] {
            options.addsID = addsID
            options.subject = subject
            options.addsIssuedAt = addsID
            let issuer = try JWTIssuer(key: IssuedToken.key(), options: options)
            let claims = (0..<60).map { "{\"a\":\"" + String(repeating: "x", count: $0 * 30) + "\"}" }
            for text in claims + ["{}", " {\n} "] {
                guard case .failure(.bufferTooSmall(let needed)) = issue(issuer, text, capacity: 0).result else {
                    Issue.record("no size for \(text)")
                    return
                }
                let short = issue(issuer, text, capacity: needed - 1)
                #expect(throws: JWTIssueError.bufferTooSmall(needed: needed)) { try short.result.get() }
                #expect(short.isClean)
                for capacity in [needed, needed + 40] {
                    let made = issue(issuer, text, capacity: capacity)
                    let token = try made.result.get()
                    #expect(made.isClean)
                    #expect(token.utf8.count == needed)
                    let parts = try IssuedToken(token)
                    #expect(try parts.isSigned())
                    #expect(throws: Never.self) { try JSONDocument(parts.claims) }
                }
            }
        }
    }

    @Test func `refused claims leave the buffer alone`() throws {
        let issuer = try JWTIssuer(key: IssuedToken.key(), options: IssuedToken.plain)
        for text in ["", "[]", "{\"exp\":\"1\"}", "{\"a\":1,}"] {
            #expect(issue(issuer, text, capacity: 500).isClean)
            #expect(throws: JWTIssueError.self) { try issue(issuer, text, capacity: 500).result.get() }
        }
    }

    @Test func `any number of threads issue at once`() throws {
        let issuer = try JWTIssuer(key: IssuedToken.key(), options: IssuedToken.plain)
        let tally = Tally()
        onThreads(4) { thread in
            for number in 0..<200 {
                let claims = "{\"thread\":\(thread),\"number\":\(number)}"
                guard let token = try? IssuedToken(issuer.issue(claims)), token.claims == claims,
                    (try? token.isSigned()) == true
                else { continue }
                tally.add()
            }
        }
        #expect(tally.count == 800)
    }
}
