public import KedgeCore

/// Why a ring gave no node, or did not change.
public enum RingError: Error, Equatable, Sendable {
    /// The ring has no node.
    case empty
    /// The ring has nodes, and none is up.
    case noNodeUp
    /// There are not so many distinct nodes that are up.
    case noFurtherNode
    /// No node has the id, or none any more.
    case unknownNode(NodeID)
    /// A node of that name is there already.
    case duplicateName
    /// A weight of 0, or one that makes the sum of all weights 2^32 or more.
    case invalidWeight(UInt32)
    /// A placement's number of points is outside its range.
    case invalidPointCount(UInt32)
    /// The size of a Maglev table is not a prime from 2 to 5,000,011.
    case invalidTableSize(UInt32)
    /// The points of all nodes together would be more than 2^24, or the nodes more than the slots of a Maglev table.
    case tooManyPoints
    /// The placement has no such operation: of a jump hash only the last node can go, for example.
    case notInThisPlacement
    /// A hash of more bits than the placement's keys have.
    case invalidHash(UInt64)
    /// A bound for loads below 100 or above 100,000 percent.
    case invalidLoadBound(UInt32)
    /// The node has no call under way that could end.
    case nothingUnderWay(NodeID)
    /// What is to be imported is no membership of a ring.
    case invalidMembership(JSONFormatError)
    /// There is no memory for it.
    case outOfMemory
}
