import Foundation
import KedgeCrypto
import Testing

struct LibCryptoTests {
    // libcrypto reads its configuration once in the life of a process, so this takes one of its own.
    @Test func `an algorithm that the host has disabled is an error, and the others go on working`() async {
        await #expect(processExitsWith: .success) {
            let configuration = FileManager.default.temporaryDirectory
                .appendingPathComponent("kedge-\(ProcessInfo.processInfo.processIdentifier).cnf")
            try Data(
                """
                openssl_conf = init
                [init]
                alg_section = algorithms
                [algorithms]
                default_properties = fips=yes
                """.utf8
            ).write(to: configuration)
            defer { try? FileManager.default.removeItem(at: configuration) }
            setenv("OPENSSL_CONF", configuration.path, 1)

            let key = [UInt8](repeating: 1, count: 16)
            for _ in 0..<2 {
                #expect(throws: AESCTRError.unavailable(algorithm: "AES-128-CTR")) {
                    try AESCTR.apply(to: [1], key: key, initialCounter: key)
                }
                #expect(throws: CMACError.unavailable(algorithm: "CMAC")) {
                    _ = try CMAC(key: key).tag(for: [])
                }
            }
            #expect(try HMAC(key: key, using: .sha256).tag(for: []).count == 32)
            let parameters = try ScryptParameters(cost: 16, blockSize: 1, parallelization: 1)
            // RFC 7914 §12, the first vector's beginning.
            #expect(
                try Scrypt.derive(password: [], salt: [], parameters: parameters, byteCount: 4)
                    == [0x77, 0xd6, 0x57, 0x62])
        }
    }
}
