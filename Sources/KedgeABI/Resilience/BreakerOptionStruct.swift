public import CKedge
import KedgeCore
import KedgeResilienceCore

extension kedge_breaker_options: OptionStruct {
    internal static var firstReleaseSize: Int { 184 }
    internal static var defaults: Self {
        let none = UInt64.max
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.consecutive_failures = none
        options.failure_rate_ppm = 500_000
        options.slow_call_rate_ppm = none
        options.slow_call_ns = none
        options.count_window = 100
        options.time_window_ns = none
        options.minimum_calls = 10
        options.open_time_ns = 30_000_000_000
        options.maximum_open_time_ns = none
        options.probe_time_ns = 30_000_000_000
        options.maximum_half_open_ns = 60_000_000_000
        options.probe_failure_rate_ppm = none
        options.open_time_factor = 1
        options.open_time_jitter_ppm = 100_000
        options.time_window_steps = 10
        options.probes = 5
        options.event_capacity = 64
        return options
    }

    /// The options as Swift has them.
    ///
    /// - Parameter calls: Counts callbacks that are under way.
    internal func breakerOptions(_ calls: HostCalls) throws(Refusal) -> BreakerOptions {
        var options = BreakerOptions()
        options.consecutiveFailures = optionalCount(consecutive_failures)
        options.failureRate = try rate(failure_rate_ppm, "failure rate")
        options.slowCallRate = try rate(slow_call_rate_ppm, "slow call rate")
        options.slowCallDuration = optionalTime(slow_call_ns)
        options.countWindow = optionalCount(count_window)
        options.timeWindow = optionalTime(time_window_ns)
        options.timeWindowSteps = Int(time_window_steps)
        options.minimumCalls = count(minimum_calls)
        options.openTime = time(open_time_ns)
        options.openTimeFactor = open_time_factor
        options.maximumOpenTime = optionalTime(maximum_open_time_ns)
        options.openTimeJitter = Double(open_time_jitter_ppm) / 1_000_000
        options.probes = Int(probes)
        options.probeFailureRate = try rate(probe_failure_rate_ppm, "probe failure rate")
        options.probeTime = time(probe_time_ns)
        options.maximumHalfOpenTime = time(maximum_half_open_ns)
        options.eventCapacity = Int(event_capacity)
        options.seed = try flag(has_seed, "has_seed") ? seed : nil
        if let rule = open_time_rule {
            let host = HostOpenTimeRule(call: rule, context: open_time_context, calls: calls)
            options.openTimeRule = { host.time(reopenings: $0) }
        }
        if let listener {
            let host = HostListener(call: listener, context: listener_context, calls: calls)
            options.onStateChange = { host.tell($0) }
        }
        return options
    }
}

/// A rule of the host's.
private struct HostOpenTimeRule: @unchecked Sendable {
    internal let call: kedge_open_time_rule
    /// The host's own pointer, which only the host follows.
    internal let context: UnsafeMutableRawPointer?
    internal let calls: HostCalls

    internal func time(reopenings: Int) -> Duration {
        let nanoseconds = calls.underWay.during { withErrorKept { call(UInt64(clamping: reopenings), context) } }
        return Duration(saturatingNanoseconds: nanoseconds)
    }
}

/// A listener of the host's.
private struct HostListener: @unchecked Sendable {
    internal let call: kedge_breaker_listener
    /// The host's own pointer, which only the host follows.
    internal let context: UnsafeMutableRawPointer?
    internal let calls: HostCalls

    internal func tell(_ event: BreakerEvent) {
        var event = kedge_breaker_event(event)
        event.struct_size = MemoryLayout<kedge_breaker_event>.stride
        calls.underWay.during { withErrorKept { call(&event, context) } }
    }
}

/// Writes the default options of a breaker: it opens for 30 seconds when half of the last 100 calls failed.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_breaker_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_breaker_options_init")
public func kedge_breaker_options_init(
    _ options: UnsafeMutablePointer<kedge_breaker_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_breaker_options.write(options, size: struct_size)
}
