public import CKedge
import CPlatform
import KedgeCore
import KedgeResilienceCore

/// What the handle of a retry policy stands for.
internal struct RetryObject {
    internal let policy: RetryPolicy
    internal let calls = HostCalls()
}

extension HandleKind where Tag == kedge_retry, Object == RetryObject {
    internal static var retry: Self { Self(.retry) }
}

extension kedge_retry_options: OptionStruct {
    internal static var firstReleaseSize: Int { 112 }
    internal static var defaults: Self {
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.maximum_attempts = 3
        options.maximum_time_ns = .max
        options.first_ns = 100_000_000
        options.longest_ns = 10_000_000_000
        options.retry_after_limit_ns = 60_000_000_000
        options.factor = 2
        options.backoff = KEDGE_BACKOFF_EXPONENTIAL
        options.jitter = KEDGE_JITTER_FULL
        return options
    }

    fileprivate func retryOptions() throws(Refusal) -> RetryOptions {
        try checkReserved(reserved)
        var options = RetryOptions()
        options.maximumAttempts = count(maximum_attempts)
        options.maximumTime = optionalTime(maximum_time_ns)
        options.retryAfterLimit = time(retry_after_limit_ns)
        options.retriesOpenCircuits = try flag(retries_open_circuits, "retries_open_circuits")
        options.retriesNonIdempotent = try flag(retries_non_idempotent, "retries_non_idempotent")
        options.seed = try flag(has_seed, "has_seed") ? seed : nil
        options.backoff = try swiftBackoff()
        if let budget {
            guard let object = HandleKind.retryBudget.object(budget) else { throw Refusal(failHandle("budget")) }
            options.budget = object.pointee
        }
        return options
    }

    private func swiftBackoff() throws(Refusal) -> Backoff {
        let first = time(first_ns)
        switch backoff {
        case KEDGE_BACKOFF_CONSTANT: return .constant(first, jitter: try swiftJitter())
        case KEDGE_BACKOFF_EXPONENTIAL:
            return .exponential(base: first, factor: factor, cap: time(longest_ns), jitter: try swiftJitter())
        case KEDGE_BACKOFF_DECORRELATED: return .decorrelated(base: first, cap: time(longest_ns))
        default:
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT,
                    "backoff {u0} is none of KEDGE_BACKOFF_CONSTANT to KEDGE_BACKOFF_DECORRELATED", Int(backoff)))
        }
    }

    private func swiftJitter() throws(Refusal) -> Jitter {
        switch jitter {
        case KEDGE_JITTER_NONE: return .none
        case KEDGE_JITTER_FULL: return .full
        case KEDGE_JITTER_EQUAL: return .equal
        case KEDGE_JITTER_SHARE: return .share(Double(jitter_share_ppm) / 1_000_000)
        default:
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "jitter {u0} is none of KEDGE_JITTER_NONE to KEDGE_JITTER_SHARE",
                    Int(jitter)))
        }
    }
}

/// Writes the default options of retries: three attempts, 100 ms and then twice as long each time, shortened at random.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_retry_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_retry_options_init")
public func kedge_retry_options_init(
    _ options: UnsafeMutablePointer<kedge_retry_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_retry_options.write(options, size: struct_size)
}

/// Makes a policy of retries.
///
/// - Parameters:
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_retry_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock or the budget), KEDGE_INVALID_POLICY,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond
/// - Since: 0.1
@_cdecl("kedge_retry_create")
public func kedge_retry_create(
    _ options: UnsafePointer<kedge_retry_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_retry>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_retry_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let options = try settings.retryOptions()
        let clock = try monotonicClock(settings.clock)
        let policy = try policyRefusing { () throws(PolicyError) in try RetryPolicy(options, clock: clock) }
        return HandleKind.retry.issue(RetryObject(policy: policy), to: out)
    }
}

/// Ends a policy's handle. Pipelines that have the policy keep it.
///
/// - Parameters:
///   - retry: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a callback is under way on its behalf)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_retry_destroy")
public func kedge_retry_destroy(_ retry: UnsafeMutablePointer<kedge_retry>?) -> kedge_status {
    HandleKind.retry.withdraw(retry, "retry", if: { $0.calls.underWay.isEmpty })
}

extension kedge_retry_call {
    fileprivate init(_ call: RetryCall) {
        self.init(words: (call.startedAt, call.previousDelay, UInt64(call.attemptCount), call.isIdempotent ? 1 : 0))
    }

    fileprivate var retryCall: RetryCall {
        RetryCall(
            attemptCount: UInt32(truncatingIfNeeded: words.2), isIdempotent: words.3 == 1, startedAt: words.0,
            previousDelay: words.1)
    }
}

/// Begins a call that may be tried again, and counts it for the budget.
///
/// - Parameters:
///   - retry: live handle; borrowed
///   - is_idempotent: 1 if making the call twice does no more than making it once, else 0
///   - call: out; to be given to kedge_retry_next after each attempt that failed
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (call untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds; some 25 more where there is a budget or a total time. No allocation
/// - Since: 0.1
@_cdecl("kedge_retry_begin")
public func kedge_retry_begin(
    _ retry: UnsafePointer<kedge_retry>?, _ is_idempotent: Int32, _ call: UnsafeMutablePointer<kedge_retry_call>?
) -> kedge_status {
    guard let object = HandleKind.retry.object(retry) else { return failHandle("retry") }
    guard let call else { return failNull("call") }
    guard let isIdempotent = Bool(flag: is_idempotent) else { return failFlag("is_idempotent", is_idempotent) }
    call.pointee = kedge_retry_call(object.pointee.policy.begin(isIdempotent: isIdempotent))
    return KEDGE_OK
}

/// Decides what follows an attempt that failed: another one after a delay, or none.
///
/// - Parameters:
///   - retry: live handle; borrowed
///   - call: as kedge_retry_begin gave it; the attempt is counted
///   - outcome: what the attempt came to: KEDGE_CALL_FAILED_ONCE to KEDGE_CALL_CIRCUIT_OPEN; without time_left_ns
///     KEDGE_CALL_TIMED_OUT is a failure like another
///   - retry_after_ns: for how long the service asked to be left alone; KEDGE_NO_LIMIT where it did not
///   - time_left_ns: how much time the caller has: a longer delay is not begun. KEDGE_NO_LIMIT for no limit
///   - delay_ns: out; how long to wait before the next attempt
/// - Returns: KEDGE_OK (try again after delay_ns), KEDGE_ATTEMPTS_USED, KEDGE_TIME_USED, KEDGE_RETRY_BUDGET_USED,
///   KEDGE_NOT_RETRYABLE, KEDGE_CIRCUIT_OPEN, KEDGE_RETRY_AFTER_TOO_LONG, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
///   (delay_ns untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 50 ns, no allocation
/// - Since: 0.1
@_cdecl("kedge_retry_next")
public func kedge_retry_next(
    _ retry: UnsafePointer<kedge_retry>?, _ call: UnsafeMutablePointer<kedge_retry_call>?, _ outcome: UInt32,
    _ retry_after_ns: UInt64, _ time_left_ns: UInt64, _ delay_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.retry.object(retry) else { return failHandle("retry") }
    guard let call else { return failNull("call") }
    guard let delay_ns else { return failNull("delay_ns") }
    guard outcome >= KEDGE_CALL_FAILED_ONCE, outcome <= KEDGE_CALL_CIRCUIT_OPEN else {
        return fail(
            KEDGE_INVALID_ARGUMENT, "outcome {u0} is none of KEDGE_CALL_FAILED_ONCE to KEDGE_CALL_CIRCUIT_OPEN",
            Int(outcome))
    }
    var state = call.pointee.retryCall
    let step = object.pointee.policy.next(
        after: HostOutcome(outcome).kind(hasLimit: time_left_ns != .max),
        retryAfterNanoseconds: retry_after_ns == .max ? nil : retry_after_ns,
        of: &state, nanosecondsLeft: time_left_ns == .max ? nil : time_left_ns)
    call.pointee = kedge_retry_call(state)
    if let stop = step.stop { return fail(stop) }
    delay_ns.pointee = step.delayNanoseconds
    return KEDGE_OK
}

extension HostOutcome {
    /// What it says about trying again: without a limit of the whole, time that is over is a failure like another.
    fileprivate func kind(hasLimit: Bool) -> RetryFailure.Kind { kind == .deadline && !hasLimit ? .failure : kind }
}

internal func status(_ stop: RetryStop) -> kedge_status {
    switch stop {
    case .attemptsUsed: KEDGE_ATTEMPTS_USED
    case .timeUsed: KEDGE_TIME_USED
    case .budgetUsed: KEDGE_RETRY_BUDGET_USED
    case .notRetryable, .notIdempotent: KEDGE_NOT_RETRYABLE
    case .openCircuit: KEDGE_CIRCUIT_OPEN
    case .retryAfterTooLong: KEDGE_RETRY_AFTER_TOO_LONG
    }
}

private func fail(_ stop: RetryStop) -> kedge_status {
    let status = status(stop)
    return switch stop {
    case .attemptsUsed: fail(status, "the call was tried as often as it may be")
    case .timeUsed: fail(status, "another attempt would begin after the time that there is")
    case .budgetUsed: fail(status, "all users of the service together have made as many retries as they may")
    case .notRetryable: fail(status, "the failure is not one that passes")
    case .notIdempotent: fail(status, "the call may not be made twice")
    case .openCircuit: fail(status, "a circuit is open, which is not tried again")
    case .retryAfterTooLong: fail(status, "the service asked for more time than the policy grants")
    }
}

/// Makes a call through a callback until it succeeds or the policy has no further attempt for it. The calling thread sleeps in
/// between.
///
/// - Parameters:
///   - retry: live handle, which cannot be ended meanwhile
///   - is_idempotent: 1 if making the call twice does no more than making it once, else 0
///   - time_limit_ns: how long all of it may take, as far as delays go; KEDGE_NO_LIMIT for no limit
///   - call: makes an attempt, and may say when the service asked to come back
///   - context: given to call
///   - attempts: out; how many there were. NULL if nobody asks
/// - Returns: KEDGE_OK, KEDGE_ATTEMPTS_USED, KEDGE_TIME_USED, KEDGE_RETRY_BUDGET_USED, KEDGE_NOT_RETRYABLE, KEDGE_CIRCUIT_OPEN,
///   KEDGE_RETRY_AFTER_TOO_LONG (attempts written); KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (attempts untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the attempts, and the delays
/// - Since: 0.1
@_cdecl("kedge_retry_run")
public func kedge_retry_run(
    _ retry: UnsafeMutablePointer<kedge_retry>?, _ is_idempotent: Int32, _ time_limit_ns: UInt64,
    _ call: kedge_attempt_call?, _ context: UnsafeMutableRawPointer?, _ attempts: UnsafeMutablePointer<UInt32>?
) -> kedge_status {
    guard let object = HandleKind.retry.object(retry) else { return failHandle("retry") }
    guard let call else { return failNull("call") }
    guard let isIdempotent = Bool(flag: is_idempotent) else { return failFlag("is_idempotent", is_idempotent) }
    let deadline = time_limit_ns == .max ? .max : cplatform_monotonic_ns().saturatingAdding(time_limit_ns)
    let policy = object.pointee.policy
    return object.pointee.calls.underWay.during {
        var state = policy.begin(isIdempotent: isIdempotent)
        while true {
            let left = deadline == .max ? .max : deadline.saturatingSubtracting(cplatform_monotonic_ns())
            var attempt = kedge_attempt.first()
            let number = UInt32(clamping: state.failedAttempts &+ 1)
            attempt.number = number
            attempt.time_left_ns = left
            let outcome = HostOutcome(withErrorKept { call(&attempt, context) })
            if let attempts { attempts.pointee = number }
            if outcome.isSuccess { return KEDGE_OK }
            let leftNow = deadline == .max ? nil : deadline.saturatingSubtracting(cplatform_monotonic_ns())
            let step = policy.next(
                after: outcome.kind(hasLimit: deadline != .max),
                retryAfterNanoseconds: attempt.retry_after_ns == .max ? nil : attempt.retry_after_ns, of: &state,
                nanosecondsLeft: leftNow)
            if let stop = step.stop { return fail(stop) }
            cplatform_sleep(step.delayNanoseconds)
        }
    }
}
