import CKedge
import CPlatform

/// Refuses an input so large that there is no memory for the arrays which are made of it.
///
/// Swift ends the process when it has no memory for an array, so it is asked for first.
///
/// - Parameter byteCount: Bytes of the input, 0 or more.
/// - Returns: nil if there is memory, and for small inputs, which take no more than what Swift needs anyway.
internal func failArrays(of byteCount: Int) -> kedge_status? {
    guard byteCount > 1 << 16 else { return nil }
    let (needed, overflow) = byteCount.multipliedReportingOverflow(by: 4)
    guard !overflow, cplatform_can_allocate(needed) else {
        return fail(KEDGE_OUT_OF_MEMORY, "no memory is left for {u0} bytes of input", byteCount)
    }
    return nil
}

/// The same for several inputs together, of which each may be small.
///
/// - Parameter byteCounts: Those that are below 0 are left to who looks at the inputs.
internal func failArrays(ofCounts byteCounts: some Sequence<Int>) -> kedge_status? {
    var sum = 0
    for count in byteCounts where count > 0 {
        let (larger, overflow) = sum.addingReportingOverflow(count)
        sum = overflow ? .max : larger
    }
    return failArrays(of: sum)
}
