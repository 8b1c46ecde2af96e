import CPlatform
import Synchronization

/// Counts of each target of a failover.
internal final class TargetCounts: @unchecked Sendable {
    // Unchecked: the memory is of atomic numbers, and never changes its place.

    internal struct Counts: ~Copyable {
        internal let calls = Atomic<UInt64>(0)
        internal let failures = Atomic<UInt64>(0)
        internal let rejected = Atomic<UInt64>(0)
        internal let saved = Atomic<UInt64>(0)
    }

    internal enum Kind {
        case calls, failures, rejected, saved
    }

    private let counts: UnsafeMutablePointer<Counts>
    private let count: Int

    /// - Returns: nil if there is no memory.
    internal init?(_ count: Int) {
        guard let memory = cplatform_allocate(count &* MemoryLayout<Counts>.stride) else { return nil }
        counts = memory.bindMemory(to: Counts.self, capacity: count)
        for index in 0..<count { (counts + index).initialize(to: Counts()) }
        self.count = count
    }

    deinit {
        counts.deinitialize(count: count)
        cplatform_free(counts)
    }

    internal func add(_ index: Int, _ kind: Kind) {
        switch kind {
        case .calls: counts[index].calls.wrappingAdd(1, ordering: .relaxed)
        case .failures: counts[index].failures.wrappingAdd(1, ordering: .relaxed)
        case .rejected: counts[index].rejected.wrappingAdd(1, ordering: .relaxed)
        case .saved: counts[index].saved.wrappingAdd(1, ordering: .relaxed)
        }
    }

    internal func snapshot(_ index: Int) -> FailoverTargetSnapshot {
        FailoverTargetSnapshot(
            calls: counts[index].calls.load(ordering: .relaxed),
            failures: counts[index].failures.load(ordering: .relaxed),
            rejected: counts[index].rejected.load(ordering: .relaxed),
            saved: counts[index].saved.load(ordering: .relaxed))
    }
}
