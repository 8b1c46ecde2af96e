import Foundation
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

    // Deep down, where nothing overwrites it while the thread ends.
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
