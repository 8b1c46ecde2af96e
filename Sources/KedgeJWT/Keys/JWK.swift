import KedgeCore
import KedgeCrypto

/// What a JSON Web Key says, before it is bound to an algorithm.
///
/// - Source: RFC 7517 §4; RFC 7518 §6; RFC 8037 §2; RFC 8812 §3.1
internal struct JWK: ~Copyable {
    /// Bytes of the longest text of one key.
    internal static let maximumByteCount = 1 << 16

    internal enum Numbers: ~Copyable {
        case shared(SecretBytes)
        case pair(Pair)
    }

    internal struct Pair: ~Copyable {
        internal let publicNumbers: PublicKeyNumbers
        internal let privateNumbers: PrivateKeyNumbers?
    }

    /// `kid`
    internal let id: String?
    /// `alg`
    internal let algorithm: JWTAlgorithm?
    internal let usage: JWTKeyUsage
    internal let kind: JWTKeyKind
    private let numbers: Numbers

    /// Reads an object. Certificates in it (`x5c` and the like) and members of other names are not looked at.
    ///
    /// - Throws: `JWTKeyError`
    internal init(_ object: JSONView) throws(JWTKeyError) {
        guard object.kind == .object else { throw .member("the key", rule: "an object") }
        let kind = try JWTKeyKind(of: object)
        try Self.checkUse(object)
        let algorithm = try Self.algorithm(object)
        if let algorithm, algorithm.keyKind != kind { throw .wrongKind }
        let usage = try Self.usage(object, isPrivate: kind == .shared || object.member("d") != nil)
        let id = try object.text("kid")
        numbers = try Numbers(of: object, kind)
        self.kind = kind
        self.algorithm = algorithm
        self.usage = usage
        self.id = id
    }

    private static func algorithm(_ object: JSONView) throws(JWTKeyError) -> JWTAlgorithm? {
        guard let name = try object.text("alg") else { return nil }
        guard let algorithm = JWTAlgorithm(name: name) else {
            throw .unsupported("alg", rule: "an algorithm for signatures")
        }
        return algorithm
    }

    private static func checkUse(_ object: JSONView) throws(JWTKeyError) {
        guard let use = object.member("use") else { return }
        guard use.kind == .string else { throw .member("use", rule: "a string") }
        guard use.isString("sig") else { throw .wrongUse }
    }

    /// - Parameter isPrivate: Whether the key can sign; one that cannot has to be there for verifying.
    private static func usage(_ object: JSONView, isPrivate: Bool) throws(JWTKeyError) -> JWTKeyUsage {
        guard let operations = object.member("key_ops") else { return .all }
        guard operations.kind == .array else { throw .member("key_ops", rule: "an array") }
        var names = Set<[UInt8]>()
        var next = operations.firstElement
        while let element = next {
            guard let name = element.value.string, names.insert(Array(name.utf8)).inserted else {
                throw .member("key_ops", rule: "different strings")
            }
            next = element.next
        }
        var usage: JWTKeyUsage = []
        if names.contains(Array("verify".utf8)) { usage.insert(.verify) }
        if isPrivate, names.contains(Array("sign".utf8)) { usage.insert(.sign) }
        guard !usage.isEmpty else { throw .wrongUse }
        // Where both are there, they have to agree (RFC 7517 §4.3), and `use` is for signatures.
        guard object.member("use") == nil || names.isDisjoint(with: otherOperations.map { Array($0.utf8) }) else {
            throw .wrongUse
        }
        return usage
    }

    /// Values of `key_ops` that are not for signatures.
    ///
    /// - Source: RFC 7517 §4.3
    private static var otherOperations: [String] {
        ["encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"]
    }

    /// The one algorithm that the key is for.
    ///
    /// - Parameter asked: What the caller says.
    /// - Throws: `.wrongKind`, `.anotherAlgorithm`, `.ambiguousAlgorithm`.
    internal func algorithm(asked: JWTAlgorithm?) throws(JWTKeyError) -> JWTAlgorithm {
        if let asked {
            guard asked.keyKind == kind else { throw .wrongKind }
            guard algorithm == nil || algorithm == asked else { throw .anotherAlgorithm }
            return asked
        }
        if let algorithm { return algorithm }
        let possible = kind.algorithms
        guard possible.count == 1 else { throw .ambiguousAlgorithm }
        return possible[0]
    }

    /// What a key for the algorithm is made of, with every number checked.
    ///
    /// - Throws: `JWTKeyError`
    internal func material(for algorithm: JWTAlgorithm) throws(JWTKeyError) -> JWTKeyMaterial {
        switch numbers {
        case .shared(let secret):
            return try secret.withUnsafeBytes { (bytes) throws(JWTKeyError) in
                try JWTKeyMaterial(secret: bytes.bytes, algorithm: algorithm)
            }
        case .pair(let pair):
            guard let scheme = algorithm.signatureScheme else { throw .wrongKind }
            do throws(SignatureKeyError) {
                return .pair(try pair.key(for: scheme))
            } catch {
                throw JWTKeyError(error)
            }
        }
    }
}

extension JWK.Pair {
    fileprivate borrowing func key(for scheme: SignatureScheme) throws(SignatureKeyError) -> SignatureKey {
        switch privateNumbers {
        case .some(let numbers): try SignatureKey(publicNumbers, privateNumbers: numbers, for: scheme)
        case .none: try SignatureKey(publicNumbers, for: scheme)
        }
    }
}
