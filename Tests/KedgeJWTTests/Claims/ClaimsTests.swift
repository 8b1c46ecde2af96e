import KedgeCore
import KedgeJWT
import Testing

/// What a verified token says.
struct ClaimsTests {
    private func claims(_ text: String, header: String = TokenSample.header) throws -> JWTClaims {
        let verifier = try TokenSample.verifier([TokenSample.key(), TokenSample.key(id: "a\"b")]) {
            $0.acceptsAnyAudience = true
            $0.requiresExpiry = false
        }
        return try verifier.verify(TokenSample.token(text, header: header))
    }

    @Test func `registered claims have properties`() throws {
        let all = try claims(
            #"{"iss":"i","sub":"\u00fc","aud":"a","jti":"j","exp":2000.9,"nbf":1e2,"iat":999.5}"#)
        #expect(all.issuer == "i")
        #expect(all.subject == "ü")
        #expect(all.audiences == ["a"])
        #expect(all.id == "j")
        #expect(all.expiresAt == 2_000)
        #expect(all.notBefore == 100)
        #expect(all.issuedAt == 999)
        #expect(try claims(#"{"aud":["a","b"]}"#).audiences == ["a", "b"])
        let none = try claims("{}")
        #expect(none.issuer == nil && none.subject == nil && none.id == nil && none.audiences.isEmpty)
        #expect(none.expiresAt == nil && none.notBefore == nil && none.issuedAt == nil)
    }

    @Test func `a claim is read as what it is and as nothing else`() throws {
        let claims = try claims(
            #"{"text":"a\n","integer":-9223372036854775808,"number":2.5,"yes":true,"list":[1, 2],"nothing":null}"#)
        #expect(claims.text("text") == "a\n")
        #expect(claims.integer("integer") == .min)
        #expect(claims.number("number") == 2.5)
        #expect(claims.bool("yes") == true)
        #expect(claims.integer("number") == nil)
        #expect(claims.text("integer") == nil)
        #expect(claims.bool("text") == nil)
        #expect(claims.number("yes") == nil)
        #expect(claims.text("absent") == nil)
        #expect(claims["list"]?[1]?.int64 == 2)
        #expect(claims["nothing"]?.isNull == true)
    }

    @Test func `a claim can be had as it stands in the token`() throws {
        let text = #"{"text":"a\u000a","number":1.50,"list":[1, 2], "object":{"a" : 1}}"#
        let claims = try claims(text)
        #expect(claims.jsonText == text)
        #expect(claims.rawJSON("text") == #""a\u000a""#)
        #expect(claims.rawJSON("number") == "1.50")
        #expect(claims.rawJSON("list") == "[1, 2]")
        #expect(claims.rawJSON("object") == #"{"a" : 1}"#)
        #expect(claims.rawJSON("absent") == nil)
    }

    private struct Payment: Decodable, Equatable {
        struct Account: Decodable, Equatable {
            let name: String
            let limits: [Int]?
        }

        let iss: String
        let amount: UInt64
        let to: [Account]
    }

    @Test func `claims are decoded as a type of the caller's`() throws {
        let claims = try claims(
            #"{"iss":"i","amount":18446744073709551615,"other":[{}],"to":[{"name":"ü","limits":[1,-2]},{"name":""}]}"#)
        let expected = Payment(
            iss: "i", amount: .max,
            to: [Payment.Account(name: "ü", limits: [1, -2]), Payment.Account(name: "", limits: nil)])
        #expect(try claims.decode(Payment.self) == expected)
        let inferred: Payment = try claims.decode()
        #expect(inferred == expected)
    }

    @Test func `a claim that is missing or of another kind is an error that says where`() throws {
        func failure(_ text: String) throws -> String? {
            do {
                _ = try claims(text).decode(Payment.self)
                return nil
            } catch DecodingError.keyNotFound(let key, let context) {
                return "missing: " + (context.codingPath + [key]).map(\.stringValue).joined(separator: "/")
            } catch DecodingError.typeMismatch(_, let context) {
                return "kind: " + context.codingPath.map(\.stringValue).joined(separator: "/")
            }
        }
        #expect(try failure(#"{"iss":"i","to":[]}"#) == "missing: amount")
        #expect(try failure(#"{"iss":"i","amount":1,"to":[{"name":"a"},{"limits":[]}]}"#) == "missing: to/Index 1/name")
        #expect(try failure(#"{"iss":"i","amount":"1","to":[]}"#) == "kind: amount")
    }

    @Test func `the header can be read beside the claims`() throws {
        let claims = try claims("{}", header: #"{"alg":"HS256","typ":"x","kid":"a\"b","more":[1]}"#)
        #expect(claims.algorithm == .hs256)
        #expect(claims.type == "x")
        #expect(claims.keyID == "a\"b")
        #expect(claims.rawHeader("more") == "[1]")
        #expect(claims.header["kid"]?.string == "a\"b")
        #expect(try self.claims("{}").keyID == nil)
    }
}
