import Foundation
import KedgeCore
import KedgeCrypto
import Testing

/// What a program notices that uses libcrypto itself.
struct SignatureKeyHostTests {
    /// Whether this thread has errors of libcrypto's.
    private static func hasErrors() -> Bool {
        typealias Peek = @convention(c) () -> UInt
        guard let address = dlsym(nil, "ERR_peek_error") else { return true }
        return unsafeBitCast(address, to: Peek.self)() != 0
    }

    @Test func `nothing is left in libcrypto's queue of errors`() throws {
        for scheme in SignatureScheme.allCases {
            let key = try SignatureKeySamples.key(for: scheme)
            #expect(!Self.hasErrors())
            let signature = try key.sign([1])
            #expect(!Self.hasErrors())
            _ = key.isValid(signature, for: [2])
            _ = key.isValid([UInt8](repeating: 0xFF, count: signature.count), for: [1])
            _ = key.isValid([UInt8](repeating: 0, count: signature.count), for: [1])
            #expect(!Self.hasErrors())
            if case .curve(let x, let y) = key.publicNumbers {
                #expect(refusal { try SignatureKey(.curve(x: y, y: x), for: scheme) } == .invalidPoint)
                #expect(!Self.hasErrors())
            }
        }
    }

    // libcrypto reads its configuration once in the life of a process, so this takes one of its own.
    @Test func `a kind of key that the host has disabled is an error, and the others go on working`() async {
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

            for scheme in [SignatureScheme.ecdsaP256SHA256, .ecdsaP521SHA512, .rsaPKCS1SHA256, .rsaPSSSHA512] {
                #expect(throws: SignatureKeyError.unavailable) { try SignatureKey.generate(for: scheme) }
            }
            for scheme in [SignatureScheme.ecdsaSecp256k1SHA256, .ed25519] {
                let key = try SignatureKey.generate(for: scheme)
                #expect(key.isValid(try key.sign([1]), for: [1]))
            }
        }
    }
}
