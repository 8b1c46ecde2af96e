import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

struct Base58CheckTests {
    private struct Vector: Decodable {
        struct Case: Decodable {
            struct Chain: Decodable {
                let xpub: String
                let xprv: String
            }

            let chains: [Chain]
        }

        struct InvalidKey: Decodable {
            let key: String
            let reason: String
        }

        let valid: [Case]
        let invalid_extended_keys: [InvalidKey]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `published extended keys decode to 78 bytes and encode to themselves`() throws {
        let keys = try Vectors.json("bip32/bip32_vectors.json", as: Vector.self).valid
            .flatMap(\.chains).flatMap { [$0.xpub, $0.xprv] }
        #expect(keys.count >= 30)
        for key in keys {
            let payload = try Base58Check.decode(key)
            #expect(payload.count == 78)
            #expect(try Base58Check.encode(payload) == key)
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published key with a wrong checksum is refused`() throws {
        let keys = try Vectors.json("bip32/bip32_vectors.json", as: Vector.self).invalid_extended_keys
            .filter { $0.reason.contains("checksum") }
        #expect(keys.count == 1)
        for key in keys {
            #expect(throws: Base58CheckError.wrongChecksum) { try Base58Check.decode(key.key) }
        }
    }

    @Test func `the empty payload has a text of its own`() throws {
        // The first four bytes of SHA-256(SHA-256("")) are 5d f6 e0 e2.
        #expect(try Base58Check.encode([]) == Base58.encode([0x5d, 0xf6, 0xe0, 0xe2]))
        #expect(try Base58Check.decode(Base58Check.encode([])) == [])
    }

    @Test func `payloads of any length come back, leading zeros too`() throws {
        var generator = SeededGenerator(seed: 58)
        for count in Array(0...100) + [1019, 1020] {
            let payload = generator.bytes(count)
            let zeros = [UInt8](repeating: 0, count: count)
            #expect(try Base58Check.decode(Base58Check.encode(payload)) == payload)
            #expect(try Base58Check.decode(Base58Check.encode(zeros)) == zeros)
        }
    }

    @Test func `no single character can be changed unnoticed`() throws {
        let text = try Array(Base58Check.encode([0, 1, 2, 3, 250, 251, 252]).utf8)
        for position in text.indices {
            for replacement in Array("19Az".utf8) where replacement != text[position] {
                var wrong = text
                wrong[position] = replacement
                #expect(throws: Base58CheckError.self) {
                    try Base58Check.decode(String(decoding: wrong, as: UTF8.self))
                }
            }
        }
    }

    @Test(arguments: [("", 0), ("1", 1), ("111", 3), ("2g", 1)])
    func `a text of fewer bytes than a checksum is refused`(text: String, byteCount: Int) {
        #expect(throws: Base58CheckError.tooShort(byteCount: byteCount)) { try Base58Check.decode(text) }
    }

    @Test func `a character outside the alphabet is refused`() {
        #expect(throws: Base58CheckError.base58(.invalidCharacter(offset: 2))) { try Base58Check.decode("11O1111") }
        #expect(throws: Base58CheckError.base58(.invalidCharacter(offset: 0))) { try Base58Check.decode(" 1111111") }
    }

    @Test func `a payload that is too long is refused`() {
        #expect(Base58Check.maximumPayloadByteCount == 1020)
        #expect(throws: Base58CheckError.base58(.tooLong)) {
            try Base58Check.encode([UInt8](repeating: 1, count: 1021))
        }
        #expect(throws: Base58CheckError.base58(.tooLong)) {
            try Base58Check.decode(String(repeating: "z", count: 1400))
        }
    }

    @Test func `an output that is too small is left alone, and one that fits is filled`() throws {
        let payload: [UInt8] = [1, 2, 3, 4, 5]
        let text = try Base58Check.encode(payload)
        var output: [UInt8] = [9, 9, 9, 9]
        #expect(throws: Base58CheckError.base58(.bufferTooSmall(needed: 5))) {
            try fill(&output) { try Base58Check.decode(text.utf8Span.span.bytes, into: &$0) }
        }
        #expect(output == [9, 9, 9, 9])
        output = Array(repeating: 9, count: text.utf8.count - 1)
        #expect(throws: Base58CheckError.base58(.bufferTooSmall(needed: text.utf8.count))) {
            try fill(&output) { try Base58Check.encode(payload.span.bytes, into: &$0) }
        }
        #expect(output.allSatisfy { $0 == 9 })

        output = Array(repeating: 9, count: 20)
        let count = try fill(&output) { try Base58Check.encode(payload.span.bytes, into: &$0) }
        #expect(Array(output[..<count]) == Array(text.utf8))
        #expect(output[count] == 9)
        output = Array(repeating: 9, count: 6)
        #expect(try fill(&output) { try Base58Check.decode(text.utf8Span.span.bytes, into: &$0) } == 5)
        #expect(output == payload + [9])
    }

    @discardableResult
    private func fill(_ output: inout [UInt8], _ body: (inout MutableRawSpan) throws -> Int) throws -> Int {
        try output.withUnsafeMutableBytes { output in
            var bytes = output.mutableBytes
            return try body(&bytes)
        }
    }

    @Test func `an error says what is wrong without quoting the text`() {
        #expect(
            Base58CheckError.tooShort(byteCount: 3).description
                == "Base58Check: 3 bytes, fewer than the 4 of a checksum")
        #expect(
            Base58CheckError.wrongChecksum.description
                == "Base58Check: the checksum is wrong, the text was mistyped or damaged")
        #expect(Base58CheckError.base58(.tooLong).description == Base58Error.tooLong.description)
    }
}
