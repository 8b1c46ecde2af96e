import CPlatform
import Synchronization

/// What lookups need of each node, by slot: in memory that stays where it is until the ring goes.
internal struct NodeRecords: ~Copyable, @unchecked Sendable {
    // Unchecked: what is no atomic is guarded by the ring's lock of loads.

    internal struct Record: ~Copyable {
        internal let zone = Atomic<UInt32>(0)
        internal var weight: UInt32 = 0
        /// Calls under way.
        internal var load: UInt64 = 0
    }

    private static let firstCount = 64
    private static let segmentCount = 19

    /// Segment k has 64 * 2^k records.
    private let segments: UnsafeMutablePointer<Atomic<UInt>>
    private let count = Atomic<Int>(0)

    internal init() {
        segments = .allocate(capacity: Self.segmentCount)
        for index in 0..<Self.segmentCount { (segments + index).initialize(to: Atomic(0)) }
    }

    deinit {
        for index in 0..<Self.segmentCount {
            if let address = UnsafeMutableRawPointer(bitPattern: segments[index].load(ordering: .relaxed)) {
                cplatform_free(address)
            }
        }
        segments.deinitialize(count: Self.segmentCount)
        segments.deallocate()
    }

    /// How many slots there are.
    internal var slotCount: Int { count.load(ordering: .acquiring) }

    /// Makes records for so many slots; false if there is no memory.
    internal func ensure(_ wanted: Int) -> Bool {
        var have = count.load(ordering: .relaxed)
        while have < wanted {
            let (segment, _) = Self.place(have)
            let segmentCount = Self.firstCount &<< segment
            guard let memory = cplatform_allocate_aligned(segmentCount &* MemoryLayout<Record>.stride) else {
                return false
            }
            let records = memory.assumingMemoryBound(to: Record.self)
            for index in 0..<segmentCount { (records + index).initialize(to: Record()) }
            segments[segment].store(UInt(bitPattern: memory), ordering: .releasing)
            have &+= segmentCount
            count.store(have, ordering: .releasing)
        }
        return true
    }

    internal func record(_ slot: Int) -> UnsafeMutablePointer<Record> {
        let (segment, offset) = Self.place(slot)
        let address = UnsafeMutableRawPointer(bitPattern: segments[segment].load(ordering: .acquiring))
            .unsafelyUnwrapped
        return address.assumingMemoryBound(to: Record.self) + offset
    }

    /// Stands for the zone of a node; 0 for none.
    internal func zone(_ slot: Int) -> UInt32 { record(slot).pointee.zone.load(ordering: .acquiring) }

    private static func place(_ slot: Int) -> (segment: Int, offset: Int) {
        let segment = Int.bitWidth &- 1 &- (slot / firstCount &+ 1).leadingZeroBitCount
        return (segment, slot &- firstCount &* ((1 &<< segment) &- 1))
    }
}
