import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

@Suite("secp256k1 tweaks")
struct Secp256k1TweakTests {
    private static let one = String(repeating: "0", count: 63) + "1"
    private static let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
    private static let last = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"

    @Test func `small numbers add up, in secret keys and in points`() throws {
        for (first, second) in [(1, 1), (1, 2), (200, 55), (7, 9)] as [(UInt8, UInt8)] {
            var secret = try secret(number(first))
            let point = try Secp256k1.Point(of: secret)
            try number(second).withUnsafeBufferPointer { tweak in
                let tweak = try #require(tweak.baseAddress)
                try Secp256k1.add(tweak, to: &secret)
                #expect(try point.adding(tweak) == Secp256k1.Point(of: secret))
            }
            #expect(secret.withUnsafeBytes { [UInt8]($0) } == number(first + second))
        }
    }

    @Test func `random sums are the same in secret keys and in points`() throws {
        var generator = SeededGenerator(seed: 32)
        for _ in 0..<100 {
            var secret = try self.secret([1] + generator.bytes(31))
            let point = try Secp256k1.Point(of: secret)
            try generator.bytes(32).withUnsafeBufferPointer { tweak in
                let tweak = try #require(tweak.baseAddress)
                try Secp256k1.add(tweak, to: &secret)
                #expect(try point.adding(tweak) == Secp256k1.Point(of: secret))
            }
        }
    }

    @Test(arguments: [
        (one, order), (one, String(repeating: "f", count: 64)),
        // The sum is the order, which is 0.
        (one, last), (last, one),
    ])
    func `a sum of zero and a tweak above the order are refused, and change nothing`(key: String, tweak: String) throws
    {
        let key = try #require(bytes(hex: key))
        var secret = try self.secret(key)
        let point = try Secp256k1.Point(of: secret)
        try #require(bytes(hex: tweak)).withUnsafeBufferPointer { tweak in
            let tweak = try #require(tweak.baseAddress)
            #expect(throws: Secp256k1Error.invalidTweak) { _ = try point.adding(tweak) }
            do throws(Secp256k1Error) {
                try Secp256k1.add(tweak, to: &secret)
                Issue.record("the sum was taken")
            } catch {
                #expect(error == .invalidTweak)
            }
        }
        #expect(secret.withUnsafeBytes { [UInt8]($0) } == key)
    }

    @Test func `recovery refuses ids out of range`() throws {
        let signature = [UInt8](repeating: 1, count: 64)
        for id in [-1, 4, Int32.max, Int32.min] as [Int32] {
            signature.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress else { return }
                #expect(throws: Secp256k1Error.invalidSignature) {
                    _ = try Secp256k1.Point(recoveringFrom: start, recoveryID: id, digest: start)
                }
            }
        }
    }

    @Test func `threads that begin at once share one context`() throws {
        let right = Tally()
        let key = try #require(bytes(hex: Self.one))
        onThreads(16) { _ in
            guard let secret = try? SecretBytes(copying: key.span.bytes) else { return }
            if (try? Secp256k1.publicKey(of: secret))?.first == 2 { right.add() }
        }
        #expect(right.count == 16)
    }

    private func number(_ value: UInt8) -> [UInt8] { [UInt8](repeating: 0, count: 31) + [value] }

    private func secret(_ bytes: [UInt8]) throws -> SecretBytes { try SecretBytes(copying: bytes.span.bytes) }
}
