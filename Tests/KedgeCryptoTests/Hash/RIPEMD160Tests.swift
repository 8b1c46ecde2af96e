import KedgeCrypto
import KedgeTestSupport
import Testing

@Suite struct RIPEMD160Tests {
    private struct Vector: Decodable {
        let message: String?
        let message_repeat: Repetition?
        let digest: HexBytes

        var text: String { message ?? message_repeat.map { String(repeating: $0.unit, count: $0.times) } ?? "" }
    }

    /// `[unit, times]`.
    private struct Repetition: Decodable {
        let unit: String
        let times: Int

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            unit = try container.decode(String.self)
            times = try container.decode(Int.self)
        }
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the published digests come out`() throws {
        let vectors = try Vectors.json("ripemd160/ripemd160.json", as: [Vector].self)
        #expect(vectors.count == 9)
        for vector in vectors {
            #expect(try RIPEMD160.hash([UInt8](vector.text.utf8)) == vector.digest.bytes)
        }
    }

    @Test func `the digest of nothing is the published one`() throws {
        #expect(try RIPEMD160.hash([]) == bytes(hex: "9c1185a5c5e9fc54612808977ee8f548b2258d31"))
    }

    @Test func `a digest may be written over its message`() throws {
        var memory = [UInt8](repeating: 0x61, count: 40)
        let expected = try RIPEMD160.hash(memory)
        try memory.withUnsafeMutableBytes { memory in
            let start = try #require(memory.baseAddress)
            try RIPEMD160.hash(UnsafeRawBufferPointer(memory), into: start)
        }
        #expect([UInt8](memory.prefix(20)) == expected)
    }

    @Test func `threads that begin at once get the same digests`() throws {
        let expected = try RIPEMD160.hash([1, 2, 3])
        let wrong = Tally()
        onThreads(8) { _ in
            for _ in 0..<200 where (try? RIPEMD160.hash([1, 2, 3])) != expected { wrong.add() }
        }
        #expect(wrong.count == 0)
    }

    private struct RefereeCase: Decodable {
        let message: HexBytes
        let digest: HexBytes
    }

    @Test(.enabled(if: Referee.isAvailable, Referee.absence))
    func `digests are those of independent software`() throws {
        for vector in try Referee.cases("ripemd160", as: RefereeCase.self) {
            #expect(try RIPEMD160.hash(vector.message.bytes) == vector.digest.bytes)
        }
    }
}
