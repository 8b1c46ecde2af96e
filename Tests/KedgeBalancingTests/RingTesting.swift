import KedgeBalancing
import KedgeTestSupport
import Testing

/// Rings and keys for tests.
enum Rings {
    /// A ring with nodes of these names.
    static func make(_ placement: Placement = .circle(), _ names: [String]) throws -> HashRing {
        let ring = try HashRing(placement)
        try ring.apply(names.map { .add(name: Array($0.utf8)) })
        return ring
    }

    static func names(_ count: Int) -> [String] { (0..<count).map { "node-\($0)" } }

    /// How often something is tried: less often without optimisation, where each takes many times as long.
    static func tries(_ count: Int) -> Int { SlowTests.areEnabled ? count : max(3, count / 12) }

    /// One of each placement.
    static let allPlacements: [Placement] = [
        .circle(), .ketama(.libketama), .ketama(.libmemcached), .ketama(.spymemcached), .envoyRing(),
        .envoyRing(hash: .murmurHash2), .maglev(tableSize: SlowTests.areEnabled ? 65_537 : 1_009), .jump, .rendezvous,
    ]

    static func keys(_ count: Int, _ prefix: String = "key") -> [String] { (0..<count).map { "\(prefix)-\($0)" } }
}

extension HashRing {
    /// The name of a key's owner.
    func ownerName(_ key: String) throws -> String { try name(owner(of: key)) }

    func name(_ id: NodeID) throws -> String { String(decoding: try node(id).name, as: UTF8.self) }

    func id(_ name: String) throws -> NodeID { try #require(id(ofName: Array(name.utf8))) }
}

/// Numbers that are the same in each run, and spread like chance.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    // SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed &>> 31
    }
}
