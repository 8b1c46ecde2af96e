public import CKedge
import KedgeResilienceCore

/// Takes a place, or a ticket for one.
///
/// Of a ticket nobody hears again without asking, with kedge_bulkhead_poll or kedge_bulkhead_wait. It ends when a place was taken
/// with it, when it is cancelled, or by itself when its time has run out.
///
/// - Parameters:
///   - bulkhead: live handle
///   - place: out; with KEDGE_OK the place, with KEDGE_NOT_YET 0
///   - ticket: out; with KEDGE_NOT_YET the ticket, which is never 0; with KEDGE_OK 0
/// - Returns: KEDGE_OK, KEDGE_NOT_YET (both write both), KEDGE_BULKHEAD_FULL (nobody more may wait), KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE (place and ticket untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 10 ns if a place is free, a lock otherwise
/// - Since: 0.1
@_cdecl("kedge_bulkhead_enqueue")
public func kedge_bulkhead_enqueue(
    _ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ place: UnsafeMutablePointer<UInt64>?,
    _ ticket: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    guard let place else { return failNull("place") }
    guard let ticket else { return failNull("ticket") }
    switch object.pointee.bulkhead.uncounted._withUnsafeGuaranteedRef({ $0.enqueue() }) {
    case .place(let taken):
        place.pointee = taken
        ticket.pointee = 0
        return KEDGE_OK
    case .ticket(let given):
        place.pointee = 0
        ticket.pointee = given
        return failNotYet()
    case .full: return fail(BulkheadError.full)
    }
}

/// Tells what has become of a ticket, without waiting.
///
/// - Parameters:
///   - bulkhead: live handle
///   - ticket: any; of one that ended with KEDGE_BULKHEAD_TIMED_OUT that is told once
///   - place: out, written with KEDGE_OK alone: the place, which is the caller's from here on; the ticket has ended
///   - due_ns: out, written with KEDGE_NOT_YET alone: nothing changes by time alone before so many nanoseconds have gone by; may be
///     NULL
/// - Returns: KEDGE_OK, KEDGE_NOT_YET, KEDGE_BULKHEAD_TIMED_OUT (it waited in vain, or was granted a place and not polled in
///   time), KEDGE_UNKNOWN_TICKET, KEDGE_FORKED (it is from before fork()), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a lock
/// - Since: 0.1
@_cdecl("kedge_bulkhead_poll")
public func kedge_bulkhead_poll(
    _ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ ticket: UInt64, _ place: UnsafeMutablePointer<UInt64>?,
    _ due_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    guard let place else { return failNull("place") }
    return give(object.pointee.bulkhead.counted.poll(ticket), to: place, due_ns)
}

/// Blocks until a ticket has become a place or timed out. While it does, a place that the ticket is granted is kept for it.
///
/// - Parameters:
///   - bulkhead: live handle; it must not be destroyed meanwhile
///   - ticket: any; for one that has ended it does not block
///   - timeout_ns: how long to block by the system's clock, whatever clock the bulkhead has; the ticket outlives that. With
///     KEDGE_NO_LIMIT for as long as the ticket may wait
///   - place: out, written with KEDGE_OK alone: the place, which is the caller's from here on; the ticket has ended
/// - Returns: KEDGE_OK, KEDGE_NOT_YET (so much time has gone by, and the ticket waits on), KEDGE_BULKHEAD_TIMED_OUT,
///   KEDGE_UNKNOWN_TICKET, KEDGE_FORKED (it is from before fork()), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a lock, and a system call to sleep
/// - Since: 0.1
@_cdecl("kedge_bulkhead_wait")
public func kedge_bulkhead_wait(
    _ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ ticket: UInt64, _ timeout_ns: UInt64,
    _ place: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    guard let place else { return failNull("place") }
    return give(object.pointee.bulkhead.counted.wait(ticket, nanoseconds: timeout_ns), to: place, nil)
}

/// Takes a place, and blocks until there is one: in the queue like all others, which it leaves when the time is over.
///
/// - Parameters:
///   - bulkhead: live handle; it must not be destroyed meanwhile
///   - timeout_ns: how long to block by the system's clock, whatever clock the bulkhead has; maximum_wait_ns ends it too. With
///     KEDGE_NO_LIMIT that alone
///   - place: out; never 0; each place ends with one kedge_bulkhead_release
/// - Returns: KEDGE_OK, KEDGE_BULKHEAD_FULL (nobody more may wait), KEDGE_BULKHEAD_TIMED_OUT, KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE (place untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 10 ns if a place is free, a lock and a system call to sleep otherwise
/// - Since: 0.1
@_cdecl("kedge_bulkhead_acquire_wait")
public func kedge_bulkhead_acquire_wait(
    _ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ timeout_ns: UInt64, _ place: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    guard let place else { return failNull("place") }
    return answer { () throws(BulkheadError) in
        place.pointee = try object.pointee.bulkhead.counted.placeBlocking(nanoseconds: timeout_ns)
    }
}

/// Leaves the queue, or gives a place that was granted to the next. Of a ticket whose time has run out and whose holder was not told
/// that, it is the end too.
///
/// - Parameters:
///   - bulkhead: live handle
///   - ticket: any
/// - Returns: KEDGE_OK, KEDGE_UNKNOWN_TICKET, KEDGE_FORKED (it is from before fork()), KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; a thread that waits for the ticket gets KEDGE_UNKNOWN_TICKET
/// - Cost: no allocation; a lock
/// - Since: 0.1
@_cdecl("kedge_bulkhead_cancel")
public func kedge_bulkhead_cancel(_ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ ticket: UInt64) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    return answer { () throws(BulkheadError) in try object.pointee.bulkhead.counted.cancel(ticket) }
}

/// Gives a place that a ticket has become, or says what has become of it instead.
private func give(
    _ state: BulkheadTicketState, to place: UnsafeMutablePointer<UInt64>, _ due_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    switch state {
    case .granted(let granted):
        place.pointee = granted
        return KEDGE_OK
    case .waiting(let due):
        due_ns?.pointee = due
        return failNotYet()
    case .timedOut: return fail(BulkheadError.timedOut)
    case .ended: return fail(BulkheadError.unknownTicket)
    case .forked: return fail(BulkheadError.forked)
    }
}

private func failNotYet() -> kedge_status {
    fail(KEDGE_NOT_YET, "the ticket waits for its place: poll it, wait for it, or cancel it")
}
