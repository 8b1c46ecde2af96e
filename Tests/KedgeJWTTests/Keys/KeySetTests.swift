import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// Sets of keys, and the choice of one.
struct KeySetTests {
    private func secret(_ number: UInt8, id: String? = nil, _ algorithm: JWTAlgorithm = .hs256) throws -> JWTKey {
        let secret = [UInt8](repeating: number, count: 64)
        return try JWTKey(secret: secret.span.bytes, algorithm: algorithm, id: id)
    }

    @Test func `a set may be empty, and then knows no key`() throws {
        let set = try JWTKeySet([])
        #expect(set.choice([], for: "a", id: nil, .hs256) == .failure(.unknownKey))
        #expect(try JWTKeySet(jwkSet: Array(set.publicJWKSet().utf8)).keys.isEmpty)
    }

    @Test func `ids are there once, unless for one key of several algorithms`() throws {
        #expect(KeySample.refusal(keys: [try secret(1, id: "a"), try secret(2, id: "a")]) == .duplicateID)
        #expect(KeySample.refusal(keys: [try secret(1, id: "a"), try secret(1, id: "a")]) == .duplicateID)
        #expect(KeySample.refusal(keys: [try secret(1, id: "a"), try secret(2, id: "a", .hs512)]) == .duplicateID)
        #expect(KeySample.refusal(keys: [try secret(1, id: "a"), try secret(1, id: "a", .hs512)]) == nil)
        #expect(KeySample.refusal(keys: [try secret(1), try secret(2)]) == nil)
        let rsa = try [KeySample.rsa(.rs256, id: "a"), KeySample.rsa(.ps256, id: "a").publicKey()]
        #expect(KeySample.refusal(keys: rsa) == nil)
        #expect(KeySample.refusal(keys: rsa + [try KeySample.key(.es256, id: "a")]) == .duplicateID)
    }

    @Test func `shared secrets and key pairs do not mix`() throws {
        let pair = try KeySample.key(.edDSA, id: "b")
        #expect(KeySample.refusal(keys: [try secret(1, id: "a"), pair]) == .mixedKinds)
        #expect(KeySample.refusal(keys: [pair, try secret(1, id: "a")]) == .mixedKinds)
        #expect(KeySample.refusal(keys: [pair, try KeySample.key(.es256)]) == nil)
    }

    @Test func `a set has at most 256 keys`() throws {
        let keys = try (0..<257).map { try secret(1, id: "key-\($0)") }
        #expect(KeySample.refusal(keys: Array(keys[..<256])) == nil)
        #expect(KeySample.refusal(keys: keys) == .tooManyKeys)
    }

    @Test(arguments: [1, 2, 5, 256])
    func `with an id, that key alone is asked`(_ count: Int) throws {
        let keys = try (0..<count).map { try secret(UInt8($0), id: "key-\($0)") }
        let set = try JWTKeySet(keys)
        for (index, key) in keys.enumerated() {
            let signature = try key.signature("a")
            #expect(set.choice(signature, for: "a", id: key.id, .hs256) == .success(key.id))
            #expect(set.choice(signature, for: "b", id: key.id, .hs256) == .failure(.badSignature))
            #expect(set.choice(signature, for: "a", id: key.id, .hs384) == .failure(.algorithmNotAllowed))
            #expect(set.choice(signature, for: "a", id: key.id, .rs256) == .failure(.algorithmNotAllowed))
            for other in ["key", "key-", "key-\(index)0000", "Key-\(index)", "", "key-\(index)\0"] {
                #expect(set.choice(signature, for: "a", id: other, .hs256) == .failure(.unknownKey))
            }
            if index > 0 {
                #expect(set.choice(signature, for: "a", id: "key-0", .hs256) == .failure(.badSignature))
            }
        }
    }

    @Test func `ids that begin and end alike are told apart`() throws {
        let ids = (0..<10).map { "the-first-\($0)-and-the-last" }
        let keys = try ids.enumerated().map { try secret(UInt8($0.offset), id: $0.element) }
        let set = try JWTKeySet(keys)
        for (key, id) in zip(keys, ids) {
            let signature = try key.signature("a")
            for other in ids {
                let expected: Result<String?, JWTError> = other == id ? .success(id) : .failure(.badSignature)
                #expect(set.choice(signature, for: "a", id: other, .hs256) == expected)
            }
            #expect(set.choice(signature, for: "a", id: "the-first-x-and-the-last", .hs256) == .failure(.unknownKey))
        }
    }

    @Test func `without an id, each key of the algorithm is asked`() throws {
        let set = try JWTKeySet([secret(1, id: "a"), secret(2, id: "b", .hs384), secret(3), secret(4, id: "d")])
        #expect(set.choice(try secret(1).signature("x"), for: "x", id: nil, .hs256) == .success("a"))
        #expect(set.choice(try secret(3).signature("x"), for: "x", id: nil, .hs256) == .success(nil))
        #expect(set.choice(try secret(4).signature("x"), for: "x", id: nil, .hs256) == .success("d"))
        #expect(set.choice(try secret(2, .hs384).signature("x"), for: "x", id: nil, .hs384) == .success("b"))
        // The key is there, for another algorithm.
        #expect(set.choice(try secret(2).signature("x"), for: "x", id: nil, .hs256) == .failure(.badSignature))
        #expect(set.choice(try secret(1).signature("x"), for: "x", id: nil, .hs512) == .failure(.unknownKey))
    }

    @Test func `an id that no key has leads to keys without one`() throws {
        let set = try JWTKeySet([secret(1, id: "a"), secret(3), secret(4)])
        #expect(set.choice(try secret(4).signature("x"), for: "x", id: "z", .hs256) == .success(nil))
        #expect(set.choice(try secret(1).signature("x"), for: "x", id: "z", .hs256) == .failure(.badSignature))
        #expect(set.choice(try secret(4).signature("x"), for: "x", id: "a", .hs256) == .failure(.badSignature))
        #expect(set.choice(try secret(4).signature("x"), for: "x", id: "z", .hs384) == .failure(.unknownKey))
    }

    @Test func `one key of several algorithms is found under its id`() throws {
        let set = try JWTKeySet([KeySample.rsa(.rs256, id: "a"), KeySample.rsa(.ps256, id: "a")])
        for algorithm in [JWTAlgorithm.rs256, .ps256] {
            let signature = try KeySample.rsa(algorithm).signature("x")
            #expect(set.choice(signature, for: "x", id: "a", algorithm) == .success("a"))
            let other: JWTAlgorithm = algorithm == .rs256 ? .ps256 : .rs256
            #expect(set.choice(signature, for: "x", id: "a", other) == .failure(.badSignature))
        }
        #expect(set.choice([], for: "x", id: "a", .rs512) == .failure(.algorithmNotAllowed))
    }

    @Test func `a key that is not there to verify is passed over`() throws {
        let jwk = try KeySample.jwk(KeySample.key(.es256, id: "a"))
        let signs = try KeySample.read(KeySample.changed(jwk, ["key_ops": ["sign"]]))
        let set = try JWTKeySet([signs])
        let signature = try signs.signature("x")
        #expect(set.choice(signature, for: "x", id: "a", .es256) == .failure(.unknownKey))
        #expect(set.choice(signature, for: "x", id: nil, .es256) == .failure(.unknownKey))
        #expect(try JWTKeySet([signs.publicKey()]).choice(signature, for: "x", id: "a", .es256) == .success("a"))
    }

    @Test func `threads verify without a gap while sets are replaced`() throws {
        // Each key is in the set before it signs and until after it did, as when keys are rotated.
        let keys = try (0..<8).map { try KeySample.key($0.isMultiple(of: 2) ? .edDSA : .es256, id: "key-\($0)") }
        let sets = try (0..<8).map { try JWTKeySet([keys[$0], keys[($0 + 1) % 8]].map { try $0.publicKey() }) }
        let stays = try KeySample.key(.edDSA, id: "stays")
        let signature = try stays.signature("x")
        let all = try sets.map { try JWTKeySet($0.keys + [stays.publicKey()]) }
        let store = JWTKeyStore(all[0])
        let (good, bad, gone) = (Tally(), Tally(), Tally())
        let readers = BusyThreads(3) {
            let result = store.read { set in set.choice(signature, for: "x", id: "stays", .edDSA) }
            if result == .success("stays") { good.add() } else { bad.add() }
            if store.keys.choice(signature, for: "x", id: "nobody", .edDSA) == .failure(.unknownKey) { gone.add() }
        }
        for round in 0..<4_000 {
            store.replace(with: all[round % 8])
            guard round.isMultiple(of: 50) else { continue }
            let next = keys[(round + 1) % 8]
            let text = "round \(round)"
            let signature = try next.signature(text)
            let now = store.read { $0.choice(signature, for: text, id: next.id, next.algorithm) }
            store.replace(with: all[(round + 1) % 8])
            let later = store.read { $0.choice(signature, for: text, id: next.id, next.algorithm) }
            #expect(now == .success(next.id) && later == .success(next.id))
        }
        readers.stop()
        #expect(bad.count == 0)
        #expect(good.count > 0 && gone.count > 0)
    }
}
