public import KedgeCrypto

/// What a token is signed with.
///
/// - Source: RFC 7518 §3.1; RFC 8037 §3.1; RFC 8812 §3.2
public enum JWTAlgorithm: UInt32, CaseIterable, Hashable, Sendable {
    case hs256 = 1
    case hs384, hs512
    case rs256, rs384, rs512
    case ps256, ps384, ps512
    case es256, es384, es512
    case es256k
    /// Ed25519.
    case edDSA

    /// As headers and keys write it, `HS256` for example.
    public var name: StaticString {
        switch self {
        case .hs256: "HS256"
        case .hs384: "HS384"
        case .hs512: "HS512"
        case .rs256: "RS256"
        case .rs384: "RS384"
        case .rs512: "RS512"
        case .ps256: "PS256"
        case .ps384: "PS384"
        case .ps512: "PS512"
        case .es256: "ES256"
        case .es384: "ES384"
        case .es512: "ES512"
        case .es256k: "ES256K"
        case .edDSA: "EdDSA"
        }
    }

    /// The scheme of a key pair; nil for those that share a secret.
    public var signatureScheme: SignatureScheme? {
        switch self {
        case .hs256, .hs384, .hs512: nil
        case .rs256: .rsaPKCS1SHA256
        case .rs384: .rsaPKCS1SHA384
        case .rs512: .rsaPKCS1SHA512
        case .ps256: .rsaPSSSHA256
        case .ps384: .rsaPSSSHA384
        case .ps512: .rsaPSSSHA512
        case .es256: .ecdsaP256SHA256
        case .es384: .ecdsaP384SHA384
        case .es512: .ecdsaP521SHA512
        case .es256k: .ecdsaSecp256k1SHA256
        case .edDSA: .ed25519
        }
    }

    /// The hash of an algorithm that shares a secret; nil for all others.
    package var sharedHash: SHA2? {
        switch self {
        case .hs256: .sha256
        case .hs384: .sha384
        case .hs512: .sha512
        default: nil
        }
    }

    /// The algorithm of that name, which has to be written exactly so; nil for any other, `none` included.
    public init?(name: String) {
        var name = name
        guard let found = name.withUTF8({ JWTAlgorithm(name: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = found
    }

    /// The algorithm of that name; nil for any other.
    package init?(name: UnsafeRawBufferPointer) {
        // Not through `allCases`, which is an array on the heap.
        for value in Self.hs256.rawValue...Self.edDSA.rawValue {
            if let algorithm = JWTAlgorithm(rawValue: value), algorithm.isNamed(name) {
                self = algorithm
                return
            }
        }
        return nil
    }

    private func isNamed(_ text: UnsafeRawBufferPointer) -> Bool {
        let name = name
        guard text.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<text.count where text[index] != name.utf8Start[index] { return false }
        return true
    }

    /// What keys the algorithm takes.
    internal var keyKind: JWTKeyKind {
        switch self {
        case .hs256, .hs384, .hs512: .shared
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: .rsa
        case .es256: .p256
        case .es384: .p384
        case .es512: .p521
        case .es256k: .secp256k1
        case .edDSA: .ed25519
        }
    }

    /// How many bytes each signature has; nil for RSA, where the key decides.
    package var signatureByteCount: Int? {
        switch self {
        case .hs256: 32
        case .hs384: 48
        case .hs512, .es256, .es256k, .edDSA: 64
        case .es384: 96
        case .es512: 132
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: nil
        }
    }
}
