import KedgeCore
import KedgeTestSupport
import Testing

@Suite("UInt256")
struct UInt256Tests {
    private static let greatest =
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"

    @Test(arguments: [
        ("0", UInt256(0)), ("00", UInt256(0)), ("7", UInt256(7)), ("007", UInt256(7)), ("0x0", UInt256(0)),
        ("0xff", UInt256(255)), ("0xFf", UInt256(255)), ("18446744073709551615", UInt256(UInt64.max)),
        ("18446744073709551616", UInt256(words: (0, 1, 0, 0))), (greatest, UInt256.max),
        ("0x" + String(repeating: "f", count: 64), UInt256.max),
        ("0x000" + String(repeating: "f", count: 64), UInt256.max),
    ])
    func `text is read as the number it writes`(text: String, number: UInt256) {
        #expect(UInt256(text) == number)
        #expect(UInt256(text: text.utf8Span.span.bytes) == number)
    }

    @Test(arguments: [
        "", " ", "1 ", " 1", "-1", "+1", "1.0", "1e3", "0x", "0X1", "x", "0xg", "1_000", "1,000", "ff", "\u{0661}",
        "115792089237316195423570985008687907853269984665640564039457584007913129639936",
        "0x1" + String(repeating: "0", count: 64), String(repeating: "9", count: 1000), "1\0",
    ])
    func `text that is no number of 256 bits is refused`(text: String) {
        #expect(UInt256(text) == nil)
    }

    @Test func `every power of ten, and its neighbours, is written and read`() throws {
        var text = "1"
        while let power = UInt256(text) {
            #expect(power.decimal == text)
            let below = power.addingReportingOverflow(.max).partialValue
            let nines = text.count == 1 ? "0" : String(repeating: "9", count: text.count - 1)
            #expect(below.decimal == nines)
            #expect(
                power.addingReportingOverflow(1).partialValue.decimal == text.dropLast() + (text == "1" ? "2" : "1"))
            text += "0"
        }
        #expect(text.count == 79)
        #expect(UInt256.max.decimal == Self.greatest)
        #expect(UInt256(0).description == "0")
    }

    @Test func `a difference is what the sum undoes, and says when the other was greater`() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<2_000 {
            let (first, second) = (
                try #require(UInt256(bigEndian: generator.bytes(32))),
                try #require(UInt256(bigEndian: generator.bytes(Int(generator.next() % 33))))
            )
            let (difference, overflow) = first.subtractingReportingOverflow(second)
            #expect(difference.addingReportingOverflow(second).partialValue == first)
            #expect(difference.addingReportingOverflow(second).overflow == overflow)
            #expect(overflow == (first < second))
        }
        #expect(UInt256(7).subtractingReportingOverflow(7) == (0, false))
        #expect(UInt256(0).subtractingReportingOverflow(1) == (.max, true))
        #expect(UInt256.max.subtractingReportingOverflow(0) == (.max, false))
    }

    @Test func `JSON has it as text, and a number of JSON is refused`() throws {
        let greatest = "0x" + String(repeating: "f", count: 64)
        #expect(try JSON.encode([UInt256(0), .max]) == #"["0x0","\#(greatest)"]"#)
        func decoded(_ json: String) throws -> [UInt256] {
            try JSONDocument(json).decode()
        }
        #expect(try decoded(#"["0x10","16"]"#) == [16, 16])
        for text in ["[16]", #"["-1"]"#, #"["1.0"]"#, "[null]", #"[""]"#] {
            #expect(throws: DecodingError.self, "\(text)") { try decoded(text) }
        }
    }

    @Test func `random numbers come back from their text and bytes`() throws {
        var generator = SeededGenerator(seed: 20)
        for count in 0...32 {
            for _ in 0..<20 {
                let bytes = generator.bytes(count)
                let number = try #require(UInt256(bigEndian: bytes))
                #expect(number.bigEndianBytes == [UInt8](repeating: 0, count: 32 - count) + bytes)
                #expect(UInt256(number.decimal) == number)
                #expect(UInt256(number.quantity) == number)
                let significant = bytes.drop { $0 == 0 }.count
                #expect(number.significantByteCount == significant)
                #expect(number.quantity.count <= 2 + 2 * max(significant, 1))
            }
        }
        #expect(UInt256(bigEndian: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func `quantities have no leading zeros`() {
        #expect(UInt256(0).quantity == "0x0")
        #expect(UInt256(15).quantity == "0xf")
        #expect(UInt256(16).quantity == "0x10")
        #expect(UInt256(4096).quantity == "0x1000")
    }

    @Test func `sums wrap and tell so`() {
        let one = UInt256.max.addingReportingOverflow(1)
        #expect(one.overflow && one.partialValue == .zero)
        let carried = UInt256(words: (.max, .max, .max, 0)).addingReportingOverflow(1)
        #expect(!carried.overflow && carried.partialValue == UInt256(words: (0, 0, 0, 1)))
        let both = UInt256.max.addingReportingOverflow(.max)
        #expect(both.overflow && both.partialValue == UInt256(words: (.max &- 1, .max, .max, .max)))
        #expect(UInt256(1).twosComplement == .max)
        #expect(UInt256(0).twosComplement == .zero)
    }

    @Test func `products that do not fit are nil`() {
        #expect(UInt256.max.multiplied(by: 1, adding: 0) == .max)
        #expect(UInt256.max.multiplied(by: 1, adding: 1) == nil)
        #expect(UInt256.max.multiplied(by: 2, adding: 0) == nil)
        #expect(UInt256(0).multiplied(by: .max, adding: .max) == UInt256(UInt64.max))
        #expect(UInt256(words: (.max, 0, 0, 0)).multiplied(by: .max, adding: .max) == UInt256(words: (0, .max, 0, 0)))
    }

    @Test func `division gives back what multiplication made`() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<500 {
            let number = try #require(UInt256(bigEndian: generator.bytes(Int.random(in: 0...24, using: &generator))))
            let divisor = generator.next() >> UInt64.random(in: 0..<63, using: &generator) | 1
            let remainder = generator.next() % divisor
            let product = try #require(number.multiplied(by: divisor, adding: remainder))
            let result = product.quotientAndRemainder(dividingBy: divisor)
            #expect(result.quotient == number && result.remainder == remainder)
        }
    }

    @Test func `order, bits and small values follow the number`() {
        let ascending: [UInt256] = [
            0, 1, UInt256(UInt64.max), UInt256(words: (0, 1, 0, 0)), UInt256(words: (.max, 0, 1, 0)),
            UInt256(words: (0, 1, 1, 0)), UInt256(words: (0, 0, 0, 1)), .max,
        ]
        for (index, number) in ascending.enumerated() {
            for (other, second) in ascending.enumerated() {
                #expect((number < second) == (index < other))
                #expect((number == second) == (index == other))
            }
        }
        #expect(ascending.map(\.leadingZeroBitCount) == [256, 255, 192, 191, 127, 127, 63, 0])
        #expect(ascending.map(\.uint64) == [0, 1, .max, nil, nil, nil, nil, nil])
        #expect(Set(ascending).count == ascending.count)
    }
}
