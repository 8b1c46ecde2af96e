public import CKedge
import KedgeCore
import KedgeResilienceCore

/// What the handle of a registry stands for.
internal struct RegistryObject {
    internal let registry: BreakerRegistry
    /// Of the callbacks of all its options.
    internal let calls: HostCalls
}

extension HandleKind where Tag == kedge_breaker_registry, Object == RegistryObject {
    internal static var breakerRegistry: Self { Self(.breakerRegistry) }
}

/// Makes a registry without breakers.
///
/// - Parameters:
///   - defaults: of breakers that have no options of their own; NULL for the library's. Its clock is that of all breakers
///   - maximum_count: how many breakers there may be, so that names which strangers choose do not fill the memory: 1 to
///     1,000,000
///   - out: the new handle; give it to kedge_breaker_registry_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock), KEDGE_INVALID_POLICY, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond
/// - Since: 0.1
@_cdecl("kedge_breaker_registry_create")
public func kedge_breaker_registry_create(
    _ defaults: UnsafePointer<kedge_breaker_options>?, _ maximum_count: UInt64,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_breaker_registry>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_breaker_options.read(defaults) else { return failOptions(defaults, "defaults") }
    return answer { () throws(Refusal) in
        let calls = HostCalls()
        let options = try settings.breakerOptions(calls)
        let clock = try monotonicClock(settings.clock)
        let registry = try policyRefusing { () throws(PolicyError) in
            try BreakerRegistry(defaults: options, maximumCount: count(maximum_count), clock: clock)
        }
        return HandleKind.breakerRegistry.issue(RegistryObject(registry: registry, calls: calls), to: out)
    }
}

/// Ends a registry. Breakers whose handles were given out stay.
///
/// - Parameters:
///   - registry: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a callback is under way on its behalf)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back the memory of its breakers
/// - Since: 0.1
@_cdecl("kedge_breaker_registry_destroy")
public func kedge_breaker_registry_destroy(
    _ registry: UnsafeMutablePointer<kedge_breaker_registry>?
) -> kedge_status {
    HandleKind.breakerRegistry.withdraw(registry, "registry", if: { $0.calls.underWay.isEmpty })
}

/// Gives the breaker of a name options of its own. A breaker that was made already keeps what it was made with, until it is
/// removed.
///
/// - Parameters:
///   - registry: live handle
///   - name: name_len bytes of UTF-8 without NUL
///   - name_len: at most 255
///   - options: its clock is not looked at; NULL for the defaults again
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_INVALID_POLICY,
///   KEDGE_REGISTRY_FULL, KEDGE_OUT_OF_MEMORY (nothing has changed)
/// - Threads: any thread, concurrently
/// - Cost: a lock
/// - Since: 0.1
@_cdecl("kedge_breaker_registry_set_options")
public func kedge_breaker_registry_set_options(
    _ registry: UnsafeMutablePointer<kedge_breaker_registry>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ options: UnsafePointer<kedge_breaker_options>?
) -> kedge_status {
    guard let object = HandleKind.breakerRegistry.object(registry) else { return failHandle("registry") }
    guard let settings = kedge_breaker_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let name = try text(name, name_len, "name") ?? ""
        let own = options == nil ? nil : try settings.breakerOptions(object.pointee.calls)
        try registryRefusing { () throws(BreakerRegistryError) in
            try object.pointee.registry.setOptions(own, forName: name)
        }
        return KEDGE_OK
    }
}

/// Gives a handle of the breaker of a name, which is made if there is none. All handles of a name are of one breaker.
///
/// - Parameters:
///   - registry: live handle
///   - name: name_len bytes of UTF-8; names that look the same are the same, as Unicode has it
///   - name_len: at most 255; no NUL among them
///   - out: a new handle; give it to kedge_breaker_destroy in the end, which leaves the breaker in the registry
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_REGISTRY_FULL,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a hash of the name and locks; keep the handle where calls are many
/// - Since: 0.1
@_cdecl("kedge_breaker_registry_get")
public func kedge_breaker_registry_get(
    _ registry: UnsafeMutablePointer<kedge_breaker_registry>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_breaker>?>?
) -> kedge_status {
    guard let object = HandleKind.breakerRegistry.object(registry) else { return failHandle("registry") }
    guard let out else { return failNull("out") }
    return answer { () throws(Refusal) in
        let name = try text(name, name_len, "name") ?? ""
        let breaker = try registryRefusing { () throws(BreakerRegistryError) in
            try object.pointee.registry.breaker(named: name)
        }
        return HandleKind.breaker.issue(BreakerObject(breaker, object.pointee.calls), to: out)
    }
}

/// Has a registry forget a breaker: who has a handle keeps it, and the next who asks for the name gets another.
///
/// - Parameters:
///   - registry: live handle
///   - name: name_len bytes of UTF-8
///   - name_len: any length
///   - was_there: out; 1 if there was one, else 0. NULL if nobody asks
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_OUT_OF_MEMORY (nothing has
///   changed)
/// - Threads: any thread, concurrently
/// - Cost: a lock
/// - Since: 0.1
@_cdecl("kedge_breaker_registry_remove")
public func kedge_breaker_registry_remove(
    _ registry: UnsafeMutablePointer<kedge_breaker_registry>?, _ name: UnsafePointer<CChar>?, _ name_len: Int,
    _ was_there: UnsafeMutablePointer<Int32>?
) -> kedge_status {
    guard let object = HandleKind.breakerRegistry.object(registry) else { return failHandle("registry") }
    return answer { () throws(Refusal) in
        let wasThere = object.pointee.registry.remove(named: try text(name, name_len, "name") ?? "")
        if let was_there { was_there.pointee = wasThere ? 1 : 0 }
        return KEDGE_OK
    }
}

/// Writes the names of all breakers of a registry, each with a NUL behind it, in their order by Unicode.
///
/// - Parameters:
///   - registry: live handle; borrowed
///   - out: out_capacity bytes
///   - out_capacity: bytes at out
///   - out_len: out; the bytes written, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY (out
///   untouched)
/// - Threads: any thread, concurrently; between two calls there may be more
/// - Cost: about a microsecond for each
/// - Since: 0.1
@_cdecl("kedge_breaker_registry_names")
public func kedge_breaker_registry_names(
    _ registry: UnsafePointer<kedge_breaker_registry>?, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.breakerRegistry.object(registry) else { return failHandle("registry") }
    let longest = BreakerRegistry.longestName &+ 1
    if let status = failArrays(of: object.pointee.registry.count &* longest) { return status }
    var names: [UInt8] = []
    for name in object.pointee.registry.names {
        names += name.utf8
        names.append(0)
    }
    return write(names, to: out, out_capacity, out_len)
}

/// What a registry gives, or a refusal with its status.
private func registryRefusing<Value>(_ body: () throws(BreakerRegistryError) -> Value) throws(Refusal) -> Value {
    do throws(BreakerRegistryError) {
        return try body()
    } catch {
        switch error {
        case .policy(let error): throw Refusal(fail(error))
        case .full:
            throw Refusal(
                fail(
                    KEDGE_REGISTRY_FULL,
                    "the registry has as many breakers, or names with options of their own, as it may have"))
        case .invalidName:
            throw Refusal(fail(KEDGE_INVALID_ARGUMENT, "a name has at most 255 bytes, and no NUL among them"))
        }
    }
}
