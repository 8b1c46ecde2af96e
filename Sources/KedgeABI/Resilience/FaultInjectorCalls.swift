public import CKedge
import KedgeResilienceCore

extension HandleKind where Tag == kedge_fault_injector, Object == CountedObject<FaultInjector> {
    internal static var faultInjector: Self { Self(.faultInjector) }
}

/// Makes a fault injector, which does nothing until it is enabled.
///
/// The same seed gives the same sequence on one thread; several threads share the sequence in no certain order. A child of fork()
/// goes on with a copy of its own.
///
/// - Parameters:
///   - options: maximum_faults has to be set; NULL is refused, as there is no default
///   - out: the new handle; give it to kedge_fault_injector_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_POLICY (the last error names the option), KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond
/// - Since: 0.1
@_cdecl("kedge_fault_injector_create")
public func kedge_fault_injector_create(
    _ options: UnsafePointer<kedge_fault_injector_options>?,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_fault_injector>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_fault_injector_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let options = try settings.faultOptions()
        let injector = try policyRefusing { () throws(PolicyError) in try FaultInjector(options) }
        return HandleKind.faultInjector.issue(CountedObject(injector), to: out)
    }
}

/// Ends a fault injector.
///
/// - Parameters:
///   - injector: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_fault_injector_destroy")
public func kedge_fault_injector_destroy(_ injector: UnsafeMutablePointer<kedge_fault_injector>?) -> kedge_status {
    HandleKind.faultInjector.withdraw(injector, "injector")
}

/// Has a fault injector begin, or go on with its sequence.
///
/// - Parameters:
///   - injector: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_fault_injector_enable")
public func kedge_fault_injector_enable(_ injector: UnsafeMutablePointer<kedge_fault_injector>?) -> kedge_status {
    guard let object = HandleKind.faultInjector.object(injector) else { return failHandle("injector") }
    object.pointee.counted.enable()
    return KEDGE_OK
}

/// Has a fault injector leave all calls alone.
///
/// - Parameters:
///   - injector: live handle
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_fault_injector_disable")
public func kedge_fault_injector_disable(_ injector: UnsafeMutablePointer<kedge_fault_injector>?) -> kedge_status {
    guard let object = HandleKind.faultInjector.object(injector) else { return failHandle("injector") }
    object.pointee.counted.disable()
    return KEDGE_OK
}

/// Tells what is to be done to the next call; the caller does it: first the wait, then the failure.
///
/// - Parameters:
///   - injector: live handle
///   - is_failure: out; 1 if the call is to fail instead of being made, else 0
///   - delay_ns: out; how long it is to be held up before; 0 for not at all
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (is_failure and delay_ns untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation, no lock; about 5 ns while it is disabled
/// - Since: 0.1
@_cdecl("kedge_fault_injector_next")
public func kedge_fault_injector_next(
    _ injector: UnsafeMutablePointer<kedge_fault_injector>?, _ is_failure: UnsafeMutablePointer<Int32>?,
    _ delay_ns: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.faultInjector.object(injector) else { return failHandle("injector") }
    guard let is_failure else { return failNull("is_failure") }
    guard let delay_ns else { return failNull("delay_ns") }
    let fault = object.pointee.uncounted._withUnsafeGuaranteedRef { $0.next() }
    is_failure.pointee = fault.isFailure ? 1 : 0
    delay_ns.pointee = fault.delayNanoseconds
    return KEDGE_OK
}

/// Tells what a fault injector has done. Of calls that other threads are in the middle of, some numbers may be there and others not
/// yet.
///
/// - Parameters:
///   - injector: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_fault_injector_get_info")
public func kedge_fault_injector_get_info(
    _ injector: UnsafePointer<kedge_fault_injector>?, _ info: UnsafeMutablePointer<kedge_fault_injector_info>?
) -> kedge_status {
    guard let info = kedge_fault_injector_info.accept(info) else { return failResult("info", info) }
    guard let object = HandleKind.faultInjector.object(injector) else { return failHandle("injector") }
    let counts = object.pointee.counted.counts
    kedge_fault_injector_info(
        struct_size: 0, calls: UInt64(truncatingIfNeeded: counts.calls),
        failures: UInt64(truncatingIfNeeded: counts.failures), delays: UInt64(truncatingIfNeeded: counts.delays),
        faults: UInt64(truncatingIfNeeded: counts.faults), is_enabled: object.pointee.counted.isEnabled ? 1 : 0,
        reserved: 0
    ).write(to: info)
    return KEDGE_OK
}
