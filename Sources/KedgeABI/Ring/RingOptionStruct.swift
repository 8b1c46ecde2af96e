public import CKedge
import KedgeBalancing

extension kedge_ring_options: OptionStruct {
    internal static var firstReleaseSize: Int { 32 }
    internal static var defaults: Self {
        Self(
            struct_size: MemoryLayout<Self>.stride, placement: KEDGE_RING_CIRCLE, points_per_weight: 160,
            minimum_size: 1_024, maximum_size: 8_388_608, table_size: 65_537, reserved: 0)
    }

    internal func ringPlacement() throws(Refusal) -> Placement {
        try checkReserved(reserved)
        switch placement {
        case KEDGE_RING_CIRCLE: return .circle(pointsPerWeight: points_per_weight)
        case KEDGE_RING_KETAMA_LIBKETAMA: return .ketama(.libketama)
        case KEDGE_RING_KETAMA_LIBMEMCACHED: return .ketama(.libmemcached)
        case KEDGE_RING_KETAMA_SPYMEMCACHED: return .ketama(.spymemcached)
        case KEDGE_RING_ENVOY_XXHASH64:
            return .envoyRing(hash: .xxHash64, minimumSize: minimum_size, maximumSize: maximum_size)
        case KEDGE_RING_ENVOY_MURMURHASH2:
            return .envoyRing(hash: .murmurHash2, minimumSize: minimum_size, maximumSize: maximum_size)
        case KEDGE_RING_ENVOY_MAGLEV: return .maglev(tableSize: table_size)
        case KEDGE_RING_JUMP: return .jump
        case KEDGE_RING_RENDEZVOUS: return .rendezvous
        default:
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "placement {u0} is none of KEDGE_RING_CIRCLE to KEDGE_RING_RENDEZVOUS",
                    Int(placement)))
        }
    }
}

/// The constant of a placement.
internal func placementNumber(_ placement: Placement) -> UInt32 {
    switch placement {
    case .circle: KEDGE_RING_CIRCLE
    case .ketama(.libketama): KEDGE_RING_KETAMA_LIBKETAMA
    case .ketama(.libmemcached): KEDGE_RING_KETAMA_LIBMEMCACHED
    case .ketama(.spymemcached): KEDGE_RING_KETAMA_SPYMEMCACHED
    case .envoyRing(.xxHash64, _, _): KEDGE_RING_ENVOY_XXHASH64
    case .envoyRing(.murmurHash2, _, _): KEDGE_RING_ENVOY_MURMURHASH2
    case .maglev: KEDGE_RING_ENVOY_MAGLEV
    case .jump: KEDGE_RING_JUMP
    case .rendezvous: KEDGE_RING_RENDEZVOUS
    }
}

/// Writes the default options: Kedge's own circle with 160 points for each unit of weight.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_ring_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_ring_options_init")
public func kedge_ring_options_init(
    _ options: UnsafeMutablePointer<kedge_ring_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_ring_options.write(options, size: struct_size)
}
