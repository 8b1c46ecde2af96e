public import CKedge
import KedgeResilienceCore

extension HandleKind where Tag == kedge_last_answer, Object == LastGoodBytes {
    internal static var lastAnswer: Self { Self(.lastAnswer) }
}

/// Makes a place for the last good answer of a service, without one.
///
/// - Parameters:
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_last_answer_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_POLICY (the last error names the option), KEDGE_INVALID_HANDLE
///   (the clock), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under a microsecond; memory is taken when an answer is stored
/// - Since: 0.1
@_cdecl("kedge_last_answer_create")
public func kedge_last_answer_create(
    _ options: UnsafePointer<kedge_last_answer_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_last_answer>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_last_answer_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let clock = try monotonicClock(settings.clock)
        let bytes = try policyRefusing { () throws(PolicyError) in
            try LastGoodBytes(limit: count(settings.maximum_bytes), clock: clock)
        }
        return HandleKind.lastAnswer.issue(bytes, to: out)
    }
}

/// Ends a last answer; what it keeps is wiped.
///
/// - Parameters:
///   - last_answer: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_last_answer_destroy")
public func kedge_last_answer_destroy(_ last_answer: UnsafeMutablePointer<kedge_last_answer>?) -> kedge_status {
    HandleKind.lastAnswer.withdraw(last_answer, "last_answer")
}

/// Keeps a copy of an answer, in the place of the one before; an empty one too.
///
/// - Parameters:
///   - last_answer: live handle
///   - data: data_len bytes; NULL only with length 0
///   - data_len: 0 to maximum_bytes
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (also for an answer that is too long), KEDGE_OUT_OF_MEMORY, KEDGE_INVALID_HANDLE (the
///   answer before stays)
/// - Threads: any thread, concurrently
/// - Cost: an allocation and a copy; others wait for no more than the exchange of a pointer
/// - Since: 0.1
@_cdecl("kedge_last_answer_store")
public func kedge_last_answer_store(
    _ last_answer: UnsafeMutablePointer<kedge_last_answer>?, _ data: UnsafePointer<UInt8>?, _ data_len: Int
) -> kedge_status {
    guard let object = HandleKind.lastAnswer.object(last_answer) else { return failHandle("last_answer") }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    do throws(LastGoodBytesError) {
        try object.pointee.store(data)
        return KEDGE_OK
    } catch {
        return fail(error, data_len)
    }
}

/// Writes the answer that was kept last. Another may be stored between a call that asks for the size and the next: then that is the
/// one that is measured and written.
///
/// - Parameters:
///   - last_answer: live handle; borrowed
///   - maximum_age_ns: how old it may be; KEDGE_NO_LIMIT for any age
///   - out: out_capacity bytes; NULL counts as capacity 0
///   - out_capacity: bytes at out; maximum_bytes is always enough
///   - out_len: out; the length, or with KEDGE_BUFFER_TOO_SMALL the capacity that is needed
///   - age_ns: out, written with KEDGE_OK alone: how long ago it was stored; may be NULL
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_NO_GOOD_ANSWER (there is none of that age; out_len untouched),
///   KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; a copy, during which nobody waits
/// - Since: 0.1
@_cdecl("kedge_last_answer_load")
public func kedge_last_answer_load(
    _ last_answer: UnsafePointer<kedge_last_answer>?, _ maximum_age_ns: UInt64, _ out: UnsafeMutablePointer<UInt8>?,
    _ out_capacity: Int, _ out_len: UnsafeMutablePointer<Int>?, _ age_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.lastAnswer.object(last_answer) else { return failHandle("last_answer") }
    // What is wrong with the buffer is said before anything else.
    if case .refused(let status) = Output(out, out_capacity, out_len, needed: 0) { return status }
    // The greatest number is no limit, there as here.
    let status = object.pointee.load(maximumAge: maximum_age_ns) { (answer, age) -> kedge_status in
        switch Output(out, out_capacity, out_len, needed: answer.count) {
        case .refused(let status): return status
        case .ready(let room, let length):
            room.copyMemory(from: answer)
            length.pointee = answer.count
            age_ns?.pointee = age
            return KEDGE_OK
        }
    }
    return status ?? fail(KEDGE_NO_GOOD_ANSWER, "no good answer is kept, or none that is young enough")
}

/// Keeps no answer any more; the one that was kept is wiped.
///
/// - Parameters:
///   - last_answer: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_last_answer_clear")
public func kedge_last_answer_clear(_ last_answer: UnsafeMutablePointer<kedge_last_answer>?) -> kedge_status {
    guard let object = HandleKind.lastAnswer.object(last_answer) else { return failHandle("last_answer") }
    object.pointee.clear()
    return KEDGE_OK
}
