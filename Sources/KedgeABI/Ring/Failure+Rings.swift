import CKedge
import KedgeBalancing
import KedgeCore

internal func fail(_ error: RingError) -> kedge_status {
    switch error {
    case .empty: fail(KEDGE_RING_EMPTY, "the ring has no node: add one first")
    case .noNodeUp: fail(KEDGE_NO_NODE_UP, "no node of the ring is up, or those that are have no share of the keys")
    case .noFurtherNode: fail(KEDGE_NO_FURTHER_NODE, "there are not so many nodes that are up")
    case .unknownNode(let id):
        fail(KEDGE_UNKNOWN_NODE, "{u0} is the id of no node of the ring", Int(truncatingIfNeeded: id.rawValue))
    case .duplicateName: fail(KEDGE_DUPLICATE_NODE_NAME, "a node of that name is in the ring already")
    case .invalidWeight(let weight):
        fail(
            KEDGE_INVALID_NODE_WEIGHT, "weight {u0}: it has to be 1 or more, and all weights together below 2^32",
            Int(weight))
    case .invalidPointCount(let count):
        fail(
            KEDGE_INVALID_POINT_COUNT,
            "{u0} points: a unit of weight has 1 to 65,536, an Envoy ring 1 to 8,388,608, the maximum not below the minimum",
            Int(count))
    case .invalidTableSize(let size):
        fail(KEDGE_INVALID_TABLE_SIZE, "table_size {u0}: it has to be a prime from 2 to 5,000,011", Int(size))
    case .tooManyPoints:
        fail(
            KEDGE_TOO_MANY_POINTS,
            "the nodes would have more than 2^24 points together, or be more than the slots of the table")
    case .notInThisPlacement: fail(KEDGE_NOT_IN_THIS_PLACEMENT, "the ring's placement has no such operation")
    case .invalidHash(let hash):
        fail(
            KEDGE_INVALID_KEY_HASH, "hash {u0}: the hashes of ketama are below 2^32", Int(truncatingIfNeeded: hash))
    case .invalidLoadBound(let percent):
        fail(
            KEDGE_INVALID_LOAD_BOUND, "bound_percent {u0}: it has to be 100 to 100,000", Int(percent))
    case .nothingUnderWay(let id):
        fail(
            KEDGE_NO_CALL_UNDER_WAY, "no admitted call of node {u0} is under way", Int(truncatingIfNeeded: id.rawValue))
    case .invalidMembership(let error): fail(error)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the ring")
    }
}

private func fail(_ error: JSONFormatError) -> kedge_status {
    switch error {
    case .notJSON: fail(KEDGE_INVALID_MEMBERSHIP, "the membership is not strict JSON")
    case .unknownFormat: fail(KEDGE_INVALID_MEMBERSHIP, "the membership is no object whose kedge_ring is 1")
    case .unknownMember: fail(KEDGE_INVALID_MEMBERSHIP, "an object of the membership has a member that is not known")
    case .invalidMember(let name):
        fail(
            KEDGE_INVALID_MEMBERSHIP, "\"{text}\" of the membership is missing, of another kind or out of its range",
            text: name)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for the membership")
    }
}

/// What a body gives, or the status of its failure.
internal func answer(_ body: () throws(RingError) -> Void) -> kedge_status {
    do throws(RingError) {
        try body()
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
