import Foundation
import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// JSON Web Keys that are refused, and the reason that is given.
struct JWKRefusalTests {
    /// Has the mark of ROCA, as KedgeCryptoTests show; made for the test.
    private static let rocaModulus =
        "yb6VgJPD1VAoXwwa5jG2GG5b5fUKJG_UbAzzWZWgM0LMsMUT-qo8ME_FD3YqRysqvYDzC-Tn_qnVXTn0hMfkix_lc4USksUi488L"
        + "4AP7jVyJiTIPrlLgEN0rFaqntvKDjzQLZWA285BI4Sz_dJ_bQSuzl_DK2Y6ndPv48FfXk06Wp6zBBy01r2t4ldfbreTSyY5fTe4w"
        + "-FWH_uUPNJdlLWLAPQkrS5FZtF_RDCu4nqX6EYbNLTxgvYy_44TthDQKvqWssY0CjwcFt6bqvtrTevCRjDPsUAIh3YHpQIhSmuHC"
        + "M1SKBbMSP7gK48tFKDILHTxbeRQUWCGyqY1NRT7O4Q"

    private func refusal(_ jwk: String, _ changes: [String: Any?], _ algorithm: JWTAlgorithm? = nil) throws
        -> JWTKeyError?
    {
        KeySample.refusal(try KeySample.changed(jwk, changes), algorithm)
    }

    @Test func `only a strict JSON object is a key`() throws {
        let jwk = try KeySample.key(.es256).publicJWK()
        #expect(KeySample.refusal("") == .json(JSONError(.unexpectedEnd, at: 0)))
        #expect(KeySample.refusal(jwk + "x") == .json(JSONError(.trailingBytes, at: jwk.utf8.count)))
        #expect(KeySample.refusal("[\(jwk)]") == .member("the key", rule: "an object"))
        let twice = String(jwk.dropLast()) + ",\"x\":\"AA\"}"
        guard case .json(let error) = KeySample.refusal(twice) else { return #expect(Bool(false)) }
        #expect(error.reason == .duplicateName)
        let room = 65_536 - jwk.utf8.count
        #expect(KeySample.refusal(jwk + String(repeating: " ", count: room)) == nil)
        guard case .json(let error) = KeySample.refusal(jwk + String(repeating: " ", count: room + 1)) else {
            return #expect(Bool(false))
        }
        #expect(error.reason == .tooLarge)
    }

    @Test(arguments: StrictJSON.cases)
    func `only strict JSON is a key`(member: String, reason: JSONError.Reason) throws {
        let jwk = try KeySample.key(.es256).publicJWK()
        guard case .json(let error) = KeySample.refusal(String(jwk.dropLast()) + ",\(member)}") else {
            Issue.record("taken, or refused for something else")
            return
        }
        #expect(error.reason == reason)
    }

    @Test func `a modulus with the ROCA weakness is refused, and so is one whose exponent is 1`() throws {
        let jwk = try KeySample.rsa().publicJWK([.algorithm])
        #expect(try refusal(jwk, ["n": Self.rocaModulus]) == .signatureKey(.weakModulus))
        #expect(try refusal(jwk, ["e": "AQ"]) == .signatureKey(.exponent))
    }

    @Test func `kinds and curves that are not for signatures are refused`() throws {
        let jwk = try KeySample.key(.es256).publicJWK([])
        #expect(try refusal(jwk, ["kty": nil]) == .member("kty", rule: "RSA, EC, OKP or oct"))
        #expect(try refusal(jwk, ["kty": 1]) == .member("kty", rule: "RSA, EC, OKP or oct"))
        for type in ["ec", "DSA", "AKP", ""] {
            #expect(try refusal(jwk, ["kty": type]) == .unsupported("kty", rule: "RSA, EC, OKP or oct"))
        }
        #expect(try refusal(jwk, ["crv": nil]) == .member("crv", rule: "a string"))
        for curve in ["P-224", "p-256", "Ed25519", "X25519", ""] {
            #expect(
                try refusal(jwk, ["crv": curve]) == .unsupported("crv", rule: "P-256, P-384, P-521 or secp256k1"))
        }
        let octets = try KeySample.key(.edDSA).publicJWK([])
        for curve in ["X25519", "X448", "Ed448", "P-256", "ed25519"] {
            #expect(try refusal(octets, ["crv": curve]) == .unsupported("crv", rule: "Ed25519"))
        }
    }

    @Test func `another kind than the algorithm wants is refused`() throws {
        let jwk = try KeySample.key(.es256).publicJWK()
        for name in ["ES384", "ES256K", "EdDSA", "RS256", "HS256"] {
            #expect(try refusal(jwk, ["alg": name]) == .wrongKind)
        }
        #expect(try refusal(KeySample.jwk(KeySample.key(.hs256)), ["alg": "RS256"]) == .wrongKind)
        #expect(try refusal(KeySample.rsa().publicJWK(), ["alg": "HS256"]) == .wrongKind)
    }

    @Test func `an algorithm that is none for signatures is refused`() throws {
        let jwk = try KeySample.rsa().publicJWK()
        for name in ["none", "RSA-OAEP", "A128KW", "rs256", ""] {
            #expect(try refusal(jwk, ["alg": name]) == .unsupported("alg", rule: "an algorithm for signatures"))
            #expect(try refusal(jwk, ["alg": name], .rs256) == .unsupported("alg", rule: "an algorithm for signatures"))
        }
        #expect(try refusal(jwk, ["alg": 1]) == .member("alg", rule: "a string"))
        #expect(try refusal(jwk, ["alg": NSNull()]) == .member("alg", rule: "a string"))
    }

    @Test func `a key for something else is refused`() throws {
        let publicJWK = try KeySample.key(.es256).publicJWK()
        for use in ["enc", "SIG", "", "sig "] { #expect(try refusal(publicJWK, ["use": use]) == .wrongUse) }
        #expect(try refusal(publicJWK, ["use": ["sig"]]) == .member("use", rule: "a string"))
        #expect(try refusal(publicJWK, ["key_ops": "verify"]) == .member("key_ops", rule: "an array"))
        #expect(try refusal(publicJWK, ["key_ops": ["verify", 1]]) == .member("key_ops", rule: "different strings"))
        #expect(
            try refusal(publicJWK, ["key_ops": ["verify", "verify"]]) == .member("key_ops", rule: "different strings"))
        let privateJWK = try KeySample.jwk(KeySample.key(.es256))
        let secret = try KeySample.jwk(KeySample.key(.hs256))
        for operations in [[], ["encrypt", "decrypt"], ["deriveKey"], ["Sign"]] {
            for jwk in [publicJWK, privateJWK, secret] {
                #expect(try refusal(jwk, ["key_ops": operations]) == .wrongUse)
            }
        }
        // Many different ones take no long time.
        let many = (0..<6_000).map { "a\($0)" }
        #expect(try refusal(publicJWK, ["key_ops": many]) == .wrongUse)
    }

    @Test func `an id that is none is refused`() throws {
        let jwk = try KeySample.key(.es256).publicJWK()
        #expect(try refusal(jwk, ["kid": 1]) == .member("kid", rule: "a string"))
        #expect(try refusal(jwk, ["kid": ""]) == .invalidID)
        #expect(try refusal(jwk, ["kid": String(repeating: "k", count: 1_025)]) == .invalidID)
    }

    @Test(arguments: JWTAlgorithm.allCases)
    func `each number has to be there, and in strict base64url`(_ algorithm: JWTAlgorithm) throws {
        let jwk = try KeySample.jwk(KeySample.key(algorithm))
        let object = try KeySample.object(jwk)
        let names = ["k", "n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y"].filter { object[$0] != nil }
        #expect(names.count == (algorithm.sharedHash != nil ? 1 : object["n"] != nil ? 8 : object["y"] != nil ? 3 : 2))
        for name in names {
            let value = try #require(object[name] as? String)
            for wrong in [value + "=", value + " ", "\n" + value, String(value.dropLast()) + "+", value + "A", "é"] {
                let error = try refusal(jwk, [name: wrong])
                // One character more may be valid base64url, and then the number has another length.
                if wrong == value + "A", error != .member(nameOf(name), rule: "base64url without padding") {
                    #expect(error != nil || name == "k")
                } else {
                    #expect(error == .member(nameOf(name), rule: "base64url without padding"))
                }
            }
            for wrong in [1, NSNull(), [value]] as [Any] {
                #expect(try refusal(jwk, [name: wrong]) == .member(nameOf(name), rule: "a string"))
            }
            if name == "d", object["n"] == nil { continue }
            #expect(try refusal(jwk, [name: nil]) == .member(nameOf(name), rule: "there"))
        }
    }

    private func nameOf(_ name: String) -> StaticName {
        switch name {
        case "k": "k"
        case "n": "n"
        case "e": "e"
        case "d": "d"
        case "p": "p"
        case "q": "q"
        case "dp": "dp"
        case "dq": "dq"
        case "qi": "qi"
        case "x": "x"
        default: "y"
        }
    }

    @Test func `numbers of RSA have no leading zeros`() throws {
        let jwk = try KeySample.jwk(KeySample.rsa())
        let object = try KeySample.object(jwk)
        for name in ["n", "e", "d", "p", "q", "dp", "dq", "qi"] {
            let value = try Base64URL.decode(try #require(object[name] as? String))
            for wrong in [[0] + value, [0], []] {
                #expect(
                    try refusal(jwk, [name: Base64URL.encode(wrong)])
                        == .member(nameOf(name), rule: "a number above 0 without leading zeros"))
            }
        }
    }

    @Test func `private numbers of RSA come together, and of two primes`() throws {
        let jwk = try KeySample.jwk(KeySample.rsa())
        for name in ["d", "p", "q", "dp", "dq", "qi"] {
            #expect(try refusal(jwk, [name: nil]) == .member(nameOf(name), rule: "there"))
            let alone = try KeySample.changed(
                KeySample.rsa().publicJWK(), [name: try KeySample.object(jwk)[name]])
            guard case .member(_, rule: "there") = KeySample.refusal(alone) else { return #expect(Bool(false)) }
        }
        #expect(try refusal(jwk, ["oth": [] as [Any]]) == .unsupported("oth", rule: "two primes"))
        #expect(try refusal(KeySample.rsa().publicJWK(), ["oth": 1]) == .unsupported("oth", rule: "two primes"))
    }

    @Test func `private and public numbers have to belong together`() throws {
        for algorithm in [JWTAlgorithm.es256, .es384, .es512, .es256k, .edDSA] {
            let jwk = try KeySample.jwk(KeySample.key(algorithm))
            let other = try KeySample.object(KeySample.jwk(KeySample.key(algorithm)))
            #expect(try refusal(jwk, ["d": other["d"]]) == .signatureKey(.invalidPrivateNumber))
        }
        let jwk = try KeySample.jwk(KeySample.rsa())
        let object = try KeySample.object(jwk)
        for name in ["d", "p", "q", "dp", "dq", "qi"] {
            var value = try Base64URL.decode(try #require(object[name] as? String))
            value[value.count - 1] ^= 2
            #expect(try refusal(jwk, [name: Base64URL.encode(value)]) == .signatureKey(.invalidPrivateNumber))
        }
    }

    @Test func `coordinates have the length of the curve's field`() throws {
        for (algorithm, count) in [(JWTAlgorithm.es256, 32), (.es384, 48), (.es512, 66), (.es256k, 32), (.edDSA, 32)] {
            let jwk = try KeySample.jwk(KeySample.key(algorithm))
            let object = try KeySample.object(jwk)
            for name in ["x", "y", "d"] where object[name] != nil {
                let value = try Base64URL.decode(try #require(object[name] as? String))
                #expect(value.count == count)
                for wrong in [[0] + value, Array(value.dropFirst()), Array(value.dropLast()), []] {
                    #expect(
                        try refusal(jwk, [name: Base64URL.encode(wrong)])
                            == .member(nameOf(name), rule: "as many bytes as its curve has"))
                }
            }
        }
    }

    @Test func `a point off the curve is refused`() throws {
        for algorithm in [JWTAlgorithm.es256, .es384, .es512, .es256k] {
            let jwk = try KeySample.key(algorithm).publicJWK()
            var y = try Base64URL.decode(try #require(try KeySample.object(jwk)["y"] as? String))
            y[y.count - 1] ^= 1
            #expect(try refusal(jwk, ["y": Base64URL.encode(y)]) == .signatureKey(.invalidPoint))
        }
        let zeros = Base64URL.encode([UInt8](repeating: 0, count: 32))
        let jwk = try KeySample.key(.es256).publicJWK()
        #expect(try refusal(jwk, ["x": zeros, "y": zeros]) == .signatureKey(.invalidPoint))
        // The neutral element of Ed25519.
        let one = Base64URL.encode([1] + [UInt8](repeating: 0, count: 31))
        #expect(try refusal(KeySample.key(.edDSA).publicJWK(), ["x": one]) == .signatureKey(.invalidPoint))
    }

    @Test func `weak numbers of RSA are refused`() throws {
        let jwk = try KeySample.rsa().publicJWK()
        let modulus = try Base64URL.decode(try #require(try KeySample.object(jwk)["n"] as? String))
        #expect(
            try refusal(jwk, ["n": Base64URL.encode(Array(modulus.dropLast()))])
                == .signatureKey(.modulusSize(bits: 2_040)))
        let long = [UInt8](repeating: 0xFF, count: 2_049)
        #expect(try refusal(jwk, ["n": Base64URL.encode(long)]) == .signatureKey(.modulusSize(bits: 16_392)))
        for exponent in [[1], [2], [1, 0, 0]] as [[UInt8]] {
            #expect(try refusal(jwk, ["e": Base64URL.encode(exponent)]) == .signatureKey(.exponent))
        }
    }

    @Test func `a short secret, or one that is a key, is refused`() throws {
        let jwk = try KeySample.jwk(KeySample.key(.hs256))
        let short = [UInt8](repeating: 7, count: 31)
        #expect(try refusal(jwk, ["k": Base64URL.encode(short)]) == .secretLength(31, minimum: 32))
        #expect(try refusal(jwk, ["k": ""]) == .secretLength(0, minimum: 32))
        #expect(try refusal(jwk, ["alg": "HS512"]) == .secretLength(32, minimum: 64))
        let pem = Array("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA".utf8)
        #expect(try refusal(jwk, ["k": Base64URL.encode(pem)]) == .secretIsKey)
    }

    @Test func `no text that was changed at random ends the program`() throws {
        var generator = SeededGenerator(seed: 7)
        let keys = try [JWTAlgorithm.hs256, .es256, .es512, .es256k, .edDSA].map {
            try KeySample.jwk(KeySample.key($0))
        }
        let texts = keys + [try KeySample.rsa().publicJWK(), "{\"keys\":[\(keys[1]),\(keys[4])]}"]
        var taken = 0
        for round in 0..<3_000 {
            var text = Array(texts[round % texts.count].utf8)
            for _ in 0...(generator.next() % 4) {
                let place = Int(generator.next() % UInt64(text.count))
                switch generator.next() % 4 {
                case 0: text[place] ^= 1 << UInt8(generator.next() % 8)
                case 1: text.remove(at: place)
                case 2: text.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
                default: text[place] = Array("\"{}[]:,\\0A_".utf8)[Int(generator.next() % 11)]
                }
            }
            if (try? JWTKey(jwk: text)) != nil { taken += 1 }
            if let set = try? JWTKeySet(jwkSet: text, algorithms: Set(JWTAlgorithm.allCases)) {
                #expect(set.keys.count + set.skipped.count <= 3)
            }
        }
        #expect(taken < 3_000)
    }
}
