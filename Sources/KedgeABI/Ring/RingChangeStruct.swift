public import CKedge
import KedgeBalancing

extension kedge_ring_change: OptionStruct {
    internal static var firstReleaseSize: Int { 64 }
    internal static var defaults: Self {
        var change = Self()
        change.struct_size = MemoryLayout<Self>.stride
        change.kind = KEDGE_RING_ADD
        change.weight = 1
        change.state = KEDGE_NODE_UP
        return change
    }

    fileprivate func ringChange() throws(Refusal) -> RingChange {
        try checkReserved(reserved)
        let id = NodeID(rawValue: node)
        switch kind {
        case KEDGE_RING_ADD:
            return .add(
                name: try nodeName(name, name_len), weight: weight, zone: try text(zone, zone_len, "zone"),
                state: try nodeState(state))
        case KEDGE_RING_REMOVE: return .remove(id)
        case KEDGE_RING_SET_WEIGHT: return .setWeight(id, weight)
        case KEDGE_RING_SET_STATE: return .setState(id, try nodeState(state))
        case KEDGE_RING_SET_ZONE: return .setZone(id, try text(zone, zone_len, "zone"))
        default:
            throw Refusal(
                fail(KEDGE_INVALID_ARGUMENT, "kind {u0} is none of KEDGE_RING_ADD to KEDGE_RING_SET_ZONE", Int(kind)))
        }
    }
}

/// The changes of a list whose elements are as large as the first says.
internal func ringChanges(_ changes: UnsafePointer<kedge_ring_change>?, _ count: Int) throws(Refusal) -> [RingChange] {
    guard count >= 0, count <= maximumChangeCount else {
        throw Refusal(
            fail(
                KEDGE_INVALID_ARGUMENT, "change_count is {u0}: a call takes at most {1} changes", count,
                maximumChangeCount))
    }
    guard count > 0 else { return [] }
    guard let changes else { throw Refusal(failNull("changes")) }
    // First all of them are looked at, because each may be small and their names together need not be.
    var byteCount = count &* MemoryLayout<RingChange>.stride
    for index in 0..<count {
        let change = try element(changes, index)
        for length in [change.name_len, change.zone_len] where length > 0 {
            byteCount = byteCount > Int.max &- length ? .max : byteCount &+ length
        }
    }
    if let status = failArrays(of: byteCount) { throw Refusal(status) }
    var result: [RingChange] = []
    result.reserveCapacity(count)
    for index in 0..<count { result.append(try element(changes, index).ringChange()) }
    return result
}

private func element(_ changes: UnsafePointer<kedge_ring_change>, _ index: Int) throws(Refusal) -> kedge_ring_change {
    let size = UnsafeRawPointer(changes).loadUnaligned(as: Int.self)
    let address = UnsafeRawPointer(changes) + index &* (index == 0 ? 0 : size)
    let own = address.loadUnaligned(as: Int.self)
    guard own == size else {
        throw Refusal(
            fail(KEDGE_INVALID_ARGUMENT, "changes: struct_size {u0} of one differs from {u1} of the first", own, size))
    }
    let given = address.assumingMemoryBound(to: kedge_ring_change.self)
    guard let change = kedge_ring_change.read(given) else { throw Refusal(failOptions(given, "changes")) }
    return change
}

private let maximumChangeCount = 1 << 24

/// The name of a node, copied.
internal func nodeName(_ name: UnsafePointer<UInt8>?, _ count: Int) throws(Refusal) -> [UInt8] {
    guard let bytes = bytes(name, count) else { throw Refusal(failInput("name", count)) }
    if let status = failArrays(of: count) { throw Refusal(status) }
    return Array(bytes)
}

internal func nodeState(_ state: UInt32) throws(Refusal) -> NodeState {
    // The constants are the raw values.
    guard let state = NodeState(rawValue: state) else {
        throw Refusal(
            fail(KEDGE_INVALID_ARGUMENT, "state {u0} is none of KEDGE_NODE_UP to KEDGE_NODE_DOWN", Int(state)))
    }
    return state
}

/// Writes a change as a list of changes takes it: the addition of a node of weight 1 that is up, with no name yet.
///
/// - Parameters:
///   - change: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_ring_change); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; change untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_ring_change_init")
public func kedge_ring_change_init(
    _ change: UnsafeMutablePointer<kedge_ring_change>?, _ struct_size: Int
) -> kedge_status {
    kedge_ring_change.write(change, size: struct_size, "change")
}
