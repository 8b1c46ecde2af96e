extension HashRing {
    /// The node that a key belongs to.
    ///
    /// - Parameter key: Any bytes.
    /// - Throws: `RingError.empty`, `.noNodeUp`.
    /// - Cost: No allocation, no lock; about 15 ns at 1,000 nodes with the default placement, O(nodes) with rendezvous
    ///   hashing, and an MD5 of the key with ketama.
    public func owner(of key: RawSpan) throws(RingError) -> NodeID {
        try Self.id(key.withUnsafeBytes { ownerID(ofKey: $0) })
    }

    /// The node that a text belongs to, by its UTF-8.
    ///
    /// - Throws: As for bytes.
    public func owner(of key: String) throws(RingError) -> NodeID {
        try owner(of: key.utf8Span.span.bytes)
    }

    /// The node that a key belongs to, by the key's hash.
    ///
    /// - Parameter hash: As the placement hashes keys: XXH3 of 64 bits with the default placement and jump hash, XXH64 with
    ///   those of Envoy, the first four bytes of MD5 with ketama, least first. Any other hash that spreads as evenly does.
    /// - Throws: `RingError.empty`, `.noNodeUp`; `.invalidHash` above 2^32 - 1 with ketama; `.notInThisPlacement` with
    ///   rendezvous hashing, which needs the key itself.
    public func owner(ofHash hash: UInt64) throws(RingError) -> NodeID {
        try Self.id(ownerID(ofHash: hash))
    }

    /// The nodes that several hashes belong to, all at one moment.
    ///
    /// - Throws: As for one hash.
    public func owners(ofHashes hashes: [UInt64]) throws(RingError) -> [NodeID] {
        var ids = hashes
        try hashes.withUnsafeBufferPointer { hashes throws(RingError) in
            try ids.withUnsafeMutableBufferPointer { ids throws(RingError) in
                try writeOwners(ofHashes: hashes, to: ids.baseAddress)
            }
        }
        return ids.map { NodeID(rawValue: $0) }
    }

    /// The nodes that several texts belong to, all at one moment.
    ///
    /// - Throws: `RingError.empty`, `.noNodeUp`.
    public func owners(ofKeys keys: [String]) throws(RingError) -> [NodeID] {
        let nodes = read { snapshot in
            keys.map { key in key.utf8Span.span.bytes.withUnsafeBytes { owner(place(ofKey: $0), in: snapshot) } }
        }
        if let nobody = nodes.first(where: { !$0.isNode }) { throw nobody.refusal }
        return nodes.map(\.id)
    }

    /// The distinct nodes that a key prefers, the owner first, for replicas: of different zones as long as there are zones
    /// left, then of those that were passed over.
    ///
    /// - Parameter count: How many; where there are not so many up, all that are.
    /// - Throws: `RingError.empty`, `.noNodeUp`; `.notInThisPlacement` with jump hash, which has one node for a key.
    public func owners(of key: RawSpan, count: Int) throws(RingError) -> [NodeID] {
        let found = key.withUnsafeBytes { chosen(place(ofKey: $0), count: count) }
        return try found.get()
    }

    /// The distinct nodes that a text prefers.
    ///
    /// - Throws: As for bytes.
    public func owners(of key: String, count: Int) throws(RingError) -> [NodeID] {
        try owners(of: key.utf8Span.span.bytes, count: count)
    }

    /// The distinct nodes that a hash prefers.
    ///
    /// - Throws: As for bytes, and as ``owner(ofHash:)``.
    public func owners(ofHash hash: UInt64, count: Int) throws(RingError) -> [NodeID] {
        try chosen(place(ofHash: hash), count: count).get()
    }

    /// The node to try for a key after so many have failed.
    ///
    /// - Parameter attempt: 0 for the owner. With Envoy's placements the choice is Envoy's, and may be a node that has been
    ///   tried; with the others it is the next distinct node, as in ``owners(of:count:)``.
    /// - Throws: `RingError.empty`, `.noNodeUp`, `.noFurtherNode`; `.notInThisPlacement` with jump hash, but for attempt 0.
    public func choice(for key: RawSpan, attempt: UInt32) throws(RingError) -> NodeID {
        let found = key.withUnsafeBytes { key in
            Result { () throws(RingError) in try chosenID(place(ofKey: key), attempt: attempt) }
        }
        return try found.get()
    }

    /// The node to try for a text after so many have failed.
    ///
    /// - Throws: As for bytes.
    public func choice(for key: String, attempt: UInt32) throws(RingError) -> NodeID {
        try choice(for: key.utf8Span.span.bytes, attempt: attempt)
    }

    /// The node to try for a hash after so many have failed.
    ///
    /// - Throws: As for bytes, and as ``owner(ofHash:)``.
    public func choice(forHash hash: UInt64, attempt: UInt32) throws(RingError) -> NodeID {
        try chosenID(place(ofHash: hash), attempt: attempt)
    }

    /// The id of an owner, by the number that stands for it or for why there is none.
    private static func id(_ number: UInt64) throws(RingError) -> NodeID {
        guard number != 0 else { throw .empty }
        guard number != .max else { throw .noNodeUp }
        return NodeID(rawValue: number)
    }

    private func chosen(_ place: KeyPlace, count: Int) -> Result<[NodeID], RingError> {
        Result { () throws(RingError) in
            guard count > 0 else { return [] }
            var ids = [UInt64](repeating: 0, count: max(1, min(count, records.slotCount)))
            var written = 0
            var failure: RingError?
            ids.withUnsafeMutableBufferPointer { ids in
                do throws(RingError) { written = try writeOwners(place, to: ids) } catch { failure = error }
            }
            if let failure { throw failure }
            return ids[..<written].map { NodeID(rawValue: $0) }
        }
    }
}
