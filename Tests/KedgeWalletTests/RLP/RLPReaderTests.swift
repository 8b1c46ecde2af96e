import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

struct RLPReaderTests {
    // What a reader gives is put aside before it is expected: a closure cannot hold a reader.
    @Test func `items are read one behind the other`() throws {
        let bytes: [UInt8] = [0x01, 0x82, 0xAA, 0xBB, 0xC2, 0x05, 0x80, 0x80]
        var reader = RLPReader(bytes.span.bytes)
        let first = try reader.nextUInt64()
        let second = try reader.nextUInt256()
        let isList = reader.isAtList
        var list = try reader.nextList()
        let inner = try list.nextUInt64()
        let offset = list.offset
        let empty = try list.nextBytes().byteCount
        try list.finish()
        var left: RLPError?
        do throws(RLPError) { try reader.finish() } catch { left = error }
        let last = try reader.nextItem().byteCount
        try reader.finish()
        #expect((first, second, inner, isList, offset) == (1, 0xAABB, 5, true, 6))
        #expect((empty, left, last) == (0, .trailingBytes(offset: 7), 1))
    }

    @Test func `numbers have no leading zero and fit`() throws {
        #expect(throws: RLPError.leadingZero(offset: 0)) { try uint64("00") }
        #expect(throws: RLPError.leadingZero(offset: 0)) { try uint64("820001") }
        #expect(throws: RLPError.leadingZero(offset: 0)) { try uint256("a0" + String(repeating: "00", count: 32)) }
        #expect(throws: RLPError.numberTooLarge(offset: 0)) { try uint64("89010000000000000000") }
        #expect(throws: RLPError.numberTooLarge(offset: 0)) {
            try uint256("a101" + String(repeating: "00", count: 32))
        }
        #expect(try uint64("88ffffffffffffffff") == .max)
        #expect(try uint256("a0" + String(repeating: "ff", count: 32)) == .max)
        #expect(try uint64("80") == 0)
        #expect(try uint256("80") == 0)
        #expect(try uint64("7f") == 127)
        #expect(try uint64("8180") == 128)
    }

    @Test func `an item of another kind is refused and not read`() throws {
        let bytes: [UInt8] = [0xC0, 0x80]
        var reader = RLPReader(bytes.span.bytes)
        var errors: [RLPError] = []
        do throws(RLPError) { _ = try reader.nextBytes() } catch { errors.append(error) }
        do throws(RLPError) { _ = try reader.nextUInt64() } catch { errors.append(error) }
        do throws(RLPError) { _ = try reader.nextUInt256() } catch { errors.append(error) }
        _ = try reader.nextList()
        do throws(RLPError) { _ = try reader.nextList() } catch { errors.append(error) }
        _ = try reader.nextBytes()
        do throws(RLPError) { _ = try reader.nextList() } catch { errors.append(error) }
        let isList = reader.isAtList
        #expect(
            errors == [
                .wrongKind(offset: 0), .wrongKind(offset: 0), .wrongKind(offset: 0), .wrongKind(offset: 1),
                .truncated(offset: 2),
            ])
        #expect(!isList)
    }

    @Test func `places in an inner list count from the outermost`() throws {
        let bytes: [UInt8] = [0x01, 0xC3, 0xC2, 0x81, 0x05]
        var reader = RLPReader(bytes.span.bytes)
        _ = try reader.nextUInt64()
        var list = try reader.nextList()
        var inner = try list.nextList()
        var refusal: RLPError?
        do throws(RLPError) { _ = try inner.nextBytes() } catch { refusal = error }
        #expect(refusal == .notCanonical(offset: 3))
    }

    private func uint64(_ hex: String) throws -> UInt64 {
        let data = try #require(bytes(hex: hex))
        var reader = RLPReader(data.span.bytes)
        return try reader.nextUInt64()
    }

    private func uint256(_ hex: String) throws -> UInt256 {
        let data = try #require(bytes(hex: hex))
        var reader = RLPReader(data.span.bytes)
        return try reader.nextUInt256()
    }
}
