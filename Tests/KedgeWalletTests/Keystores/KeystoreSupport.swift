import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet

/// A keystore with a derivation that costs nothing, and what is in it.
enum KeystoreSample {
    static let key = [UInt8](1...32)
    static let password = Array("correct horse".utf8)
    static let scrypt = KeystoreDerivation.scrypt(n: 16, r: 2, p: 3)
    static let pbkdf2 = KeystoreDerivation.pbkdf2(iterations: 10)

    static func text(
        _ derivation: KeystoreDerivation = scrypt, key: [UInt8] = key, password: [UInt8] = password,
        writesAddress: Bool = true
    ) throws -> String {
        let key = try PrivateKey(key.span.bytes)
        let options = KeystoreOptions(derivation: derivation, writesAddress: writesAddress)
        return String(
            decoding: try Keystore.encrypt(key: key, password: password.span.bytes, options: options), as: UTF8.self)
    }

    /// The text with one place of it replaced, which has to be there once.
    static func changed(_ text: String, _ from: String, _ to: String) -> String {
        precondition(text.components(separatedBy: from).count == 2, "\(from) in \(text)")
        return text.replacingOccurrences(of: from, with: to)
    }

    /// Removes or replaces a member, wherever it is; nil removes.
    static func with(_ text: String, _ path: [String], _ value: Any?) throws -> String {
        func change(_ object: Any, _ path: ArraySlice<String>) -> Any {
            guard var object = object as? [String: Any], let name = path.first else { return value ?? NSNull() }
            if path.count == 1 {
                object[name] = value
            } else {
                object[name] = object[name].map { change($0, path.dropFirst()) }
            }
            return object
        }
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return String(
            decoding: try JSONSerialization.data(
                withJSONObject: change(object, path[...]), options: [.fragmentsAllowed, .sortedKeys]),
            as: UTF8.self)
    }
}

/// A keystore, read.
func keystore(_ text: String) throws -> Keystore {
    let bytes = Array(text.utf8)
    return try Keystore(json: bytes.span.bytes)
}

/// The key that a keystore's password gives.
func derivedKey(_ keystore: Keystore, password: [UInt8] = KeystoreSample.password) throws -> [UInt8] {
    let key = try keystore.derivation.key(
        password: password.span.bytes, salt: keystore.salt, limits: KeystoreLimits(), progress: nil)
    return key.withUnsafeBytes { [UInt8]($0) }
}

/// The address of a key.
func address(_ key: [UInt8] = KeystoreSample.key) throws -> Address {
    try PrivateKey(key.span.bytes).address
}

/// The bytes of the key in a keystore.
func opened(
    _ text: String, password: [UInt8] = KeystoreSample.password, limits: KeystoreLimits = KeystoreLimits(),
    progress: KeystoreProgress.Handler? = nil
) throws -> [UInt8] {
    let bytes = Array(text.utf8)
    let key = try Keystore(json: bytes.span.bytes).decrypt(
        password: password.span.bytes, limits: limits, progress: progress)
    return key.withUnsafeBytes { [UInt8]($0) }
}

/// Why a keystore is not opened; nil if it is.
func refusal(
    _ text: String, password: [UInt8] = KeystoreSample.password, limits: KeystoreLimits = KeystoreLimits()
) -> KeystoreError? {
    do {
        _ = try opened(text, password: password, limits: limits)
        return nil
    } catch {
        return error as? KeystoreError
    }
}

/// Which field of a keystore is refused, and whether as unsupported.
func refusedField(_ text: String) -> String? {
    switch refusal(text) {
    case .malformed(let field, _): field.description
    case .unsupported(let field, _): "unsupported \(field)"
    case nil: nil
    case .some(let error): "\(error)"
    }
}
