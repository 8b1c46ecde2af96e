import KedgeCore
import KedgeJWT
import Testing

/// `exp`, `nbf`, `iat`, leeway and maximum age, each at its boundary.
struct TimeRuleTests {
    private func refusal(
        _ claims: String, now: Int64 = TokenSample.now, _ change: (inout JWTRules) -> Void = { _ in }
    ) throws -> JWTError? {
        try TokenSample.verifier(now: now, change).refusal(TokenSample.token(claims))
    }

    @Test func `a token is taken until the second before it expires`() throws {
        #expect(try refusal(#"{"exp":1001}"#) == nil)
        #expect(try refusal(#"{"exp":1000}"#) == .expired)
        #expect(try refusal(#"{"exp":999}"#) == .expired)
        #expect(try refusal(#"{"exp":-1}"#) == .expired)
    }

    @Test func `leeway lets a token live longer by as much and no more`() throws {
        #expect(try refusal(#"{"exp":991}"#) { $0.leewaySeconds = 10 } == nil)
        #expect(try refusal(#"{"exp":990}"#) { $0.leewaySeconds = 10 } == .expired)
    }

    @Test func `a fraction never lets a token live longer than it says`() throws {
        #expect(try refusal(#"{"exp":1000.9}"#) == .expired)
        #expect(try refusal(#"{"exp":1001.1}"#) == nil)
        #expect(try refusal(#"{"exp":1.001e3}"#) == nil)
        #expect(try refusal(#"{"exp":10000E-1}"#) == .expired)
    }

    @Test func `a token without exp is refused unless the rules say otherwise`() throws {
        #expect(try refusal("{}") == .missingClaim(name: "exp"))
        #expect(try refusal("{}") { $0.requiresExpiry = false } == nil)
        #expect(try refusal(#"{"exp":1000}"#) { $0.requiresExpiry = false } == .expired)
    }

    @Test func `a token is taken from nbf on`() throws {
        #expect(try refusal(#"{"exp":2000,"nbf":1000}"#) == nil)
        #expect(try refusal(#"{"exp":2000,"nbf":1001}"#) == .notYetValid)
        #expect(try refusal(#"{"exp":2000,"nbf":1000.5}"#) == .notYetValid)
        #expect(try refusal(#"{"exp":2000,"nbf":1010}"#) { $0.leewaySeconds = 10 } == nil)
        #expect(try refusal(#"{"exp":2000,"nbf":1011}"#) { $0.leewaySeconds = 10 } == .notYetValid)
    }

    @Test func `a token from the future is refused`() throws {
        #expect(try refusal(#"{"exp":2000,"iat":1000}"#) == nil)
        #expect(try refusal(#"{"exp":2000,"iat":1001}"#) == .issuedInFuture)
        #expect(try refusal(#"{"exp":2000,"iat":1000.5}"#) == .issuedInFuture)
        #expect(try refusal(#"{"exp":2000,"iat":1010}"#) { $0.leewaySeconds = 10 } == nil)
        #expect(try refusal(#"{"exp":2000,"iat":1011}"#) { $0.leewaySeconds = 10 } == .issuedInFuture)
    }

    @Test func `a maximum age ends a token whatever its exp`() throws {
        #expect(try refusal(#"{"exp":2000,"iat":901}"#) { $0.maximumAgeSeconds = 100 } == nil)
        #expect(try refusal(#"{"exp":2000,"iat":900}"#) { $0.maximumAgeSeconds = 100 } == .tooOld)
        #expect(try refusal(#"{"exp":2000,"iat":900.9}"#) { $0.maximumAgeSeconds = 100 } == .tooOld)
        #expect(try refusal(#"{"exp":2000}"#) { $0.maximumAgeSeconds = 100 } == .missingClaim(name: "iat"))
        let lenient: (inout JWTRules) -> Void = {
            $0.maximumAgeSeconds = 100
            $0.leewaySeconds = 10
        }
        #expect(try refusal(#"{"exp":2000,"iat":891}"#, lenient) == nil)
        #expect(try refusal(#"{"exp":2000,"iat":890}"#, lenient) == .tooOld)
    }

    @Test func `times beyond 64 bits are as far off as they say`() throws {
        let far = "9223372036854775808"
        #expect(try refusal(#"{"exp":\#(far)}"#) == nil)
        #expect(try refusal(#"{"exp":1e300}"#) == nil)
        #expect(try refusal(#"{"exp":9223372036854775807}"#) { $0.leewaySeconds = 86_400 } == nil)
        #expect(try refusal(#"{"exp":-\#(far)1}"#) == .expired)
        #expect(try refusal(#"{"exp":-1e300}"#) { $0.leewaySeconds = 10 } == .expired)
        #expect(try refusal(#"{"exp":2000,"nbf":1e300}"#) { $0.leewaySeconds = 10 } == .notYetValid)
        #expect(try refusal(#"{"exp":2000,"nbf":-1e300}"#) == nil)
        #expect(try refusal(#"{"exp":2000,"iat":\#(far)}"#) { $0.leewaySeconds = 10 } == .issuedInFuture)
        #expect(try refusal(#"{"exp":2000,"iat":-\#(far)}"#) { $0.maximumAgeSeconds = 1 << 40 } == .tooOld)
        #expect(try refusal(#"{"exp":1e-400}"#) == .expired)
    }

    @Test func `clocks at the ends of time do no harm`() throws {
        for now in [Int64.min, .min + 1, -1, 0, .max - 1, .max] {
            for claims in [#"{"exp":2000,"iat":5,"nbf":5}"#, #"{"exp":1e300,"iat":-1e300,"nbf":1e300}"#] {
                let refusal = try refusal(claims, now: now) {
                    $0.leewaySeconds = 86_400
                    $0.maximumAgeSeconds = 1 << 40
                }
                #expect(refusal != nil || (-1...0).contains(now))
            }
        }
    }

    @Test(arguments: ["exp", "nbf", "iat"], [#""2000""#, "true", "null", "[2000]", "{}"])
    func `a time that is no number is malformed`(name: String, value: String) throws {
        let claims = name == "exp" ? #"{"exp":\#(value)}"# : #"{"exp":2000,"\#(name)":\#(value)}"#
        #expect(try refusal(claims) == .malformed(.claims, .shape))
    }
}
