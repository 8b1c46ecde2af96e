extension HashRing {
    /// Makes several changes as one: readers see all of them or none.
    ///
    /// - Parameter changes: In the order in which they are made.
    /// - Returns: The ids of the nodes that were added, in their order.
    /// - Throws: `RingError.unknownNode`, `.duplicateName`, `.invalidWeight`, `.tooManyPoints`, `.notInThisPlacement`,
    ///   `.outOfMemory`; the ring is as it was.
    /// - Cost: With the default placement some 50 microseconds for 160 points; the others look at all nodes, and Maglev at
    ///   its whole table.
    @discardableResult
    public func apply(_ changes: [RingChange]) throws(RingError) -> [NodeID] {
        try withState { state throws(RingError) in try change(&state, changes) }
    }

    /// Adds a node.
    ///
    /// - Parameters:
    ///   - name: Any bytes that no other node of the ring has for a name.
    ///   - weight: Its share of the keys, in relation to the others' weights: 1 or more.
    ///   - zone: Where it stands, for replicas that are to stand apart.
    /// - Throws: As ``apply(_:)``.
    @discardableResult
    public func add(
        name: [UInt8], weight: UInt32 = 1, zone: String? = nil, state: NodeState = .up
    ) throws(RingError) -> NodeID {
        try apply([.add(name: name, weight: weight, zone: zone, state: state)])[0]
    }

    /// Adds a node whose name is text.
    ///
    /// - Throws: As ``apply(_:)``.
    @discardableResult
    public func add(
        _ name: String, weight: UInt32 = 1, zone: String? = nil, state: NodeState = .up
    ) throws(RingError) -> NodeID {
        try add(name: Array(name.utf8), weight: weight, zone: zone, state: state)
    }

    /// Removes a node; calls that are under way on it do not count any more.
    ///
    /// - Throws: As ``apply(_:)``.
    public func remove(_ id: NodeID) throws(RingError) {
        try apply([.remove(id)])
    }

    /// Gives a node another weight.
    ///
    /// - Throws: As ``apply(_:)``.
    public func setWeight(_ weight: UInt32, of id: NodeID) throws(RingError) {
        try apply([.setWeight(id, weight)])
    }

    /// Gives a node another state.
    ///
    /// - Throws: As ``apply(_:)``.
    public func setState(_ state: NodeState, of id: NodeID) throws(RingError) {
        try apply([.setState(id, state)])
    }

    /// Says where a node stands, for replicas that are to stand apart.
    ///
    /// - Throws: As ``apply(_:)``.
    public func setZone(_ zone: String?, of id: NodeID) throws(RingError) {
        try apply([.setZone(id, zone)])
    }

    /// Makes changes.
    ///
    /// - Parameter report: Sees the state with the changed membership, what is going to be published of it, and the ids of the
    ///   nodes that are added.
    /// - Parameter ids: For nodes that are added, where they are to have certain ones.
    internal func change(
        _ state: inout RingState, _ changes: [RingChange], ids: [NodeID] = [],
        report: (borrowing RingState, RingPlan, [NodeID]) throws(RingError) -> Void = { _, _, _ in }
    ) throws(RingError) -> [NodeID] {
        let (steps, added) = try state.apply(changes, ids: ids)
        do throws(RingError) {
            let slots = state.slots(steps)
            guard records.ensure(state.membership.slots.count) else { throw .outOfMemory }
            let plan = try state.plan(slots)
            try report(state, plan, added)
            let version = state.membership.head.version
            state.membership.setVersion(version &+ 1)
            let changed = slots.compactMap { state.membership.slots[$0] }
            do throws(RingError) {
                try state.carryOut(plan, slots) { publish($0, changed) }
            } catch {
                state.membership.setVersion(version)
                throw error
            }
        } catch {
            state.membership.undo(steps)
            throw error
        }
        return added
    }
}
