public import CKedge
import KedgeResilienceCore

extension kedge_bulkhead_options: OptionStruct {
    internal static var firstReleaseSize: Int { 48 }
    internal static var defaults: Self {
        let options = BulkheadOptions()
        return Self(
            struct_size: MemoryLayout<Self>.stride, clock: nil,
            maximum_calls: UInt64(truncatingIfNeeded: options.maximumCalls),
            maximum_waiting: UInt64(truncatingIfNeeded: options.maximumWaiting),
            maximum_wait_ns: options.maximumWait.saturatedNanoseconds,
            claim_time_ns: options.claimTime.saturatedNanoseconds)
    }

    internal var bulkheadOptions: BulkheadOptions {
        BulkheadOptions(
            maximumCalls: count(maximum_calls), maximumWaiting: count(maximum_waiting),
            maximumWait: time(maximum_wait_ns), claimTime: time(claim_time_ns))
    }
}

extension kedge_bulkhead_info: ResultStruct {
    internal static var firstReleaseSize: Int { 64 }
}

/// Writes the default options: 25 calls at once, and nobody waits.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_bulkhead_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_bulkhead_options_init")
public func kedge_bulkhead_options_init(
    _ options: UnsafeMutablePointer<kedge_bulkhead_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_bulkhead_options.write(options, size: struct_size)
}
