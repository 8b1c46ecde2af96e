import KedgeCore
import KedgeCrypto
import KedgeWallet

/// Makes keystores that Kedge itself would not make, from the parts of one.
struct KeystoreForger {
    let keystore: Keystore
    let derived: [UInt8]

    init(_ keystore: Keystore) throws {
        self.keystore = keystore
        derived = try derivedKey(keystore)
    }

    /// The keystore with another secret in it.
    func text(secret: [UInt8]) throws -> String {
        let ciphertext = try AESCTR.apply(to: secret, key: Array(derived[..<16]), initialCounter: keystore.iv)
        let message = Array(derived[16...]) + ciphertext
        let mac = Keccak256.hash(message)
        let text = String(decoding: try keystore.json(), as: UTF8.self)
        return KeystoreSample.changed(
            KeystoreSample.changed(text, Hex.encode(keystore.ciphertext), Hex.encode(ciphertext)),
            Hex.encode(keystore.mac.bytes), Hex.encode(mac))
    }
}
