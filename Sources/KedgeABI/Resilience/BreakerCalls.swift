public import CKedge
import KedgeCore
@_spi(HotPath) import KedgeResilienceCore

/// What the handle of a breaker stands for.
internal struct BreakerObject {
    internal let breaker: Breaker
    /// What calls touch, for those that count no reference: it lives as long as the handle does.
    internal let cells: UnsafeMutablePointer<BreakerCells>
    /// Shared by all breakers of a registry, whose callbacks are those of its options.
    internal let calls: HostCalls

    internal init(_ breaker: Breaker, _ calls: HostCalls) {
        self.breaker = breaker
        cells = breaker.cells
        self.calls = calls
    }
}

extension kedge_permit: CallerMemory {
    internal typealias State = RawPermit
}

extension HandleKind where Tag == kedge_breaker, Object == BreakerObject {
    internal static var breaker: Self { Self(.breaker) }
}

/// Makes a closed breaker.
///
/// - Parameters:
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_breaker_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock), KEDGE_INVALID_POLICY, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds; some 3 KB, 8 bytes for each call of the count window, 32 for each probe and for each event
/// - Since: 0.1
@_cdecl("kedge_breaker_create")
public func kedge_breaker_create(
    _ options: UnsafePointer<kedge_breaker_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_breaker>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_breaker_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let calls = HostCalls()
        let options = try settings.breakerOptions(calls)
        let clock = try monotonicClock(settings.clock)
        let breaker = try policyRefusing { () throws(PolicyError) in try Breaker(options, clock: clock) }
        return HandleKind.breaker.issue(BreakerObject(breaker, calls), to: out)
    }
}

/// Ends a breaker's handle. Failovers, pipelines and registries that have the breaker keep it.
///
/// - Parameters:
///   - breaker: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a callback is under way on its behalf)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_breaker_destroy")
public func kedge_breaker_destroy(_ breaker: UnsafeMutablePointer<kedge_breaker>?) -> kedge_status {
    HandleKind.breaker.withdraw(breaker, "breaker", if: { $0.calls.underWay.isEmpty })
}

/// Asks whether a call may be made.
///
/// - Parameters:
///   - breaker: live handle
///   - permit: out; to be given to one of kedge_breaker_success, _failure and _ignore when the call has ended
///   - retry_after_ns: out, with KEDGE_CIRCUIT_OPEN and KEDGE_CIRCUIT_HALF_OPEN only: when a call may pass, at the latest;
///     KEDGE_NO_LIMIT where nobody knows. NULL if nobody asks
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_CIRCUIT_OPEN, KEDGE_CIRCUIT_HALF_OPEN (permit
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: about 5 ns, no lock, no allocation; a reading of the clock more where slowness counts; a lock in half-open state
/// - Since: 0.1
@_cdecl("kedge_breaker_acquire")
public func kedge_breaker_acquire(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ permit: UnsafeMutablePointer<kedge_permit>?,
    _ retry_after_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let permit else { return failNull("permit") }
    if BreakerCells.passes(object.pointee.cells, permit.state) { return KEDGE_OK }
    return acquire(object.pointee.cells, permit, retry_after_ns)
}

/// The same where there is more to it.
@inline(never)
private func acquire(
    _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<kedge_permit>,
    _ retryAfter: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    if BreakerCells.passesTimed(cells, permit.state) { return KEDGE_OK }
    let wait = BreakerCells.rejects(cells)
    if wait != 0 {
        if let retryAfter { retryAfter.pointee = wait }
        return fail(.open)
    }
    let answer = Breaker.admit(cells, permit.state)
    guard let rejection = answer.rejection else { return KEDGE_OK }
    if let retryAfter { retryAfter.pointee = answer.retryAfter }
    return fail(rejection)
}

private func fail(_ rejection: BreakerRejection) -> kedge_status {
    switch rejection {
    case .open: fail(KEDGE_CIRCUIT_OPEN, "the breaker is open, because too many calls failed or were slow")
    case .forcedOpen: fail(KEDGE_CIRCUIT_OPEN, "the breaker was opened by hand")
    case .halfOpen:
        fail(KEDGE_CIRCUIT_HALF_OPEN, "the breaker is half-open, and as many calls as may pass are under way")
    }
}

/// Ends a call that succeeded. Where slowness counts, it is slow if it took too long.
///
/// A call that began before the breaker's last change of state counts for nothing, which is no error.
///
/// - Parameters:
///   - breaker: live handle
///   - permit: as kedge_breaker_acquire gave it; emptied, so that it is finished once
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_PERMIT_FINISHED, KEDGE_PERMIT_TAKEN_BACK
/// - Threads: any thread, concurrently; a permit may be finished by another thread than that which acquired it
/// - Cost: about 5 ns, no lock, no allocation; a reading of the clock more where slowness or time counts; a lock after
///   failures and in half-open state
/// - Since: 0.1
@_cdecl("kedge_breaker_success")
public func kedge_breaker_success(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ permit: UnsafeMutablePointer<kedge_permit>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let permit else { return failNull("permit") }
    if BreakerCells.countsSuccess(object.pointee.cells, permit.state) { return KEDGE_OK }
    return succeed(object.pointee.cells, permit)
}

/// The same where there is more to it.
@inline(never)
private func succeed(
    _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<kedge_permit>
) -> kedge_status {
    if BreakerCells.countsTimedSuccess(cells, permit.state) { return KEDGE_OK }
    return status(Breaker.succeed(cells, permit.state))
}

/// Ends a call that failed.
///
/// - Parameters:
///   - breaker: live handle
///   - permit: as kedge_breaker_acquire gave it; emptied, so that it is finished once
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_PERMIT_FINISHED, KEDGE_PERMIT_TAKEN_BACK
/// - Threads: any thread, concurrently
/// - Cost: a lock, no allocation
/// - Since: 0.1
@_cdecl("kedge_breaker_failure")
public func kedge_breaker_failure(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ permit: UnsafeMutablePointer<kedge_permit>?
) -> kedge_status {
    finish(breaker, permit, .failure)
}

/// Ends a call that says nothing about the service: its caller gave up, or the request was wrong.
///
/// - Parameters:
///   - breaker: live handle
///   - permit: as kedge_breaker_acquire gave it; emptied, so that it is finished once
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_PERMIT_FINISHED, KEDGE_PERMIT_TAKEN_BACK
/// - Threads: any thread, concurrently
/// - Cost: a lock, no allocation
/// - Since: 0.1
@_cdecl("kedge_breaker_ignore")
public func kedge_breaker_ignore(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ permit: UnsafeMutablePointer<kedge_permit>?
) -> kedge_status {
    finish(breaker, permit, .ignored)
}

private func finish(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ permit: UnsafeMutablePointer<kedge_permit>?,
    _ outcome: CallOutcome
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let permit else { return failNull("permit") }
    return status(Breaker.finish(object.pointee.cells, permit.state, outcome))
}

@inline(__always)
internal func status(_ report: PermitReport) -> kedge_status {
    switch report {
    case .counted, .stale: KEDGE_OK
    case .takenBack:
        fail(KEDGE_PERMIT_TAKEN_BACK, "the call took too long in half-open state, or the breaker went on without it")
    case .finishedBefore: fail(KEDGE_PERMIT_FINISHED, "the permit was finished before, or never acquired")
    }
}

/// Makes a call through a callback, if one may be made, and counts what it comes to.
///
/// - Parameters:
///   - breaker: live handle, which cannot be ended meanwhile
///   - call: makes the call; called once, or not at all
///   - context: given to call
///   - outcome: out, if the call was made: what call returned. NULL if nobody asks
/// - Returns: KEDGE_OK (the call was made and succeeded), KEDGE_CALL_FAILED (it was made, and did not), KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE, KEDGE_CIRCUIT_OPEN, KEDGE_CIRCUIT_HALF_OPEN (outcome untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of kedge_breaker_acquire and _success, and of the call
/// - Since: 0.1
@_cdecl("kedge_breaker_call")
public func kedge_breaker_call(
    _ breaker: UnsafeMutablePointer<kedge_breaker>?, _ call: kedge_attempt_call?, _ context: UnsafeMutableRawPointer?,
    _ outcome: UnsafeMutablePointer<UInt32>?
) -> kedge_status {
    guard let object = HandleKind.breaker.object(breaker) else { return failHandle("breaker") }
    guard let call else { return failNull("call") }
    var permit = RawPermit()
    if let rejection = Breaker.admit(object.pointee.cells, &permit).rejection { return fail(rejection) }
    var attempt = kedge_attempt.first()
    let result = object.pointee.calls.underWay.during { withErrorKept { call(&attempt, context) } }
    let meaning = HostOutcome(result)
    _ =
        meaning.outcome == .success
        ? Breaker.succeed(object.pointee.cells, &permit)
        : Breaker.finish(object.pointee.cells, &permit, meaning.outcome)
    if let outcome { outcome.pointee = result }
    return meaning.isSuccess ? KEDGE_OK : fail(KEDGE_CALL_FAILED, "the call was made, and answered {u0}", Int(result))
}
