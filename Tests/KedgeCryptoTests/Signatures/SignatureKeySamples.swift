import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// Keys for tests, made once.
enum SignatureKeySamples {
    /// The same key at each call; all schemes of RSA share their numbers.
    static func key(for scheme: SignatureScheme) throws -> SignatureKey {
        switch scheme {
        case .rsaPKCS1SHA256, .rsaPKCS1SHA384, .rsaPKCS1SHA512, .rsaPSSSHA256, .rsaPSSSHA384, .rsaPSSSHA512:
            let rsa = try rsa.get()
            return try SignatureKey(rsa.publicNumbers, privateNumbers: rsa.privateNumbers(), for: scheme)
        default:
            return try #require(others[scheme]).get()
        }
    }

    private static let rsa = Result { try SignatureKey.generate(for: .rsaPKCS1SHA256, modulusBitCount: 2_048) }
    private static let others: [SignatureScheme: Result<SignatureKey, any Error>] = {
        var keys: [SignatureScheme: Result<SignatureKey, any Error>] = [:]
        for scheme in [.ecdsaP256SHA256, .ecdsaP384SHA384, .ecdsaP521SHA512, .ecdsaSecp256k1SHA256, .ed25519]
            as [SignatureScheme]
        {
            keys[scheme] = Result { try SignatureKey.generate(for: scheme) }
        }
        return keys
    }()

    /// RFC 6979 appendix A.2.5.
    static let p256Scalar = hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
    static let p256X = hex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
    static let p256Y = hex("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")

    static func hex(_ text: String) -> [UInt8] { bytes(hex: text) ?? [] }
}

extension SecretBytes {
    /// A copy in ordinary memory, which only a test may make.
    func bytes() -> [UInt8] { withUnsafeBytes { Array($0) } }
}

/// Why a key is not taken; nil if it is.
func refusal(_ body: () throws -> SignatureKey) -> SignatureKeyError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? SignatureKeyError
    }
}

extension SignatureKey {
    convenience init(der: [UInt8], for scheme: SignatureScheme) throws {
        try self.init(der: der.span.bytes, for: scheme)
    }

    convenience init(pem: String, for scheme: SignatureScheme) throws {
        try self.init(pem: Array(pem.utf8).span.bytes, for: scheme)
    }
}
