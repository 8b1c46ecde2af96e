public import CKedge
import KedgeCore
import KedgeResilienceCore

extension kedge_breaker_info: ResultStruct {
    internal static var firstReleaseSize: Int { 200 }
}

extension kedge_breaker_event: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }

    internal init(_ event: BreakerEvent) {
        self.init(
            struct_size: 0, sequence: event.sequence, at_ns: event.nanoseconds, from: event.from.rawValue,
            to: event.to.rawValue, reason: event.reason.rawValue, reserved: 0)
    }
}

/// Has a breaker go over to a state by hand: to KEDGE_BREAKER_OPEN for an open time, to KEDGE_BREAKER_HALF_OPEN for a round of
/// probes, to KEDGE_BREAKER_CLOSED with nothing counted, to the others until somebody says otherwise.
///
/// Calls that are under way count for nothing afterwards, in the same state too.
///
/// - Parameters:
///   - breaker: live handle
///   - state: KEDGE_BREAKER_CLOSED to KEDGE_BREAKER_FORCED_OPEN
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: a lock
/// - Since: 0.1
@_cdecl("kedge_breaker_set_state")
public func kedge_breaker_set_state(_ breaker: UnsafeMutablePointer<kedge_breaker>?, _ state: UInt32) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let state = BreakerState(rawValue: state) else {
        return fail(KEDGE_INVALID_ARGUMENT, "state {u0} is none of KEDGE_BREAKER_CLOSED and the others", Int(state))
    }
    object.pointee.breaker.change(to: state)
    return KEDGE_OK
}

/// Tells a breaker's state, as the last call left it: an open breaker whose time is over stays open until a call comes.
///
/// - Parameters:
///   - breaker: live handle; borrowed
///   - state: out; KEDGE_BREAKER_CLOSED to KEDGE_BREAKER_FORCED_OPEN
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (state untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds, no lock
/// - Since: 0.1
@_cdecl("kedge_breaker_get_state")
public func kedge_breaker_get_state(
    _ breaker: UnsafePointer<kedge_breaker>?, _ state: UnsafeMutablePointer<UInt32>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let state else { return failNull("state") }
    state.pointee = object.pointee.breaker.state.rawValue
    return KEDGE_OK
}

/// Does what is due although no call comes: an open breaker becomes half-open, and calls that did not report are taken back.
///
/// - Parameters:
///   - breaker: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: a lock
/// - Since: 0.1
@_cdecl("kedge_breaker_run_due")
public func kedge_breaker_run_due(_ breaker: UnsafeMutablePointer<kedge_breaker>?) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    object.pointee.breaker.runDue()
    return KEDGE_OK
}

/// Tells all counts of a breaker at one moment. Calls that end at that very moment in other threads are in them or not.
///
/// - Parameters:
///   - breaker: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a lock, under a microsecond
/// - Since: 0.1
@_cdecl("kedge_breaker_get_info")
public func kedge_breaker_get_info(
    _ breaker: UnsafePointer<kedge_breaker>?, _ info: UnsafeMutablePointer<kedge_breaker_info>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let info = kedge_breaker_info.accept(info) else { return failResult("info", info) }
    let snapshot = object.pointee.breaker.snapshot
    var result = kedge_breaker_info()
    result.generation = snapshot.generation
    result.in_state_ns = snapshot.nanosecondsInState
    result.retry_after_ns = snapshot.retryAfterNanoseconds
    result.reopenings = snapshot.reopenings
    result.consecutive_failures = snapshot.consecutiveFailures
    if let window = snapshot.countWindow {
        result.count_window_calls = window.calls
        result.count_window_failures = window.failures
        result.count_window_slow_calls = window.slowCalls
        result.count_window_has_rates = window.hasRates ? 1 : 0
    }
    if let window = snapshot.timeWindow {
        result.time_window_calls = window.calls
        result.time_window_failures = window.failures
        result.time_window_slow_calls = window.slowCalls
        result.time_window_has_rates = window.hasRates ? 1 : 0
    }
    result.successes = snapshot.successes
    result.failures = snapshot.failures
    result.slow_calls = snapshot.slowCalls
    result.ignored = snapshot.ignored
    result.rejected = snapshot.rejected
    result.stale = snapshot.stale
    result.probes_admitted = snapshot.probesAdmitted
    result.probes_finished = snapshot.probesFinished
    result.probes_taken_back = snapshot.probesTakenBack
    result.probes_under_way = snapshot.probesUnderWay
    result.events_lost = snapshot.eventsLost
    result.state = snapshot.state.rawValue
    result.write(to: info)
    return KEDGE_OK
}

/// Fetches a breaker's oldest change of state that nobody has fetched. Where it has a listener, that gets them.
///
/// - Parameters:
///   - breaker: live handle
///   - event: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NO_EVENT (event untouched)
/// - Threads: any thread, concurrently; each event is fetched once
/// - Cost: a lock
/// - Since: 0.1
@_cdecl("kedge_breaker_next_event")
public func kedge_breaker_next_event(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ event: UnsafeMutablePointer<kedge_breaker_event>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let event = kedge_breaker_event.accept(event) else { return failResult("event", event) }
    guard let next = object.pointee.breaker.nextEvent() else {
        return fail(KEDGE_NO_EVENT, "there is no change of state that nobody has fetched")
    }
    kedge_breaker_event(next).write(to: event)
    return KEDGE_OK
}

/// Writes a breaker's state as JSON, to be restored after a restart: open time that is left, how often it has opened again,
/// failures in a row. docs/formats.md has the format.
///
/// Calls of windows are not kept, nor are calls that are under way: a half-open breaker is saved as an open one whose time is
/// over.
///
/// - Parameters:
///   - breaker: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL; 256 are always enough
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently; between two calls the text may grow
/// - Cost: about a microsecond
/// - Since: 0.1
@_cdecl("kedge_breaker_save")
public func kedge_breaker_save(
    _ breaker: UnsafePointer<kedge_breaker>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    return write(object.pointee.breaker.savedState(), to: out, out_capacity, out_len)
}

/// Has a breaker go over to a state that was saved. Time that has passed since counts as open time, by the wall clock.
///
/// - Parameters:
///   - breaker: live handle
///   - saved: saved_len bytes, as kedge_breaker_save wrote them, for this breaker or another
///   - saved_len: at most 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_SAVED_STATE (nothing has changed)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_breaker_restore")
public func kedge_breaker_restore(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ saved: UnsafePointer<CChar>?, _ saved_len: Int
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let saved = bytes(saved, saved_len) else { return failInput("saved", saved_len) }
    do throws(JSONFormatError) {
        try object.pointee.breaker.restore(saved.bytes, date: SystemClock())
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}

private func fail(_ error: JSONFormatError) -> kedge_status {
    switch error {
    case .notJSON: fail(KEDGE_INVALID_SAVED_STATE, "the saved state is not strict JSON of at most 4,096 bytes")
    case .unknownFormat: fail(KEDGE_INVALID_SAVED_STATE, "the saved state is no object whose kedge_breaker is 1")
    case .unknownMember: fail(KEDGE_INVALID_SAVED_STATE, "the saved state has a member that is not known")
    case .invalidMember(let name):
        fail(
            KEDGE_INVALID_SAVED_STATE, "\"{text}\" of the saved state is missing, of another kind or out of its range",
            text: name)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the saved state")
    }
}
