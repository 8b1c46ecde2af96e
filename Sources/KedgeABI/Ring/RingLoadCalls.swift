public import CKedge
import KedgeBalancing

extension kedge_ring_admission: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }
}

/// Gives a call to the first node that a key prefers and that has room, so that no node has more than its share.
///
/// The bound holds at the instant of admission: all admissions and ends of one ring take place one after another.
///
/// - Parameters:
///   - ring: live handle
///   - key: key_len bytes; NULL only if key_len is 0
///   - key_len: any length
///   - bound_percent: how much of its share, by weight, of all calls under way a node may have: 100 to 100,000. With 125 keys
///     stay with their owners until one has a quarter more than its share
///   - node: out; the id of the node; each admission ends with one kedge_ring_finish
///   - admission: struct_size set; the rest is written; NULL if nobody asks
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_INVALID_LOAD_BOUND, KEDGE_NOT_IN_THIS_PLACEMENT (jump hash) (node and admission untouched)
/// - Threads: any thread, concurrently
/// - Cost: a lock that admissions share, no allocation; a step along the circle for each point of a node without room, with rendezvous
///   hashing a pass over all nodes for each node without room
/// - Since: 0.1
@_cdecl("kedge_ring_admit")
public func kedge_ring_admit(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int, _ bound_percent: UInt32,
    _ node: UnsafeMutablePointer<UInt64>?, _ admission: UnsafeMutablePointer<kedge_ring_admission>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    return admit(object.pointee.counted, bound_percent, node, admission) { $0.place(ofKey: key) }
}

/// Gives a call to a node by the key's hash, as kedge_ring_admit does by the key.
///
/// - Parameters:
///   - ring: live handle
///   - hash: as for kedge_ring_owner_of_hash
///   - bound_percent: 100 to 100,000
///   - node: out; the id of the node; each admission ends with one kedge_ring_finish
///   - admission: struct_size set; the rest is written; NULL if nobody asks
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_INVALID_LOAD_BOUND, KEDGE_INVALID_KEY_HASH, KEDGE_NOT_IN_THIS_PLACEMENT (jump and
///   rendezvous hashing) (node and admission untouched)
/// - Threads: any thread, concurrently
/// - Cost: as kedge_ring_admit
/// - Since: 0.1
@_cdecl("kedge_ring_admit_hash")
public func kedge_ring_admit_hash(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ hash: UInt64, _ bound_percent: UInt32,
    _ node: UnsafeMutablePointer<UInt64>?, _ admission: UnsafeMutablePointer<kedge_ring_admission>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return admit(object.pointee.counted, bound_percent, node, admission) { ring throws(RingError) in
        try ring.place(ofHash: hash)
    }
}

private func admit(
    _ ring: HashRing, _ percent: UInt32, _ node: UnsafeMutablePointer<UInt64>?,
    _ out: UnsafeMutablePointer<kedge_ring_admission>?, _ place: (HashRing) throws(RingError) -> KeyPlace
) -> kedge_status {
    guard let node else { return failNull("node") }
    if out != nil, kedge_ring_admission.accept(out) == nil { return failResult("admission", out) }
    return answer { () throws(RingError) in
        let admission = try ring.admit(try place(ring), loadBound: percent)
        node.pointee = admission.node.rawValue
        guard let out else { return }
        kedge_ring_admission(
            struct_size: 0, node: admission.node.rawValue, load: admission.load, bound: admission.bound,
            total: admission.total
        ).write(to: out)
    }
}

/// Ends a call that was admitted.
///
/// - Parameters:
///   - ring: live handle
///   - node: the node that it was given
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE (the node has been removed, and its calls with it),
///   KEDGE_NO_CALL_UNDER_WAY
/// - Threads: any thread, concurrently
/// - Cost: a lock that admissions share
/// - Since: 0.1
@_cdecl("kedge_ring_finish")
public func kedge_ring_finish(_ ring: UnsafeMutablePointer<kedge_ring>?, _ node: UInt64) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(RingError) in try object.pointee.counted.finish(NodeID(rawValue: node)) }
}
