import Foundation
import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Synchronization
import Testing

struct SignatureKeyTests {
    @Test(arguments: SignatureScheme.allCases)
    func `what a key signs, it and its public key verify`(scheme: SignatureScheme) throws {
        let key = try SignatureKeySamples.key(for: scheme)
        let publicKey = try SignatureKey(key.publicNumbers, for: scheme)
        #expect(key.isPrivate && !publicKey.isPrivate)
        for count in [0, 1, 55, 64, 111, 128, 1_000, 100_000] {
            let message = [UInt8](repeating: 7, count: count)
            let signature = try key.sign(message)
            #expect(signature.count == key.signatureByteCount)
            #expect(key.isValid(signature, for: message))
            #expect(publicKey.isValid(signature, for: message))
            #expect(!publicKey.isValid(signature, for: message + [7]))
        }
    }

    @Test(arguments: SignatureScheme.allCases)
    func `no changed bit of a signature goes unnoticed`(scheme: SignatureScheme) throws {
        let key = try SignatureKeySamples.key(for: scheme)
        let signature = try key.sign([1, 2, 3])
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1 << UInt8(index % 8)
            #expect(!key.isValid(changed, for: [1, 2, 3]))
        }
    }

    @Test(arguments: SignatureScheme.allCases)
    func `a signature of another length is not valid`(scheme: SignatureScheme) throws {
        let key = try SignatureKeySamples.key(for: scheme)
        let signature = try key.sign([1])
        #expect(!key.isValid([], for: [1]))
        #expect(!key.isValid(signature + [0], for: [1]))
        #expect(!key.isValid([0] + signature, for: [1]))
        #expect(!key.isValid(Array(signature.dropLast()), for: [1]))
        #expect(!key.isValid([UInt8](repeating: 0, count: signature.count), for: [1]))
        #expect(!key.isValid([UInt8](repeating: 0xFF, count: signature.count), for: [1]))
    }

    @Test func `no scheme of RSA takes another's signature`() throws {
        let schemes = SignatureScheme.allCases.filter { $0.rawValue <= SignatureScheme.rsaPSSSHA512.rawValue }
        #expect(schemes.count == 6)
        for signing in schemes {
            let signature = try SignatureKeySamples.key(for: signing).sign([1])
            for verifying in schemes {
                let isValid = try SignatureKeySamples.key(for: verifying).isValid(signature, for: [1])
                #expect(isValid == (signing == verifying))
            }
        }
    }

    @Test(arguments: SignatureScheme.allCases)
    func `another key's signature is not valid`(scheme: SignatureScheme) throws {
        let key = try SignatureKeySamples.key(for: scheme)
        let other = try SignatureKey.generate(for: scheme, modulusBitCount: 2_048)
        #expect(other.publicNumbers != key.publicNumbers)
        #expect(!other.isValid(try key.sign([1]), for: [1]))
    }

    @Test(arguments: SignatureScheme.allCases)
    func `a public key does not sign`(scheme: SignatureScheme) throws {
        let key = try SignatureKey(SignatureKeySamples.key(for: scheme).publicNumbers, for: scheme)
        #expect(throws: SignatureKeyError.publicKey) { try key.sign([1]) }
        #expect(throws: SignatureKeyError.publicKey) { _ = try key.privateNumbers() }
        #expect(throws: SignatureKeyError.publicKey) { _ = try key.privateDER() }
        #expect(throws: SignatureKeyError.publicKey) { _ = try key.privatePEM() }
    }

    @Test func `generated RSA keys have the size that was asked for`() throws {
        for bits in [2_048, 2_056, 3_072] {
            let key = try SignatureKey.generate(for: .rsaPSSSHA256, modulusBitCount: bits)
            guard case .rsa(let modulus, let exponent) = key.publicNumbers else {
                Issue.record("no numbers of RSA")
                continue
            }
            #expect(modulus.count * 8 == bits && modulus[0] >= 0x80)
            #expect(exponent == [1, 0, 1])
            #expect(key.signatureByteCount == bits / 8)
        }
        for bits in [Int.min, 0, 1_024, 2_047, 2_049, 16_385, 16_392, .max] {
            #expect(throws: SignatureKeyError.modulusSize(bits: bits)) {
                try SignatureKey.generate(for: .rsaPKCS1SHA256, modulusBitCount: bits)
            }
        }
    }

    @Test func `the published signatures of Ed25519 come out`() throws {
        // RFC 8032 §7.1, test 1.
        let publicKey = SignatureKeySamples.hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        let seed = SignatureKeySamples.hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        let key = try SignatureKey(
            .ed25519(publicKey), privateNumbers: .scalar(SecretBytes(copying: seed.span.bytes)), for: .ed25519)
        #expect(
            try key.sign([])
                == SignatureKeySamples.hex(
                    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                        + "d25bf5f0595bbe24655141438e7a100b"))
        // RFC 8037 appendix A.4, with the same key.
        let signed = Array("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".utf8)
        let signature = try Base64URL.decode(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")
        #expect(try key.sign(signed) == signature)
        #expect(key.isValid(signature, for: signed))
    }

    @Test func `a high s on secp256k1 is valid, and none is made`() throws {
        let order = SignatureKeySamples.hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
        let key = try SignatureKeySamples.key(for: .ecdsaSecp256k1SHA256)
        for byte in UInt8(0)..<64 {
            let signature = try key.sign([byte])
            #expect(signature[32] < 0x80)
            let high = Array(signature.prefix(32)) + Self.difference(order, Array(signature.suffix(32)))
            #expect(high[32] >= 0x7F)
            #expect(key.isValid(high, for: [byte]))
            #expect(!key.isValid(high, for: [byte &+ 1]))
            #expect(!key.isValid(Array(signature.prefix(32)) + order, for: [byte]))
        }
    }

    private static func difference(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var result = first
        var borrow = 0
        for index in first.indices.reversed() {
            let digit = Int(first[index]) - Int(second[index]) - borrow
            borrow = digit < 0 ? 1 : 0
            result[index] = UInt8(truncatingIfNeeded: digit)
        }
        return result
    }

    @Test(arguments: SignatureScheme.allCases)
    func `many threads share a key`(scheme: SignatureScheme) throws {
        let key = try SignatureKeySamples.key(for: scheme)
        let rightOnes = Counter()
        onThreads(24) { index in
            for count in 0..<8 {
                let message = [UInt8(index), UInt8(count)]
                guard let signature = try? key.sign(message), key.isValid(signature, for: message),
                    !key.isValid(signature, for: [0xFF])
                else { continue }
                rightOnes.count.wrappingAdd(1, ordering: .relaxed)
            }
        }
        #expect(rightOnes.count.load(ordering: .relaxed) == 24 * 8)
    }

    private final class Counter: Sendable {
        let count = Atomic<Int>(0)
    }

    @Test(.forks, arguments: SignatureScheme.allCases)
    func `a fork while other threads sign leaves the child able to sign and verify`(scheme: SignatureScheme) throws {
        let key = try SignatureKeySamples.key(for: scheme)
        let signing = BusyThreads(3) {
            guard let signature = try? key.sign([1]) else { return }
            _ = key.isValid(signature, for: [1])
        }
        defer { signing.stop() }
        for _ in 0..<20 {
            let isRight = ChildProcess.run {
                guard let signature = try? key.sign([2]) else { return false }
                return key.isValid(signature, for: [2])
            }
            try #require(isRight)
        }
    }

    // A thread's first signature is what takes the locks that all threads share: those of libcrypto's random generator.
    @Test(.forks) func `a fork while new threads sign leaves the child able to sign`() throws {
        let der = try SignatureKeySamples.key(for: .ecdsaP256SHA256).privateDER().bytes()
        let signing = BusyThreads(2) {
            onThreads(2) { _ in
                guard let key = try? SignatureKey(der: der, for: .ecdsaP256SHA256) else { return }
                _ = try? key.sign([1])
            }
        }
        defer { signing.stop() }
        for _ in 0..<100 {
            let isRight = ChildProcess.run {
                guard let key = try? SignatureKey(der: der, for: .ecdsaP256SHA256), let signature = try? key.sign([2])
                else { return false }
                return key.isValid(signature, for: [2])
            }
            try #require(isRight)
        }
    }

    @Test(.forks) func `forks go on while an RSA key is made, and leave the child able to make one`() throws {
        let isOver = Counter()
        let making = DispatchGroup()
        making.enter()
        Thread.detachNewThread {
            _ = try? SignatureKey.generate(for: .rsaPSSSHA256, modulusBitCount: 4_096)
            isOver.count.store(1, ordering: .relaxed)
            making.leave()
        }
        defer { making.wait() }
        var forkCount = 0
        while forkCount < 20, isOver.count.load(ordering: .relaxed) == 0 {
            let isRight = ChildProcess.run {
                guard let key = try? SignatureKey.generate(for: .ecdsaP256SHA256), let signature = try? key.sign([2])
                else { return false }
                return key.isValid(signature, for: [2])
            }
            try #require(isRight)
            forkCount += 1
        }
        // If forks waited until the key is made there would be those before it begins, and the one that waited.
        #expect(forkCount > 6)
    }
}
