import KedgeCore
import KedgeWallet
import Testing

@Suite struct Int256Tests {
    private let highest = "57896044618658097711785492504343953926634992332820282019728792003956564819967"
    private let lowest = "-57896044618658097711785492504343953926634992332820282019728792003956564819968"

    @Test func `the ends of the range are read and written`() throws {
        #expect(Int256.max.decimal == highest)
        #expect(Int256.min.decimal == lowest)
        #expect(Int256(highest) == .max)
        #expect(Int256(lowest) == .min)
        #expect(Int256("57896044618658097711785492504343953926634992332820282019728792003956564819968") == nil)
        #expect(Int256("-57896044618658097711785492504343953926634992332820282019728792003956564819969") == nil)
        #expect(Int256("115792089237316195423570985008687907853269984665640564039457584007913129639935") == nil)
    }

    @Test func `other text is refused`() {
        for text in ["", "-", "--1", "+1", "-0x1", "0x", "1.0", " 1", "1-"] { #expect(Int256(text) == nil, "\(text)") }
        #expect(Int256("0x10") == 16)
        #expect(Int256("-0") == 0)
    }

    @Test func `numbers keep their order`() {
        let ordered: [Int256] = [.min, -5, -1, 0, 1, 5, .max]
        #expect(ordered.shuffled().sorted() == ordered)
        #expect(Int256(Int64.min).decimal == "-9223372036854775808")
    }

    @Test func `a magnitude is what is left without the sign`() {
        #expect(Int256(-7).magnitude == 7)
        #expect(Int256.min.magnitude == Int256(isNegative: true, magnitude: Int256.min.magnitude)?.magnitude)
        #expect(Int256(isNegative: false, magnitude: Int256.min.magnitude) == nil)
        #expect(Int256(isNegative: true, magnitude: .zero) == 0)
    }
}
