public import CKedge
import KedgeCore

extension HandleKind where Tag == kedge_manual_clock, Object == ManualClock {
    internal static var manualClock: Self { Self(.manualClock) }
}

/// Makes a clock that moves only when told, to be given to policies in tests.
///
/// - Parameters:
///   - nanoseconds: what it shows at first
///   - out: the new handle; give it to kedge_manual_clock_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE
///   (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_manual_clock_create")
public func kedge_manual_clock_create(
    _ nanoseconds: UInt64, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_manual_clock>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    return HandleKind.manualClock.issue(ManualClock(nanoseconds: nanoseconds), to: out)
}

/// Ends a clock. Policies that were made with it keep it as it is.
///
/// - Parameters:
///   - clock: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_manual_clock_destroy")
public func kedge_manual_clock_destroy(_ clock: UnsafeMutablePointer<kedge_manual_clock>?) -> kedge_status {
    HandleKind.manualClock.withdraw(clock, "clock")
}

/// Moves a clock forward; at the end of its range it wraps around.
///
/// - Parameters:
///   - clock: live handle
///   - nanoseconds: by how much; 0 moves nothing
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_manual_clock_advance")
public func kedge_manual_clock_advance(
    _ clock: UnsafeMutablePointer<kedge_manual_clock>?, _ nanoseconds: UInt64
) -> kedge_status {
    guard let object = HandleKind.manualClock.object(clock) else { return failHandle("clock") }
    object.pointee.advance(nanoseconds: nanoseconds)
    return KEDGE_OK
}

/// The clock of a policy: the system's for NULL.
internal func monotonicClock(_ clock: UnsafePointer<kedge_manual_clock>?) throws(Refusal) -> any MonotonicClock {
    guard let clock else { return SystemClock() }
    guard let object = HandleKind.manualClock.object(clock) else { throw Refusal(failHandle("clock")) }
    return object.pointee
}
