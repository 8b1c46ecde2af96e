public import CKedge
import KedgeBalancing

/// Adds a node that is up.
///
/// - Parameters:
///   - ring: live handle
///   - name: name_len bytes that no other node of the ring has for a name; NULL only if name_len is 0
///   - name_len: any length
///   - weight: its share of the keys, in relation to the others' weights: 1 or more
///   - node: out; its id, which no other node of the ring is ever given
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_DUPLICATE_NODE_NAME, KEDGE_INVALID_NODE_WEIGHT,
///   KEDGE_TOO_MANY_POINTS, KEDGE_NOT_IN_THIS_PLACEMENT, KEDGE_OUT_OF_MEMORY (node untouched, the ring as it was)
/// - Threads: any thread, concurrently
/// - Cost: with KEDGE_RING_CIRCLE some 50 us for 160 points; the other placements look at all nodes, Maglev at its whole table
/// - Since: 0.1
@_cdecl("kedge_ring_add")
public func kedge_ring_add(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ name: UnsafePointer<UInt8>?, _ name_len: Int, _ weight: UInt32,
    _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let node else { return failNull("node") }
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let name = try nodeName(name, name_len)
        node.pointee = try ringRefusing { () throws(RingError) in
            try object.pointee.counted.add(name: name, weight: weight).rawValue
        }
        return KEDGE_OK
    }
}

/// Removes a node. Calls that were admitted to it do not count any more.
///
/// - Parameters:
///   - ring: live handle
///   - node: the node's id
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE, KEDGE_NOT_IN_THIS_PLACEMENT, KEDGE_OUT_OF_MEMORY (the ring
///   as it was)
/// - Threads: any thread, concurrently
/// - Cost: as kedge_ring_add
/// - Since: 0.1
@_cdecl("kedge_ring_remove")
public func kedge_ring_remove(_ ring: UnsafeMutablePointer<kedge_ring>?, _ node: UInt64) -> kedge_status {
    change(ring) { .remove(NodeID(rawValue: node)) }
}

/// Gives a node another weight.
///
/// - Parameters:
///   - ring: live handle
///   - node: the node's id
///   - weight: 1 or more
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE, KEDGE_INVALID_NODE_WEIGHT, KEDGE_TOO_MANY_POINTS,
///   KEDGE_NOT_IN_THIS_PLACEMENT, KEDGE_OUT_OF_MEMORY (the ring as it was)
/// - Threads: any thread, concurrently
/// - Cost: as kedge_ring_add
/// - Since: 0.1
@_cdecl("kedge_ring_set_weight")
public func kedge_ring_set_weight(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ node: UInt64, _ weight: UInt32
) -> kedge_status {
    change(ring) { .setWeight(NodeID(rawValue: node), weight) }
}

/// Gives a node another state.
///
/// - Parameters:
///   - ring: live handle
///   - node: the node's id
///   - state: KEDGE_NODE_UP to KEDGE_NODE_DOWN
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE, KEDGE_NOT_IN_THIS_PLACEMENT,
///   KEDGE_OUT_OF_MEMORY (the ring as it was)
/// - Threads: any thread, concurrently
/// - Cost: as kedge_ring_add
/// - Since: 0.1
@_cdecl("kedge_ring_set_state")
public func kedge_ring_set_state(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ node: UInt64, _ state: UInt32
) -> kedge_status {
    change(ring) { () throws(Refusal) in .setState(NodeID(rawValue: node), try nodeState(state)) }
}

/// Says where a node stands, for replicas that are to stand apart.
///
/// - Parameters:
///   - ring: live handle
///   - node: the node's id
///   - zone: zone_len bytes of UTF-8; NULL for nowhere in particular
///   - zone_len: any length; 0 with NULL
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_UNKNOWN_NODE,
///   KEDGE_OUT_OF_MEMORY (the ring as it was)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_ring_set_zone")
public func kedge_ring_set_zone(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ node: UInt64, _ zone: UnsafePointer<CChar>?, _ zone_len: Int
) -> kedge_status {
    change(ring) { () throws(Refusal) in .setZone(NodeID(rawValue: node), try text(zone, zone_len, "zone")) }
}

private func change(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ change: () throws(Refusal) -> RingChange
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let change = try change()
        _ = try ringRefusing { () throws(RingError) in try object.pointee.counted.apply([change]) }
        return KEDGE_OK
    }
}

/// Makes several changes as one: look-ups see all of them or none.
///
/// - Parameters:
///   - ring: live handle
///   - changes: change_count changes, made in this order; all have the struct_size of the first
///   - change_count: at most 2^24
///   - added: out; the ids of the nodes that KEDGE_RING_ADD adds, in their order; NULL if nobody asks
///   - report: out; a new handle that tells what the change moves; give it to kedge_ring_report_destroy in the end. NULL if nobody
///     asks
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_UNKNOWN_NODE,
///   KEDGE_DUPLICATE_NODE_NAME, KEDGE_INVALID_NODE_WEIGHT, KEDGE_TOO_MANY_POINTS, KEDGE_NOT_IN_THIS_PLACEMENT,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (added and report untouched, the ring as it was)
/// - Threads: any thread, concurrently
/// - Cost: as kedge_ring_add for each; with a report a pass over all points or slots
/// - Since: 0.1
@_cdecl("kedge_ring_apply")
public func kedge_ring_apply(
    _ ring: UnsafeMutablePointer<kedge_ring>?, _ changes: UnsafePointer<kedge_ring_change>?, _ change_count: Int,
    _ added: UnsafeMutablePointer<UInt64>?, _ report: UnsafeMutablePointer<UnsafeMutablePointer<kedge_ring_report>?>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let changes = try ringChanges(changes, change_count)
        guard let report else {
            let ids = try ringRefusing { () throws(RingError) in try object.pointee.counted.apply(changes) }
            write(ids, to: added)
            return KEDGE_OK
        }
        return issueReport(to: report) { () throws(RingError) in
            let made = try object.pointee.counted.applyReporting(changes)
            write(made.added, to: added)
            return made
        }
    }
}

private func write(_ ids: [NodeID], to room: UnsafeMutablePointer<UInt64>?) {
    for (index, id) in ids.enumerated() { room?[index] = id.rawValue }
}

/// Tells what several changes would move if they were made as one, and makes none of them.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - changes: change_count changes, as for kedge_ring_apply
///   - change_count: at most 2^24
///   - report: out; the new handle; give it to kedge_ring_report_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_UNKNOWN_NODE,
///   KEDGE_DUPLICATE_NODE_NAME, KEDGE_INVALID_NODE_WEIGHT, KEDGE_TOO_MANY_POINTS, KEDGE_NOT_IN_THIS_PLACEMENT,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (report untouched)
/// - Threads: any thread, concurrently
/// - Cost: a pass over all points or slots; other changes wait meanwhile
/// - Since: 0.1
@_cdecl("kedge_ring_preview")
public func kedge_ring_preview(
    _ ring: UnsafePointer<kedge_ring>?, _ changes: UnsafePointer<kedge_ring_change>?, _ change_count: Int,
    _ report: UnsafeMutablePointer<UnsafeMutablePointer<kedge_ring_report>?>?
) -> kedge_status {
    guard let report else { return failNull("report") }
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let changes = try ringChanges(changes, change_count)
        return issueReport(to: report) { () throws(RingError) in try object.pointee.counted.preview(changes) }
    }
}
