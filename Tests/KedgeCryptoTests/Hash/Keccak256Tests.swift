import KedgeCrypto
import KedgeTestSupport
import Testing

struct Keccak256Tests {
    @Test func `the empty message has the digest that Ethereum calls the empty code hash`() throws {
        // Ethereum Yellow Paper, §4.1: KEC(()).
        let expected = try #require(bytes(hex: "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"))
        #expect(Keccak256.hash([]) == expected)
        #expect(Keccak256().digest() == expected)
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence), arguments: [("Short", 256), ("Long", 65)])
    func `published digests come out, in one call and byte by byte`(_ file: (name: String, count: Int)) throws {
        let cases = try KeccakAnswer.all(in: "keccak/\(file.name)MsgKAT_256.txt")
        #expect(cases.count == file.count)
        for answer in cases {
            #expect(Keccak256.hash(answer.message) == answer.digest, "\(answer.message.count) bytes")
            var hash = Keccak256()
            for byte in answer.message { hash.update([byte]) }
            #expect(hash.digest() == answer.digest, "\(answer.message.count) bytes one by one")
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence), .enabled(if: SlowTests.areEnabled, SlowTests.absence))
    func `the published digest of one gibibyte comes out`() throws {
        let fields = try KeccakAnswer.fields(of: Vectors.text("keccak/ExtremelyLongMsgKAT_256.txt"))
        let repetitions = try #require(fields.first { $0.name == "Repeat" }.flatMap { Int($0.value) })
        let text = try #require(fields.first { $0.name == "Text" }?.value)
        let digest = try #require(fields.first { $0.name == "MD" }.flatMap { bytes(hex: $0.value) })
        #expect(text.utf8.count * repetitions == 1 << 30)
        // In chunks that neither the text's length nor the block's divides evenly into the other.
        let chunk = [UInt8]((0..<4096).map { _ in text }.joined().utf8)
        var hash = Keccak256()
        for _ in 0..<(repetitions / 4096) { hash.update(chunk) }
        #expect(hash.digest() == digest)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 135, 136, 137, 271, 272, 273, 407, 408, 409])
    func `lengths around a block hash alike in one piece and in any two`(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let message = generator.bytes(count)
        let whole = Keccak256.hash(message)
        for cut in 0...count {
            var hash = Keccak256()
            hash.update(Array(message[..<cut]))
            hash.update(Array(message[cut...]))
            #expect(hash.digest() == whole, "cut at \(cut)")
        }
    }

    @Test func `random splits of random messages hash as the whole`() {
        var generator = SeededGenerator(seed: 1600)
        for _ in 0..<300 {
            let message = generator.bytes(Int.random(in: 0...1200, using: &generator))
            var hash = Keccak256()
            var rest = message[...]
            while !rest.isEmpty {
                let count = Int.random(in: 0...min(rest.count, 300), using: &generator)
                hash.update(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(hash.digest() == Keccak256.hash(message), "\(message.count) bytes")
        }
    }

    @Test func `a digest does not end its message`() {
        var hash = Keccak256()
        hash.update(Array("ked".utf8))
        #expect(hash.digest() == Keccak256.hash(Array("ked".utf8)))
        #expect(hash.digest() == hash.digest())
        hash.update(Array("ge".utf8))
        #expect(hash.digest() == Keccak256.hash(Array("kedge".utf8)))
    }

    @Test func `a copy goes its own way`() {
        var first = Keccak256()
        first.update([1])
        var second = first
        second.update([2])
        #expect(first.digest() == Keccak256.hash([1]))
        #expect(second.digest() == Keccak256.hash([1, 2]))
    }

    @Test func `the digest may be written over the message, at any alignment`() {
        var generator = SeededGenerator(seed: 3)
        for offset in 0..<8 {
            var memory = generator.bytes(200)
            let message = Array(memory[offset..<(offset + 150)])
            memory.withUnsafeMutableBytes { memory in
                guard let start = memory.baseAddress else { return }
                Keccak256.hash(UnsafeRawBufferPointer(start: start + offset, count: 150), into: start + offset)
            }
            #expect(Array(memory[offset..<(offset + 32)]) == Keccak256.hash(message))
        }
    }

    @Test func `no bytes at no address are the empty message`() {
        var digest = [UInt8](repeating: 0, count: 32)
        digest.withUnsafeMutableBytes { digest in
            guard let start = digest.baseAddress else { return }
            Keccak256.hash(UnsafeRawBufferPointer(start: nil, count: 0), into: start)
        }
        #expect(digest == Keccak256.hash([]))
        var hash = Keccak256()
        hash.update(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(hash.digest() == digest)
    }

    @Test func `a wiped hash is a new one`() {
        var hash = Keccak256()
        hash.update([UInt8](repeating: 0xA5, count: 200))
        hash.wipe()
        let isNew = withUnsafeBytes(of: hash) { wiped in
            withUnsafeBytes(of: Keccak256()) { wiped.elementsEqual($0) }
        }
        #expect(isNew)
        #expect(hash.digest() == Keccak256.hash([]))
    }

    @Test func `the value is of a fixed size and holds no reference`() {
        #expect(MemoryLayout<Keccak256>.size == 208)
        #expect(_isPOD(Keccak256.self))
    }
}
