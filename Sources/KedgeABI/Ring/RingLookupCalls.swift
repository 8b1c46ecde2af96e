public import CKedge
import KedgeBalancing

// Of the calls here those that find one owner are the fast ones: no reference is counted, nothing is allocated.

/// Finds the node that a key belongs to.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key: key_len bytes; NULL only if key_len is 0
///   - key_len: any length
///   - node: out; the id of the node
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP (node untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation, no lock; about 15 ns at 1,000 nodes with KEDGE_RING_CIRCLE, a hash for each node with
///   KEDGE_RING_RENDEZVOUS, an MD5 of the key with ketama
/// - Since: 0.1
@_cdecl("kedge_ring_owner")
public func kedge_ring_owner(
    _ ring: UnsafePointer<kedge_ring>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let node else { return failNull("node") }
    let owner = object.pointee.uncounted._withUnsafeGuaranteedRef { $0.ownerID(ofKey: key) }
    return give(owner, to: node)
}

/// Finds the node that a text belongs to, by its UTF-8: the same as by those bytes.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key: key_len bytes of UTF-8; NULL only if key_len is 0
///   - key_len: any length
///   - node: out; the id of the node
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_INVALID_UTF8, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP
///   (node untouched)
/// - Threads: any thread, concurrently
/// - Cost: that of kedge_ring_owner, and a pass over the text
/// - Since: 0.1
@_cdecl("kedge_ring_owner_of_text")
public func kedge_ring_owner_of_text(
    _ ring: UnsafePointer<kedge_ring>?, _ key: UnsafePointer<CChar>?, _ key_len: Int,
    _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let node else { return failNull("node") }
    guard isUTF8(key) else { return fail(KEDGE_INVALID_UTF8, "key is not UTF-8") }
    let owner = object.pointee.uncounted._withUnsafeGuaranteedRef { $0.ownerID(ofKey: key) }
    return give(owner, to: node)
}

/// Gives the id of an owner, or says why there is none.
@inline(__always)
private func give(_ owner: UInt64, to node: UnsafeMutablePointer<UInt64>) -> kedge_status {
    guard owner != 0 else { return fail(RingError.empty) }
    guard owner != .max else { return fail(RingError.noNodeUp) }
    node.pointee = owner
    return KEDGE_OK
}

private func isUTF8(_ text: UnsafeRawBufferPointer) -> Bool {
    do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: Span(_unsafeElements: text.bindMemory(to: UInt8.self)))
        return true
    } catch {
        return false
    }
}

/// Finds the node that a key belongs to by the key's hash.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - hash: as the placement hashes keys: XXH3 of 64 bits with KEDGE_RING_CIRCLE and KEDGE_RING_JUMP, XXH64 with those of
///     Envoy, the first four bytes of MD5 with ketama, least first; or any other hash that spreads as evenly
///   - node: out; the id of the node
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_INVALID_KEY_HASH (2^32 or more with ketama), KEDGE_NOT_IN_THIS_PLACEMENT (rendezvous hashing, which needs the
///   key itself) (node untouched)
/// - Threads: any thread, concurrently
/// - Cost: no allocation, no lock; about 15 ns at 1,000 nodes with KEDGE_RING_CIRCLE
/// - Since: 0.1
@_cdecl("kedge_ring_owner_of_hash")
public func kedge_ring_owner_of_hash(
    _ ring: UnsafePointer<kedge_ring>?, _ hash: UInt64, _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let node else { return failNull("node") }
    let owner = object.pointee.uncounted._withUnsafeGuaranteedRef { try? $0.ownerID(ofHash: hash) }
    guard let owner else {
        return answer { () throws(RingError) in _ = try object.pointee.counted.ownerID(ofHash: hash) }
    }
    return give(owner, to: node)
}

/// Finds the nodes that several keys belong to, all at one moment.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - data: data_len bytes: the keys one after another; NULL only if data_len is 0
///   - data_len: any length
///   - key_ends: for each key where it ends in data and the next begins: not descending, the last data_len
///   - key_count: how many keys
///   - nodes: out; room for key_count ids
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP (nodes untouched)
/// - Threads: any thread, concurrently
/// - Cost: for each key that of kedge_ring_owner without the call; until it ends, changes give no memory back
/// - Since: 0.1
@_cdecl("kedge_ring_owner_of_keys")
public func kedge_ring_owner_of_keys(
    _ ring: UnsafePointer<kedge_ring>?, _ data: UnsafePointer<UInt8>?, _ data_len: Int,
    _ key_ends: UnsafePointer<UInt64>?, _ key_count: Int, _ nodes: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let data = bytes(data, data_len) else { return failInput("data", data_len) }
    guard let ends = list(key_ends, key_count) else { return failCount("key_count", key_count) }
    guard ends.isEmpty || nodes != nil else { return failNull("nodes") }
    var start: UInt64 = 0
    for end in ends {
        guard end >= start, end <= UInt64(data.count) else { return failEnds(end) }
        start = end
    }
    guard start == UInt64(data.count) else { return failEnds(start) }
    return answer { () throws(RingError) in
        try object.pointee.counted.writeOwners(ofKeys: data, ends: ends, to: nodes)
    }
}

private func failEnds(_ end: UInt64) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT, "key_ends, {u0}: they may not descend, and the last has to be data_len",
        Int(truncatingIfNeeded: end))
}

/// Finds the nodes that several hashes belong to, all at one moment.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - hashes: hash_count hashes, as for kedge_ring_owner_of_hash
///   - hash_count: how many
///   - nodes: out; room for hash_count ids
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_INVALID_KEY_HASH, KEDGE_NOT_IN_THIS_PLACEMENT (nodes untouched)
/// - Threads: any thread, concurrently
/// - Cost: for each hash that of kedge_ring_owner_of_hash without the call; until it ends, changes give no memory back
/// - Since: 0.1
@_cdecl("kedge_ring_owner_of_hashes")
public func kedge_ring_owner_of_hashes(
    _ ring: UnsafePointer<kedge_ring>?, _ hashes: UnsafePointer<UInt64>?, _ hash_count: Int,
    _ nodes: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let hashes = list(hashes, hash_count) else { return failCount("hash_count", hash_count) }
    guard hashes.isEmpty || nodes != nil else { return failNull("nodes") }
    return answer { () throws(RingError) in
        try object.pointee.counted.writeOwners(ofHashes: hashes, to: nodes)
    }
}

/// Numbers of an argument, or nil: NULL is allowed only with none, and they have to fit the address space.
private func list(_ numbers: UnsafePointer<UInt64>?, _ count: Int) -> UnsafeBufferPointer<UInt64>? {
    guard count >= 0, count <= Int.max / 8, numbers != nil || count == 0 else { return nil }
    return UnsafeBufferPointer(start: numbers, count: count)
}

/// Finds the distinct nodes that a key prefers, the owner first, for replicas: of different zones as long as there are zones
/// left, then of those that were passed over.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key: key_len bytes; NULL only if key_len is 0
///   - key_len: any length
///   - nodes: out; room for node_capacity ids
///   - node_capacity: 1 or more
///   - node_count: out; how many were written: all that are up, where those are fewer
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_NOT_IN_THIS_PLACEMENT (jump hash) (nodes and node_count untouched)
/// - Threads: any thread, concurrently
/// - Cost: no lock, and no allocation up to 32 nodes; a few steps along the circle for each, and with rendezvous hashing a pass
///   over all nodes, each with a hash of the key, for each that is written or passed over because of its zone; a lock where zones
///   change all the time
/// - Since: 0.1
@_cdecl("kedge_ring_owners")
public func kedge_ring_owners(
    _ ring: UnsafePointer<kedge_ring>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int,
    _ nodes: UnsafeMutablePointer<UInt64>?, _ node_capacity: Int, _ node_count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    return choose(object.pointee.counted, nodes, node_capacity, node_count) { $0.place(ofKey: key) }
}

/// Finds the distinct nodes that a hash prefers, as kedge_ring_owners does for a key.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - hash: as for kedge_ring_owner_of_hash
///   - nodes: out; room for node_capacity ids
///   - node_capacity: 1 or more
///   - node_count: out; how many were written: all that are up, where those are fewer
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_INVALID_KEY_HASH, KEDGE_NOT_IN_THIS_PLACEMENT (jump and rendezvous hashing) (nodes and node_count
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: no lock, and no allocation up to 32 nodes; a few steps along the circle for each, and with rendezvous hashing a pass
///   over all nodes for each; a lock where zones change all the time
/// - Since: 0.1
@_cdecl("kedge_ring_owners_of_hash")
public func kedge_ring_owners_of_hash(
    _ ring: UnsafePointer<kedge_ring>?, _ hash: UInt64, _ nodes: UnsafeMutablePointer<UInt64>?, _ node_capacity: Int,
    _ node_count: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    return choose(object.pointee.counted, nodes, node_capacity, node_count) { ring throws(RingError) in
        try ring.place(ofHash: hash)
    }
}

private func choose(
    _ ring: HashRing, _ nodes: UnsafeMutablePointer<UInt64>?, _ capacity: Int, _ count: UnsafeMutablePointer<Int>?,
    _ place: (HashRing) throws(RingError) -> KeyPlace
) -> kedge_status {
    guard let nodes else { return failNull("nodes") }
    guard let count else { return failNull("node_count") }
    guard capacity > 0, capacity <= Int.max / 8 else {
        return fail(KEDGE_INVALID_ARGUMENT, "node_capacity is {0}: it has to be 1 or more", capacity)
    }
    return answer { () throws(RingError) in
        count.pointee = try ring.writeOwners(
            try place(ring), to: UnsafeMutableBufferPointer(start: nodes, count: capacity))
    }
}

/// Finds the node to try for a key after so many have failed.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - key: key_len bytes; NULL only if key_len is 0
///   - key_len: any length
///   - attempt: 0 for the owner. With Envoy's placements the choice is Envoy's, and may be a node that was tried; with the others
///     it is the next distinct node, as in kedge_ring_owners
///   - node: out; the id of the node
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_NO_FURTHER_NODE, KEDGE_NOT_IN_THIS_PLACEMENT (jump hash, but for attempt 0), KEDGE_OUT_OF_MEMORY (node
///   untouched)
/// - Threads: any thread, concurrently
/// - Cost: no lock, and no allocation up to attempt 31; a few steps along the circle for each attempt
/// - Since: 0.1
@_cdecl("kedge_ring_choice")
public func kedge_ring_choice(
    _ ring: UnsafePointer<kedge_ring>?, _ key: UnsafePointer<UInt8>?, _ key_len: Int, _ attempt: UInt32,
    _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let key = bytes(key, key_len) else { return failInput("key", key_len) }
    guard let node else { return failNull("node") }
    return answer { () throws(RingError) in
        let ring = object.pointee.counted
        node.pointee = try ring.chosenID(ring.place(ofKey: key), attempt: attempt).rawValue
    }
}

/// Finds the node to try for a hash after so many have failed, as kedge_ring_choice does for a key.
///
/// - Parameters:
///   - ring: live handle; borrowed
///   - hash: as for kedge_ring_owner_of_hash
///   - attempt: 0 for the owner
///   - node: out; the id of the node
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_RING_EMPTY, KEDGE_NO_NODE_UP,
///   KEDGE_NO_FURTHER_NODE, KEDGE_INVALID_KEY_HASH, KEDGE_NOT_IN_THIS_PLACEMENT (jump hash, but for attempt 0;
///   rendezvous hashing), KEDGE_OUT_OF_MEMORY (node untouched)
/// - Threads: any thread, concurrently
/// - Cost: no lock, and no allocation up to attempt 31; a few steps along the circle for each attempt
/// - Since: 0.1
@_cdecl("kedge_ring_choice_of_hash")
public func kedge_ring_choice_of_hash(
    _ ring: UnsafePointer<kedge_ring>?, _ hash: UInt64, _ attempt: UInt32, _ node: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let object = HandleKind.ring.object(ring) else { return failHandle("ring") }
    guard let node else { return failNull("node") }
    return answer { () throws(RingError) in
        let ring = object.pointee.counted
        node.pointee = try ring.chosenID(try ring.place(ofHash: hash), attempt: attempt).rawValue
    }
}
