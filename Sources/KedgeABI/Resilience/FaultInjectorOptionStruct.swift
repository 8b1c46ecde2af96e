public import CKedge
import KedgeResilienceCore

extension kedge_fault_injector_options: OptionStruct {
    internal static var firstReleaseSize: Int { 72 }
    internal static var defaults: Self {
        Self(
            struct_size: MemoryLayout<Self>.stride, error_rate_ppm: 0, maximum_faults: 0, seed: 0, percentiles: nil,
            percentile_count: 0, first_ns: 0, second_ns: 0, latency: KEDGE_FAULT_LATENCY_NONE, has_seed: 0)
    }

    /// What these options say.
    internal func faultOptions() throws(Refusal) -> FaultOptions {
        guard error_rate_ppm <= million else {
            throw Refusal(fail(PolicyError("error rate", "0 to 1,000,000 parts of a million")))
        }
        // KEDGE_NO_LIMIT is more than anybody counts.
        return FaultOptions(
            errorRate: Double(error_rate_ppm) / Double(million), latency: try faultLatency(),
            maximumFaults: count(maximum_faults), seed: try flag(has_seed, "has_seed") ? seed : nil)
    }

    private func faultLatency() throws(Refusal) -> FaultLatency {
        switch latency {
        case KEDGE_FAULT_LATENCY_NONE: return .none
        case KEDGE_FAULT_LATENCY_CONSTANT: return .constant(time(first_ns))
        case KEDGE_FAULT_LATENCY_UNIFORM: return .uniform(time(first_ns), time(second_ns))
        case KEDGE_FAULT_LATENCY_EXPONENTIAL: return .exponential(mean: time(first_ns), cap: time(second_ns))
        case KEDGE_FAULT_LATENCY_NORMAL: return .normal(mean: time(first_ns), deviation: time(second_ns))
        case KEDGE_FAULT_LATENCY_PERCENTILES: return .percentiles(try points())
        default:
            throw Refusal(
                fail(
                    PolicyError(
                        "latency", "one of KEDGE_FAULT_LATENCY_NONE to KEDGE_FAULT_LATENCY_PERCENTILES")))
        }
    }

    private func points() throws(Refusal) -> [FaultPercentile] {
        guard percentile_count >= 0, percentiles != nil || percentile_count == 0 else {
            throw Refusal(failCount("percentile_count", percentile_count))
        }
        // Of more than there may be none is looked at: they are refused like none at all.
        let points = UnsafeBufferPointer(start: percentiles, count: percentile_count <= 100 ? percentile_count : 0)
        return points.map { FaultPercentile(share: Double($0.share_ppm) / Double(million), time: time($0.time_ns)) }
    }
}

private let million: UInt64 = 1_000_000

extension kedge_fault_injector_info: ResultStruct {
    internal static var firstReleaseSize: Int { 48 }
}

/// Writes the default options: no call fails or is held up, and maximum_faults is still to be set.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_fault_injector_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_fault_injector_options_init")
public func kedge_fault_injector_options_init(
    _ options: UnsafeMutablePointer<kedge_fault_injector_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_fault_injector_options.write(options, size: struct_size)
}
