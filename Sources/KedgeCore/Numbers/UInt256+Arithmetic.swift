extension UInt256 {
    /// The sum modulo 2^256, and whether it is smaller than the true sum.
    public func addingReportingOverflow(_ other: UInt256) -> (partialValue: UInt256, overflow: Bool) {
        var carry = false
        func add(_ first: UInt64, _ second: UInt64) -> UInt64 {
            let (sum, overflow) = first.addingReportingOverflow(second)
            let (total, overflowAgain) = sum.addingReportingOverflow(carry ? 1 : 0)
            carry = overflow || overflowAgain
            return total
        }
        let sum = UInt256(
            words: (
                add(words.0, other.words.0), add(words.1, other.words.1), add(words.2, other.words.2),
                add(words.3, other.words.3)
            ))
        return (sum, carry)
    }

    /// The difference modulo 2^256, and whether `other` is the greater number.
    public func subtractingReportingOverflow(_ other: UInt256) -> (partialValue: UInt256, overflow: Bool) {
        (addingReportingOverflow(other.twosComplement).partialValue, self < other)
    }

    /// The negative of the number modulo 2^256: its two's complement.
    public var twosComplement: UInt256 {
        UInt256(words: (~words.0, ~words.1, ~words.2, ~words.3)).addingReportingOverflow(1).partialValue
    }

    /// Multiplies by `factor` and adds `term`.
    ///
    /// - Returns: nil where the result does not fit.
    package func multiplied(by factor: UInt64, adding term: UInt64) -> UInt256? {
        var carry = term
        func multiply(_ word: UInt64) -> UInt64 {
            let (high, low) = word.multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            carry = high &+ (overflow ? 1 : 0)
            return sum
        }
        let product = UInt256(words: (multiply(words.0), multiply(words.1), multiply(words.2), multiply(words.3)))
        return carry == 0 ? product : nil
    }

    /// The quotient and the remainder of a division by `divisor`, which is not 0.
    package func quotientAndRemainder(dividingBy divisor: UInt64) -> (quotient: UInt256, remainder: UInt64) {
        var remainder: UInt64 = 0
        func divide(_ word: UInt64) -> UInt64 {
            let (quotient, rest) = divisor.dividingFullWidth((remainder, word))
            remainder = rest
            return quotient
        }
        let high = divide(words.3)
        let middle = divide(words.2)
        let low = divide(words.1)
        let lowest = divide(words.0)
        return (UInt256(words: (lowest, low, middle, high)), remainder)
    }
}
