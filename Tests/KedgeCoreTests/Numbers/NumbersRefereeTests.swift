import KedgeCore
import KedgeTestSupport
import Testing

/// Thousands of random cases, which other software worked out.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct NumbersRefereeTests {
    private struct NumberCase: Decodable {
        let bytes: HexBytes
        let decimal: String
        let quantity: String
        let decimals: Int
        let amount: String
    }

    @Test func `the referee agrees on numbers and amounts`() throws {
        let cases = try Referee.cases("numbers", as: NumberCase.self)
        #expect(cases.count >= 1000)
        for item in cases {
            let number = try #require(UInt256(bigEndian: item.bytes.bytes))
            #expect(number.decimal == item.decimal)
            #expect(number.quantity == item.quantity)
            #expect(UInt256(item.decimal) == number)
            #expect(UInt256(item.quantity) == number)
            #expect(try number.amount(decimals: item.decimals) == item.amount)
            #expect(try UInt256(amount: item.amount, decimals: item.decimals) == number)
        }
    }
}
