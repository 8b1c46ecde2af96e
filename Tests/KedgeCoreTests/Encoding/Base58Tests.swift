import KedgeCore
import KedgeTestSupport
import Testing

struct Base58Tests {
    // Bitcoin Core, src/test/data/base58_encode_decode.json
    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published vectors go both ways`() throws {
        let vectors = try Vectors.json("base58/base58_encode_decode.json", as: [[String]].self)
        #expect(vectors.count > 10)
        for vector in vectors {
            let original = try #require(bytes(hex: vector[0]))
            #expect(try Base58.encode(original) == vector[1])
            #expect(try Base58.decode(vector[1]) == original)
        }
    }

    @Test(arguments: 0..<100)
    func `any length with any leading zeros comes back`(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count) + 9)
        for zeroCount in [0, 1, 5] {
            let original = [UInt8](repeating: 0, count: zeroCount) + generator.bytes(count)
            let text = try Base58.encode(original)
            #expect(text == Self.longDivision(original))
            #expect(try Base58.decode(text) == original)
        }
    }

    /// The plain school method, digit by digit, as referee.
    private static func longDivision(_ bytes: [UInt8]) -> String {
        let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
        var number = Array(bytes.drop { $0 == 0 })
        var digits: [Character] = []
        while !number.isEmpty {
            var remainder = 0
            for index in number.indices {
                let value = remainder << 8 | Int(number[index])
                number[index] = UInt8(value / 58)
                remainder = value % 58
            }
            digits.append(alphabet[remainder])
            number = Array(number.drop { $0 == 0 })
        }
        return String(repeating: "1", count: bytes.prefix { $0 == 0 }.count) + String(digits.reversed())
    }

    @Test func `every character outside the alphabet is refused by its place`() {
        let alphabet = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
        #expect(alphabet.count == 58)
        for byte in UInt8.min...UInt8.max {
            for offset in [0, 1, 6] {
                var text = [UInt8](repeating: UInt8(ascii: "2"), count: 7)
                text[offset] = byte
                let result = Result { () throws(Base58Error) in try Base58.decode(text.span.bytes) }
                if alphabet.contains(byte) {
                    #expect(throws: Never.self) { try result.get() }
                } else {
                    #expect(throws: Base58Error.invalidCharacter(offset: offset)) { try result.get() }
                }
            }
        }
    }

    @Test(arguments: [UInt8](arrayLiteral: 0x00, 0x01, 0xFF))
    func `the longest input comes back and one byte more is refused`(byte: UInt8) throws {
        let longest = [UInt8](repeating: byte, count: Base58.maximumByteCount)
        let text = try Base58.encode(longest)
        #expect(try Base58.decode(text) == longest)
        #expect(throws: Base58Error.tooLong) { try Base58.encode(longest + [byte]) }
    }

    @Test func `a text for more bytes than the limit is refused`() throws {
        #expect(throws: Base58Error.tooLong) { try Base58.decode(String(repeating: "1", count: 1_025)) }
        #expect(throws: Base58Error.tooLong) { try Base58.decode(String(repeating: "z", count: 1_399)) }
        #expect(throws: Base58Error.tooLong) { try Base58.decode(String(repeating: "2", count: 1_400)) }
        #expect(try Base58.encode([UInt8](repeating: 0xFF, count: 1_024)).utf8.count == 1_399)
    }

    @Test func `a text of any size is refused at once`() {
        #expect(throws: Base58Error.tooLong) { try Base58.decode(String(repeating: "z", count: 10_000_000)) }
    }

    @Test func `a buffer that is too small is left alone`() {
        var memory = [UInt8](repeating: 7, count: 1)
        var span = memory.mutableSpan
        var output = span.mutableBytes
        #expect(throws: Base58Error.bufferTooSmall(needed: 2)) {
            try Base58.encode([UInt8]([0x61]).span.bytes, into: &output)
        }
        #expect(throws: Base58Error.bufferTooSmall(needed: 3)) {
            try Base58.decode("a3gV".utf8Span.span.bytes, into: &output)
        }
        #expect(memory == [7])
    }
}
