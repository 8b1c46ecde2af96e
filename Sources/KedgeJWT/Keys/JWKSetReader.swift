import KedgeCore

/// Reads the keys of a JSON Web Key Set, one after another.
internal struct JWKSetReader {
    private let algorithms: Set<JWTAlgorithm>?
    internal private(set) var keys: [JWTKey] = []
    internal private(set) var skipped: [JWTSkippedKey] = []
    // As bytes: strings are equal already when they look the same.
    private var ids = Set<[UInt8]>()
    private var hasShared = false
    private var hasPair = false

    internal init(algorithms: Set<JWTAlgorithm>?) {
        self.algorithms = algorithms
    }

    internal mutating func read(_ root: JSONView) throws(JWTKeyError) {
        guard let list = root.member("keys"), list.kind == .array else { throw .member("keys", rule: "an array") }
        guard list.count <= JWTKeySet.maximumCount else { throw .tooManyKeys }
        var index = 0
        var next = list.firstElement
        while let element = next {
            try checkBelonging(element.value)
            do throws(JWTKeyError) {
                guard element.value.source.byteCount <= JWK.maximumByteCount else {
                    throw .json(JSONError(.tooLarge, at: element.value.sourceOffset))
                }
                try add(JWK(element.value))
            } catch {
                if error.isOfMemory { throw error }
                skipped.append(JWTSkippedKey(index: index, id: element.value.member("kid")?.string, error: error))
            }
            index &+= 1
            next = element.next
        }
    }

    /// What makes the whole set one that cannot be trusted, whether or not its key is good.
    private mutating func checkBelonging(_ object: JSONView) throws(JWTKeyError) {
        if let id = object.member("kid")?.string, !ids.insert(Array(id.utf8)).inserted { throw .duplicateID }
        guard let type = object.member("kty") else { return }
        if type.isString("oct") { hasShared = true }
        if type.isString("RSA") || type.isString("EC") || type.isString("OKP") { hasPair = true }
        if hasShared, hasPair { throw .mixedKinds }
    }

    private mutating func add(_ jwk: borrowing JWK) throws(JWTKeyError) {
        let possible = try candidates(jwk)
        var loaded: [JWTKey] = []
        var problem: JWTKeyError?
        for algorithm in possible {
            do throws(JWTKeyError) {
                loaded.append(
                    try JWTKey(jwk.material(for: algorithm), algorithm: algorithm, id: jwk.id, usage: jwk.usage))
            } catch {
                // A secret may be long enough for one hash and too short for the next.
                if error.isOfMemory { throw error }
                problem = problem ?? error
            }
        }
        if loaded.isEmpty, let problem { throw problem }
        keys += loaded
    }

    /// The algorithms that a key is loaded for, at least one.
    private func candidates(_ jwk: borrowing JWK) throws(JWTKeyError) -> [JWTAlgorithm] {
        let possible = jwk.algorithm.map { [$0] } ?? jwk.kind.algorithms
        guard let algorithms else { return [try jwk.algorithm(asked: nil)] }
        let allowed = possible.filter(algorithms.contains)
        guard !allowed.isEmpty else { throw .anotherAlgorithm }
        return allowed
    }
}

extension JWTKeyError {
    /// Whether the system is at fault and not the key.
    fileprivate var isOfMemory: Bool {
        switch self {
        case .memory, .outOfMemory: true
        default: false
        }
    }
}
