public import CKedge
import KedgeResilienceCore

extension HandleKind where Tag == kedge_failover, Object == Failover {
    internal static var failover: Self { Self(.failover) }
}

extension kedge_failover_target_info: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }
}

/// Makes a failover of targets, the best first.
///
/// - Parameters:
///   - targets: target_count targets, which may go afterwards
///   - target_count: 1 to 64
///   - out: the new handle; give it to kedge_failover_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (a breaker), KEDGE_INVALID_UTF8, KEDGE_INVALID_POLICY,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond for each
/// - Since: 0.1
@_cdecl("kedge_failover_create")
public func kedge_failover_create(
    _ targets: UnsafePointer<kedge_failover_target>?, _ target_count: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_failover>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard target_count >= 1, target_count <= 64 else { return fail(PolicyError("targets", "1 to 64")) }
    guard let targets else { return failNull("targets") }
    if let status = failArrays(ofCounts: (0..<target_count).map { targets[$0].name_len }) { return status }
    return answer { () throws(Refusal) in
        var list: [FailoverTarget] = []
        for index in 0..<target_count { list.append(try targets[index].failoverTarget()) }
        let failover = try policyRefusing { () throws(PolicyError) in try Failover(list) }
        return HandleKind.failover.issue(failover, to: out)
    }
}

extension kedge_failover_target {
    fileprivate func failoverTarget() throws(Refusal) -> FailoverTarget {
        try checkReserved(reserved)
        let name = try text(name, name_len, "name") ?? ""
        guard let breaker else { return FailoverTarget(name: name, level: Int(level)) }
        guard let object = HandleKind.breaker.object(breaker) else { throw Refusal(failHandle("breaker")) }
        return FailoverTarget(name: name, level: Int(level), breaker: object.pointee.breaker)
    }
}

/// Ends a failover's handle. Pipelines that have the failover keep it.
///
/// - Parameters:
///   - failover: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_failover_destroy")
public func kedge_failover_destroy(_ failover: UnsafeMutablePointer<kedge_failover>?) -> kedge_status {
    HandleKind.failover.withdraw(failover, "failover")
}

extension kedge_failover_call: CallerMemory {
    internal typealias State = FailoverCall
}

/// Begins a call: no target was tried yet.
///
/// - Parameters:
///   - failover: live handle; borrowed
///   - call: out; to be given to kedge_failover_next
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (call untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_failover_begin")
public func kedge_failover_begin(
    _ failover: UnsafePointer<kedge_failover>?, _ call: UnsafeMutablePointer<kedge_failover_call>?
) -> kedge_status {
    guard HandleKind.failover.object(failover) != nil else { return failHandle("failover") }
    guard let call else { return failNull("call") }
    call.pointee = kedge_failover_call()
    call.state.pointee = FailoverCall()
    return KEDGE_OK
}

/// Gives the first target that a call may go to, or the next one after a target failed.
///
/// - Parameters:
///   - failover: live handle
///   - call: where it stands
///   - target: out; the number of the target in the list, from 0
///   - permit: out; to be given to kedge_failover_finish with what the call came to
///   - retry_after_ns: out, with KEDGE_NO_TARGET only: when the first of the breakers that let the call not pass will let one;
///     KEDGE_NO_LIMIT where nobody knows. NULL if nobody asks
/// - Returns: KEDGE_OK, KEDGE_NO_TARGET, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (target and permit untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of asking the breaker of each target that is looked at, no allocation
/// - Since: 0.1
@_cdecl("kedge_failover_next")
public func kedge_failover_next(
    _ failover: UnsafeMutablePointer<kedge_failover>?, _ call: UnsafeMutablePointer<kedge_failover_call>?,
    _ target: UnsafeMutablePointer<UInt32>?, _ permit: UnsafeMutablePointer<kedge_permit>?,
    _ retry_after_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.failover.object(failover) else { return failHandle("failover") }
    guard let call else { return failNull("call") }
    guard let target else { return failNull("target") }
    guard let permit else { return failNull("permit") }
    guard let index = object.pointee.next(&call.state.pointee, permit.state) else {
        if let retry_after_ns { retry_after_ns.pointee = call.state.pointee.retryAfter }
        return fail(KEDGE_NO_TARGET, "each target was tried, or its breaker let the call not pass")
    }
    target.pointee = UInt32(clamping: index)
    return KEDGE_OK
}

/// Ends the call of a target.
///
/// - Parameters:
///   - failover: live handle
///   - call: where it stands
///   - target: as kedge_failover_next gave it
///   - permit: as kedge_failover_next gave it; emptied, so that it is finished once
///   - outcome: what the call came to: KEDGE_CALL_SUCCEEDED to KEDGE_CALL_CIRCUIT_OPEN
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_PERMIT_FINISHED, KEDGE_PERMIT_TAKEN_BACK
/// - Threads: any thread, concurrently
/// - Cost: that of ending a call of its breaker
/// - Since: 0.1
@_cdecl("kedge_failover_finish")
public func kedge_failover_finish(
    _ failover: UnsafeMutablePointer<kedge_failover>?, _ call: UnsafePointer<kedge_failover_call>?, _ target: UInt32,
    _ permit: UnsafeMutablePointer<kedge_permit>?, _ outcome: UInt32
) -> kedge_status {
    guard let object = HandleKind.failover.object(failover) else { return failHandle("failover") }
    guard let call else { return failNull("call") }
    guard let permit else { return failNull("permit") }
    guard let outcome = HostOutcome(reported: outcome) else { return failOutcome(outcome) }
    let count = object.pointee.targets.count
    guard Int(target) < count else { return failIndex("target", Int(target), count) }
    return status(object.pointee.finish(call.state.pointee, Int(target), permit.state, outcome.outcome))
}

/// Tells at which level of degradation a call would be served now, as far as breakers tell.
///
/// - Parameters:
///   - failover: live handle; borrowed
///   - level: out; that of the first target which a call may go to
/// - Returns: KEDGE_OK, KEDGE_NO_TARGET, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (level untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds for each target; a lock for each whose breaker is open
/// - Since: 0.1
@_cdecl("kedge_failover_get_level")
public func kedge_failover_get_level(
    _ failover: UnsafePointer<kedge_failover>?, _ level: UnsafeMutablePointer<UInt32>?
) -> kedge_status {
    guard let object = HandleKind.failover.object(failover) else { return failHandle("failover") }
    guard let level else { return failNull("level") }
    guard let current = object.pointee.level else {
        return fail(KEDGE_NO_TARGET, "no breaker of a target lets a call pass now")
    }
    level.pointee = UInt32(clamping: current)
    return KEDGE_OK
}

/// Has calls pass over all targets below a level from now on.
///
/// - Parameters:
///   - failover: live handle
///   - level: 0 for none, up to that of the last target
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_INVALID_POLICY (nothing has changed)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_failover_set_minimum_level")
public func kedge_failover_set_minimum_level(
    _ failover: UnsafeMutablePointer<kedge_failover>?, _ level: UInt32
) -> kedge_status {
    guard let object = HandleKind.failover.object(failover) else { return failHandle("failover") }
    return answer { () throws(Refusal) in
        try policyRefusing { () throws(PolicyError) in try object.pointee.setMinimumLevel(Int(level)) }
        return KEDGE_OK
    }
}

/// Tells what a target came to.
///
/// - Parameters:
///   - failover: live handle; borrowed
///   - target: its number in the list, from 0
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds for each target
/// - Since: 0.1
@_cdecl("kedge_failover_get_target_info")
public func kedge_failover_get_target_info(
    _ failover: UnsafePointer<kedge_failover>?, _ target: UInt32,
    _ info: UnsafeMutablePointer<kedge_failover_target_info>?
) -> kedge_status {
    guard let object = HandleKind.failover.object(failover) else { return failHandle("failover") }
    guard let info = kedge_failover_target_info.accept(info) else { return failResult("info", info) }
    let count = object.pointee.targets.count
    guard Int(target) < count else { return failIndex("target", Int(target), count) }
    let counts = object.pointee.snapshots[Int(target)]
    kedge_failover_target_info(
        struct_size: 0, calls: counts.calls, failures: counts.failures, rejected: counts.rejected, saved: counts.saved
    ).write(to: info)
    return KEDGE_OK
}
