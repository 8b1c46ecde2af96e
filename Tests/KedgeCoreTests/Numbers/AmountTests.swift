import KedgeCore
import KedgeTestSupport
import Testing

@Suite struct AmountTests {
    private static let greatest =
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"

    @Test(arguments: [
        ("1.5", 18, "1500000000000000000"), ("1", 18, "1000000000000000000"), ("0", 18, "0"), ("0.0", 18, "0"),
        ("0.000000000000000001", 18, "1"), ("007.50", 2, "750"), ("12", 0, "12"), ("1.230000", 6, "1230000"),
        (greatest, 0, greatest), ("1", 77, "1" + String(repeating: "0", count: 77)),
        ("1." + greatest.dropFirst(), 77, greatest),
    ])
    func `an amount is read in its smallest unit`(text: String, decimals: Int, number: String) throws {
        #expect(try UInt256(amount: text, decimals: decimals).decimal == number)
    }

    @Test(arguments: [
        "", ".", "1.", ".5", "1.5.", "1..5", "-1", "+1", "1e18", "1,5", " 1", "1 ", "0x1", "1.5\0", "1.-5", "\u{0661}",
    ])
    func `text that is no amount is refused`(text: String) {
        #expect(throws: AmountError.invalidText) { try UInt256(amount: text, decimals: 18) }
    }

    @Test func `digits beyond the decimals are refused, zeros too`() {
        #expect(throws: AmountError.tooManyDecimals(1)) { try UInt256(amount: "1.0", decimals: 0) }
        #expect(throws: AmountError.tooManyDecimals(3)) { try UInt256(amount: "1.500", decimals: 2) }
        #expect(throws: AmountError.tooManyDecimals(19)) {
            try UInt256(amount: "0.0000000000000000001", decimals: 18)
        }
    }

    @Test func `an amount of more than 256 bits is refused`() {
        let above = Self.greatest.dropLast() + "6"
        #expect(throws: AmountError.tooLarge) { try UInt256(amount: String(above), decimals: 0) }
        #expect(throws: AmountError.tooLarge) { try UInt256(amount: "2", decimals: 77) }
        #expect(throws: AmountError.tooLarge) { try UInt256(amount: String(repeating: "9", count: 500), decimals: 1) }
        #expect(throws: AmountError.tooLarge) { try UInt256(amount: "1." + above.dropFirst(), decimals: 77) }
    }

    @Test(arguments: [-1, 78, Int.max, Int.min])
    func `decimals out of range are refused`(decimals: Int) {
        #expect(throws: AmountError.decimals(decimals)) { try UInt256(amount: "1", decimals: decimals) }
        #expect(throws: AmountError.decimals(decimals)) { try UInt256(1).amount(decimals: decimals) }
    }

    @Test(arguments: [
        ("1500000000000000000", 18, "1.5"), ("1000000000000000000", 18, "1"), ("0", 18, "0"), ("0", 0, "0"),
        ("1", 18, "0.000000000000000001"), ("10", 1, "1"), ("100", 0, "100"), ("105", 2, "1.05"),
        (greatest, 77, "1." + greatest.dropFirst()), (greatest, 0, greatest),
        ("1", 77, "0." + String(repeating: "0", count: 76) + "1"),
    ])
    func `an amount is written without zeros at its end`(number: String, decimals: Int, text: String) throws {
        #expect(try #require(UInt256(number)).amount(decimals: decimals) == text)
    }

    @Test func `every amount comes back from its text`() throws {
        var generator = SeededGenerator(seed: 22)
        for decimals in 0...77 {
            for count in 0...32 {
                let number = try #require(UInt256(bigEndian: generator.bytes(count)))
                #expect(try UInt256(amount: number.amount(decimals: decimals), decimals: decimals) == number)
            }
        }
    }
}
