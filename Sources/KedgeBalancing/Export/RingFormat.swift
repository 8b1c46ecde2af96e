import KedgeCore

/// How memberships are written.
internal enum RingFormat {
    internal static let version: UInt64 = 1
    internal static let options = JSONOptions(maximumDepth: 4, maximumByteCount: Int(Int32.max) - 1, acceptsNUL: true)
}

extension Placement {
    /// All without sizes of their own.
    internal static let named: [Placement] =
        [.circle()] + Ketama.allCases.map { .ketama($0) } + EnvoyHash.allCases.map { .envoyRing(hash: $0) }
        + [.maglev(), .jump, .rendezvous]

    /// What it is called in a membership.
    internal var name: String {
        switch self {
        case .circle: "circle"
        case .ketama(.libketama): "ketama_libketama"
        case .ketama(.libmemcached): "ketama_libmemcached"
        case .ketama(.spymemcached): "ketama_spymemcached"
        case .envoyRing(.xxHash64, _, _): "envoy_ring_xxhash64"
        case .envoyRing(.murmurHash2, _, _): "envoy_ring_murmurhash2"
        case .maglev: "envoy_maglev"
        case .jump: "jump"
        case .rendezvous: "rendezvous"
        }
    }
}

extension NodeState {
    internal var name: String {
        switch self {
        case .up: "up"
        case .draining: "draining"
        case .down: "down"
        }
    }
}
