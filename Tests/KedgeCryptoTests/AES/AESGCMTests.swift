import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

@Suite("AES-GCM keys")
struct AESGCMTests {
    private let message = Array("pay 12 to account 7".utf8)
    private let context = Array("ledger 3".utf8)

    @Test(arguments: [16, 24, 32])
    func `what is sealed opens again`(keyLength: Int) throws {
        let key = try AESGCMKey(.random(count: keyLength))
        let sealed = try key.seal(message, authenticating: context)
        #expect(sealed.count == 12 + message.count + 16)
        #expect(try key.open(sealed, authenticating: context) == message)
    }

    @Test func `an empty message is authenticated too`() throws {
        let key = try AESGCMKey(.random(count: 32))
        let sealed = try key.seal([], authenticating: context)
        #expect(try key.open(sealed, authenticating: context) == [])
        #expect(throws: AESGCMError.authenticationFailed) { try key.open(sealed) }
    }

    @Test func `the same message is sealed differently each time`() throws {
        let key = try AESGCMKey(.random(count: 32))
        var nonces: Set<[UInt8]> = []
        for _ in 0..<10_000 { nonces.insert(Array(try key.seal(message).prefix(12))) }
        #expect(nonces.count == 10_000)
    }

    @Test func `any changed bit is noticed`() throws {
        let key = try AESGCMKey(.random(count: 32))
        let sealed = try key.seal(message, authenticating: context)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << UInt8(bit)
                #expect(throws: AESGCMError.authenticationFailed) { try key.open(changed, authenticating: context) }
            }
        }
    }

    @Test func `every shorter part is refused`() throws {
        let key = try AESGCMKey(.random(count: 32))
        let sealed = try key.seal(message)
        for count in sealed.indices {
            let cut = Array(sealed.prefix(count))
            let expected: AESGCMError = count < 28 ? .messageTooShort(count) : .authenticationFailed
            #expect(throws: expected) { try key.open(cut) }
        }
    }

    @Test func `another key or other data does not open it`() throws {
        let key = try AESGCMKey(.random(count: 32))
        let other = try AESGCMKey(.random(count: 32))
        let sealed = try key.seal(message, authenticating: context)
        #expect(throws: AESGCMError.authenticationFailed) { try other.open(sealed, authenticating: context) }
        #expect(throws: AESGCMError.authenticationFailed) { try key.open(sealed, authenticating: []) }
    }

    @Test(arguments: [0, 1, 15, 17, 31, 33, 64])
    func `a key of another length is refused`(count: Int) {
        #expect(throws: AESGCMError.keyLength(count)) {
            _ = try AESGCMKey(copying: [UInt8](repeating: 7, count: count))
        }
        #expect(throws: AESGCMError.keyLength(count)) { _ = try AESGCMKey(.random(count: count)) }
    }

    @Test(arguments: [-1, 0, 4, 8, 11, 17])
    func `a tag of another length is refused`(count: Int) {
        #expect(throws: AESGCMError.tagLength(count)) {
            _ = try AESGCMKey(copying: [UInt8](repeating: 7, count: 16), tagLength: count)
        }
    }

    @Test(arguments: [0, 129, 1000])
    func `a nonce of another length is refused`(count: Int) throws {
        let key = try AESGCMKey(.random(count: 32))
        let nonce = [UInt8](repeating: 1, count: count)
        #expect(throws: AESGCMError.nonceLength(count)) { try key.seal(message, nonce: nonce) }
        #expect(throws: AESGCMError.nonceLength(count)) {
            try key.open([UInt8](repeating: 0, count: 16), nonce: nonce)
        }
    }

    // There is nothing at the address, and no machine has the memory that an answer would take.
    @Test(arguments: [AESGCMKey.maximumMessageLength + 1, 1 << 50, 1 << 62])
    func `a message that is too long is refused before memory is reserved for it`(count: Int) throws {
        let key = try AESGCMKey(.random(count: 32))
        let nonce = [UInt8](repeating: 1, count: 12)
        try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { memory in
            let start = UnsafeRawPointer(try #require(memory.baseAddress))
            let plaintext = RawSpan(_unsafeStart: start, byteCount: count)
            #expect(Self.error(of: { _ = try key.seal(plaintext) }) == .messageTooLong(count))
            #expect(Self.error(of: { _ = try key.seal(plaintext, nonce: nonce.span.bytes) }) == .messageTooLong(count))
            let sealed = RawSpan(_unsafeStart: start, byteCount: count + 28)
            #expect(Self.error(of: { _ = try key.open(sealed) }) == .messageTooLong(count))
            let bare = RawSpan(_unsafeStart: start, byteCount: count + 16)
            #expect(Self.error(of: { _ = try key.open(bare, nonce: nonce.span.bytes) }) == .messageTooLong(count))
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

    @Test func `contexts are set to each nonce length in turn`() throws {
        let key = try AESGCMKey(.random(count: 16))
        for length in [12, 1, 128, 12, 13, 12, 7] {
            let nonce = [UInt8](repeating: UInt8(length), count: length)
            let sealed = try key.seal(message, nonce: nonce)
            #expect(try key.open(sealed, nonce: nonce) == message)
            #expect(try key.open(key.seal(message)) == message)
        }
    }

    @Test func `a shorter tag is the beginning of the longer one`() throws {
        let bytes = [UInt8](repeating: 9, count: 32)
        let nonce = [UInt8](repeating: 3, count: 12)
        let full = try AESGCMKey(copying: bytes).seal(message, nonce: nonce)
        for length in 12...15 {
            let key = try AESGCMKey(copying: bytes, tagLength: length)
            let sealed = try key.seal(message, nonce: nonce)
            #expect(sealed == Array(full.dropLast(16 - length)))
            #expect(try key.open(sealed, nonce: nonce) == message)
        }
    }

    @Test func `a key makes no more nonces than it may`() throws {
        let key = try AESGCMKey(.random(count: 32), nonceLimit: 5)
        for _ in 0..<5 { _ = try key.seal(message) }
        #expect(throws: AESGCMError.keyExhausted) { try key.seal(message) }
        let nonce = [UInt8](repeating: 1, count: 12)
        #expect(try key.open(key.seal(message, nonce: nonce), nonce: nonce) == message)
    }

    @Test func `spans are sealed as arrays are`() throws {
        let key = try AESGCMKey(copying: [UInt8](repeating: 9, count: 32).span.bytes)
        let nonce = [UInt8](repeating: 3, count: 12)
        #expect(
            try key.seal(message.span.bytes, nonce: nonce.span.bytes, authenticating: context.span.bytes)
                == key.seal(message, nonce: nonce, authenticating: context))
    }

    @Test func `many threads share a key`() async throws {
        let key = try AESGCMKey(.random(count: 32))
        let shared = Shared(key)
        let message = message
        let nonces = await withTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<24 {
                group.addTask {
                    (0..<500).compactMap { _ in
                        guard let sealed = try? shared.value.seal(message), (try? shared.value.open(sealed)) == message
                        else { return nil }
                        return Array(sealed.prefix(12))
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(nonces.count == 12_000)
        #expect(Set(nonces).count == 12_000)
    }
}

/// Carries a value that cannot be copied into tasks.
private final class Shared: Sendable {
    let value: AESGCMKey

    init(_ value: consuming AESGCMKey) {
        self.value = value
    }
}
