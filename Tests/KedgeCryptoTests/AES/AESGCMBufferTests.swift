import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

/// The calls on the caller's own memory, of both algorithms.
@Suite("AES-GCM on buffers")
struct AESGCMBufferTests {
    enum Algorithm: CaseIterable, Sendable {
        case aes, xaes

        var nonceLength: Int { self == .aes ? 12 : 24 }
    }

    /// A key of one of the two algorithms.
    private enum Key: ~Copyable {
        case aes(AESGCMKey)
        case xaes(XAESGCMKey)

        init(_ algorithm: Algorithm, _ bytes: [UInt8] = [UInt8](repeating: 9, count: 32)) throws {
            switch algorithm {
            case .aes: self = .aes(try AESGCMKey(copying: bytes))
            case .xaes: self = .xaes(try XAESGCMKey(copying: bytes))
            }
        }

        borrowing func seal(
            _ plaintext: UnsafeRawBufferPointer, nonce: [UInt8], _ header: [UInt8], _ data: [UInt8],
            into out: UnsafeMutableRawBufferPointer
        ) throws {
            try lend(nonce, header, data) { nonce, header, data in
                switch self {
                case .aes(let key): try key.seal(plaintext, nonce: nonce, header, data, into: out)
                case .xaes(let key): try key.seal(plaintext, nonce: nonce, header, data, into: out)
                }
            }
        }

        borrowing func open(
            _ sealed: UnsafeRawBufferPointer, nonce: [UInt8], _ header: [UInt8], _ data: [UInt8],
            into out: UnsafeMutableRawBufferPointer
        ) throws {
            try lend(nonce, header, data) { nonce, header, data in
                switch self {
                case .aes(let key): try key.open(sealed, nonce: nonce, header, data, into: out)
                case .xaes(let key): try key.open(sealed, nonce: nonce, header, data, into: out)
                }
            }
        }

        borrowing func seal(
            _ plaintext: UnsafeRawBufferPointer, _ header: [UInt8], _ data: [UInt8],
            into out: UnsafeMutableRawBufferPointer
        ) throws {
            try lend([], header, data) { _, header, data in
                switch self {
                case .aes(let key): try key.seal(plaintext, header, data, into: out)
                case .xaes(let key): try key.seal(plaintext, header, data, into: out)
                }
            }
        }

        borrowing func open(
            _ sealed: UnsafeRawBufferPointer, _ header: [UInt8], _ data: [UInt8],
            into out: UnsafeMutableRawBufferPointer
        ) throws {
            try lend([], header, data) { _, header, data in
                switch self {
                case .aes(let key): try key.open(sealed, header, data, into: out)
                case .xaes(let key): try key.open(sealed, header, data, into: out)
                }
            }
        }

        borrowing func sealed(
            _ plaintext: [UInt8], nonce: [UInt8], _ header: [UInt8] = [], _ data: [UInt8] = []
        ) throws -> [UInt8] {
            var out = [UInt8](repeating: 0xa5, count: plaintext.count + 16)
            try out.withUnsafeMutableBytes { out in
                try plaintext.withUnsafeBytes { try seal($0, nonce: nonce, header, data, into: out) }
            }
            return out
        }

        private func lend(
            _ first: [UInt8], _ second: [UInt8], _ third: [UInt8],
            _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Void
        ) throws {
            try first.withUnsafeBytes { first in
                try second.withUnsafeBytes { second in
                    try third.withUnsafeBytes { third in try body(first, second, third) }
                }
            }
        }
    }

    private let message = Array("pay 12 to account 7, and the rest to account 9".utf8)
    private let header = Array("header".utf8)
    private let context = Array("ledger 3".utf8)

    private func nonce(_ algorithm: Algorithm) -> [UInt8] { Array(1...UInt8(algorithm.nonceLength)) }

    @Test(arguments: Algorithm.allCases)
    func `header and associated data are authenticated as one text`(algorithm: Algorithm) throws {
        // So a format whose header had no fixed length would let bytes wander between the two.
        let key = try Key(algorithm)
        let whole = try key.sealed(message, nonce: nonce(algorithm), [], header + context)
        for split in 0...(header + context).count {
            let all = header + context
            let sealed = try key.sealed(
                message, nonce: nonce(algorithm), Array(all.prefix(split)), Array(all.dropFirst(split)))
            #expect(sealed == whole)
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `the two parts are authenticated in their order`(algorithm: Algorithm) throws {
        let key = try Key(algorithm)
        let sealed = try key.sealed(message, nonce: nonce(algorithm), header, context)
        #expect(try sealed != key.sealed(message, nonce: nonce(algorithm), context, header))
    }

    @Test(arguments: Algorithm.allCases)
    func `messages of all lengths are sealed and opened in place`(algorithm: Algorithm) throws {
        let key = try Key(algorithm)
        var random = SeededGenerator(seed: 4)
        for length in Array(0...70) + [255, 256, 257, 4095, 65_536, 100_001] {
            let plaintext = random.bytes(length)
            let expected = try key.sealed(plaintext, nonce: nonce(algorithm), header, context)
            var memory = plaintext + [UInt8](repeating: 0xa5, count: 16)
            try memory.withUnsafeMutableBytes { memory in
                let plaintext = UnsafeMutableRawBufferPointer(rebasing: memory.prefix(length))
                try key.seal(
                    UnsafeRawBufferPointer(plaintext), nonce: nonce(algorithm), header, context, into: memory)
            }
            #expect(memory == expected)
            try memory.withUnsafeMutableBytes { memory in
                let out = UnsafeMutableRawBufferPointer(rebasing: memory.prefix(length))
                try key.open(UnsafeRawBufferPointer(memory), nonce: nonce(algorithm), header, context, into: out)
            }
            #expect(Array(memory.prefix(length)) == plaintext)
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `messages under the library's nonce are sealed and opened in place`(algorithm: Algorithm) throws {
        let key = try Key(algorithm)
        let start = algorithm.nonceLength
        var memory = [UInt8](repeating: 0, count: start) + message + [UInt8](repeating: 0, count: 16)
        try memory.withUnsafeMutableBytes { memory in
            let plaintext = UnsafeRawBufferPointer(rebasing: memory[start..<(start + message.count)])
            try key.seal(plaintext, header, context, into: memory)
        }
        #expect(
            try Array(memory.dropFirst(start))
                == key.sealed(message, nonce: Array(memory.prefix(start)), header, context))
        try memory.withUnsafeMutableBytes { memory in
            let out = UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start + message.count)])
            try key.open(UnsafeRawBufferPointer(memory), header, context, into: out)
        }
        #expect(Array(memory[start..<(start + message.count)]) == message)
    }

    @Test(arguments: Algorithm.allCases)
    func `nothing but zeros is left of what does not open`(algorithm: Algorithm) throws {
        let key = try Key(algorithm)
        let sealed = try key.sealed(message, nonce: nonce(algorithm), header, context)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << UInt8(bit)
                var out = [UInt8](repeating: 0xa5, count: message.count)
                #expect(throws: AESGCMError.authenticationFailed) {
                    try out.withUnsafeMutableBytes { out in
                        try changed.withUnsafeBytes {
                            try key.open($0, nonce: nonce(algorithm), header, context, into: out)
                        }
                    }
                }
                #expect(out == [UInt8](repeating: 0, count: message.count))
            }
        }
    }

    @Test(arguments: Algorithm.allCases)
    func `nothing but zeros is left in place of what does not open`(algorithm: Algorithm) throws {
        let key = try Key(algorithm)
        var memory = try key.sealed(message, nonce: nonce(algorithm), header, context)
        #expect(throws: AESGCMError.authenticationFailed) {
            try memory.withUnsafeMutableBytes { memory in
                try key.open(
                    UnsafeRawBufferPointer(memory), nonce: nonce(algorithm), context, header,
                    into: UnsafeMutableRawBufferPointer(rebasing: memory.dropLast(16)))
            }
        }
        #expect(memory.dropLast(16).allSatisfy { $0 == 0 })
    }

    @Test(arguments: Algorithm.allCases, [-17, -1, 1, 16])
    func `an output of another length is refused and left as it is`(algorithm: Algorithm, difference: Int) throws {
        let key = try Key(algorithm)
        var out = [UInt8](repeating: 0xa5, count: message.count + 16 + difference)
        #expect(throws: AESGCMError.outputLength(out.count)) {
            try out.withUnsafeMutableBytes { out in
                try message.withUnsafeBytes { try key.seal($0, nonce: nonce(algorithm), header, context, into: out) }
            }
        }
        #expect(out == [UInt8](repeating: 0xa5, count: out.count))
    }

    @Test func `a key without nonces makes as many as are added`() throws {
        let key = try AESGCMKey(.random(count: 32), nonceLimit: 0)
        #expect(throws: AESGCMError.keyExhausted) { try key.seal(message) }
        key.addNonces(3)
        for _ in 0..<3 { _ = try key.seal(message) }
        #expect(throws: AESGCMError.keyExhausted) { try key.seal(message) }
        key.addNonces(1)
        _ = try key.seal(message)
        #expect(throws: AESGCMError.keyExhausted) { try key.seal(message) }
    }

    @Test func `a message that finds no nonce leaves the output as it is`() throws {
        let key = try AESGCMKey(.random(count: 32), nonceLimit: 0)
        var out = [UInt8](repeating: 0xa5, count: message.count + 28)
        #expect(throws: AESGCMError.keyExhausted) {
            try out.withUnsafeMutableBytes { out in
                try message.withUnsafeBytes {
                    try key.seal($0, UnsafeRawBufferPointer(start: nil, count: 0), $0, into: out)
                }
            }
        }
        #expect(out == [UInt8](repeating: 0xa5, count: out.count))
    }

    @Test func `many threads make no more nonces than were added`() throws {
        let shared = Shared(try AESGCMKey(.random(count: 32), nonceLimit: 0))
        let added = 20_000
        let made = Tally()
        shared.value.addNonces(UInt64(added))
        onThreads(20) { _ in
            while (try? shared.value.seal([1])) != nil { made.add() }
        }
        #expect(made.count <= added)
    }

    @Test func `what a thread beyond the slots drew and did not use is given back`() throws {
        // Each of sixteen slots and 24 threads beyond them may hold 2^12 at once, and none may be lost.
        let shared = Shared(try AESGCMKey(.random(count: 32), nonceLimit: 40 << 12))
        // So long that most threads are interrupted in the middle of it, and more than sixteen are in a call.
        let long = [UInt8](repeating: 0, count: 1 << 25)
        let failures = Tally()
        onThreads(40) { _ in
            for _ in 0..<3 where (try? shared.value.seal([], authenticating: long)) == nil { failures.add() }
        }
        #expect(failures.count == 0)
    }
}

/// Carries a value that cannot be copied into threads.
private final class Shared: Sendable {
    let value: AESGCMKey

    init(_ value: consuming AESGCMKey) {
        self.value = value
    }
}
