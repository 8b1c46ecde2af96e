import CKedge
import KedgeCore

internal func fail(_ error: AmountError) -> kedge_status {
    switch error {
    case .decimals(let count): fail(KEDGE_INVALID_ARGUMENT, "decimals is {u0}: 0 to 77 are taken", count)
    case .invalidText:
        fail(KEDGE_INVALID_NUMBER, "the amount is not digits, perhaps with a point and more digits behind them")
    case .tooManyDecimals(let count):
        fail(KEDGE_INVALID_NUMBER, "the amount has {u0} digits behind the point, more than decimals allows", count)
    case .tooLarge: fail(KEDGE_INVALID_NUMBER, "the amount is 2^256 or more of the smallest unit")
    }
}
