public import CKedge
import KedgeResilienceCore

extension HandleKind where Tag == kedge_retry_budget, Object == RetryBudget {
    internal static var retryBudget: Self { Self(.retryBudget) }
}

extension kedge_retry_budget_options: OptionStruct {
    internal static var firstReleaseSize: Int { 40 }
    internal static var defaults: Self {
        Self(
            struct_size: MemoryLayout<Self>.stride, clock: nil, window_ns: 10_000_000_000, share: 0.2,
            floor_per_second: 10)
    }
}

extension kedge_retry_budget_info: ResultStruct {
    internal static var firstReleaseSize: Int { 24 }
}

/// Writes the default options of a retry budget: a retry for five calls, and ten a second beside, over ten seconds.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_retry_budget_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_retry_budget_options_init")
public func kedge_retry_budget_options_init(
    _ options: UnsafeMutablePointer<kedge_retry_budget_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_retry_budget_options.write(options, size: struct_size)
}

/// Makes a retry budget, to be shared by all policies that retry calls of one service.
///
/// - Parameters:
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_retry_budget_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock), KEDGE_INVALID_POLICY, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond
/// - Since: 0.1
@_cdecl("kedge_retry_budget_create")
public func kedge_retry_budget_create(
    _ options: UnsafePointer<kedge_retry_budget_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_retry_budget>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_retry_budget_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let clock = try monotonicClock(settings.clock)
        let budget = try policyRefusing { () throws(PolicyError) in
            try RetryBudget(
                share: settings.share, floorPerSecond: settings.floor_per_second, window: time(settings.window_ns),
                clock: clock)
        }
        return HandleKind.retryBudget.issue(budget, to: out)
    }
}

/// Ends a budget's handle. Policies that have the budget keep it.
///
/// - Parameters:
///   - budget: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_retry_budget_destroy")
public func kedge_retry_budget_destroy(_ budget: UnsafeMutablePointer<kedge_retry_budget>?) -> kedge_status {
    HandleKind.retryBudget.withdraw(budget, "budget")
}

/// Counts a call, where it is not kedge_retry_begin that does.
///
/// - Parameters:
///   - budget: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: about 25 ns, no allocation
/// - Since: 0.1
@_cdecl("kedge_retry_budget_deposit")
public func kedge_retry_budget_deposit(_ budget: UnsafeMutablePointer<kedge_retry_budget>?) -> kedge_status {
    guard let object = HandleKind.retryBudget.object(budget) else { return failHandle("budget") }
    object.pointee.deposit()
    return KEDGE_OK
}

/// Asks for a retry and counts it, where it is not kedge_retry_next that does.
///
/// - Parameters:
///   - budget: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_RETRY_BUDGET_USED
/// - Threads: any thread, concurrently
/// - Cost: a lock, under 100 ns
/// - Since: 0.1
@_cdecl("kedge_retry_budget_withdraw")
public func kedge_retry_budget_withdraw(_ budget: UnsafeMutablePointer<kedge_retry_budget>?) -> kedge_status {
    guard let object = HandleKind.retryBudget.object(budget) else { return failHandle("budget") }
    guard object.pointee.withdraw() else {
        return fail(
            KEDGE_RETRY_BUDGET_USED, "all users of the service together have made as many retries as they may")
    }
    return KEDGE_OK
}

/// Tells what a budget has counted.
///
/// - Parameters:
///   - budget: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a lock, under 100 ns
/// - Since: 0.1
@_cdecl("kedge_retry_budget_get_info")
public func kedge_retry_budget_get_info(
    _ budget: UnsafePointer<kedge_retry_budget>?, _ info: UnsafeMutablePointer<kedge_retry_budget_info>?
) -> kedge_status {
    guard let object = HandleKind.retryBudget.object(budget) else { return failHandle("budget") }
    guard let info = kedge_retry_budget_info.accept(info) else { return failResult("info", info) }
    let counts = object.pointee.counts
    kedge_retry_budget_info(struct_size: 0, calls: counts.calls, retries: counts.retries).write(to: info)
    return KEDGE_OK
}
