import CKedge
import CPlatform
import KedgeWallet

/// Refuses an input so large that there is no memory for the arrays which are made of it.
///
/// Swift ends the process when it has no memory for an array, so it is asked for first.
///
/// - Parameter byteCount: Bytes of the input, 0 or more.
/// - Returns: nil if there is memory, and for small inputs, which take no more than what Swift needs anyway.
func failArrays(of byteCount: Int) -> kedge_status? {
    guard byteCount > 1 << 16 else { return nil }
    let (needed, overflow) = byteCount.multipliedReportingOverflow(by: 4)
    guard !overflow, cplatform_can_allocate(needed) else {
        return fail(KEDGE_OUT_OF_MEMORY, "no memory is left for {u0} bytes of input", byteCount)
    }
    return nil
}

/// The same for the arrays that encoding a transaction makes.
func failArrays(of transaction: Transaction) -> kedge_status? {
    let fields = transaction.fields
    // The parts exist in memory already, so the sum of their sizes does not overflow.
    let count = fields.accessList.reduce(fields.data.count) { $0 &+ 64 &+ $1.storageKeys.count &* 32 }
    return failArrays(of: count &+ fields.authorizations.count &* 128)
}
