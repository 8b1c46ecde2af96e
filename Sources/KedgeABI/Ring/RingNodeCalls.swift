public import CKedge
import KedgeBalancing

extension kedge_ring_info: ResultStruct {
    internal static var firstReleaseSize: Int { 48 }
}

extension kedge_ring_node: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }
}

/// Tells what is known of a ring.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 100 ns
/// - Since: 0.1
@_cdecl("kedge_ring_get_info")
public func kedge_ring_get_info(
    _ ring: UnsafePointer<kedge_ring>?, _ info: UnsafeMutablePointer<kedge_ring_info>?
) -> kedge_status {
    guard let info = kedge_ring_info.accept(info) else { return failResult("info", info) }
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    let ring = object.pointee.counted
    let counts = ring.counts
    kedge_ring_info(
        struct_size: 0, version: counts.version, node_count: counts.nodes, up_count: counts.up,
        total_load: ring.totalLoad, placement: placementNumber(ring.placement), reserved: 0
    ).write(to: info)
    return KEDGE_OK
}

/// Writes the ids of all nodes, in whatever state, in the order in which they were added.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - nodes: out; room for node_capacity ids; NULL counts as no room
///   - node_capacity: how many fit
///   - node_count: out; how many there are, or have to fit
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_OUT_OF_MEMORY (nodes
///   untouched)
/// - Threads: any thread, concurrently; between two calls the ring may grow
/// - Cost: some 100 ns for each
/// - Since: 0.1
@_cdecl("kedge_ring_nodes")
public func kedge_ring_nodes(
    _ ring: UnsafePointer<kedge_ring>?, _ nodes: UnsafeMutablePointer<UInt64>?, _ node_capacity: Int,
    _ node_count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let node_count else { return failNull("node_count") }
    guard node_capacity >= 0 else { return failCapacity("node_capacity", node_capacity) }
    return answer { () throws(Refusal) in
        let ids = try ringRefusing { () throws(RingError) in try object.pointee.counted.nodeIDs() }
        return write(ids.lazy.map(\.rawValue), to: nodes, node_capacity, node_count)
    }
}

/// Tells what is known of a node.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - node: the node's id
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 200 ns; waits for a change that is under way
/// - Since: 0.1
@_cdecl("kedge_ring_get_node")
public func kedge_ring_get_node(
    _ ring: UnsafePointer<kedge_ring>?, _ node: UInt64, _ info: UnsafeMutablePointer<kedge_ring_node>?
) -> kedge_status {
    guard let info = kedge_ring_node.accept(info) else { return failResult("info", info) }
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(RingError) in
        let id = NodeID(rawValue: node)
        let found = try object.pointee.counted.node(id)
        kedge_ring_node(
            struct_size: 0, node: node, load: try object.pointee.counted.load(of: id), weight: found.weight,
            state: found.state.rawValue, has_zone: found.zone == nil ? 0 : 1, reserved: 0
        ).write(to: info)
    }
}

/// Writes the name of a node.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - node: the node's id
///   - out: out_capacity bytes
///   - out_capacity: bytes at out
///   - out_len: out; the length, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 200 ns; waits for a change that is under way
/// - Since: 0.1
@_cdecl("kedge_ring_node_name")
public func kedge_ring_node_name(
    _ ring: UnsafePointer<kedge_ring>?, _ node: UInt64, _ out: UnsafeMutablePointer<UInt8>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let node = try ringRefusing { () throws(RingError) in try object.pointee.counted.node(NodeID(rawValue: node)) }
        return write(node.name, to: out, out_capacity, out_len)
    }
}

/// Writes the zone of a node; empty text if it has none, which kedge_ring_get_node tells.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - node: the node's id
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE (out
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 200 ns; waits for a change that is under way
/// - Since: 0.1
@_cdecl("kedge_ring_node_zone")
public func kedge_ring_node_zone(
    _ ring: UnsafePointer<kedge_ring>?, _ node: UInt64, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        let node = try ringRefusing { () throws(RingError) in try object.pointee.counted.node(NodeID(rawValue: node)) }
        return write(node.zone ?? "", to: out, out_capacity, out_len)
    }
}

/// Finds a node by its name.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - name: name_len bytes; NULL only if name_len is 0
///   - name_len: any length
///   - node: out; the id of the node
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_UNKNOWN_NODE, KEDGE_OUT_OF_MEMORY (node
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: under 200 ns; waits for a change that is under way
/// - Since: 0.1
@_cdecl("kedge_ring_find")
public func kedge_ring_find(
    _ ring: UnsafePointer<kedge_ring>?, _ name: UnsafePointer<UInt8>?, _ name_len: Int,
    _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let node else { return failNull("node") }
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return answer { () throws(Refusal) in
        guard let id = object.pointee.counted.id(ofName: try nodeName(name, name_len)) else {
            throw Refusal(fail(KEDGE_UNKNOWN_NODE, "no node of the ring has that name"))
        }
        node.pointee = id.rawValue
        return KEDGE_OK
    }
}
