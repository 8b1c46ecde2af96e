import KedgeJWT
import Testing

/// Rules that cannot be meant.
struct RulesErrorTests {
    private func error(_ change: (inout JWTRules) -> Void) throws -> JWTRulesError? {
        do {
            _ = try TokenSample.verifier(nil, change)
            return nil
        } catch {
            return try #require(error as? JWTRulesError)
        }
    }

    @Test func `empty lists are refused where they would refuse everything`() throws {
        #expect(try error { $0.algorithms = [] } == .emptyList(.algorithms))
        #expect(try error { $0.issuers = [] } == .emptyList(.issuers))
        #expect(try error { $0.audiences = [] } == .emptyList(.audiences))
        #expect(try error { _ in } == nil)
    }

    @Test func `empty texts are refused`() throws {
        #expect(try error { $0.issuers = ["a", ""] } == .emptyText(.issuers))
        #expect(try error { $0.audiences = [""] } == .emptyText(.audiences))
        #expect(try error { $0.subject = "" } == .emptyText(.subject))
        #expect(try error { $0.type = "" } == .emptyText(.type))
        #expect(try error { $0.type = "application/" } == .emptyText(.type))
        #expect(try error { $0.requiredClaims = [""] } == .emptyText(.requiredClaims))
        #expect(try error { $0.understoodCriticalHeaders = [""] } == .emptyText(.understoodCriticalHeaders))
    }

    @Test func `texts with a NUL are refused, because no token has one`() throws {
        #expect(try error { $0.issuers = ["a", "a\0"] } == .nulCharacter(.issuers))
        #expect(try error { $0.audiences = ["\0"] } == .nulCharacter(.audiences))
        #expect(try error { $0.subject = "a\0b" } == .nulCharacter(.subject))
        #expect(try error { $0.type = "a\0" } == .nulCharacter(.type))
        #expect(try error { $0.requiredClaims = ["\0"] } == .nulCharacter(.requiredClaims))
        #expect(try error { $0.understoodCriticalHeaders = ["\0"] } == .nulCharacter(.understoodCriticalHeaders))
    }

    @Test func `lists have 1,024 entries at most`() throws {
        #expect(try error { $0.issuers = Array(repeating: "a", count: 1_024) } == nil)
        #expect(try error { $0.issuers = Array(repeating: "a", count: 1_025) } == .listTooLong(.issuers))
    }

    @Test func `numbers lie in their ranges`() throws {
        #expect(try error { $0.leewaySeconds = 0 } == nil)
        #expect(try error { $0.leewaySeconds = 86_400 } == nil)
        for leeway in [Int64.min, -1, 86_401, .max] {
            #expect(
                try error { $0.leewaySeconds = leeway } == .outOfRange(.leewaySeconds, minimum: 0, maximum: 86_400))
        }
        #expect(try error { $0.maximumAgeSeconds = 1 } == nil)
        #expect(try error { $0.maximumAgeSeconds = 1 << 40 } == nil)
        for age in [Int64.min, 0, 1 << 40 + 1, .max] {
            #expect(
                try error { $0.maximumAgeSeconds = age }
                    == .outOfRange(.maximumAgeSeconds, minimum: 1, maximum: 1 << 40))
        }
        for count in [Int.min, 0, 1 << 20 + 1, .max] {
            #expect(
                try error { $0.maximumTokenByteCount = count }
                    == .outOfRange(.maximumTokenByteCount, minimum: 1, maximum: 1 << 20))
        }
        for count in [Int.min, 0, 1 << 16 + 1, .max] {
            #expect(
                try error { $0.maximumHeaderByteCount = count }
                    == .outOfRange(.maximumHeaderByteCount, minimum: 1, maximum: 1 << 16))
        }
        for depth in [Int.min, 0, 129, .max] {
            #expect(try error { $0.maximumDepth = depth } == .outOfRange(.maximumDepth, minimum: 1, maximum: 128))
        }
        for count in [Int.min, -1, 65_537, .max] {
            #expect(
                try error { $0.cachedTokenCount = count } == .outOfRange(.cachedTokenCount, minimum: 0, maximum: 65_536)
            )
        }
        #expect(try error { $0.cachedTokenCount = 65_536 } == nil)
    }

    @Test func `audiences and any audience contradict each other`() throws {
        let refusal = try error {
            $0.audiences = ["me"]
            $0.acceptsAnyAudience = true
        }
        #expect(refusal == .audienceConflict)
    }

    @Test(arguments: ["alg", "crit", "b64", "kid", "x5t#S256", "typ", "enc", "zip"])
    func `a header of the standards is never one that the caller understands`(name: String) throws {
        #expect(try error { $0.understoodCriticalHeaders = ["x", name] } == .reservedCriticalHeader(name: name))
    }
}
