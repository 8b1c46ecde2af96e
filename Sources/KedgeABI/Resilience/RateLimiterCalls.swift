public import CKedge
import KedgeResilienceCore

extension HandleKind where Tag == kedge_rate_limiter, Object == CountedObject<RateLimiter> {
    internal static var rateLimiter: Self { Self(.rateLimiter) }
}

/// Makes a rate limiter of which nothing was asked yet.
///
/// A token bucket and a cell rate let at most burst + t * count / per_ns calls pass in any time t, so after a rest a burst more
/// than the rate; a sliding window never more than count in per_ns. The rate is never exceeded: the time between two calls is
/// rounded up to a sixteenth of a nanosecond. A clock that goes backwards lets nobody pass too early. 33 years after it was
/// made, a limiter lets nothing pass any more.
///
/// - Parameters:
///   - options: count and burst have to be set; NULL is refused, as there is no default
///   - out: the new handle; give it to kedge_rate_limiter_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_POLICY (the last error names the option), KEDGE_INVALID_HANDLE
///   (the clock), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond, and 8 bytes of memory for each call of a sliding window
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_create")
public func kedge_rate_limiter_create(
    _ options: UnsafePointer<kedge_rate_limiter_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_rate_limiter>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_rate_limiter_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let limit = try rateLimit(
            kind: settings.kind, count: settings.count, per: settings.per_ns, burst: settings.burst,
            reserved: settings.reserved)
        let clock = try monotonicClock(settings.clock)
        let limiter = try policyRefusing { () throws(PolicyError) in try RateLimiter(limit, clock: clock) }
        return HandleKind.rateLimiter.issue(CountedObject(limiter), to: out)
    }
}

/// Ends a rate limiter.
///
/// - Parameters:
///   - limiter: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_destroy")
public func kedge_rate_limiter_destroy(_ limiter: UnsafeMutablePointer<kedge_rate_limiter>?) -> kedge_status {
    HandleKind.rateLimiter.withdraw(limiter, "limiter")
}

/// Asks whether calls may pass now, all of them or none.
///
/// - Parameters:
///   - limiter: live handle
///   - count: how many, 1 or more
///   - retry_after_ns: out, written with KEDGE_RATE_LIMITED alone: after that time the same calls may pass, if nobody else comes;
///     may be NULL
/// - Returns: KEDGE_OK (they may, and were counted), KEDGE_RATE_LIMITED, KEDGE_OVER_RATE_LIMIT (they never will be let pass
///   together), KEDGE_INVALID_ARGUMENT (count is 0), KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a reading of the clock, 20 ns, and about 10 more. Less where calls come faster than the rate and the
///   burst is not used up. A sliding window takes a lock, and time for each call
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_acquire")
public func kedge_rate_limiter_acquire(
    _ limiter: UnsafeMutablePointer<kedge_rate_limiter>?, _ count: UInt64,
    _ retry_after_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.rateLimiter.object(limiter) else { return failHandle("limiter") }
    let wait = object.pointee.uncounted._withUnsafeGuaranteedRef {
        $0.nanosecondsToWait(for: Int(clamping: count))
    }
    return wait == 0 ? KEDGE_OK : failLimited(wait, count, retry_after_ns)
}

/// Takes places for calls that may pass now or later, in the order of the reservations.
///
/// - Parameters:
///   - limiter: live handle
///   - count: how many, 1 or more; they all pass at once
///   - within_ns: the longest wait that is accepted; of KEDGE_NO_LIMIT, and whatever is longer, 365 days count
///   - place: out, written with KEDGE_OK alone, for kedge_rate_limiter_cancel; it may be forgotten, and then the calls count. Of
///     several copies one alone is to be given back: the library cannot tell them from one another
///   - wait_ns: out; with KEDGE_OK how long the calls have to wait, which the caller does; with KEDGE_RATE_LIMITED after which time
///     the same reservation would be accepted, if nobody else comes; otherwise untouched
/// - Returns: KEDGE_OK, KEDGE_RATE_LIMITED (the wait would be too long), KEDGE_OVER_RATE_LIMIT (they never will be let pass
///   together), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: as kedge_rate_limiter_acquire
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_reserve")
public func kedge_rate_limiter_reserve(
    _ limiter: UnsafeMutablePointer<kedge_rate_limiter>?, _ count: UInt64, _ within_ns: UInt64,
    _ place: UnsafeMutablePointer<kedge_rate_place>?, _ wait_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.rateLimiter.object(limiter) else { return failHandle("limiter") }
    guard let place else { return failNull("place") }
    guard let wait_ns else { return failNull("wait_ns") }
    let reserved = object.pointee.uncounted._withUnsafeGuaranteedRef {
        $0.reserve(Int(clamping: count), withinNanoseconds: within_ns)
    }
    return give(reserved, count, of: bits(limiter), to: place, wait_ns)
}

/// Gives a reservation back, if its time has not come and nobody could exceed the limit by it.
///
/// A token bucket and a cell rate keep one time for all calls, so only the last reservation can be given back; then the one
/// before it is the last. A sliding window takes back any of its last count calls, and gives the place to the next call: at the
/// latest when all that are left have come, and it would have come itself.
///
/// - Parameters:
///   - limiter: live handle
///   - place: in and out; with KEDGE_OK and KEDGE_NOT_GIVEN_BACK it is empty afterwards, so that it is given back once
/// - Returns: KEDGE_OK, KEDGE_NOT_GIVEN_BACK (the calls count; or the place was empty), KEDGE_INVALID_ARGUMENT (also for a place of
///   another limiter's; it stays as it is), KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; one thread at a time for one place
/// - Cost: about 30 ns; of a sliding window a lock, and time for each call reserved since
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_cancel")
public func kedge_rate_limiter_cancel(
    _ limiter: UnsafeMutablePointer<kedge_rate_limiter>?, _ place: UnsafeMutablePointer<kedge_rate_place>?
) -> kedge_status {
    guard let object = HandleKind.rateLimiter.object(limiter) else { return failHandle("limiter") }
    return cancel(place, of: bits(limiter)) { place in
        object.pointee.uncounted._withUnsafeGuaranteedRef { $0.giveBack(place) }
    }
}

/// Tells what a rate limiter has done, and could do now. The numbers are read one after the other while other threads go on.
///
/// - Parameters:
///   - limiter: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 100 ns
/// - Since: 0.1
@_cdecl("kedge_rate_limiter_get_info")
public func kedge_rate_limiter_get_info(
    _ limiter: UnsafePointer<kedge_rate_limiter>?, _ info: UnsafeMutablePointer<kedge_rate_limiter_info>?
) -> kedge_status {
    guard let info = kedge_rate_limiter_info.accept(info) else { return failResult("info", info) }
    guard let object = HandleKind.rateLimiter.object(limiter) else { return failHandle("limiter") }
    let snapshot = object.pointee.counted.snapshot
    kedge_rate_limiter_info(
        struct_size: 0, admitted: UInt64(truncatingIfNeeded: snapshot.admitted),
        limited: UInt64(truncatingIfNeeded: snapshot.limited),
        available: UInt64(truncatingIfNeeded: snapshot.available)
    ).write(to: info)
    return KEDGE_OK
}
