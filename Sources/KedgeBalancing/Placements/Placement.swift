/// How a ring finds the node that a key belongs to.
///
/// The first is Kedge's own; the others place keys exactly as the systems do whose names they have.
public enum Placement: Hashable, Sendable {
    /// A circle on which each node has so many points for each unit of its weight. Only keys of nodes that change move.
    ///
    /// - Parameter pointsPerWeight: 1 to 65,536.
    case circle(pointsPerWeight: UInt32 = 160)
    /// As clients of memcached do with ketama. When the weights differ, a change also moves keys of nodes that stay.
    case ketama(Ketama)
    /// Envoy's `ring_hash`. A change may also move keys of nodes that stay.
    ///
    /// - Parameters:
    ///   - hash: What places the nodes; keys are placed with XXH64 in either case, as Envoy does.
    ///   - minimumSize: 1 to 8,388,608 points.
    ///   - maximumSize: `minimumSize` to 8,388,608 points.
    case envoyRing(hash: EnvoyHash = .xxHash64, minimumSize: UInt32 = 1_024, maximumSize: UInt32 = 8_388_608)
    /// Envoy's Maglev: a table of slots, shared out by weight. A change also moves some keys of nodes that stay.
    ///
    /// - Parameter tableSize: A prime from 2 to 5,000,011, and not below the number of nodes.
    case maglev(tableSize: UInt32 = 65_537)
    /// Jump hash: nodes in a row, of which only the last can go; no weights, no states.
    case jump
    /// Rendezvous hashing as pymemcache does it: the node whose name and the key have the largest hash; no weights.
    case rendezvous
}

/// Who wrote the ketama.
public enum Ketama: UInt32, CaseIterable, Hashable, Sendable {
    /// The original libketama: names as they are.
    case libketama = 1
    /// libmemcached with `KETAMA_WEIGHTED`: a name's port is left out where it is 11211.
    case libmemcached
    /// spymemcached: names as they are, no weights.
    case spymemcached
}

/// What Envoy places nodes with.
public enum EnvoyHash: UInt32, CaseIterable, Hashable, Sendable {
    /// XXH64 with seed 0, the default.
    case xxHash64 = 1
    /// MurmurHash64A with the seed that libstdc++ has.
    case murmurHash2
}
