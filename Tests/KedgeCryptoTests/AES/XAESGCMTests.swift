import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

@Suite("XAES-256-GCM keys")
struct XAESGCMTests {
    private let message = Array("pay 12 to account 7".utf8)
    private let context = Array("ledger 3".utf8)

    @Test func `what is sealed opens again`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let sealed = try key.seal(message, authenticating: context)
        #expect(sealed.count == 24 + message.count + 16)
        #expect(try key.open(sealed, authenticating: context) == message)
    }

    @Test func `what is sealed under the caller's nonce opens under it`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let nonce = [UInt8](repeating: 3, count: 24)
        let sealed = try key.seal(message, nonce: nonce, authenticating: context)
        #expect(sealed.count == message.count + 16)
        #expect(try key.open(sealed, nonce: nonce, authenticating: context) == message)
    }

    @Test func `an empty message is authenticated too`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let sealed = try key.seal([], authenticating: context)
        #expect(try key.open(sealed, authenticating: context) == [])
        #expect(throws: AESGCMError.authenticationFailed) { try key.open(sealed) }
    }

    @Test func `the same message is sealed differently each time`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        var nonces: Set<[UInt8]> = []
        for _ in 0..<10_000 { nonces.insert(Array(try key.seal(message).prefix(24))) }
        #expect(nonces.count == 10_000)
    }

    @Test func `any changed bit is noticed`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let sealed = try key.seal(message, authenticating: context)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: AESGCMError.authenticationFailed) { try key.open(changed, authenticating: context) }
            }
        }
    }

    @Test func `any changed bit of the associated data is noticed`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let sealed = try key.seal(message, authenticating: context)
        for index in context.indices {
            for bit in 0..<8 {
                var changed = context
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: AESGCMError.authenticationFailed) { try key.open(sealed, authenticating: changed) }
            }
        }
    }

    @Test func `any changed bit of the caller's nonce is noticed`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let nonce = [UInt8](repeating: 3, count: 24)
        let sealed = try key.seal(message, nonce: nonce)
        for index in nonce.indices {
            for bit in 0..<8 {
                var changed = nonce
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: AESGCMError.authenticationFailed) { try key.open(sealed, nonce: changed) }
            }
        }
    }

    @Test func `every shorter part is refused`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let sealed = try key.seal(message)
        for count in sealed.indices {
            let cut = Array(sealed.prefix(count))
            let expected: AESGCMError = count < 40 ? .messageTooShort(count) : .authenticationFailed
            #expect(throws: expected) { try key.open(cut) }
        }
    }

    @Test func `another key does not open it`() throws {
        let key = try XAESGCMKey(.random(count: 32))
        let other = try XAESGCMKey(.random(count: 32))
        let sealed = try key.seal(message)
        #expect(throws: AESGCMError.authenticationFailed) { try other.open(sealed) }
    }

    @Test(arguments: [0, 1, 16, 24, 31, 33, 64])
    func `a key of another length is refused`(count: Int) {
        #expect(throws: AESGCMError.keyLength(count)) {
            _ = try XAESGCMKey(copying: [UInt8](repeating: 7, count: count))
        }
        #expect(throws: AESGCMError.keyLength(count)) { _ = try XAESGCMKey(.random(count: count)) }
    }

    @Test(arguments: [0, 12, 23, 25, 128])
    func `a nonce of another length is refused`(count: Int) throws {
        let key = try XAESGCMKey(.random(count: 32))
        let nonce = [UInt8](repeating: 1, count: count)
        #expect(throws: AESGCMError.nonceLength(count)) { try key.seal(message, nonce: nonce) }
        #expect(throws: AESGCMError.nonceLength(count)) {
            try key.open([UInt8](repeating: 0, count: 16), nonce: nonce)
        }
    }

    // There is nothing at the address, and no machine has the memory that an answer would take.
    @Test(arguments: [XAESGCMKey.maximumMessageLength + 1, 1 << 50, 1 << 62])
    func `a message that is too long is refused before memory is reserved for it`(count: Int) throws {
        let key = try XAESGCMKey(.random(count: 32))
        try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { memory in
            let start = UnsafeRawPointer(try #require(memory.baseAddress))
            let plaintext = RawSpan(_unsafeStart: start, byteCount: count)
            #expect(Self.error(of: { _ = try key.seal(plaintext) }) == .messageTooLong(count))
            let sealed = RawSpan(_unsafeStart: start, byteCount: count + 40)
            #expect(Self.error(of: { _ = try key.open(sealed) }) == .messageTooLong(count))
        }
    }

    // A span cannot go into the escaping closure of an expectation.
    private static func error(of body: () throws -> Void) -> AESGCMError? {
        do {
            try body()
            return nil
        } catch {
            return error as? AESGCMError
        }
    }

    @Test func `a key of which all must be locked says that it is`() throws {
        let key = try XAESGCMKey(copying: [UInt8](repeating: 7, count: 32), requireLocked: true)
        let isLocked = key.isLocked
        #expect(isLocked)
    }

    @Test func `many threads share a key`() throws {
        let shared = Shared(try XAESGCMKey(.random(count: 32)))
        let message = message
        let threadCount = 20
        let nonces = UnsafeMutablePointer<[[UInt8]]>.allocate(capacity: threadCount)
        nonces.initialize(repeating: [], count: threadCount)
        defer {
            nonces.deinitialize(count: threadCount)
            nonces.deallocate()
        }
        nonisolated(unsafe) let each = nonces
        onThreads(threadCount) { index in
            for _ in 0..<500 {
                guard let sealed = try? shared.value.seal(message), (try? shared.value.open(sealed)) == message
                else { return }
                each[index].append(Array(sealed.prefix(24)))
            }
        }
        let all = (0..<threadCount).flatMap { nonces[$0] }
        #expect(all.count == 500 * threadCount)
        #expect(Set(all).count == 500 * threadCount)
    }

    @Test(.forks) func `a fork while other threads seal leaves the child able to seal and open`() throws {
        let shared = Shared(try XAESGCMKey(.random(count: 32)))
        let sealing = BusyThreads(4) { _ = try? shared.value.seal([1, 2, 3]) }
        defer { sealing.stop() }
        for _ in 0..<30 {
            let isRight = ChildProcess.run {
                guard let sealed = try? shared.value.seal([4, 5]) else { return false }
                return (try? shared.value.open(sealed)) == [4, 5]
            }
            #expect(isRight)
        }
    }
}

/// Carries a value that cannot be copied into threads.
private final class Shared: Sendable {
    let value: XAESGCMKey

    init(_ value: consuming XAESGCMKey) {
        self.value = value
    }
}
