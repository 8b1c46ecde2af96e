public import CKedge
import KedgeCore
import KedgeResilienceCore

/// What the handle of a bulkhead stands for.
internal struct BulkheadObject: ~Copyable {
    internal let bulkhead: CountedObject<Bulkhead>
    /// Callbacks that are under way for it.
    internal let underWay = CallsUnderWay()

    internal init(_ bulkhead: Bulkhead) {
        self.bulkhead = CountedObject(bulkhead)
    }
}

extension HandleKind where Tag == kedge_bulkhead, Object == BulkheadObject {
    internal static var bulkhead: Self { Self(.bulkhead) }
}

/// Makes a bulkhead with all places free.
///
/// It keeps one dependency that has become slow from taking all threads, connections or memory of its caller. Who comes first is
/// served first: while somebody waits, newcomers queue behind them or are refused. In a child of fork() the calls of the parent are
/// not under way and nobody waits: counting begins at zero.
///
/// - Parameters:
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_bulkhead_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_POLICY (the last error names the option), KEDGE_INVALID_HANDLE
///   (the clock), KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of the memory, which is taken now: 16 bytes for each place, and where anybody may wait some 90 more for each place and
///   for each who may wait
/// - Since: 0.1
@_cdecl("kedge_bulkhead_create")
public func kedge_bulkhead_create(
    _ options: UnsafePointer<kedge_bulkhead_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_bulkhead>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_bulkhead_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let clock = try monotonicClock(settings.clock)
        let bulkhead = try policyRefusing { () throws(PolicyError) in
            try Bulkhead(settings.bulkheadOptions, clock: clock)
        }
        return HandleKind.bulkhead.issue(BulkheadObject(bulkhead), to: out)
    }
}

/// Ends a bulkhead. Places that are still held are not given back any more.
///
/// - Parameters:
///   - bulkhead: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a kedge_bulkhead_call is under way; it stays)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_bulkhead_destroy")
public func kedge_bulkhead_destroy(_ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?) -> kedge_status {
    HandleKind.bulkhead.withdraw(bulkhead, "bulkhead", if: { $0.underWay.isEmpty })
}

/// Takes a place without waiting.
///
/// - Parameters:
///   - bulkhead: live handle
///   - place: out; never 0; each place ends with one kedge_bulkhead_release
/// - Returns: KEDGE_OK, KEDGE_BULKHEAD_FULL (all are taken, or others wait), KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (place
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation; no lock while nobody waits; about 10 ns
/// - Since: 0.1
@_cdecl("kedge_bulkhead_acquire")
public func kedge_bulkhead_acquire(
    _ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ place: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    guard let place else { return failNull("place") }
    let taken = object.pointee.bulkhead.uncounted._withUnsafeGuaranteedRef { $0.takePlace() }
    guard taken != 0 else { return fail(BulkheadError.full) }
    place.pointee = taken
    return KEDGE_OK
}

/// Gives a place back, to the first who waits if somebody does.
///
/// To give it back twice is found out, also when somebody else has got the place since, and changes nothing. In a child of fork() a
/// place from before it is no longer held, and giving it back does nothing.
///
/// - Parameters:
///   - bulkhead: live handle
///   - place: as it was given
/// - Returns: KEDGE_OK, KEDGE_NOT_HELD, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: no allocation; no lock while nobody waits; about 10 ns
/// - Since: 0.1
@_cdecl("kedge_bulkhead_release")
public func kedge_bulkhead_release(_ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ place: UInt64) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    return object.pointee.bulkhead.uncounted._withUnsafeGuaranteedRef { bulkhead in
        answer { () throws(BulkheadError) in try bulkhead.release(place) }
    }
}

/// Makes a call with a place held, and gives the place back; blocks until there is one.
///
/// - Parameters:
///   - bulkhead: live handle; it cannot be destroyed until the call has ended
///   - timeout_ns: as for kedge_bulkhead_acquire_wait
///   - body: the call; runs on this thread, with no lock held
///   - context: given to body
///   - result: out; what body returned; untouched unless it was called; may be NULL
/// - Returns: KEDGE_OK (body was called, whatever it returned), KEDGE_BULKHEAD_FULL, KEDGE_BULKHEAD_TIMED_OUT,
///   KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: no allocation; under 100 ns beside body while a place is free
/// - Since: 0.1
@_cdecl("kedge_bulkhead_call")
public func kedge_bulkhead_call(
    _ bulkhead: UnsafeMutablePointer<kedge_bulkhead>?, _ timeout_ns: UInt64, _ body: kedge_bulkhead_body?,
    _ context: UnsafeMutableRawPointer?, _ result: UnsafeMutablePointer<Int32>?
) -> kedge_status {
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    guard let body else { return failNull("body") }
    return object.pointee.underWay.during {
        answer { () throws(BulkheadError) in
            let place = try object.pointee.bulkhead.counted.placeBlocking(nanoseconds: timeout_ns)
            let answer = withErrorKept { body(context) }
            object.pointee.bulkhead.counted.giveBack(place)
            result?.pointee = answer
        }
    }
}

/// Tells a bulkhead's counts.
///
/// - Parameters:
///   - bulkhead: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a lock; under 100 ns
/// - Since: 0.1
@_cdecl("kedge_bulkhead_get_info")
public func kedge_bulkhead_get_info(
    _ bulkhead: UnsafePointer<kedge_bulkhead>?, _ info: UnsafeMutablePointer<kedge_bulkhead_info>?
) -> kedge_status {
    guard let info = kedge_bulkhead_info.accept(info) else { return failResult("info", info) }
    guard let object = HandleKind.bulkhead.object(bulkhead) else { return failHandle("bulkhead") }
    let snapshot = object.pointee.bulkhead.counted.snapshot
    kedge_bulkhead_info(
        struct_size: 0, calls_under_way: UInt64(truncatingIfNeeded: snapshot.callsUnderWay),
        granted: UInt64(truncatingIfNeeded: snapshot.granted), waiting: UInt64(truncatingIfNeeded: snapshot.waiting),
        admitted: snapshot.admitted, refused: snapshot.refused, timed_out: snapshot.timedOut,
        reclaimed: snapshot.reclaimed
    ).write(to: info)
    return KEDGE_OK
}

/// What a body comes to, or the status of its failure.
internal func answer(_ body: () throws(BulkheadError) -> Void) -> kedge_status {
    do throws(BulkheadError) {
        try body()
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
