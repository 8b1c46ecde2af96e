import KedgeCrypto
import KedgeTestSupport
import Testing

struct AESCTRTests {
    private struct Answer: Decodable {
        let key: HexBytes
        let initial_counter: HexBytes
        let plaintext: HexBytes
        let ciphertext: HexBytes
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `published ciphertexts come out, and open`() throws {
        let answers = try Vectors.json("aes_ctr/sp800_38a_ctr.json", as: [Answer].self)
        #expect(answers.map(\.key.bytes.count) == [16, 24, 32])
        for answer in answers {
            let counter = answer.initial_counter.bytes
            #expect(
                try AESCTR.apply(to: answer.plaintext.bytes, key: answer.key.bytes, initialCounter: counter)
                    == answer.ciphertext.bytes)
            #expect(
                try AESCTR.apply(to: answer.ciphertext.bytes, key: answer.key.bytes, initialCounter: counter)
                    == answer.plaintext.bytes)
        }
    }

    @Test func `the counter carries through all 128 bits`() throws {
        let key = [UInt8](repeating: 1, count: 32)
        let last = [UInt8](repeating: 0xff, count: 16)
        let first = [UInt8](repeating: 0, count: 16)
        let stream = try AESCTR.apply(to: first + first, key: key, initialCounter: last)
        #expect(Array(stream[..<16]) == (try AESCTR.apply(to: first, key: key, initialCounter: last)))
        #expect(Array(stream[16...]) == (try AESCTR.apply(to: first, key: key, initialCounter: first)))
    }

    @Test func `the output may take the place of the input`() throws {
        var generator = SeededGenerator(seed: 38)
        let key = generator.bytes(16)
        let counter = generator.bytes(16)
        let message = generator.bytes(1000)
        let expected = try AESCTR.apply(to: message, key: key, initialCounter: counter)
        var memory = message
        try apply(in: &memory, from: 0..<1000, to: 0, key: key, counter: counter)
        #expect(memory == expected)
    }

    @Test func `partly overlapping memory is refused and left alone`() throws {
        let key = [UInt8](repeating: 1, count: 16)
        var generator = SeededGenerator(seed: 4)
        let original = generator.bytes(200)
        var memory = original
        for (source, target) in [(0..<100, 1), (0..<100, 99), (1..<101, 0), (99..<199, 0)] {
            #expect(throws: AESCTRError.partialOverlap) {
                try apply(in: &memory, from: source, to: target, key: key, counter: key)
            }
            #expect(memory == original)
        }
        for (source, target) in [(0..<100, 100), (100..<200, 0)] {
            #expect(throws: Never.self) { try apply(in: &memory, from: source, to: target, key: key, counter: key) }
        }
    }

    private func apply(
        in memory: inout [UInt8], from source: Range<Int>, to target: Int, key: [UInt8], counter: [UInt8]
    ) throws {
        try memory.withUnsafeMutableBytes { memory in
            try key.withUnsafeBytes { key in
                try counter.withUnsafeBytes { counter in
                    let start = try #require(memory.baseAddress)
                    try AESCTR.apply(
                        to: UnsafeRawBufferPointer(rebasing: memory[source]), key: key, initialCounter: counter,
                        into: start + target)
                }
            }
        }
    }

    @Test func `an empty message stays empty`() throws {
        let key = [UInt8](repeating: 1, count: 16)
        #expect(try AESCTR.apply(to: [], key: key, initialCounter: key) == [])
    }

    @Test(arguments: [[UInt8](), [1, 2, 3]])
    func `a key or counter of the wrong length is refused, whatever the message`(message: [UInt8]) {
        let right = [UInt8](repeating: 1, count: 16)
        for count in [0, 1, 15, 17, 23, 25, 31, 33, 64] {
            let wrong = [UInt8](repeating: 1, count: count)
            #expect(throws: AESCTRError.invalidKeyByteCount(count)) {
                try AESCTR.apply(to: message, key: wrong, initialCounter: right)
            }
            #expect(throws: AESCTRError.invalidCounterByteCount(count)) {
                try AESCTR.apply(to: message, key: right, initialCounter: wrong)
            }
        }
    }

    @Test(.enabled(if: SlowTests.areEnabled, SlowTests.absence))
    func `a message of more than two gibibytes goes through in one call`() throws {
        let count = (2 << 30) + 21
        let key = [UInt8](repeating: 5, count: 32)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        let counter = [UInt8](repeating: 0, count: 16)
        try key.withUnsafeBytes { key in
            try counter.withUnsafeBytes { counter in
                let start = try #require(memory.baseAddress)
                try AESCTR.apply(to: UnsafeRawBufferPointer(memory), key: key, initialCounter: counter, into: start)
            }
        }
        // Where the pieces meet, at the end, and at a place in between.
        for offset in [(1 << 30) - 16, 1 << 30, (2 << 30) - 16, 2 << 30, 3 << 28] {
            var block = counter
            for index in 0..<8 { block[15 - index] = UInt8(truncatingIfNeeded: (offset >> 4) >> (8 * index)) }
            let expected = try AESCTR.apply(
                to: [UInt8](repeating: 0, count: min(21, count - offset)), key: key, initialCounter: block)
            #expect(Array(memory[offset..<(offset + expected.count)]) == expected, "at \(offset)")
        }
    }

    @Test func `threads may all come first`() async {
        let key = [UInt8](repeating: 1, count: 24)
        await withTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<8 {
                group.addTask { try? AESCTR.apply(to: [1, 2, 3], key: key, initialCounter: Array(key[..<16])) }
            }
            var outputs: Set<[UInt8]?> = []
            for await output in group { outputs.insert(output) }
            #expect(outputs.count == 1 && !outputs.contains(nil))
        }
    }

    @Test func `an error names the field and its rule`() {
        let texts = [
            AESCTRError.invalidKeyByteCount(3), .invalidCounterByteCount(12), .partialOverlap,
            .unavailable(algorithm: "AES-128-CTR"), .outOfMemory,
        ].map(\.description)
        #expect(
            texts == [
                "key length 3: AES needs 16, 24 or 32 bytes",
                "initial counter length 12: counter mode needs 16 bytes",
                "output: it overlaps the input without being the same memory",
                "AES-128-CTR: libcrypto does not offer it in this process",
                "counter mode: the system has too little memory left",
            ])
    }
}
