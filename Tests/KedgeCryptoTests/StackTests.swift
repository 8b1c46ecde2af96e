import Foundation
import KedgeCore
import KedgeCrypto
import Testing

/// What a call leaves on the stack: it runs on a thread whose stack the test owns, and reads afterwards.
@Suite(
    .enabled(if: ProcessInfo.processInfo.environment["KEDGE_TEST_UNDER"] == nil, "sanitizers move the stack elsewhere"))
struct StackTests {
    private static let key = [UInt8](repeating: 0xC7, count: 300)

    @Test(arguments: [SHA2.sha256, .sha384, .sha512])
    func `a long key for HMAC leaves no hash of itself`(hash: SHA2) throws {
        let digest = hash.hash(Self.key)
        // In the hash's state the digest lies as words, whose bytes are in the machine's order.
        let wordSize = hash.blockByteCount / 16
        let words = stride(from: 0, to: digest.count, by: wordSize).flatMap { digest[$0..<$0 + wordSize].reversed() }
        for trace in [digest, words] {
            #expect(try !Self.isLeft(trace) { _ = try? HMAC(key: Self.key, using: hash) })
        }
    }

    @Test func `what a call does leave is found`() throws {
        let trace: [UInt8] = [0x5E, 0xC2, 0xE7, 0xF0, 0x07, 0xED, 0x11, 0xD9]
        let isLeft = try Self.isLeft(trace) {
            Self.leave(trace, depth: 20)
        }
        #expect(isLeft)
    }

    private enum CurveCall: CaseIterable {
        case check, point, sign, signWithEntropy, add, addTooMuch
    }

    // A nonce gives the key away, so what signing leaves may hold neither.
    @Test(arguments: CurveCall.allCases)
    private func `a call with a key of secp256k1 leaves nothing of it`(call: CurveCall) throws {
        let key = try Hex.decode("f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181")
        let nonce = try Hex.decode("525a82b70e67874398067543fd84c83d30c175fdc45fdeee082fe13b1d7cfdf1")
        let nonceWithEntropy = try Hex.decode("03c4c779c596a81a18fdee6ee38cde773da1505ef01e84db0bab32cd703a0aad")
        let sum: [UInt8] = Array(key.dropLast()) + [0x82]
        let digest = SHA2.sha256.hash([UInt8]("Alan Turing".utf8))
        var signature = [UInt8](repeating: 0, count: 64)
        var tweak: [UInt8] = Array(repeating: 0, count: 31) + [1]
        if call == .addTooMuch { tweak = [UInt8](repeating: 0xFF, count: 32) }
        let entropy = [UInt8](repeating: 0, count: 32)
        // Not in the thread whose stack is read: there the dynamic linker would save registers when it binds the test's own
        // calls for the first time. Those of the library are bound when it is loaded.
        try Secp256k1.check(try SecretBytes(copying: key.span.bytes))
        try? Self.use(call, key, digest, call == .signWithEntropy ? entropy : nil, tweak, &signature)
        try Self.use(.sign, key, digest, nil, tweak, &signature)
        // r of a signature is the nonce's point, which shows that it is the nonce that is looked for.
        let point = try Secp256k1.publicKey(of: try SecretBytes(copying: nonce.span.bytes))
        #expect(Array(point[1...]) == Array(signature[..<32]))

        for secret in [key, nonce, nonceWithEntropy, sum] {
            for trace in Self.forms(of: secret) {
                let isLeft = try Self.isLeft(trace) {
                    var signature = [UInt8](repeating: 0, count: 64)
                    try? Self.use(call, key, digest, call == .signWithEntropy ? entropy : nil, tweak, &signature)
                }
                #expect(!isLeft, "\(trace)")
            }
        }
    }

    /// Halves of a number as it is written, as this machine has it, and as the words of a hash.
    private static func forms(of secret: [UInt8]) -> [[UInt8]] {
        let halves: [[UInt8]] = [Array(secret[..<16]), Array(secret[16...])]
        return halves.flatMap { (half: [UInt8]) -> [[UInt8]] in
            let words: [UInt8] = (0..<16).map { half[$0 / 4 * 4 + 3 - $0 % 4] }
            return [half, Array(half.reversed()), words]
        }
    }

    private static func use(
        _ call: CurveCall, _ key: [UInt8], _ digest: [UInt8], _ entropy: [UInt8]?, _ tweak: [UInt8],
        _ signature: inout [UInt8]
    ) throws {
        var secret = try SecretBytes(copying: key.span.bytes)
        switch call {
        case .check: try Secp256k1.check(secret)
        case .point: _ = try Secp256k1.Point(of: secret)
        case .sign: _ = try Secp256k1.sign(digest, with: secret, to: &signature)
        case .signWithEntropy:
            _ = try Secp256k1.sign(digest, with: secret, entropy: entropy ?? [], to: &signature)
        case .add, .addTooMuch: try Secp256k1.add(tweak, to: &secret)
        }
    }

    // Deep down, where nothing overwrites it while the thread ends; the optimiser would not write what nobody reads.
    @_optimize(none)
    private static func leave(_ trace: [UInt8], depth: Int) {
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { memory in
            memory.copyBytes(from: trace)
            if depth > 0 { leave(trace, depth: depth - 1) }
        }
    }

    private final class Work {
        let body: () -> Void

        init(_ body: @escaping () -> Void) {
            self.body = body
        }
    }

    private static func isLeft(_ trace: [UInt8], by body: @escaping () -> Void) throws -> Bool {
        let byteCount = 1 << 20
        let stack = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 1 << 14)
        defer { stack.deallocate() }
        stack.initializeMemory(as: UInt8.self, repeating: 0)
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { attributes.deallocate() }
        pthread_attr_init(attributes)
        defer { pthread_attr_destroy(attributes) }
        try #require(pthread_attr_setstack(attributes, try #require(stack.baseAddress), byteCount) == 0)
        var thread: pthread_t = 0
        let work = Unmanaged.passRetained(Work(body))
        let failure = pthread_create(
            &thread, attributes,
            { work in
                if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        try #require(failure == 0)
        pthread_join(thread, nil)
        return Data(bytesNoCopy: try #require(stack.baseAddress), count: byteCount, deallocator: .none)
            .range(of: Data(trace)) != nil
    }
}
