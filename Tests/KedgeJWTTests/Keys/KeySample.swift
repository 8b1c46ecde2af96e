import Foundation
import KedgeCore
import KedgeCrypto
import KedgeJWT
import KedgeTestSupport
import Testing

/// Keys, and JSON Web Keys that are wrong in one way.
enum KeySample {
    /// One key for all tests, because making one takes long.
    private static let pair = Result { try SignatureKey.generate(for: .rsaPKCS1SHA256, modulusBitCount: 2_048) }

    /// A private RSA key of 2,048 bits.
    static func rsa(_ algorithm: JWTAlgorithm = .rs256, id: String? = nil) throws -> JWTKey {
        let der = try pair.get().privateDER()
        return try der.withUnsafeBytes { try JWTKey(der: $0.bytes, algorithm: algorithm, id: id) }
    }

    /// A private key or a secret; RSA ones are all the same.
    static func key(_ algorithm: JWTAlgorithm, id: String? = nil) throws -> JWTKey {
        switch algorithm {
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: try rsa(algorithm, id: id)
        default: try JWTKey.generate(algorithm, id: id)
        }
    }

    static func text(_ secret: borrowing SecretBytes) -> String {
        secret.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// The private JSON Web Key.
    static func jwk(_ key: JWTKey, _ members: JWKMembers = .all) throws -> String {
        text(try key.privateJWK(members))
    }

    /// A JSON object with members changed, or left out where a change is nil.
    static func changed(_ jwk: String, _ changes: [String: Any?]) throws -> String {
        var members = try object(jwk)
        for (name, value) in changes { members[name] = value }
        return String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    }

    static func object(_ jwk: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(jwk.utf8)) as? [String: Any])
    }

    static func read(_ jwk: String, _ algorithm: JWTAlgorithm? = nil) throws(JWTKeyError) -> JWTKey {
        try JWTKey(jwk: Array(jwk.utf8), algorithm: algorithm)
    }

    /// Why a JSON Web Key is refused; nil if it is taken.
    static func refusal(_ jwk: String, _ algorithm: JWTAlgorithm? = nil) -> JWTKeyError? {
        do throws(JWTKeyError) {
            _ = try read(jwk, algorithm)
            return nil
        } catch {
            return error
        }
    }

    static func set(_ jwks: [String], _ algorithms: Set<JWTAlgorithm>? = nil) throws(JWTKeyError) -> JWTKeySet {
        let text = "{\"keys\":[\(jwks.joined(separator: ","))]}"
        return try JWTKeySet(jwkSet: Array(text.utf8), algorithms: algorithms)
    }

    /// Why a set is refused; nil if it is taken.
    static func refusal(set text: String) -> JWTKeyError? {
        do throws(JWTKeyError) {
            _ = try JWTKeySet(jwkSet: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    /// Why keys are no set; nil if they are.
    static func refusal(keys: [JWTKey]) -> JWTKeyError? {
        do throws(JWTKeyError) {
            _ = try JWTKeySet(keys)
            return nil
        } catch {
            return error
        }
    }

    /// Why bytes are no secret; nil if they are.
    static func refusal(secret: [UInt8], _ algorithm: JWTAlgorithm = .hs256, id: String? = nil) -> JWTKeyError? {
        do throws(JWTKeyError) {
            _ = try JWTKey(secret: secret.span.bytes, algorithm: algorithm, id: id)
            return nil
        } catch {
            return error
        }
    }
}

extension JWTKey {
    /// The signature of a text.
    func signature(_ text: String) throws(JWTKeyError) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: signatureByteCount)
        let message = Array(text.utf8)
        var failure: JWTKeyError?
        message.withUnsafeBytes { message in
            signature.withUnsafeMutableBytes { room in
                guard let start = room.baseAddress else { return }
                do throws(JWTKeyError) { try sign(message, to: start) } catch { failure = error }
            }
        }
        if let failure { throw failure }
        return signature
    }

    func isValid(_ signature: [UInt8], for text: String) -> Bool {
        let message = Array(text.utf8)
        return signature.withUnsafeBytes { signature in message.withUnsafeBytes { isValid(signature, for: $0) } }
    }

    /// Whether what this key signs is good for another, and what is changed is not.
    func signs(for other: JWTKey) throws -> Bool {
        var signature = try signature("a message")
        guard other.isValid(signature, for: "a message"), !other.isValid(signature, for: "another") else {
            return false
        }
        signature[signature.count / 2] ^= 1
        return !other.isValid(signature, for: "a message")
    }
}

extension JWTKeySet {
    /// The id of the key that signed, or why there is none.
    func choice(_ signature: [UInt8], for text: String, id: String?, _ algorithm: JWTAlgorithm) -> Result<
        String?, JWTError
    > {
        let message = Array(text.utf8)
        let id = id.map { Array($0.utf8) }
        return message.withUnsafeBytes { message in
            signature.withUnsafeBytes { signature in
                (id ?? []).withUnsafeBytes { bytes in
                    do throws(JWTError) {
                        let key = try keyThatSigned(
                            message, signature: signature, id: id == nil ? nil : bytes, algorithm: algorithm)
                        return .success(key.id)
                    } catch {
                        return .failure(error)
                    }
                }
            }
        }
    }
}
