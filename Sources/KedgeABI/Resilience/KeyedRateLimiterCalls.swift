public import CKedge
import KedgeResilienceCore

extension HandleKind where Tag == kedge_keyed_rate_limiter, Object == CountedObject<KeyedRateLimiter> {
    internal static var keyedRateLimiter: Self { Self(.keyedRateLimiter) }
}

/// Makes a rate limiter with keys that remembers none yet: each client, address or tenant has the limit to itself.
///
/// When the table is full, the key that was used longest ago is forgotten, and begins anew when it comes back. That may be too
/// early: forgotten_early of kedge_keyed_rate_limiter_info counts the keys that were not as good as new. What
/// kedge_rate_limiter_create says of limits and clocks is true here too.
///
/// - Parameters:
///   - options: count and burst have to be set; NULL is refused, as there is no default
///   - out: the new handle; give it to kedge_keyed_rate_limiter_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_POLICY (the last error names the option), KEDGE_INVALID_HANDLE
///   (the clock), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the memory, which is taken now; most of its pages are used as keys come
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_create")
public func kedge_keyed_rate_limiter_create(
    _ options: UnsafePointer<kedge_keyed_rate_limiter_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_keyed_rate_limiter>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_keyed_rate_limiter_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let limit = try rateLimit(
            kind: settings.kind, count: settings.count, per: settings.per_ns, burst: settings.burst,
            reserved: settings.reserved)
        let clock = try monotonicClock(settings.clock)
        let limiter = try policyRefusing { () throws(PolicyError) in
            try KeyedRateLimiter(limit, maximumKeys: count(settings.maximum_keys), clock: clock)
        }
        return HandleKind.keyedRateLimiter.issue(CountedObject(limiter), to: out)
    }
}

/// Ends a rate limiter with keys.
///
/// - Parameters:
///   - limiter: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_destroy")
public func kedge_keyed_rate_limiter_destroy(
    _ limiter: UnsafeMutablePointer<kedge_keyed_rate_limiter>?
) -> kedge_status {
    HandleKind.keyedRateLimiter.withdraw(limiter, "limiter")
}

/// Asks whether calls for a key may pass now, all of them or none. Whatever the answer, the key is now the one used last.
///
/// - Parameters:
///   - limiter: live handle
///   - key: key_len bytes; NULL only with length 0. Up to 32 of them are kept as they are, and more as their SHA-256
///   - key_len: any length
///   - count: how many, 1 or more
///   - retry_after_ns: out, written with KEDGE_RATE_LIMITED alone: after that time the same calls may pass, if no others for the
///     key come; may be NULL
/// - Returns: KEDGE_OK (they may, and were counted), KEDGE_RATE_LIMITED, KEDGE_OVER_RATE_LIMIT (they never will be let pass
///   together), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; they take turns
/// - Cost: no allocation; a lock, and about 80 ns, 100 more for a key of more than 32 bytes
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_acquire")
public func kedge_keyed_rate_limiter_acquire(
    _ limiter: UnsafeMutablePointer<kedge_keyed_rate_limiter>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ count: UInt64, _ retry_after_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.keyedRateLimiter.object(limiter) else { return failHandle("limiter") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    let wait = object.pointee.uncounted._withUnsafeGuaranteedRef {
        $0.nanosecondsToWait(for: Int(clamping: count), key: key)
    }
    return wait == 0 ? KEDGE_OK : failLimited(wait, count, retry_after_ns)
}

/// Takes places for a key's calls that may pass now or later, in the order of the key's reservations.
///
/// - Parameters:
///   - limiter: live handle
///   - key: key_len bytes; NULL only with length 0
///   - key_len: any length
///   - count: how many, 1 or more; they all pass at once
///   - within_ns: the longest wait that is accepted; of KEDGE_NO_LIMIT, and whatever is longer, 365 days count
///   - place: out, written with KEDGE_OK alone, for kedge_keyed_rate_limiter_cancel; it may be forgotten, and then the calls count.
///     Of several copies one alone is to be given back: the library cannot tell them from one another
///   - wait_ns: out; with KEDGE_OK how long the calls have to wait, which the caller does; with KEDGE_RATE_LIMITED after which time
///     the same reservation would be accepted, if no others for the key come; otherwise untouched
/// - Returns: KEDGE_OK, KEDGE_RATE_LIMITED (the wait would be too long), KEDGE_OVER_RATE_LIMIT (they never will be let pass
///   together), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; they take turns
/// - Cost: as kedge_keyed_rate_limiter_acquire
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_reserve")
public func kedge_keyed_rate_limiter_reserve(
    _ limiter: UnsafeMutablePointer<kedge_keyed_rate_limiter>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ count: UInt64, _ within_ns: UInt64, _ place: UnsafeMutablePointer<kedge_rate_place>?,
    _ wait_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.keyedRateLimiter.object(limiter) else { return failHandle("limiter") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let place else { return failNull("place") }
    guard let wait_ns else { return failNull("wait_ns") }
    let reserved = object.pointee.uncounted._withUnsafeGuaranteedRef {
        $0.reserve(Int(clamping: count), key: key, withinNanoseconds: within_ns)
    }
    return give(reserved, count, of: bits(limiter), to: place, wait_ns)
}

/// Gives a key's reservation back, under the conditions of kedge_rate_limiter_cancel, and if the key was not forgotten since.
///
/// - Parameters:
///   - limiter: live handle
///   - key: key_len bytes: the key of the reservation; with another it is not given back
///   - key_len: any length
///   - place: in and out; with KEDGE_OK and KEDGE_NOT_GIVEN_BACK it is empty afterwards, so that it is given back once
/// - Returns: KEDGE_OK, KEDGE_NOT_GIVEN_BACK (the calls count; or the place was empty), KEDGE_INVALID_ARGUMENT (also for a place of
///   another limiter's; it stays as it is), KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; one thread at a time for one place
/// - Cost: a lock, and about 80 ns; of a sliding window time for each call reserved since
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_cancel")
public func kedge_keyed_rate_limiter_cancel(
    _ limiter: UnsafeMutablePointer<kedge_keyed_rate_limiter>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ place: UnsafeMutablePointer<kedge_rate_place>?
) -> kedge_status {
    guard let object = HandleKind.keyedRateLimiter.object(limiter) else { return failHandle("limiter") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    return cancel(place, of: bits(limiter)) { place in
        object.pointee.uncounted._withUnsafeGuaranteedRef { $0.giveBack(place, key: key) }
    }
}

/// Tells how many calls for a key may pass at once now. To ask is no use of the key.
///
/// - Parameters:
///   - limiter: live handle; borrowed
///   - key: key_len bytes; NULL only with length 0
///   - key_len: any length
///   - available: out
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (available untouched)
/// - Threads: any thread, concurrently; they take turns
/// - Cost: as kedge_keyed_rate_limiter_acquire
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_available")
public func kedge_keyed_rate_limiter_available(
    _ limiter: UnsafePointer<kedge_keyed_rate_limiter>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ available: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.keyedRateLimiter.object(limiter) else { return failHandle("limiter") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let available else { return failNull("available") }
    let count = object.pointee.uncounted._withUnsafeGuaranteedRef { $0.available(key: key) }
    available.pointee = UInt64(truncatingIfNeeded: count)
    return KEDGE_OK
}

/// Has a key begin anew, as if it had never come.
///
/// - Parameters:
///   - limiter: live handle
///   - key: key_len bytes; NULL only with length 0
///   - key_len: any length
///   - was_remembered: out; 1 if it was, 0 if there was nothing to forget; may be NULL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (was_remembered untouched)
/// - Threads: any thread, concurrently; they take turns
/// - Cost: as kedge_keyed_rate_limiter_acquire
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_forget")
public func kedge_keyed_rate_limiter_forget(
    _ limiter: UnsafeMutablePointer<kedge_keyed_rate_limiter>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ was_remembered: UnsafeMutablePointer<Int32>?
) -> kedge_status {
    guard let object = HandleKind.keyedRateLimiter.object(limiter) else { return failHandle("limiter") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    let wasRemembered = object.pointee.uncounted._withUnsafeGuaranteedRef { $0.forget(key: key) }
    was_remembered?.pointee = wasRemembered ? 1 : 0
    return KEDGE_OK
}

/// Tells what a rate limiter with keys has done.
///
/// - Parameters:
///   - limiter: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently; they take turns
/// - Cost: under 100 ns
/// - Since: 0.1
@_cdecl("kedge_keyed_rate_limiter_get_info")
public func kedge_keyed_rate_limiter_get_info(
    _ limiter: UnsafePointer<kedge_keyed_rate_limiter>?, _ info: UnsafeMutablePointer<kedge_keyed_rate_limiter_info>?
) -> kedge_status {
    guard let info = kedge_keyed_rate_limiter_info.accept(info) else { return failResult("info", info) }
    guard let object = HandleKind.keyedRateLimiter.object(limiter) else { return failHandle("limiter") }
    let snapshot = object.pointee.counted.snapshot
    kedge_keyed_rate_limiter_info(
        struct_size: 0, admitted: UInt64(truncatingIfNeeded: snapshot.admitted),
        limited: UInt64(truncatingIfNeeded: snapshot.limited), key_count: UInt64(truncatingIfNeeded: snapshot.count),
        maximum_keys: UInt64(truncatingIfNeeded: snapshot.maximumKeys),
        forgotten_early: UInt64(truncatingIfNeeded: snapshot.forgottenEarly)
    ).write(to: info)
    return KEDGE_OK
}
