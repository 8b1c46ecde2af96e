import KedgeJWT
import KedgeTestSupport
import Testing

/// The keys that the referees made their tokens with, two for each algorithm, without what is private of a pair.
struct RefereeKeys {
    private struct Case: Decodable {
        let alg: String
        let `public`: String
    }

    private let keys: [String: [JWTKey]]

    init() throws {
        var keys: [String: [JWTKey]] = [:]
        for item in try Referee.cases("jose_keys", as: Case.self) {
            keys[item.alg, default: []].append(try PublishedJWK.key(item.public, JWTAlgorithm(named: item.alg)))
        }
        self.keys = keys
    }

    /// The first key of every algorithm.
    var first: [JWTKey] { keys.values.compactMap(\.first) }

    func key(_ algorithm: String, _ index: Int) throws -> JWTKey {
        try #require(keys[algorithm])[index]
    }

    /// Something for each key.
    func mapped<Result>(_ transform: (JWTKey) throws -> Result) rethrows -> [String: [Result]] {
        try keys.mapValues { try $0.map(transform) }
    }
}
