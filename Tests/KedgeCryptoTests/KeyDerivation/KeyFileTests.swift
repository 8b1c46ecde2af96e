import KedgeCrypto
import KedgeTestSupport
import Testing

/// Published Ethereum key files, opened by hand: derivation, Keccak-256 as the check, counter mode.
struct KeyFileTests {
    private struct Answer: Decodable {
        struct File: Decodable {
            let crypto: Crypto
        }

        struct Crypto: Decodable {
            struct CipherParameters: Decodable {
                let iv: HexBytes
            }

            struct DerivationParameters: Decodable {
                let c: Int?
                let dklen: Int
                let n: Int?
                let r: Int?
                let p: Int?
                let salt: HexBytes
            }

            let cipherparams: CipherParameters
            let ciphertext: HexBytes
            let kdfparams: DerivationParameters
            let mac: HexBytes
        }

        let json: File
        let password: String
        let priv: HexBytes
        let derived_key: HexBytes
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published key files open, the one with n 262144 and r 1 too`() throws {
        let answers = try Vectors.json("keystore/v3_wiki_vectors.json", as: [String: Answer].self)
        #expect(answers.count == 2)
        for (name, answer) in answers {
            let crypto = answer.json.crypto
            let key = try derivedKey(of: crypto.kdfparams, password: Array(answer.password.utf8))
            #expect(key == answer.derived_key.bytes, "\(name)")
            #expect(Keccak256.hash(Array(key[16...]) + crypto.ciphertext.bytes) == crypto.mac.bytes, "\(name)")
            let secret = try AESCTR.apply(
                to: crypto.ciphertext.bytes, key: Array(key[..<16]), initialCounter: crypto.cipherparams.iv.bytes)
            #expect(secret == answer.priv.bytes, "\(name)")
        }
    }

    private func derivedKey(
        of parameters: Answer.Crypto.DerivationParameters, password: [UInt8]
    ) throws -> [UInt8] {
        if let iterations = parameters.c {
            return try PBKDF2.derive(
                password: password, salt: parameters.salt.bytes, iterations: iterations, byteCount: parameters.dklen,
                using: .sha256)
        }
        return try Scrypt.derive(
            password: password, salt: parameters.salt.bytes,
            parameters: ScryptParameters(
                cost: #require(parameters.n), blockSize: #require(parameters.r),
                parallelization: #require(parameters.p)),
            byteCount: parameters.dklen)
    }
}
