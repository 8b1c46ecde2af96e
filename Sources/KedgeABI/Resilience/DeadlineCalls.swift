public import CKedge
import KedgeResilienceCore

/// Tells the moment that lies so long ahead: a deadline, which is a number and needs no handle.
///
/// It is a moment and not a length of time, so that what takes several steps, attempts and services has one limit for all of them.
/// It means nothing to another clock, nor to another machine: what is passed on is the time left (kedge_deadline_write).
///
/// - Parameters:
///   - clock: NULL for the system's clock
///   - duration_ns: how long from now on; 0 is over already. KEDGE_NO_LIMIT makes a deadline that never comes; of whatever else is
///     longer, 2^63 - 1 count, which are 292 years
///   - deadline_ns: out; nanoseconds of the clock, KEDGE_NO_LIMIT for never
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock) (deadline_ns untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 50 ns
/// - Since: 0.1
@_cdecl("kedge_deadline_after")
public func kedge_deadline_after(
    _ clock: UnsafePointer<kedge_manual_clock>?, _ duration_ns: UInt64, _ deadline_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let deadline_ns else { return failNull("deadline_ns") }
    return answer { () throws(Refusal) in
        let clock = try monotonicClock(clock)
        let isNever = duration_ns == KEDGE_NO_LIMIT
        deadline_ns.pointee = (isNever ? Deadline.never : .after(time(duration_ns), clock: clock)).nanoseconds
        return KEDGE_OK
    }
}

/// Tells how much time is left until a deadline.
///
/// - Parameters:
///   - clock: the clock that it was made with; NULL for the system's
///   - deadline_ns: as kedge_deadline_after tells it
///   - left_ns: out; the time left, KEDGE_NO_LIMIT where the deadline never comes. With KEDGE_DEADLINE_EXCEEDED it is written too,
///     and is 0
/// - Returns: KEDGE_OK, KEDGE_DEADLINE_EXCEEDED (no time is left), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock)
///   (left_ns untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; about 50 ns
/// - Since: 0.1
@_cdecl("kedge_deadline_left")
public func kedge_deadline_left(
    _ clock: UnsafePointer<kedge_manual_clock>?, _ deadline_ns: UInt64, _ left_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let left_ns else { return failNull("left_ns") }
    return answer { () throws(Refusal) in
        let left = Deadline(nanoseconds: deadline_ns, clock: try monotonicClock(clock)).nanosecondsLeft
        left_ns.pointee = left ?? KEDGE_NO_LIMIT
        guard left != 0 else { throw Refusal(fail(KEDGE_DEADLINE_EXCEEDED, "no time is left until the deadline")) }
        return KEDGE_OK
    }
}

/// Writes how much time is left as text for a service that is called to go on with: whole milliseconds in decimal digits, rounded
/// down. A length and not a moment, because clocks of two machines do not agree.
///
/// - Parameters:
///   - left_ns: as kedge_deadline_left tells it; of more than 365 days those are written. Where there is no limit nothing is to be
///     passed on: KEDGE_NO_LIMIT is refused
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out; 12 are always enough
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; under 100 ns
/// - Since: 0.1
@_cdecl("kedge_deadline_write")
public func kedge_deadline_write(
    _ left_ns: UInt64, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard left_ns != KEDGE_NO_LIMIT else {
        return fail(KEDGE_INVALID_ARGUMENT, "left_ns is KEDGE_NO_LIMIT: where there is no limit no time is passed on")
    }
    return write(String(min(left_ns / KEDGE_MILLISECOND, Deadline.longestMilliseconds)), to: out, out_capacity, out_len)
}

/// Reads how much time a caller has left, as kedge_deadline_write writes it and in no other way: no sign, space, point or unit, and
/// no zero in front. Give it to kedge_deadline_after.
///
/// - Parameters:
///   - text: text_len bytes; NULL only with length 0, which is refused too
///   - text_len: any length
///   - left_ns: out; 0 to 365 days
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (left_ns untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_deadline_read")
public func kedge_deadline_read(
    _ text: UnsafePointer<CChar>?, _ text_len: Int, _ left_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let text = bytes(text, text_len) else { return failInput("text", text_len) }
    guard let left_ns else { return failNull("left_ns") }
    do throws(DeadlineTextError) {
        left_ns.pointee =
            try Deadline.milliseconds(Span(_unsafeElements: text.bindMemory(to: UInt8.self))) &* KEDGE_MILLISECOND
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
