import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

struct RLPWriterTests {
    @Test func `numbers are as short as can be`() throws {
        for (number, expected) in [
            (UInt64(0), [0x80]), (1, [1]), (0x7F, [0x7F]), (0x80, [0x81, 0x80]), (0x100, [0x82, 1, 0]),
            (.max, [0x88, 255, 255, 255, 255, 255, 255, 255, 255]),
        ] as [(UInt64, [UInt8])] {
            var writer = RLPWriter()
            writer.append(number)
            #expect(try writer.finish() == expected)
            writer.append(UInt256(number))
            #expect(try writer.finish() == expected)
            #expect(try RLPItem(number).encoded() == expected)
            #expect(RLPItem(number).number == UInt256(number))
        }
        for count in 1...32 {
            let bytes = [UInt8](repeating: 0xAB, count: count)
            var writer = RLPWriter()
            writer.append(try #require(UInt256(bigEndian: bytes)))
            writer.append(bytes)
            let twice = try writer.finish()
            #expect(twice.prefix(twice.count / 2) == twice.suffix(twice.count / 2))
        }
    }

    @Test func `lists lie in each other and behind each other`() throws {
        // [ [], [[]], [ [], [[]] ] ]: Ethereum Wiki, "RLP", the set theoretical representation of three.
        var writer = RLPWriter()
        writer.beginList()
        writer.beginList()
        try writer.endList()
        writer.beginList()
        writer.beginList()
        try writer.endList()
        try writer.endList()
        writer.beginList()
        writer.beginList()
        try writer.endList()
        writer.beginList()
        writer.beginList()
        try writer.endList()
        try writer.endList()
        try writer.endList()
        try writer.endList()
        #expect(try writer.finish() == [0xC7, 0xC0, 0xC1, 0xC0, 0xC3, 0xC0, 0xC1, 0xC0])
        #expect(try writer.finish() == [])
    }

    @Test func `a list that is not balanced is refused`() throws {
        var writer = RLPWriter()
        #expect(error { () throws(RLPError) in try writer.endList() } == .unbalancedList)
        writer.beginList()
        writer.append(UInt64(1))
        #expect(error { () throws(RLPError) in _ = try writer.finish() } == .unbalancedList)
        try writer.endList()
        #expect(error { () throws(RLPError) in try writer.endList() } == .unbalancedList)
        #expect(try writer.finish() == [0xC1, 1])
    }

    @Test func `random trees come back`() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<2000 {
            let item = randomItem(&random, depth: 7)
            #expect(try RLPItem(decoding: item.encoded()) == item)
        }
    }

    private func error(_ body: () throws(RLPError) -> Void) -> RLPError? {
        do throws(RLPError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
