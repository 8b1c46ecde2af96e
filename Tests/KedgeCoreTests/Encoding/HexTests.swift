import KedgeCore
import KedgeTestSupport
import Testing

struct HexTests {
    @Test func `bytes become two lower-case digits each`() {
        #expect(Hex.encode([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hex.encode([]) == "")
    }

    // RFC 4648 §10
    @Test(arguments: [
        ("", ""), ("f", "66"), ("fo", "666f"), ("foo", "666f6f"), ("foob", "666f6f62"), ("fooba", "666f6f6261"),
        ("foobar", "666f6f626172"),
    ])
    func `the published vectors go both ways`(text: String, hex: String) throws {
        #expect(Hex.encode(Array(text.utf8)) == hex)
        #expect(try Hex.decode(hex) == Array(text.utf8))
    }

    @Test func `both cases are read`() throws {
        #expect(try Hex.decode("aBCdEf0123456789AbCdEf") == bytes(hex: "abcdef0123456789abcdef"))
    }

    @Test(arguments: 0..<70)
    func `any length comes back`(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let original = generator.bytes(count)
        let text = Hex.encode(original)
        #expect(bytes(hex: text) == original)
        #expect(try Hex.decode(text) == original)
    }

    @Test(arguments: [1, 3, 17, 65])
    func `an odd number of digits is refused`(count: Int) {
        #expect(throws: HexError.oddDigitCount(count)) { try Hex.decode(String(repeating: "0", count: count)) }
    }

    @Test func `every byte but the 22 digits is refused, wherever it stands`() {
        let digits = Set("0123456789abcdefABCDEF".utf8)
        for byte in UInt8.min...UInt8.max {
            for offset in [0, 1, 7, 15, 16, 31, 32, 36, 41] {
                var text = [UInt8](repeating: UInt8(ascii: "5"), count: 42)
                text[offset] = byte
                let result = Result { () throws(HexError) in try Hex.decode(text.span.bytes) }
                if digits.contains(byte) {
                    #expect((try? result.get())?.count == 21)
                } else {
                    #expect(throws: HexError.invalidCharacter(offset: offset)) { try result.get() }
                }
            }
        }
    }

    @Test func `the first of two bad digits is reported`() {
        #expect(throws: HexError.invalidCharacter(offset: 2)) { try Hex.decode("00g0-0") }
    }

    @Test func `a prefix is refused unless allowed`() throws {
        #expect(throws: HexError.invalidCharacter(offset: 1)) { try Hex.decode("0x01") }
        #expect(try Hex.decode("0x01", prefix: .allowed) == [1])
        #expect(try Hex.decode("01", prefix: .allowed) == [1])
        #expect(try Hex.decode("0x", prefix: .allowed) == [])
    }

    @Test func `a required prefix must be there`() throws {
        #expect(try Hex.decode("0x01", prefix: .required) == [1])
        #expect(throws: HexError.missingPrefix) { try Hex.decode("01", prefix: .required) }
        #expect(throws: HexError.missingPrefix) { try Hex.decode("", prefix: .required) }
        #expect(throws: HexError.missingPrefix) { try Hex.decode("0X01", prefix: .required) }
    }

    @Test func `offsets and counts account for the prefix`() {
        #expect(throws: HexError.invalidCharacter(offset: 3)) { try Hex.decode("0x0z", prefix: .allowed) }
        #expect(throws: HexError.oddDigitCount(1)) { try Hex.decode("0x0", prefix: .allowed) }
        #expect(throws: HexError.invalidCharacter(offset: 3)) { try Hex.decode("0x0x", prefix: .required) }
    }

    @Test func `a buffer that is too small is left alone`() {
        var memory = [UInt8](repeating: 7, count: 3)
        var span = memory.mutableSpan
        var output = span.mutableBytes
        #expect(throws: HexError.bufferTooSmall(needed: 4)) {
            try Hex.encode([UInt8]([1, 2]).span.bytes, into: &output)
        }
        #expect(throws: HexError.bufferTooSmall(needed: 4)) {
            try Hex.decode("01020304".utf8Span.span.bytes, into: &output)
        }
        #expect(memory == [7, 7, 7])
    }

    @Test(arguments: 0..<40)
    func `nothing is written behind the result`(count: Int) throws {
        var generator = SeededGenerator(seed: 3)
        let original = generator.bytes(count)
        var memory = [UInt8](repeating: 7, count: count * 2 + 16)
        var span = memory.mutableSpan
        var output = span.mutableBytes
        #expect(try Hex.encode(original.span.bytes, into: &output) == count * 2)
        let text = Array(memory.prefix(count * 2))
        #expect(memory.dropFirst(count * 2).allSatisfy { $0 == 7 })
        var decoded = [UInt8](repeating: 7, count: count + 16)
        var decodedSpan = decoded.mutableSpan
        var decodedOutput = decodedSpan.mutableBytes
        #expect(try Hex.decode(text.span.bytes, into: &decodedOutput) == count)
        #expect(Array(decoded.prefix(count)) == original)
        #expect(decoded.dropFirst(count).allSatisfy { $0 == 7 })
    }
}
