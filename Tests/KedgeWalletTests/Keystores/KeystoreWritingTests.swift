import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// What a keystore that Kedge makes looks like.
struct KeystoreWritingTests {
    private func encrypted(
        _ derivation: KeystoreDerivation, writesAddress: Bool = true, limits: KeystoreLimits = KeystoreLimits()
    ) throws -> String {
        let (bytes, password) = (KeystoreSample.key, KeystoreSample.password)
        let key = try PrivateKey(bytes.span.bytes)
        let options = KeystoreOptions(derivation: derivation, writesAddress: writesAddress)
        return String(
            decoding: try Keystore.encrypt(
                key: key, password: password.span.bytes, options: options, limits: limits), as: UTF8.self)
    }

    private func refusal(
        _ derivation: KeystoreDerivation, limits: KeystoreLimits = KeystoreLimits()
    ) -> KeystoreError? {
        do {
            _ = try encrypted(derivation, limits: limits)
            return nil
        } catch {
            return error as? KeystoreError
        }
    }

    @Test func `the defaults are those of geth and of OWASP`() {
        #expect(KeystoreOptions().derivation == .scrypt(n: 262_144, r: 8, p: 1))
        #expect(KeystoreOptions().writesAddress)
        #expect(KeystoreDerivation.standardPBKDF2 == .pbkdf2(iterations: 600_000))
        #expect(
            KeystoreLimits()
                == KeystoreLimits(
                    maximumMemoryByteCount: 512 << 20, maximumWork: 1 << 24, maximumIterations: 10_000_000))
    }

    @Test func `two keystores of one key share nothing that is random`() throws {
        let (first, second) = try (
            keystore(encrypted(KeystoreSample.scrypt)), keystore(encrypted(KeystoreSample.scrypt))
        )
        #expect(first.salt.count == 32 && first.salt != second.salt)
        #expect(first.iv.count == 16 && first.iv != second.iv)
        #expect(first.id != second.id)
        #expect(first.ciphertext != second.ciphertext)
        #expect(first.address == second.address)
    }

    @Test func `the id is a UUID of version 4`() throws {
        for _ in 0..<50 {
            let id = try #require(try keystore(encrypted(KeystoreSample.pbkdf2)).id)
            #expect(UUID(uuidString: id) != nil && id == id.lowercased())
            let digits = Array(id)
            #expect(digits[14] == "4" && "89ab".contains(digits[19]))
        }
    }

    @Test(arguments: [true, false])
    func `the length is known before`(_ writesAddress: Bool) throws {
        for derivation in [
            KeystoreSample.scrypt, KeystoreSample.pbkdf2, .scrypt(n: 2, r: 1, p: 1), .scrypt(n: 1024, r: 8, p: 1),
            .pbkdf2(iterations: 1), .pbkdf2(iterations: 1000),
        ] {
            let text = try encrypted(derivation, writesAddress: writesAddress)
            let options = KeystoreOptions(derivation: derivation, writesAddress: writesAddress)
            #expect(try Keystore.byteCount(options) == text.utf8.count)
        }
    }

    @Test func `what was read is written as it was`() throws {
        for derivation in [KeystoreSample.scrypt, KeystoreSample.pbkdf2] {
            let text = try encrypted(derivation)
            #expect(String(decoding: try keystore(text).json(), as: UTF8.self) == text)
        }
    }

    @Test func `parameters that break a rule are refused`() {
        for (derivation, name): (KeystoreDerivation, StaticName) in [
            (.scrypt(n: 0, r: 8, p: 1), "n"), (.scrypt(n: 1, r: 8, p: 1), "n"), (.scrypt(n: 3, r: 8, p: 1), "n"),
            (.scrypt(n: -16, r: 8, p: 1), "n"), (.scrypt(n: .min, r: 8, p: 1), "n"), (.scrypt(n: 16, r: 0, p: 1), "r"),
            (.scrypt(n: 16, r: .min, p: 1), "r"), (.scrypt(n: 16, r: 1, p: 0), "p"),
            (.scrypt(n: 16, r: 1, p: .min), "p"),
            (.scrypt(n: 16, r: 1 << 15, p: 1 << 15), "p"), (.scrypt(n: 16, r: .max, p: .max), "p"),
            (.pbkdf2(iterations: 0), "c"), (.pbkdf2(iterations: .min), "c"),
        ] {
            guard case .option(let broken, _) = refusal(derivation) else {
                Issue.record("\(derivation)")
                continue
            }
            #expect(broken == name)
        }
    }

    @Test func `nothing is made that the limits do not allow`() {
        #expect(
            refusal(.scrypt(n: 1 << 20, r: 8, p: 1))
                == .tooMuchMemory(1024 * ((1 << 20) + 3), maximum: 512 << 20))
        #expect(refusal(.scrypt(n: 1 << 10, r: 8, p: 1 << 12)) == .tooMuchWork(1 << 25, maximum: 1 << 24))
        #expect(
            refusal(.pbkdf2(iterations: 10_000_001)) == .tooManyIterations(10_000_001, maximum: 10_000_000))
        #expect(
            refusal(.scrypt(n: 1 << 62, r: 1 << 29, p: 1), limits: KeystoreLimits(maximumMemoryByteCount: .max))
                == .tooMuchMemory(.max, maximum: .max))
    }

    @Test func `a keystore without memory for scrypt is an error`() throws {
        let limits = KeystoreLimits(maximumMemoryByteCount: .max, maximumWork: .max)
        #expect(refusal(.scrypt(n: 1 << 45, r: 8, p: 1), limits: limits) == .outOfMemory)
    }
}
