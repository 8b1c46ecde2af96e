public import CKedge
import KedgeBalancing

extension HandleKind where Tag == kedge_ring, Object == CountedObject<HashRing> {
    internal static var ring: Self { Self(.ring) }
}

/// Makes a ring without nodes.
///
/// - Parameters:
///   - options: NULL for the defaults
///   - out: the new handle; give it to kedge_ring_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_POINT_COUNT, KEDGE_INVALID_TABLE_SIZE, KEDGE_OUT_OF_MEMORY,
///   KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: about a microsecond
/// - Since: 0.1
@_cdecl("kedge_ring_create")
public func kedge_ring_create(
    _ options: UnsafePointer<kedge_ring_options>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_ring>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let settings = kedge_ring_options.read(options) else { return failOptions(options) }
    return answer { () throws(Refusal) in
        let placement = try settings.ringPlacement()
        let ring = try ringRefusing { () throws(RingError) in try HashRing(placement) }
        return HandleKind.ring.issue(CountedObject(ring), to: out)
    }
}

/// Ends a ring. Reports of it stay.
///
/// - Parameters:
///   - ring: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: that of giving back its memory
/// - Since: 0.1
@_cdecl("kedge_ring_destroy")
public func kedge_ring_destroy(_ ring: UnsafeMutablePointer<kedge_ring>?) -> kedge_status {
    HandleKind.ring.withdraw(ring, "ring")
}

/// Makes a ring as kedge_ring_export wrote it: with the same placement, nodes and ids, and the version that it had.
///
/// - Parameters:
///   - membership: membership_len bytes of JSON
///   - membership_len: below 2^31
///   - out: the new handle; give it to kedge_ring_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_MEMBERSHIP, KEDGE_INVALID_POINT_COUNT,
///   KEDGE_INVALID_TABLE_SIZE, KEDGE_DUPLICATE_NODE_NAME, KEDGE_INVALID_NODE_WEIGHT, KEDGE_TOO_MANY_POINTS,
///   KEDGE_NOT_IN_THIS_PLACEMENT, KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of adding the nodes in one change
/// - Since: 0.1
@_cdecl("kedge_ring_import")
public func kedge_ring_import(
    _ membership: UnsafePointer<CChar>?, _ membership_len: Int,
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_ring>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard let membership = bytes(membership, membership_len) else { return failInput("membership", membership_len) }
    if let status = failArrays(of: membership_len) { return status }
    return answer { () throws(Refusal) in
        let ring = try ringRefusing { () throws(RingError) in try HashRing(membership: membership.bytes) }
        return HandleKind.ring.issue(CountedObject(ring), to: out)
    }
}

/// Writes the placement and all nodes with their ids as JSON, always the same for the same ring; docs/formats.md has the format.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY (out
///   untouched)
/// - Threads: any thread, concurrently; between two calls the ring may grow
/// - Cost: under 1 us for each node
/// - Since: 0.1
@_cdecl("kedge_ring_export")
public func kedge_ring_export(
    _ ring: UnsafePointer<kedge_ring>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let text = try ringRefusing { () throws(RingError) in try object.pointee.counted.exportMembership() }
        return text.withUnsafeBytes { write($0, to: out, out_capacity, out_len) }
    }
}

/// What a call of a ring gives, or a refusal with its status.
internal func ringRefusing<Value: ~Copyable>(_ body: () throws(RingError) -> Value) throws(Refusal) -> Value {
    do throws(RingError) {
        return try body()
    } catch {
        throw Refusal(fail(error))
    }
}
