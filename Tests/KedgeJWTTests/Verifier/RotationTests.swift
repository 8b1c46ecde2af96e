import KedgeCore
import KedgeJWT
import KedgeTestSupport
import Testing

/// Many threads, whose keys are replaced and whose headers differ.
struct RotationTests {
    @Test func `threads verify tokens of many headers while key sets are replaced`() throws {
        // More headers than are remembered, so that slots are written all the time.
        let ids = (0..<24).map { "key-\($0)" }
        let secrets = (0..<24).map { [UInt8](repeating: UInt8($0), count: 32) }
        let make = { (turn: Int) in
            // Each set has all ids, those of odd turns with the secrets of the neighbours.
            try JWTKeySet(ids.indices.map { try TokenSample.key(secrets[($0 + turn & 1) % 24], id: ids[$0]) })
        }
        let sets = [try make(0), try make(1)]
        let store = JWTKeyStore(sets[0])
        var rules = JWTRules()
        rules.clock = ManualClock(unixSeconds: TokenSample.now)
        let verifier = try JWTVerifier(keyStore: store, rules: rules)
        let tokens = ids.indices.map { index in
            let header = #"{"alg":"HS256","kid":"\#(ids[index])"}"#
            return [0, 1].map { turn in
                try? Array(TokenSample.token(header: header, secret: secrets[(index + turn) % 24]).utf8)
            }
        }
        let (wrong, taken) = (Tally(), Tally())
        let readers = BusyThreads(3) {
            for pair in tokens {
                for token in pair {
                    switch token.map({ verifier.refusalOnce($0) }) {
                    case .some(nil): taken.add()
                    case .some(.badSignature): break
                    default: wrong.add()
                    }
                }
            }
        }
        for round in 1...60 {
            let turn = round & 1
            store.replace(with: sets[turn])
            for pair in tokens {
                #expect(pair[turn].map { verifier.refusalLending($0) } == .some(nil))
                #expect(pair[1 - turn].map { verifier.refusalLending($0) } == .badSignature)
            }
        }
        readers.stop()
        #expect(wrong.count == 0)
        #expect(taken.count > 0)
    }
}
