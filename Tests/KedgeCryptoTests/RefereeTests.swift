import KedgeCrypto
import KedgeTestSupport
import Testing

/// Thousands of random cases, which other software worked out.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct RefereeTests {
    private func hash(named name: String) throws -> SHA2 {
        let named: [String: SHA2] = ["sha256": .sha256, "sha384": .sha384, "sha512": .sha512]
        return try #require(named[name])
    }

    private struct Keccak256Case: Decodable {
        let message: HexBytes
        let digest: HexBytes
    }

    @Test func `the referee agrees on Keccak-256`() throws {
        let cases = try Referee.cases("keccak256", as: Keccak256Case.self)
        #expect(cases.count >= 1000)
        for item in cases {
            #expect(Keccak256.hash(item.message.bytes) == item.digest.bytes)
        }
    }

    private struct SHA2Case: Decodable {
        let hash: String
        let message: HexBytes
        let digest: HexBytes
    }

    @Test func `the referee agrees on SHA-2`() throws {
        let cases = try Referee.cases("sha2", as: SHA2Case.self)
        #expect(cases.count >= 1000)
        for item in cases {
            #expect(try hash(named: item.hash).hash(item.message.bytes) == item.digest.bytes)
        }
    }

    private struct HMACCase: Decodable {
        let hash: String
        let key: HexBytes
        let message: HexBytes
        let tag: HexBytes
    }

    @Test func `the referee agrees on HMAC`() throws {
        let cases = try Referee.cases("hmac", as: HMACCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let key = try HMAC(key: item.key.bytes, using: hash(named: item.hash))
            #expect(key.tag(for: item.message.bytes) == item.tag.bytes)
        }
    }

    private struct HKDFCase: Decodable {
        let hash: String
        let key: HexBytes
        let salt: HexBytes?
        let info: HexBytes
        let output: HexBytes
    }

    @Test func `the referee agrees on HKDF`() throws {
        let cases = try Referee.cases("hkdf", as: HKDFCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            #expect(
                try HKDF.derive(
                    from: item.key.bytes, salt: #require(item.salt).bytes, info: item.info.bytes,
                    byteCount: item.output.bytes.count, using: hash(named: item.hash)) == item.output.bytes)
        }
    }

    @Test func `the referee agrees on the second step of HKDF`() throws {
        let cases = try Referee.cases("hkdf_expand", as: HKDFCase.self)
        #expect(cases.count >= 500)
        for item in cases {
            #expect(
                try HKDF.expand(
                    item.key.bytes, info: item.info.bytes, byteCount: item.output.bytes.count,
                    using: hash(named: item.hash)) == item.output.bytes)
        }
    }

    private struct PBKDF2Case: Decodable {
        let hash: String
        let password: HexBytes
        let salt: HexBytes
        let iterations: Int
        let output: HexBytes
    }

    @Test func `the referee agrees on PBKDF2`() throws {
        let cases = try Referee.cases("pbkdf2", as: PBKDF2Case.self)
        #expect(cases.count >= 500)
        for item in cases {
            #expect(
                try PBKDF2.derive(
                    password: item.password.bytes, salt: item.salt.bytes, iterations: item.iterations,
                    byteCount: item.output.bytes.count, using: hash(named: item.hash)) == item.output.bytes)
        }
    }

    private struct ScryptCase: Decodable {
        let password: HexBytes
        let salt: HexBytes
        let n: Int
        let r: Int
        let p: Int
        let output: HexBytes
    }

    @Test func `the referee agrees on scrypt`() throws {
        let cases = try Referee.cases("scrypt", as: ScryptCase.self)
        #expect(cases.count >= 200)
        for item in cases {
            #expect(
                try Scrypt.derive(
                    password: item.password.bytes, salt: item.salt.bytes,
                    parameters: ScryptParameters(cost: item.n, blockSize: item.r, parallelization: item.p),
                    byteCount: item.output.bytes.count) == item.output.bytes)
        }
    }

    private struct AESCTRCase: Decodable {
        let key: HexBytes
        let counter: HexBytes
        let message: HexBytes
        let output: HexBytes
    }

    @Test func `the referee agrees on AES in counter mode`() throws {
        let cases = try Referee.cases("aes_ctr", as: AESCTRCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            #expect(
                try AESCTR.apply(to: item.message.bytes, key: item.key.bytes, initialCounter: item.counter.bytes)
                    == item.output.bytes)
        }
    }

    private struct CMACCase: Decodable {
        let key: HexBytes
        let message: HexBytes
        let tag: HexBytes
    }

    @Test func `the referee agrees on AES-CMAC`() throws {
        let cases = try Referee.cases("cmac", as: CMACCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let key = try CMAC(key: item.key.bytes)
            #expect(try key.tag(for: item.message.bytes) == item.tag.bytes)
        }
    }

    private struct XAESCase: Decodable {
        let key, nonce, header, data, message, sealed: HexBytes
    }

    @Test func `the referee agrees on XAES-256-GCM`() throws {
        let cases = try Referee.cases("xaes_256_gcm", as: XAESCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let key = try XAESGCMKey(copying: item.key.bytes)
            let all = item.header.bytes + item.data.bytes
            #expect(
                try key.seal(item.message.bytes, nonce: item.nonce.bytes, authenticating: all) == item.sealed.bytes)
            #expect(
                try key.open(item.sealed.bytes, nonce: item.nonce.bytes, authenticating: all) == item.message.bytes)
            #expect(try sealed(item, with: key) == item.sealed.bytes)
        }
    }

    private func sealed(_ item: XAESCase, with key: borrowing XAESGCMKey) throws -> [UInt8] {
        var out = [UInt8](repeating: 0, count: item.sealed.bytes.count)
        try out.withUnsafeMutableBytes { out in
            try item.message.bytes.withUnsafeBytes { message in
                try item.nonce.bytes.withUnsafeBytes { nonce in
                    try item.header.bytes.withUnsafeBytes { header in
                        try item.data.bytes.withUnsafeBytes { data in
                            try key.seal(message, nonce: nonce, header, data, into: out)
                        }
                    }
                }
            }
        }
        return out
    }
}
