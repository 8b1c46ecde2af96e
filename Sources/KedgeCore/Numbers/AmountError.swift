/// Why text was refused as an amount.
public enum AmountError: Error, Equatable, Sendable {
    /// The number of decimals is not 0 to 77.
    case decimals(Int)
    /// The text is not digits, perhaps with a point and more digits behind them.
    case invalidText
    /// More digits stand behind the point than there are decimals.
    case tooManyDecimals(Int)
    /// The amount is 2^256 or more of the smallest unit.
    case tooLarge
}
