import CLibCrypto
import CRows
import Kedge

private let password = Array("correct horse battery staple".utf8)
private let salt = [UInt8](0..<32)

private let mnemonic = Array(
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about".utf8)
private let mnemonicSalt = Array("mnemonic".utf8)

private func scrypt(cost: Int, _ times: Int) -> Double {
    measure(times) {
        let parameters = try ScryptParameters(cost: cost, blockSize: 8, parallelization: 1)
        return try Scrypt.derive(password: password, salt: salt, parameters: parameters, byteCount: 32).count == 32
    }
}

private func evpScrypt(cost: Int, _ times: Int) -> Double {
    var key = [UInt8](repeating: 0, count: 32)
    return password.withUnsafeBytes { password in
        measure(times) {
            EVP_PBE_scrypt(
                password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count, UInt64(cost), 8, 1,
                512 << 20, &key, key.count) == 1
        }
    }
}

func keyDerivationRows(isQuick: Bool) -> [row] {
    [
        isQuick
            ? row(
                "scrypt, N = 16,384 (a keystore: 262,144)", "ms",
                kedge: { scrypt(cost: 16_384, $0) }, peer: { evpScrypt(cost: 16_384, $0) },
                "EVP_PBE_scrypt", target: 1.02)
            : row(
                "scrypt of a keystore, N = 262,144", "ms",
                kedge: { scrypt(cost: 262_144, $0) }, peer: { evpScrypt(cost: 262_144, $0) },
                "EVP_PBE_scrypt", target: 1.02),
        row(
            "BIP-39 seed, PBKDF2 of 2,048 rounds", "µs",
            kedge: { times in
                measure(times) {
                    try PBKDF2.derive(
                        password: mnemonic, salt: mnemonicSalt, iterations: 2_048, byteCount: 64, using: .sha512
                    ).count == 64
                }
            },
            peer: { times in
                var seed = [UInt8](repeating: 0, count: 64)
                return mnemonic.withUnsafeBytes { mnemonic in
                    measure(times) {
                        PKCS5_PBKDF2_HMAC(
                            mnemonic.bindMemory(to: CChar.self).baseAddress, CInt(mnemonic.count), mnemonicSalt,
                            CInt(mnemonicSalt.count), 2_048, EVP_sha512(), CInt(seed.count), &seed) == 1
                    }
                }
            },
            "PKCS5_PBKDF2_HMAC", target: 0.7),
    ]
}
