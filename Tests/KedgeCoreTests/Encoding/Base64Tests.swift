import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

struct Base64Tests {
    // RFC 4648 §10
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the published vectors go both ways`(text: String, base64: String) throws {
        #expect(Base64.encode(Array(text.utf8)) == base64)
        #expect(try Base64.decode(base64) == Array(text.utf8))
        let unpadded = base64.replacing("=", with: "")
        #expect(Base64URL.encode(Array(text.utf8)) == unpadded)
        #expect(try Base64URL.decode(unpadded) == Array(text.utf8))
    }

    @Test func `the alphabets differ in their last two characters`() throws {
        #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == "++//")
        #expect(Base64URL.encode([0xFB, 0xEF, 0xFF]) == "--__")
        #expect(throws: Base64Error.invalidCharacter(offset: 2)) { try Base64.decode("++_/") }
        #expect(throws: Base64Error.invalidCharacter(offset: 0)) { try Base64.decode("-+//") }
        #expect(throws: Base64Error.invalidCharacter(offset: 3)) { try Base64URL.decode("--_/") }
        #expect(throws: Base64Error.invalidCharacter(offset: 1)) { try Base64URL.decode("-+__") }
    }

    @Test(arguments: 0..<80)
    func `any length comes back and Foundation writes the same`(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count) + 1)
        for _ in 0..<20 {
            let original = generator.bytes(count)
            let text = Base64.encode(original)
            #expect(text == Data(original).base64EncodedString())
            #expect(try Base64.decode(text) == original)
            let url = Base64URL.encode(original)
            #expect(url == text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""))
            #expect(try Base64URL.decode(url) == original)
        }
    }

    @Test(arguments: ["=", "A===", "====", "AA=A", "A=AA", "=AAA", "AA==AAAA", "AAAA====", "AAA=AAA="])
    func `padding in the wrong place is refused`(text: String) {
        #expect(throws: Base64Error.self) { try Base64.decode(text) }
    }

    @Test(arguments: ["A", "AA", "AAA", "AAAAA", "AAAAAA", "AA=", "AAAA="])
    func `padded text comes in fours`(text: String) {
        #expect(throws: Base64Error.invalidLength(count: text.utf8.count)) { try Base64.decode(text) }
    }

    @Test(arguments: ["A", "AAAAA", String(repeating: "A", count: 33)])
    func `unpadded text never leaves one character over`(text: String) {
        #expect(throws: Base64Error.invalidLength(count: text.utf8.count)) { try Base64URL.decode(text) }
    }

    @Test(arguments: ["Zg==", "Zm8="])
    func `base64url takes no padding`(text: String) {
        #expect(throws: Base64Error.invalidCharacter(offset: text.utf8.count - (text == "Zg==" ? 2 : 1))) {
            try Base64URL.decode(text)
        }
    }

    @Test(arguments: ["Zg ==", "Zm9v\n", "Zm9v\r\nZm9v", " Zm9v", "Zm\t9", "Zm9v\0\0\0\0"])
    func `white space and NUL are refused`(text: String) {
        #expect(throws: Base64Error.self) { try Base64.decode(text) }
        #expect(throws: Base64Error.self) { try Base64URL.decode(text) }
    }

    @Test func `exactly one last character fits every tail`() {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        for whole in [0, 1, 2, 3, 4, 7] {
            let head = [UInt8](repeating: UInt8(ascii: "Q"), count: whole * 4)
            for (value, last) in alphabet.enumerated() {
                let one = head + [UInt8(ascii: "x"), last]
                let two = head + [UInt8(ascii: "x"), UInt8(ascii: "y"), last]
                if value % 16 == 0 {
                    #expect(throws: Never.self) { try Base64URL.decode(one.span.bytes) }
                } else {
                    #expect(throws: Base64Error.strayBits(offset: one.count - 1)) {
                        try Base64URL.decode(one.span.bytes)
                    }
                }
                if value % 4 == 0 {
                    #expect(throws: Never.self) { try Base64URL.decode(two.span.bytes) }
                } else {
                    #expect(throws: Base64Error.strayBits(offset: two.count - 1)) {
                        try Base64URL.decode(two.span.bytes)
                    }
                }
            }
        }
    }

    @Test func `stray bits are refused under padding too`() {
        #expect(throws: Base64Error.strayBits(offset: 1)) { try Base64.decode("Zh==") }
        #expect(throws: Base64Error.strayBits(offset: 2)) { try Base64.decode("Zm9=") }
    }

    @Test func `every byte outside the alphabet is refused, wherever it stands`() {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        for byte in UInt8.min...UInt8.max {
            for offset in [0, 3, 7, 8, 15, 16, 31, 32, 38, 43] {
                var text = [UInt8](repeating: UInt8(ascii: "5"), count: 44)
                text[offset] = byte
                expect(
                    Result { () throws(Base64Error) in try Base64URL.decode(text.span.bytes) },
                    isValid: alphabet.union("-_".utf8).contains(byte), offset)
                // At the very end `=` is padding, and what stands before it then has stray bits.
                if byte == UInt8(ascii: "="), offset == 43 { continue }
                expect(
                    Result { () throws(Base64Error) in try Base64.decode(text.span.bytes) },
                    isValid: alphabet.union("+/".utf8).contains(byte), offset)
            }
        }
    }

    private func expect(_ result: Result<[UInt8], Base64Error>, isValid: Bool, _ offset: Int) {
        if isValid {
            #expect((try? result.get())?.count == 33)
        } else {
            #expect(throws: Base64Error.invalidCharacter(offset: offset)) { try result.get() }
        }
    }

    @Test(arguments: 0..<52)
    func `exactly the counted bytes are written`(count: Int) throws {
        var generator = SeededGenerator(seed: 5)
        let original = generator.bytes(count)
        let characterCount = Base64URL.encodedCount(ofByteCount: count)
        var memory = [UInt8](repeating: 7, count: characterCount + 16)
        var span = memory.mutableSpan
        var output = span.mutableBytes
        #expect(try Base64URL.encode(original.span.bytes, into: &output) == characterCount)
        #expect(memory.dropFirst(characterCount).allSatisfy { $0 == 7 })
        let text = Array(memory.prefix(characterCount))

        #expect(Base64URL.decodedCount(ofCharacterCount: characterCount) == count)
        var decoded = [UInt8](repeating: 7, count: count + 16)
        var decodedSpan = decoded.mutableSpan
        var decodedOutput = decodedSpan.mutableBytes
        #expect(try Base64URL.decode(text.span.bytes, into: &decodedOutput) == count)
        #expect(Array(decoded.prefix(count)) == original)
        #expect(decoded.dropFirst(count).allSatisfy { $0 == 7 })
    }

    @Test func `a buffer that is too small is left alone`() {
        var memory = [UInt8](repeating: 7, count: 2)
        var span = memory.mutableSpan
        var output = span.mutableBytes
        #expect(throws: Base64Error.bufferTooSmall(needed: 4)) {
            try Base64.encode([UInt8]([1]).span.bytes, into: &output)
        }
        #expect(throws: Base64Error.bufferTooSmall(needed: 3)) {
            try Base64.decode("AAAA".utf8Span.span.bytes, into: &output)
        }
        #expect(memory == [7, 7])
    }

    @Test func `a buffer of exactly the right size is enough`() throws {
        var memory = [UInt8](repeating: 7, count: 1)
        var span = memory.mutableSpan
        var output = span.mutableBytes
        #expect(try Base64.decode("AQ==".utf8Span.span.bytes, into: &output) == 1)
        #expect(memory == [1])
    }
}
