public import CKedge
import KedgeResilienceCore

extension kedge_rate_limiter_options: OptionStruct {
    internal static var firstReleaseSize: Int { 48 }
    internal static var defaults: Self {
        Self(
            struct_size: MemoryLayout<Self>.stride, clock: nil, count: 0, per_ns: KEDGE_SECOND, burst: 0,
            kind: KEDGE_RATE_TOKEN_BUCKET, reserved: 0)
    }
}

extension kedge_keyed_rate_limiter_options: OptionStruct {
    internal static var firstReleaseSize: Int { 56 }
    internal static var defaults: Self {
        Self(
            struct_size: MemoryLayout<Self>.stride, clock: nil, count: 0, per_ns: KEDGE_SECOND, burst: 0,
            maximum_keys: 65_536, kind: KEDGE_RATE_TOKEN_BUCKET, reserved: 0)
    }
}

extension kedge_rate_limiter_info: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }
}

extension kedge_keyed_rate_limiter_info: ResultStruct {
    internal static var firstReleaseSize: Int { 48 }
}

/// The limit that options say.
///
/// - Parameter burst: Not looked at for a sliding window.
internal func rateLimit(
    kind: UInt32, count: UInt64, per: UInt64, burst: UInt64, reserved: UInt32
) throws(Refusal) -> RateLimit {
    try checkReserved(reserved)
    switch kind {
    // Not RateLimit.tokenBucket: it is the same arithmetic, and what it refuses has names that no option here has.
    case KEDGE_RATE_TOKEN_BUCKET, KEDGE_RATE_GCRA:
        return .gcra(count: Int(clamping: count), per: time(per), burst: Int(clamping: burst))
    case KEDGE_RATE_SLIDING_WINDOW: return .slidingWindow(count: Int(clamping: count), per: time(per))
    default:
        throw Refusal(
            fail(PolicyError("kind", "one of KEDGE_RATE_TOKEN_BUCKET, KEDGE_RATE_GCRA and KEDGE_RATE_SLIDING_WINDOW")))
    }
}

/// Writes the default options: a token bucket of which count and burst are still to be set.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_rate_limiter_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_options_init")
public func kedge_rate_limiter_options_init(
    _ options: UnsafeMutablePointer<kedge_rate_limiter_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_rate_limiter_options.write(options, size: struct_size)
}

/// Writes the default options: a token bucket for each of 65,536 keys, of which count and burst are still to be set.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_keyed_rate_limiter_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_options_init")
public func kedge_keyed_rate_limiter_options_init(
    _ options: UnsafeMutablePointer<kedge_keyed_rate_limiter_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_keyed_rate_limiter_options.write(options, size: struct_size)
}
