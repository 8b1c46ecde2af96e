import KedgeCore
import KedgeCrypto

extension JWTKeyKind {
    /// The kind that `kty` and `crv` name.
    ///
    /// - Throws: `.member`, `.unsupported`.
    internal init(of object: JSONView) throws(JWTKeyError) {
        guard let type = object.member("kty"), type.kind == .string else {
            throw .member("kty", rule: "RSA, EC, OKP or oct")
        }
        if type.isString("RSA") {
            self = .rsa
        } else if type.isString("oct") {
            self = .shared
        } else if type.isString("EC") {
            self = try Self.ofCurve(object)
        } else if type.isString("OKP") {
            let curve = try Self.curve(object)
            guard curve.isString("Ed25519") else { throw .unsupported("crv", rule: "Ed25519") }
            self = .ed25519
        } else {
            throw .unsupported("kty", rule: "RSA, EC, OKP or oct")
        }
    }

    private static func ofCurve(_ object: JSONView) throws(JWTKeyError) -> JWTKeyKind {
        let curve = try curve(object)
        if curve.isString("P-256") { return .p256 }
        if curve.isString("P-384") { return .p384 }
        if curve.isString("P-521") { return .p521 }
        if curve.isString("secp256k1") { return .secp256k1 }
        throw .unsupported("crv", rule: "P-256, P-384, P-521 or secp256k1")
    }

    @_lifetime(copy object)
    private static func curve(_ object: JSONView) throws(JWTKeyError) -> JSONView {
        guard let curve = object.member("crv"), curve.kind == .string else { throw .member("crv", rule: "a string") }
        return curve
    }

    /// Bytes of each number of a curve.
    fileprivate var fieldByteCount: Int {
        switch self {
        case .p384: 48
        case .p521: 66
        default: 32
        }
    }
}

extension JWK.Numbers {
    /// The numbers of a key, not yet checked but for their form.
    internal init(of object: JSONView, _ kind: JWTKeyKind) throws(JWTKeyError) {
        switch kind {
        case .shared:
            self = .shared(try object.secret("k"))
        case .rsa:
            let publicNumbers = PublicKeyNumbers.rsa(modulus: try object.number("n"), exponent: try object.number("e"))
            self = .pair(JWK.Pair(publicNumbers: publicNumbers, privateNumbers: try Self.privateRSA(object)))
        case .p256, .p384, .p521, .secp256k1:
            let count = kind.fieldByteCount
            let publicNumbers = PublicKeyNumbers.curve(
                x: try object.bytes("x", count: count), y: try object.bytes("y", count: count))
            self = .pair(JWK.Pair(publicNumbers: publicNumbers, privateNumbers: try Self.scalar(object, count: count)))
        case .ed25519:
            let count = kind.fieldByteCount
            let publicNumbers = PublicKeyNumbers.ed25519(try object.bytes("x", count: count))
            self = .pair(JWK.Pair(publicNumbers: publicNumbers, privateNumbers: try Self.scalar(object, count: count)))
        }
    }

    private static func scalar(_ object: JSONView, count: Int) throws(JWTKeyError) -> PrivateKeyNumbers? {
        guard object.member("d") != nil else { return nil }
        let scalar = try object.secret("d")
        guard scalar.count == count else { throw .member("d", rule: "as many bytes as its curve has") }
        return .scalar(scalar)
    }

    private static func privateRSA(_ object: JSONView) throws(JWTKeyError) -> PrivateKeyNumbers? {
        if object.member("oth") != nil { throw .unsupported("oth", rule: "two primes") }
        let names: [StaticString] = ["d", "p", "q", "dp", "dq", "qi"]
        // One of them alone: somebody lost the others, or the key is not what its reader takes it for.
        guard names.contains(where: { object.member($0) != nil }) else { return nil }
        return .rsa(
            RSAPrivateNumbers(
                exponent: try object.secretNumber("d"), prime1: try object.secretNumber("p"),
                prime2: try object.secretNumber("q"), exponent1: try object.secretNumber("dp"),
                exponent2: try object.secretNumber("dq"), coefficient: try object.secretNumber("qi")))
    }
}
